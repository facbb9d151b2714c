/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-autoencoder.h"
#include "mtn-learner.h"

static guint64
get_size (const MtnRatings *ratings, MtnHistory history, guint rank)
{
  return 2 * (guint64) ratings->n_movies * mtn_recipe_get_autoencoder (history, FALSE).n_hidden;
}

/* Learners work side by side, a card does not. */
static GMutex one_at_a_time;

static gpointer
fit (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error)
{
  MtnAutoencoderOptions options = mtn_recipe_get_autoencoder (history, mtn_films_is_union (lesson->films));
  g_autofree guint *sets = NULL;
  g_autofree guint *reach = NULL;
  MtnAutoencoder *self;

  options.seed = lesson->seed;
  options.engine = lesson->engine;
  if (mtn_films_is_union (lesson->films))
    {
      sets = g_new (guint, MAX (lesson->ratings->n_people, 1));
      for (guint u = 0; u < lesson->ratings->n_people; u++)
        sets[u] = lesson->people[u].set;

      reach = g_new (guint, MAX (lesson->films->n_movies, 1));
      for (guint j = 0; j < lesson->films->n_movies; j++)
        if (!lesson->films->pick_only[j])
          reach[options.n_reach++] = j;

      options.person_sets = sets;
      options.film_sets = lesson->films->sets;
      /* Without any all are as good, or as bad. */
      options.reach = options.n_reach > 0 ? reach : NULL;
    }

  if (lesson->engine == NULL)
    return mtn_autoencoder_fit (lesson->ratings, &options, cancellable, error);

  g_mutex_lock (&one_at_a_time);
  self = mtn_autoencoder_fit (lesson->ratings, &options, cancellable, error);
  g_mutex_unlock (&one_at_a_time);

  return self;
}

static void
trained_free (gpointer trained)
{
  mtn_autoencoder_free (trained);
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
  mtn_autoencoder_score (trained, n_rows, offsets, movies, values, scores);
}

static void
write_tensors (gconstpointer trained,
               guint index,
               const char *part,
               gboolean is_compact,
               MtnCheckpointWriter *writer)
{
  const MtnAutoencoder *self = trained;
  gsize n = self->n_movies, h = self->n_hidden;
  g_autofree float *weight1 = g_new (float, n *h);

  for (gsize j = 0; j < n; j++)
    for (gsize k = 0; k < h; k++)
      weight1[k * n + j] = self->weight1[j * h + k];

  mtn_learner_write_matrix (writer, part, "fc1.weight", weight1, h, n, is_compact);
  mtn_checkpoint_writer_add (writer, part, "fc1.bias", self->bias1, 1, &h);
  mtn_learner_write_matrix (writer, part, "fc2.weight", self->weight2, n, h, is_compact);
  mtn_checkpoint_writer_add (writer, part, "fc2.bias", self->bias2, 1, &n);
}

const MtnLearner mtn_learner_autoencoder = {
  .name = "Mult-DAE",
  .part_type = MTN_PART_AUTOENCODER,
  .uses_engine = TRUE,
  .is_slow = TRUE,
  .part_names = { { "favorites-net" }, { "ratings-net" } },
  .get_size = get_size,
  .fit = fit,
  .free = trained_free,
  .score = score,
  .write = write_tensors,
};
