/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Why one film stands where it stands: the ablations of mtn-reasons.c again, with its place in each list. A
 * pick that is taken away is still a film that the person knows, so the candidates stay the same. */

#include <math.h>

#include "mtn-reasons.h"
#include "mtn-recommender-private.h"

void
mtn_explanation_free (MtnExplanation *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->reasons, g_array_unref);
  g_free (self);
}

/* Place of @film among the open films of a row: better scores and, of equal ones, lower indices come first.
 */
static guint
find_rank (MtnRecommender *self, const float *row, const guint8 *open, guint film)
{
  guint rank = 1;

  for (guint j = 0; j < self->n_movies; j++)
    if (open[j] && (row[j] > row[film] || (row[j] == row[film] && j < film)))
      rank++;

  return rank;
}

/* Runs a batch and brings both kinds of scores back. @raw and @order: [n_rows, movies] */
static gboolean
run (MtnRecommender *self,
     const MtnFeatures *const *rows,
     guint n_rows,
     const MtnQuery *query,
     float *raw,
     float *order)
{
  gsize n_values = (gsize) n_rows * self->n_movies;
  MtnScores scores = mtn_model_run (self->model, rows, n_rows, query->particular, TRUE);

  return mtn_buffer_read (scores.raw, 0, raw, n_values) && mtn_buffer_read (scores.order, 0, order, n_values);
}

/* NULL: the engine failed. */
static MtnExplanation *
explain (MtnRecommender *self, const MtnProfile *profile, const MtnQuery *query, guint movie)
{
  g_autoptr (MtnExplanation) result = NULL;
  g_autoptr (MtnFeatures) features = NULL;
  g_autoptr (MtnFilter) filter = NULL;
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *open = NULL;
  g_autofree float *raw = NULL;
  g_autofree float *order = NULL;
  g_auto (MtnAblations) ablations = { NULL, NULL };
  const MtnFeatures *whole;
  gboolean is_candidate;
  guint film, batch;

  film = mtn_catalog_get_movie (self->catalog, movie)->twin;
  features = mtn_features_new (self->checkpoint, profile);
  filter = mtn_filter_new (self->catalog, query);
  open = g_malloc (self->n_movies);
  batch = mtn_model_get_batch (self->model);
  raw = g_new (float, (gsize) batch * self->n_movies);
  order = g_new (float, (gsize) batch * self->n_movies);

  whole = features;
  if (!run (self, &whole, 1, query, raw, order))
    return NULL;

  mtn_recommender_hide (self, profile, features, query, raw, hidden);

  result = g_new0 (MtnExplanation, 1);
  result->n_candidates = mtn_filter_open (filter, (const guint *) hidden->data, hidden->len, open);
  result->score = mtn_model_calibrate (self->model, features, raw[film]);
  is_candidate = open[film] && order[film] > -INFINITY;
  result->rank = is_candidate ? find_rank (self, order, open, film) : 0;

  /* One more: all attributes at once. */
  mtn_ablations_init (&ablations, features);
  g_ptr_array_add (ablations.features, mtn_features_without_attributes (features));
  result->reasons = g_array_ref (ablations.reasons);

  for (guint first = 0; first < ablations.features->len; first += batch)
    {
      const MtnFeatures *const *rows = (const MtnFeatures *const *) ablations.features->pdata + first;
      guint n_rows = MIN (batch, ablations.features->len - first);

      if (!run (self, rows, n_rows, query, raw, order))
        return NULL;

      for (guint r = 0; r < n_rows; r++)
        {
          gsize row = (gsize) r * self->n_movies;
          guint rank = is_candidate ? find_rank (self, order + row, open, film) : 0;

          if (first + r < result->reasons->len)
            {
              MtnReason *reason = &g_array_index (result->reasons, MtnReason, first + r);

              reason->amount = result->score - mtn_model_calibrate (self->model, rows[r], raw[row + film]);
              reason->rank_without = rank;
            }
          else
            {
              result->rank_without_attributes = rank;
            }
        }
    }

  mtn_reasons_sort (result->reasons);

  return g_steal_pointer (&result);
}

MtnExplanation *
mtn_recommender_explain (MtnRecommender *self,
                         const MtnProfile *profile,
                         const MtnQuery *query,
                         guint movie,
                         GError **error)
{
  MtnExplanation *result;

  g_return_val_if_fail (self != NULL && profile != NULL && query != NULL, NULL);
  g_return_val_if_fail (movie < self->n_movies, NULL);

  do
    result = explain (self, profile, query, movie);
  while (result == NULL && mtn_recommender_recover (self, error));

  return result;
}
