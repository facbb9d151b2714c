/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Profile → features → model → filter → top-K → reasons. The order of a list is that of the raw scores: the
 * calibration keeps it, but near 0 and 1 it would make ties of floats that differ. */

#include "mtn-recommender.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-reasons.h"
#include "mtn-recommender-private.h"

static void
clear_recommendation (gpointer data)
{
  MtnRecommendation *item = data;

  g_clear_pointer (&item->reasons, g_array_unref);
}

void
mtn_recommendations_free (MtnRecommendations *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

MtnRecommender *
mtn_recommender_new (MtnCheckpoint *checkpoint, MtnEngine *engine, GError **error)
{
  g_autoptr (MtnRecommender) self = NULL;

  g_return_val_if_fail (checkpoint != NULL && engine != NULL, NULL);

  self = g_new0 (MtnRecommender, 1);
  self->checkpoint = mtn_checkpoint_ref (checkpoint);
  self->catalog = mtn_checkpoint_get_catalog (checkpoint);
  self->engine = engine;
  self->n_movies = mtn_catalog_get_n_movies (self->catalog);
  self->model = mtn_model_new (checkpoint, engine, error);
  if (self->model == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_recommender_free (MtnRecommender *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->model, mtn_model_free);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_free (self);
}

MtnCheckpoint *
mtn_recommender_get_checkpoint (MtnRecommender *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->checkpoint;
}

MtnEngine *
mtn_recommender_get_engine (MtnRecommender *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->engine;
}

gboolean
mtn_recommender_report_failure (MtnRecommender *self, GError **error)
{
  g_autofree char *failure = mtn_engine_take_failure (self->engine);

  /* What was being uploaded when the engine failed may be there in part or not at all. */
  mtn_model_free (self->model);
  self->model = mtn_model_new (self->checkpoint, self->engine, NULL);

  g_set_error (error, MTN_ERROR, MTN_ERROR_ENGINE, _ ("%s could not compute the scores: %s"),
               mtn_engine_get_name (self->engine), failure != NULL ? failure : _ ("the engine failed"));

  return FALSE;
}

guint
mtn_recommender_count_candidates (MtnRecommender *self,
                                  const MtnFeatures *features,
                                  const MtnQuery *query,
                                  const guint8 *open,
                                  const float *row)
{
  guint n = 0;

  for (guint j = 0; j < self->n_movies; j++)
    if (open[j] && (!mtn_query_has_threshold (query) ||
                    mtn_model_calibrate (self->model, features, row[j]) >= query->threshold))
      n++;

  return n;
}

/* The list of one person from what the engine found for them. */
static MtnRecommendations *
create_list (MtnRecommender *self,
             const MtnFeatures *features,
             const MtnQuery *query,
             const guint *columns,
             const float *raw,
             guint n_found)
{
  MtnRecommendations *list = g_new0 (MtnRecommendations, 1);

  list->items = g_array_sized_new (FALSE, FALSE, sizeof (MtnRecommendation), n_found);
  g_array_set_clear_func (list->items, clear_recommendation);
  list->n_unknown = features->n_unknown;

  for (guint i = 0; i < n_found; i++)
    {
      MtnRecommendation item = { columns[i], mtn_model_calibrate (self->model, features, raw[i]), NULL };

      if (mtn_query_has_threshold (query) && !(item.score >= query->threshold))
        break;
      g_array_append_val (list->items, item);
    }

  return list;
}

/* Row @r of @scores belongs to a person with these films hidden. */
static gboolean
count_candidates (MtnRecommender *self,
                  const MtnFeatures *features,
                  const MtnQuery *query,
                  const MtnFilter *filter,
                  const guint *hidden,
                  guint n_hidden,
                  MtnBuffer *scores,
                  guint r,
                  guint *n_candidates)
{
  g_autofree guint8 *open = NULL;
  g_autofree float *row = NULL;

  if (!mtn_query_has_threshold (query))
    {
      *n_candidates = mtn_filter_count (filter, hidden, n_hidden);
      return TRUE;
    }

  row = g_new (float, MAX (self->n_movies, 1));
  if (!mtn_buffer_read (scores, (gsize) r * self->n_movies, row, self->n_movies))
    return FALSE;

  open = mtn_filter_dup_open (filter, hidden, n_hidden);
  *n_candidates = mtn_recommender_count_candidates (self, features, query, open, row);

  return TRUE;
}

/* Answers up to MTN_BATCH people. @out gets what is done, also on failure. */
static gboolean
recommend_batch (MtnRecommender *self,
                 const MtnProfile *const *profiles,
                 guint n_profiles,
                 const MtnQuery *query,
                 const MtnFilter *filter,
                 MtnRecommendations **out,
                 GError **error)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_features_free);
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  guint offsets[MTN_BATCH + 1] = { 0 };
  guint k = MIN (query->n, self->n_movies);
  g_autofree guint *columns = g_new (guint, MAX ((gsize) n_profiles * k, 1));
  g_autofree float *raw = g_new (float, MAX ((gsize) n_profiles * k, 1));
  guint n_found[MTN_BATCH];
  const MtnFeatures *const *features;
  MtnRows hidden_rows;
  MtnBuffer *scores;

  for (guint p = 0; p < n_profiles; p++)
    {
      g_ptr_array_add (owned, mtn_features_new (self->checkpoint, profiles[p]));
      mtn_filter_hide (self->catalog, profiles[p], query, hidden);
      offsets[p + 1] = hidden->len;
    }
  features = (const MtnFeatures *const *) owned->pdata;
  hidden_rows = (MtnRows){ n_profiles, offsets, (const guint *) hidden->data, NULL };

  scores = mtn_model_run (self->model, features, n_profiles, query->particular, TRUE);
  if (!mtn_engine_top_k (self->engine, scores, n_profiles, self->n_movies, filter->mask, &hidden_rows, k,
                         columns, raw, n_found))
    return mtn_recommender_report_failure (self, error);

  for (guint p = 0; p < n_profiles; p++)
    {
      gsize at = (gsize) p * k;

      out[p] = create_list (self, features[p], query, columns + at, raw + at, n_found[p]);
      if (!count_candidates (self, features[p], query, filter, hidden_rows.columns + offsets[p],
                             offsets[p + 1] - offsets[p], scores, p, &out[p]->n_candidates))
        return mtn_recommender_report_failure (self, error);
    }

  /* Last, because the reasons run the model again and overwrite the scores. */
  for (guint p = 0; p < n_profiles && query->n_reasons > 0; p++)
    if (!mtn_reasons_find (self->model, self->engine, self->n_movies, features[p], query, out[p]->items))
      return mtn_recommender_report_failure (self, error);

  return TRUE;
}

