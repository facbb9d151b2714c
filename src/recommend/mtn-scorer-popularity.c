/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The same scores for everybody: the share of people who love a film, or its logarithm. Tilted all the way to
 * the particular, the share becomes that among those who know the film. */

#include "mtn-scorer-private.h"

typedef struct
{
  MtnScorer base;
  MtnBuffer *scores;     /* [movies] */
  gboolean is_logarithm; /* a share is never negative */
} Popularity;

static void
prepare (Popularity *self)
{
  gsize n_values;
  const float *scores;

  if (self->scores != NULL)
    return;

  scores = mtn_checkpoint_get_weights (self->base.checkpoint, self->base.part->name, "score", &n_values);
  for (gsize j = 0; j < n_values; j++)
    if (scores[j] < 0.0f)
      self->is_logarithm = TRUE;

  self->scores = mtn_scorer_upload (&self->base, "score");
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  static const guint first_row[MTN_BATCH] = { 0 };
  Popularity *self = (Popularity *) base;
  float ones[MTN_BATCH];

  prepare (self);

  for (guint r = 0; r < n_rows; r++)
    ones[r] = 1.0f;
  mtn_engine_fill (base->engine, out, (gsize) n_rows * base->n_movies, 0.0f);
  mtn_engine_blend (base->engine, out, n_rows, base->n_movies, self->scores, first_row, ones);
}

static void
tilt (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, double particular, MtnBuffer *scores)
{
  Popularity *self = (Popularity *) base;

  if (self->is_logarithm)
    mtn_tilt_subtract (base->tilts, scores, n_rows, particular);
  else
    mtn_tilt_multiply (base->tilts, scores, n_rows, particular);
}

static void
free_popularity (MtnScorer *base)
{
  Popularity *self = (Popularity *) base;

  g_clear_pointer (&self->scores, mtn_buffer_free);
  g_free (self);
}

MtnScorer *
mtn_scorer_popularity_new (void)
{
  Popularity *self = g_new0 (Popularity, 1);

  self->base.run = run;
  self->base.tilt = tilt;
  self->base.free = free_popularity;
  self->base.is_same_for_all = TRUE;

  return &self->base;
}
