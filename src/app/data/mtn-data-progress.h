/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-data-store.h"

G_BEGIN_DECLS

/**
 * MtnDataProgress:
 *
 * How far the reading of a data set is, with a button that gives it up (`data.cancel`). Not to be seen in the first
 * moments: most are read by then.
 */
#define MTN_TYPE_DATA_PROGRESS (mtn_data_progress_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataProgress, mtn_data_progress, MTN, DATA_PROGRESS, GtkBox)

void mtn_data_progress_set_store (MtnDataProgress *self,
                                  MtnDataStore    *store);

G_END_DECLS
