/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-result-item.h"

G_BEGIN_DECLS

/**
 * MtnResultLine:
 *
 * A row of the list of runs: shown or not, name in full, what it is, and its sign in the charts.
 *
 * Signals `removed`, `renamed`, `pinned`: the person asks for it, by menu or keys.
 */
#define MTN_TYPE_RESULT_LINE (mtn_result_line_get_type ())
G_DECLARE_FINAL_TYPE (MtnResultLine, mtn_result_line, MTN, RESULT_LINE, GtkListBoxRow)

GtkWidget     *mtn_result_line_new      (MtnResultItem *item);
/* (transfer none) */
MtnResultItem *mtn_result_line_get_item (MtnResultLine *self);

G_END_DECLS
