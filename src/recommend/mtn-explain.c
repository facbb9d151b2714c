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

MtnExplanation *
mtn_recommender_explain (MtnRecommender *self,
                         const MtnProfile *profile,
                         const MtnQuery *query,
                         guint movie,
                         GError **error)
{
  g_autoptr (MtnExplanation) result = NULL;
  g_autoptr (MtnFeatures) features = NULL;
  g_autoptr (MtnFilter) filter = NULL;
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *open = NULL;
  g_autofree float *scores = NULL;
  g_auto (MtnAblations) ablations = { NULL, NULL };
  const MtnFeatures *whole;
  gboolean is_candidate;
  guint film;

  g_return_val_if_fail (self != NULL && profile != NULL && query != NULL, NULL);
  g_return_val_if_fail (movie < self->n_movies, NULL);

  film = mtn_catalog_get_movie (self->catalog, movie)->twin;
  features = mtn_features_new (self->checkpoint, profile);
  filter = mtn_filter_new (self->catalog, query);
  mtn_filter_hide (self->catalog, profile, query, hidden);
  open = mtn_filter_dup_open (filter, (const guint *) hidden->data, hidden->len);
  scores = g_new (float, (gsize) MTN_BATCH * self->n_movies);

  result = g_new0 (MtnExplanation, 1);
  whole = features;
  if (!mtn_buffer_read (mtn_model_run (self->model, &whole, 1, query->particular, TRUE), 0, scores,
                        self->n_movies))
    {
      mtn_recommender_report_failure (self, error);
      return NULL;
    }

  result->score = mtn_model_calibrate (self->model, features, scores[film]);
  is_candidate = open[film] && scores[film] > -INFINITY &&
                 !(mtn_query_has_threshold (query) && !(result->score >= query->threshold));
  result->n_candidates = mtn_recommender_count_candidates (self, features, query, open, scores);
  result->rank = is_candidate ? find_rank (self, scores, open, film) : 0;

  /* One more: all attributes at once. */
  mtn_ablations_init (&ablations, features);
  g_ptr_array_add (ablations.features, mtn_features_without_attributes (features));
  result->reasons = g_array_ref (ablations.reasons);

  for (guint first = 0; first < ablations.features->len; first += MTN_BATCH)
    {
      const MtnFeatures *const *rows = (const MtnFeatures *const *) ablations.features->pdata + first;
      guint n_rows = MIN (MTN_BATCH, ablations.features->len - first);

      if (!mtn_buffer_read (mtn_model_run (self->model, rows, n_rows, query->particular, TRUE), 0, scores,
                            (gsize) n_rows * self->n_movies))
        {
          mtn_recommender_report_failure (self, error);
          return NULL;
        }

      for (guint r = 0; r < n_rows; r++)
        {
          const float *row = scores + (gsize) r * self->n_movies;
          guint rank = is_candidate ? find_rank (self, row, open, film) : 0;

          if (first + r < result->reasons->len)
            {
              MtnReason *reason = &g_array_index (result->reasons, MtnReason, first + r);

              reason->amount = result->score - mtn_model_calibrate (self->model, rows[r], row[film]);
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
