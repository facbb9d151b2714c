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
MtnFigure *mtn_figures_explore_stars      (const MtnExploration *self);
/* Ratings of each person and each film, sorted and as histograms. */
MtnFigure *mtn_figures_explore_tail       (const MtnExploration *self);
MtnFigure *mtn_figures_explore_genres     (const MtnExploration *self);
/* Age, gender, occupation. */
MtnFigure *mtn_figures_explore_people     (const MtnExploration *self);
MtnFigure *mtn_figures_explore_activity   (const MtnExploration *self);
/* Where the table of people × films has ratings. */
MtnFigure *mtn_figures_explore_sparsity   (const MtnExploration *self);
/* Which of the most rated films the same people rated. */
MtnFigure *mtn_figures_explore_together   (const MtnExploration *self);
/* One masked person beside the truth. */
MtnFigure *mtn_figures_explore_sample     (const MtnExploration *self);
/* Of any sample of the data set. */
MtnFigure *mtn_figures_explore_sample_of  (const MtnExploration *self,
                                           const MtnExplorationSample *sample);
MtnFigure *mtn_figures_explore_splits     (const MtnExploration *self);

/* A figure with what all of them say: which data set it is about. For those above. */
MtnFigure *mtn_figures_explore_begin      (const MtnExploration *self,
                                           const char           *title);
/* "1,682"; free with g_free(). */
char      *mtn_figures_explore_dup_number (double                value);

G_END_DECLS
