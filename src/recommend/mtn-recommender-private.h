/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-filter.h"
#include "mtn-model.h"
#include "mtn-recommender.h"

G_BEGIN_DECLS

struct _MtnRecommender
{
  MtnCheckpoint *checkpoint;
  MtnCatalog    *catalog;     /* the checkpoint's */
  MtnEngine     *engine;
  MtnModel      *model;
  guint          n_movies;
};

/* Turns what the engine says into @error and starts afresh on it; FALSE. */
gboolean mtn_recommender_report_failure (MtnRecommender *self, GError **error);

static inline gboolean
mtn_query_has_threshold (const MtnQuery *query)
{
  return query->threshold > -G_MAXDOUBLE;
}

/* How many of the @open films of a @row of raw scores reach the threshold. */
guint mtn_recommender_count_candidates (MtnRecommender    *self,
                                        const MtnFeatures *features,
                                        const MtnQuery    *query,
                                        const guint8      *open,
                                        const float       *row);

G_END_DECLS
