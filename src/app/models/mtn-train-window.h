/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-data-store.h"
#include "mtn-run-store.h"

G_BEGIN_DECLS

/**
 * MtnTrainWindow:
 *
 * Asks for everything that `matinee train` can be told, with its defaults and in its words, and adds a run
 * to the store.
 */
#define MTN_TYPE_TRAIN_WINDOW (mtn_train_window_get_type ())
G_DECLARE_FINAL_TYPE (MtnTrainWindow, mtn_train_window, MTN, TRAIN_WINDOW, AdwWindow)

GtkWidget *mtn_train_window_new (GtkWindow    *parent,
                                 MtnRunStore  *runs,
                                 MtnDataStore *data);

G_END_DECLS
