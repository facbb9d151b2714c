/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-run.h"

G_BEGIN_DECLS

/**
 * MtnRunRow:
 *
 * A training in a list: where it is, and buttons that stop it or let it go on, by the actions
 * win.run-pause, -resume, -remove and -tune of the window.
 */
#define MTN_TYPE_RUN_ROW (mtn_run_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnRunRow, mtn_run_row, MTN, RUN_ROW, GtkListBoxRow)

GtkWidget *mtn_run_row_new     (MtnRun    *run);
MtnRun    *mtn_run_row_get_run (MtnRunRow *self);

G_END_DECLS
