/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-ials.h"
#include "mtn-learner.h"

static guint64
get_size (const MtnRatings *ratings, MtnHistory history, guint rank)
{
  return (guint64) ratings->n_movies * mtn_recipe_get_ials (history).rank;
}

static gpointer
fit (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error)
{
  MtnIalsOptions options = mtn_recipe_get_ials (history);

  options.seed = lesson->seed;

  return mtn_ials_fit (lesson->ratings, &options, cancellable, error);
}

static void
trained_free (gpointer trained)
{
  mtn_ials_free (trained);
}

static double
get_penalty (gconstpointer trained, MtnHistory history, guint n_picks)
{
  return mtn_ials_get_penalty (trained, n_picks);
}

static void
score (gconstpointer trained,
       MtnHistory history,
       guint n_picks,
       guint n_rows,
       const guint *offsets,
       const guint *movies,
       const float *values,
       float *scores)
{
  mtn_ials_score (trained, n_rows, offsets, movies, values, scores);
}

static void
write_tensors (gconstpointer trained,
               guint index,
               const char *part,
               gboolean is_compact,
               MtnCheckpointWriter *writer)
{
  const MtnIals *self = trained;

  mtn_learner_write_matrix (writer, part, "factors", self->factors, self->n_movies, self->rank, is_compact);
  mtn_learner_write_matrix (writer, part, "gram", self->gram, self->rank, self->rank, FALSE);
}

const MtnLearner mtn_learner_ials = {
  .name = "iALS",
  .part_type = MTN_PART_FACTORS,
  .part_names = { { "favorites" }, { "ratings" } },
  .get_size = get_size,
  .fit = fit,
  .free = trained_free,
  .get_penalty = get_penalty,
  .score = score,
  .write = write_tensors,
};
