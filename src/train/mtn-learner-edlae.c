/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* EDLAE and, with one penalty for all numbers of picks, EASE. Of a union the films are learnt in two groups,
 * each from the people who could know it. */

#include "mtn-edlae.h"
#include "mtn-learner.h"

typedef struct
{
  MtnEdlae *edlae;
  MtnEdlae *later; /* (nullable): no union, or nobody to learn later films from */
} Trained;

static void
trained_free (gpointer data)
{
  Trained *self = data;

  g_clear_pointer (&self->edlae, mtn_edlae_free);
  g_clear_pointer (&self->later, mtn_edlae_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trained, trained_free)

static guint64
get_size (const MtnRatings *ratings, MtnHistory history, guint rank)
{
  return (guint64) ratings->n_movies * MIN (rank, MIN (ratings->n_movies, ratings->n_people));
}

static guint64
get_ease_size (const MtnRatings *ratings, MtnHistory history, guint rank)
{
  return get_size (ratings, history, G_MAXUINT);
}

/* The ratings of the people of the second set; NULL where they have none. */
static MtnRatings *
select_later (const MtnLesson *lesson)
{
  g_autofree guint *rows = g_new (guint, MAX (lesson->ratings->n_people, 1));
  MtnRatings *result;
  guint n = 0;

  for (guint u = 0; u < lesson->ratings->n_people; u++)
    if (lesson->people[u].set == 1)
      rows[n++] = u;

  result = mtn_ratings_select (lesson->ratings, rows, n);
  if (result->offsets[n] == 0)
    g_clear_pointer (&result, mtn_ratings_unref);

  return result;
}

static gboolean
fit_union (Trained *self,
           const MtnLesson *lesson,
           MtnHistory history,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MtnRatings) second = select_later (lesson);
  g_autofree float *weights = g_new (float, MAX (lesson->ratings->n_people, 1));

  for (guint u = 0; u < lesson->ratings->n_people; u++)
    weights[u] = mtn_recipe_get_set_weight (history, lesson->people[u].set);

  for (guint group = 0; group < G_N_ELEMENTS (lesson->films->reach); group++)
    {
      MtnEdlaeOptions options = mtn_recipe_get_edlae_of_union (history, group == 1, lesson->rank);
      MtnEdlae *edlae;

      options.reach = lesson->films->reach[group];
      options.n_reach = lesson->films->n_reach[group];
      if (group == 0)
        options.weights = weights;
      else if (second == NULL)
        return TRUE;

      edlae =
          mtn_edlae_fit (group == 0 ? lesson->ratings : second, lesson->kinds, &options, cancellable, error);
      if (edlae == NULL)
        return FALSE;
      *(group == 0 ? &self->edlae : &self->later) = edlae;
    }

  return TRUE;
}

static gpointer
fit (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error)
{
  g_autoptr (Trained) self = g_new0 (Trained, 1);
  MtnEdlaeOptions options = mtn_recipe_get_edlae (history, lesson->rank);

  if (mtn_films_is_union (lesson->films))
    return fit_union (self, lesson, history, cancellable, error) ? g_steal_pointer (&self) : NULL;

  self->edlae = mtn_edlae_fit (lesson->ratings, lesson->kinds, &options, cancellable, error);

  return self->edlae != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
fit_ease (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error)
{
  g_autoptr (Trained) self = g_new0 (Trained, 1);
  MtnEdlaeOptions options = mtn_recipe_get_ease (history);

  self->edlae = mtn_edlae_fit (lesson->ratings, NULL, &options, cancellable, error);

  return self->edlae != NULL ? g_steal_pointer (&self) : NULL;
}

static guint
get_n_parts (gconstpointer trained)
{
  return ((const Trained *) trained)->later != NULL ? 2 : 1;
}

static double
get_penalty (gconstpointer trained, MtnHistory history, guint n_picks)
{
  return mtn_recipe_get_penalty (history, n_picks);
}

static double
get_ease_penalty (gconstpointer trained, MtnHistory history, guint n_picks)
{
  return mtn_recipe_get_ease_penalty (history);
}

static void
score_with (const Trained *self,
            double penalty,
            guint n_rows,
            const guint *offsets,
            const guint *movies,
            const float *values,
            float *scores)
{
  mtn_edlae_score (self->edlae, penalty, n_rows, offsets, movies, values, scores);
  if (self->later != NULL)
    mtn_edlae_score (self->later, penalty, n_rows, offsets, movies, values, scores);
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
  score_with (trained, get_penalty (trained, history, n_picks), n_rows, offsets, movies, values, scores);
}

static void
score_ease (gconstpointer trained,
            MtnHistory history,
            guint n_picks,
            guint n_rows,
            const guint *offsets,
            const guint *movies,
            const float *values,
            float *scores)
{
  score_with (trained, get_ease_penalty (trained, history, n_picks), n_rows, offsets, movies, values, scores);
}

static void
write_tensors (gconstpointer trained,
               guint index,
               const char *part,
               gboolean is_compact,
               MtnCheckpointWriter *writer)
{
  const Trained *self = trained;
  const MtnEdlae *edlae = index == 0 ? self->edlae : self->later;
  gsize n_movies = edlae->n_movies, rank = edlae->rank;

  mtn_learner_write_matrix (writer, part, "factors", edlae->factors, n_movies, rank, is_compact);
  mtn_checkpoint_writer_add (writer, part, "eigenvalues", edlae->eigenvalues, 1, &rank);
  mtn_checkpoint_writer_add (writer, part, "gram", edlae->gram, 1, &n_movies);
  if (edlae->reach != NULL)
    {
      g_autofree float *reach = g_new0 (float, MAX (n_movies, 1));

      for (guint i = 0; i < edlae->n_reach; i++)
        reach[edlae->reach[i]] = 1;
      mtn_checkpoint_writer_add (writer, part, "reach", reach, 1, &n_movies);
    }
}

const MtnLearner mtn_learner_edlae = {
  .name = "EDLAE",
  .part_type = MTN_PART_SPECTRAL,
  .part_names = { { "favorites", "favorites-later" }, { "ratings", "ratings-later" } },
  .get_size = get_size,
  .fit = fit,
  .free = trained_free,
  .get_n_parts = get_n_parts,
  .get_penalty = get_penalty,
  .score = score,
  .write = write_tensors,
};

const MtnLearner mtn_learner_ease = {
  .name = "EASE",
  .part_type = MTN_PART_SPECTRAL,
  .part_names = { { "favorites" }, { "ratings" } },
  .get_size = get_ease_size,
  .fit = fit_ease,
  .free = trained_free,
  .get_penalty = get_ease_penalty,
  .score = score_ease,
  .write = write_tensors,
};
