/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reasons by ablation. Taking a pick away changes more than its own contribution: with one pick less the
 * model may choose another penalty, other weights and another calibration. So the whole model is run again,
 * as if the pick had never been made, a batch of such persons at a time. */

#include "mtn-reasons.h"

static void
add (MtnAblations *self, MtnReasonKind kind, guint movie, MtnFeatures *without)
{
  MtnReason reason = { kind, movie, 0.0f, 0 };

  g_array_append_val (self->reasons, reason);
  g_ptr_array_add (self->features, without);
}

void
mtn_ablations_init (MtnAblations *self, const MtnFeatures *features)
{
  self->features = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_features_free);
  self->reasons = g_array_new (FALSE, FALSE, sizeof (MtnReason));

  for (guint i = 0; i < features->picks->len; i++)
    add (self, MTN_REASON_PICK, mtn_features_get_pick (features, i)->film,
         mtn_features_without_pick (features, i));
  if (features->age != MTN_NOT_SAID)
    add (self, MTN_REASON_AGE, 0, mtn_features_without_age (features));
  if (features->gender != MTN_NOT_SAID)
    add (self, MTN_REASON_GENDER, 0, mtn_features_without_gender (features));
  if (features->occupation != MTN_NOT_SAID)
    add (self, MTN_REASON_OCCUPATION, 0, mtn_features_without_occupation (features));
}

void
mtn_ablations_clear (MtnAblations *self)
{
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_array_unref);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const MtnReason *first = a, *second = b;

  return (first->amount < second->amount) - (first->amount > second->amount);
}

void
mtn_reasons_sort (GArray *reasons)
{
  /* g_array_sort() is stable. */
  g_array_sort (reasons, compare_amounts);
}

gboolean
mtn_reasons_find (MtnModel *model,
                  MtnEngine *engine,
                  guint n_movies,
                  const MtnFeatures *features,
                  const MtnQuery *query,
                  GArray *items)
{
  g_auto (MtnAblations) ablations;
  g_autofree guint *columns = g_new (guint, MAX (items->len, 1));
  guint batch = mtn_model_get_batch (model);
  g_autofree float *raw = g_new (float, (gsize) MAX (items->len, 1) * batch);

  mtn_ablations_init (&ablations, features);

  for (guint i = 0; i < items->len; i++)
    {
      MtnRecommendation *item = &g_array_index (items, MtnRecommendation, i);

      columns[i] = item->movie;
      item->reasons = g_array_new (FALSE, FALSE, sizeof (MtnReason));
    }

  for (guint first = 0; first < ablations.features->len; first += batch)
    {
      const MtnFeatures *const *rows = (const MtnFeatures *const *) ablations.features->pdata + first;
      guint n_rows = MIN (batch, ablations.features->len - first);
      /* The tilt of a list leaves its scores alone. */
      MtnScores scores = mtn_model_run (model, rows, n_rows, 0.0, TRUE);

      if (!mtn_engine_take_columns (engine, scores.raw, n_rows, n_movies, columns, items->len, raw))
        return FALSE;

      for (guint r = 0; r < n_rows; r++)
        for (guint i = 0; i < items->len; i++)
          {
            MtnRecommendation *item = &g_array_index (items, MtnRecommendation, i);
            MtnReason reason = g_array_index (ablations.reasons, MtnReason, first + r);

            reason.amount =
                item->score - mtn_model_calibrate (model, rows[r], raw[(gsize) r * items->len + i]);
            if (reason.amount > 0.0f)
              g_array_append_val (item->reasons, reason);
          }
    }

  for (guint i = 0; i < items->len; i++)
    {
      GArray *reasons = g_array_index (items, MtnRecommendation, i).reasons;

      mtn_reasons_sort (reasons);
      if (reasons->len > query->n_reasons)
        g_array_set_size (reasons, query->n_reasons);
    }

  return TRUE;
}
