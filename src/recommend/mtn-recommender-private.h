/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-filter.h"
#include "mtn-model.h"
#include "mtn-recheck.h"
#include "mtn-recommender.h"

G_BEGIN_DECLS

struct _MtnRecommender
{
  MtnCheckpoint *checkpoint;
  MtnCatalog    *catalog;     /* the checkpoint's */
  MtnEngine     *engine;
  MtnModel      *model;
  MtnRecheck    *recheck;
  guint          n_movies;
};

/* After the engine has failed: TRUE where the CPU has taken over, and the same is to be done again; else @error is
 * what the engine said, and the next call starts afresh on it. */
gboolean mtn_recommender_recover        (MtnRecommender *self, GError **error);

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
