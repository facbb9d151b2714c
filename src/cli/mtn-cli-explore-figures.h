/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exploration.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/* Figures of what there is in a data set, each a file of its name. Every one is NULL where the data set has not what it
 * shows. */

/* Which ratings are given. */
MtnFigure *mtn_cli_explore_draw_stars    (const MtnExploration *self);
/* Ratings of each person and each film, sorted and as histograms. */
MtnFigure *mtn_cli_explore_draw_tail     (const MtnExploration *self);
MtnFigure *mtn_cli_explore_draw_genres   (const MtnExploration *self);
/* Age, gender, occupation. */
MtnFigure *mtn_cli_explore_draw_people   (const MtnExploration *self);
MtnFigure *mtn_cli_explore_draw_activity (const MtnExploration *self);
/* Where the table of people × films has ratings. */
MtnFigure *mtn_cli_explore_draw_sparsity (const MtnExploration *self);
/* Which of the most rated films the same people rated. */
MtnFigure *mtn_cli_explore_draw_together (const MtnExploration *self);
/* One masked person beside the truth. */
MtnFigure *mtn_cli_explore_draw_sample   (const MtnExploration *self);
MtnFigure *mtn_cli_explore_draw_splits   (const MtnExploration *self);

/* A figure with what all of them say: which data set it is about. For those above. */
MtnFigure *mtn_cli_explore_begin_figure  (const MtnExploration *self,
                                          const char           *title);
/* "1,682"; free with g_free(). */
char      *mtn_cli_explore_dup_number    (double                value);

G_END_DECLS
