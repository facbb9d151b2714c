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

/* Appends to @hidden what must not be listed for this person: see mtn_filter_hide(), and films whose score is below
 * the threshold. @raw: [movies], of an untilted run; may be NULL when there is no threshold. */
void     mtn_recommender_hide           (MtnRecommender    *self,
                                         const MtnProfile  *profile,
                                         const MtnFeatures *features,
                                         const MtnQuery    *query,
                                         const float       *raw,
                                         GArray            *hidden);

G_END_DECLS