gboolean
mtn_recommender_recommend_many (MtnRecommender *self,
                                const MtnProfile *const *profiles,
                                guint n_profiles,
                                const MtnQuery *query,
                                MtnRecommendations **out,
                                GError **error)
{
  g_autoptr (MtnFilter) filter = NULL;

  g_return_val_if_fail (self != NULL && query != NULL, FALSE);

  filter = mtn_filter_new (self->catalog, query);
  for (guint p = 0; p < n_profiles; p++)
    out[p] = NULL;

  for (guint first = 0; first < n_profiles; first += MTN_BATCH)
    if (!recommend_batch (self, profiles + first, MIN (MTN_BATCH, n_profiles - first), query, filter,
                          out + first, error))
      {
        for (guint p = 0; p < n_profiles; p++)
          g_clear_pointer (&out[p], mtn_recommendations_free);
        return FALSE;
      }

  return TRUE;
}

MtnRecommendations *
mtn_recommender_recommend (MtnRecommender *self,
                           const MtnProfile *profile,
                           const MtnQuery *query,
                           GError **error)
{
  MtnRecommendations *result = NULL;

  g_return_val_if_fail (self != NULL && profile != NULL && query != NULL, NULL);

  mtn_recommender_recommend_many (self, &profile, 1, query, &result, error);

  return result;
}

gboolean
mtn_recommender_score (MtnRecommender *self, const MtnProfile *profile, float *scores, GError **error)
{
  g_autoptr (MtnFeatures) features = NULL;
  const MtnFeatures *row;
  MtnBuffer *raw;

  g_return_val_if_fail (self != NULL && profile != NULL, FALSE);

  features = mtn_features_new (self->checkpoint, profile);
  row = features;
  raw = mtn_model_run (self->model, &row, 1, 0.0, FALSE);
  if (!mtn_buffer_read (raw, 0, scores, self->n_movies))
    return mtn_recommender_report_failure (self, error);

  for (guint j = 0; j < self->n_movies; j++)
    scores[j] = mtn_model_calibrate (self->model, features, scores[j]);

  return TRUE;
}

MtnRecommendations *
mtn_recommender_similar (MtnRecommender *self, guint movie, guint n, GError **error)
{
  g_autoptr (MtnProfile) profile = NULL;
  MtnQuery query = MTN_QUERY_INIT;

  g_return_val_if_fail (self != NULL && movie < self->n_movies, NULL);

  profile = mtn_profile_new ();
  mtn_profile_set_pick (profile, mtn_catalog_get_movie (self->catalog, movie)->id, 0.0f);
  query.n = n;

  return mtn_recommender_recommend (self, profile, &query, error);
}
