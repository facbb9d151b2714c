/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-film-holder.h"
#include "mtn-result.h"

G_BEGIN_DECLS

/**
 * MtnResultRow:
 *
 * A suggestion: poster, title, year and genres, the match as a bar and a
 * number, how many ratings stand behind it, why, and what can be done.
 */
#define MTN_TYPE_RESULT_ROW (mtn_result_row_get_type ())
G_DECLARE_FINAL_TYPE (MtnResultRow, mtn_result_row, MTN, RESULT_ROW, GtkListBoxRow)

/* @state: (transfer none): must outlive the row. */
GtkWidget *mtn_result_row_new        (MtnAppState  *state);

/**
 * mtn_result_row_set_result:
 * @show_match: FALSE where the score is no match with a person, because nothing
 *   is known of one: the mean stars are shown instead
 */
void       mtn_result_row_set_result (MtnResultRow *self,
                                      MtnResult    *result,
                                      gboolean      show_match);
MtnResult *mtn_result_row_get_result (MtnResultRow *self); /* (transfer none) (nullable) */

/* How the row is shown on its way: @offset pixels below its place, @opacity 0 … 1. Does not change its allocation. */
void       mtn_result_row_set_motion (MtnResultRow *self,
                                      double        offset,
                                      double        opacity);

G_END_DECLS
