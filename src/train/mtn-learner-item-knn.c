/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-item-knn.h"
#include "mtn-learner.h"

typedef struct
{
  guint n_movies;
  float *similarity; /* [n_movies, n_movies] */
} Trained;

static void
trained_free (gpointer data)
{
  Trained *self = data;

  g_free (self->similarity);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trained, trained_free)

static guint64
get_size (const MtnRatings *ratings, MtnHistory history, guint rank)
{
  return (guint64) ratings->n_movies * ratings->n_movies;
}

static gpointer
fit (const MtnLesson *lesson, MtnHistory history, GCancellable *cancellable, GError **error)
{
  g_autoptr (Trained) self = g_new0 (Trained, 1);
  MtnItemKnnOptions options = mtn_recipe_get_item_knn (history);

  self->n_movies = lesson->ratings->n_movies;
  self->similarity = mtn_item_knn_fit (lesson->ratings, &options, cancellable, error);

  return self->similarity != NULL ? g_steal_pointer (&self) : NULL;
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
  const Trained *self = trained;

  mtn_item_knn_score (self->similarity, self->n_movies, n_rows, offsets, movies, values, scores);
}

static void
write_tensors (gconstpointer trained,
               guint index,
               const char *part,
               gboolean is_compact,
               MtnCheckpointWriter *writer)
{
  const Trained *self = trained;

  /* Similarities are at most 1 and mostly 0: half the bytes do. */
  mtn_checkpoint_writer_add_compact (writer, part, "weight", self->similarity, self->n_movies, self->n_movies,
                                     MTN_DTYPE_F16);
}

const MtnLearner mtn_learner_item_knn = {
  .name = "Item-based nearest neighbours",
  .part_type = MTN_PART_ITEM_ITEM,
  .part_names = { { "favorites" }, { "ratings" } },
  .get_size = get_size,
  .fit = fit,
  .free = trained_free,
  .score = score,
  .write = write_tensors,
};
