/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-run-store.h"

G_BEGIN_DECLS

/**
 * MtnRunList:
 *
 * The trainings there are, under a heading; not to be seen while there is none.
 */
#define MTN_TYPE_RUN_LIST (mtn_run_list_get_type ())
G_DECLARE_FINAL_TYPE (MtnRunList, mtn_run_list, MTN, RUN_LIST, GtkBox)

void mtn_run_list_set_store (MtnRunList  *self,
                             MtnRunStore *store);

G_END_DECLS
