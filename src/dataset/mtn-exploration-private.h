/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exploration.h"

G_BEGIN_DECLS

/* One table a file. Each fills its part of @self, whose dataset is set and all else zero; those further down may look at
 * the tables above. */
void     mtn_exploration_count_all      (MtnExploration *self);
void     mtn_exploration_count_union    (MtnExploration *self);
void     mtn_exploration_count_stars    (MtnExploration *self);
void     mtn_exploration_find_tail      (MtnExploration *self);
void     mtn_exploration_clear_tail     (MtnExploration *self);
void     mtn_exploration_count_genres   (MtnExploration *self);
void     mtn_exploration_count_people   (MtnExploration *self);
void     mtn_exploration_clear_people   (MtnExploration *self);
void     mtn_exploration_count_months   (MtnExploration *self);
void     mtn_exploration_clear_months   (MtnExploration *self);
void     mtn_exploration_fill_grid      (MtnExploration *self);
void     mtn_exploration_clear_grid     (MtnExploration *self);
/* Also takes the sample out of the split by masks. */
gboolean mtn_exploration_make_splits    (MtnExploration *self,
                                         GCancellable   *cancellable,
                                         GError        **error);
void     mtn_exploration_clear_sample   (MtnExploration *self);
/* The sample at @at of a set, into zeros. */
void     mtn_exploration_sample_fill    (MtnExplorationSample *self,
                                         const MtnSampleSet   *set,
                                         guint                 at);
void     mtn_exploration_read_heads     (MtnExploration *self);
void     mtn_exploration_encode_people  (MtnExploration *self);
void     mtn_exploration_clear_encoded  (MtnExploration *self);

G_END_DECLS
