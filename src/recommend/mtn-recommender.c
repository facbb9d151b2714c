/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Profile → features → model → filter → top-K → reasons. The order of a list is that of the raw scores,
 * tilted or not: the calibration keeps it, but near 0 and 1 it would make ties of floats that differ. */

#include "mtn-recommender.h"

#include <string.h>

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
  self->recheck = mtn_recheck_new (checkpoint, engine);

  return g_steal_pointer (&self);
}

void
mtn_recommender_free (MtnRecommender *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->recheck, mtn_recheck_free);
  g_clear_pointer (&self->model, mtn_model_free);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);
  g_free (self);
}

gboolean
mtn_recommender_recover (MtnRecommender *self, GError **error)
{
  g_autofree char *failure = mtn_engine_take_failure (self->engine);
  gboolean is_over;

  /* What was being uploaded when the engine failed may be there in part or not at all. */
  g_clear_pointer (&self->model, mtn_model_free);
  is_over = mtn_engine_take_over (self->engine, failure);
  self->model = mtn_model_new (self->checkpoint, self->engine, NULL);
  if (is_over)
    {
      g_clear_pointer (&self->recheck, mtn_recheck_free);
      return TRUE;
    }

  g_set_error (error, MTN_ERROR, MTN_ERROR_ENGINE, _ ("%s could not compute the scores: %s"),
               mtn_engine_get_name (self->engine), failure != NULL ? failure : _ ("the engine failed"));

  return FALSE;
}

void
mtn_recommender_hide (MtnRecommender *self,
                      const MtnProfile *profile,
                      const MtnFeatures *features,
                      const MtnQuery *query,
                      const float *raw,
                      GArray *hidden)
{
  mtn_filter_hide (self->catalog, profile, query, hidden);

  if (mtn_query_has_threshold (query))
    for (guint j = 0; j < self->n_movies; j++)
      if (!(mtn_model_calibrate (self->model, features, raw[j]) >= query->threshold))
        g_array_append_val (hidden, j);
}

/* What goes in for up to MTN_BATCH people and comes back. */
typedef struct
{
  GPtrArray *features; /* (element-type MtnFeatures) */
  guint n;
  float *raw;                   /* [n, movies]; (nullable): where the order says it all */
  GArray *hidden;               /* (element-type guint): of all people, one after the other */
  guint offsets[MTN_BATCH + 1]; /* in @hidden */
} Batch;

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->raw, g_free);
  g_clear_pointer (&self->hidden, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* Returns FALSE when the engine failed. */
static gboolean
run_batch (MtnRecommender *self,
           const MtnProfile *const *profiles,
           const MtnQuery *query,
           Batch *batch,
           MtnBuffer **order)
{
  gsize n_values = (gsize) batch->n * self->n_movies;
  MtnScores scores;

  batch->features = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_features_free);
  batch->hidden = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint p = 0; p < batch->n; p++)
    g_ptr_array_add (batch->features, mtn_features_new (self->checkpoint, profiles[p]));

  scores = mtn_model_run (self->model, (const MtnFeatures *const *) batch->features->pdata, batch->n,
                          query->particular, TRUE);
  *order = scores.order;
  if (!mtn_recheck_scores (self->recheck, (const MtnFeatures *const *) batch->features->pdata, batch->n,
                           query->particular, TRUE, &scores))
    return FALSE;

  if (mtn_query_has_threshold (query) || scores.order != scores.raw)
    {
      batch->raw = g_new (float, MAX (n_values, 1));
      if (!mtn_buffer_read (scores.raw, 0, batch->raw, n_values))
        return FALSE;
    }

  batch->offsets[0] = 0;
  for (guint p = 0; p < batch->n; p++)
    {
      const float *row = batch->raw != NULL ? batch->raw + (gsize) p * self->n_movies : NULL;

      mtn_recommender_hide (self, profiles[p], g_ptr_array_index (batch->features, p), query, row,
                            batch->hidden);
      batch->offsets[p + 1] = batch->hidden->len;
    }

  return TRUE;
}

/* The list of person @p from the @n_found films that the engine put in front. */
static MtnRecommendations *
create_list (MtnRecommender *self,
             const MtnFilter *filter,
             const Batch *batch,
             guint p,
             const guint *columns,
             const float *order,
             guint n_found)
{
  const MtnFeatures *features = g_ptr_array_index (batch->features, p);
  g_autofree guint8 *open = g_malloc (MAX (self->n_movies, 1));
  MtnRecommendations *list = g_new0 (MtnRecommendations, 1);

  list->items = g_array_sized_new (FALSE, FALSE, sizeof (MtnRecommendation), n_found);
  g_array_set_clear_func (list->items, clear_recommendation);
  list->n_unknown = features->n_unknown;
  list->n_candidates = mtn_filter_open (filter, (const guint *) batch->hidden->data + batch->offsets[p],
                                        batch->offsets[p + 1] - batch->offsets[p], open);

  for (guint i = 0; i < n_found; i++)
    {
      float raw = batch->raw != NULL ? batch->raw[(gsize) p * self->n_movies + columns[i]] : order[i];
      MtnRecommendation item = { columns[i], mtn_model_calibrate (self->model, features, raw), NULL };

      g_array_append_val (list->items, item);
    }

  return list;
}

/* Answers up to MTN_BATCH people. @out gets what is done, also when the engine fails. */
static gboolean
try_batch (MtnRecommender *self,
           const MtnProfile *const *profiles,
           guint n_profiles,
           const MtnQuery *query,
           const MtnFilter *filter,
           MtnRecommendations **out)
{
  g_auto (Batch) batch = { .n = n_profiles };
  guint k = MIN (query->n, self->n_movies);
  g_autofree guint *columns = g_new (guint, MAX ((gsize) n_profiles * k, 1));
  g_autofree float *best = g_new (float, MAX ((gsize) n_profiles * k, 1));
  guint n_found[MTN_BATCH];
  MtnBuffer *order;
  MtnRows hidden;

  if (!run_batch (self, profiles, query, &batch, &order))
    return FALSE;

  hidden = (MtnRows){ n_profiles, batch.offsets, (const guint *) batch.hidden->data, NULL };
  if (!mtn_engine_top_k (self->engine, order, n_profiles, self->n_movies, filter->mask, &hidden, k, columns,
                         best, n_found))
    return FALSE;

  for (guint p = 0; p < n_profiles; p++)
    out[p] = create_list (self, filter, &batch, p, columns + (gsize) p * k, best + (gsize) p * k, n_found[p]);

  /* Last, because the reasons run the model again and overwrite the scores. */
  for (guint p = 0; p < n_profiles && query->n_reasons > 0; p++)
    if (!mtn_reasons_find (self->model, self->engine, self->n_movies, g_ptr_array_index (batch.features, p),
                           query, out[p]->items))
      return FALSE;

  return TRUE;
}

static gboolean
recommend_batch (MtnRecommender *self,
                 const MtnProfile *const *profiles,
                 guint n_profiles,
                 const MtnQuery *query,
                 const MtnFilter *filter,
                 MtnRecommendations **out,
                 GError **error)
{
  while (!try_batch (self, profiles, n_profiles, query, filter, out))
    {
      for (guint p = 0; p < n_profiles; p++)
        g_clear_pointer (&out[p], mtn_recommendations_free);
      if (!mtn_recommender_recover (self, error))
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
mtn_recommender_recommend_many (MtnRecommender *self,
                                const MtnProfile *const *profiles,
                                guint n_profiles,
                                const MtnQuery *query,
                                MtnRecommendations **out,
                                GError **error)
{
  g_autoptr (MtnFilter) filter = NULL;
  guint batch;

  g_return_val_if_fail (self != NULL && query != NULL, FALSE);

  batch = mtn_model_get_batch (self->model);
  filter = mtn_filter_new (self->catalog, query);
  for (guint p = 0; p < n_profiles; p++)
    out[p] = NULL;

  for (guint first = 0; first < n_profiles; first += batch)
    if (!recommend_batch (self, profiles + first, MIN (batch, n_profiles - first), query, filter, out + first,
                          error))
      {
        for (guint p = 0; p < n_profiles; p++)
          g_clear_pointer (&out[p], mtn_recommendations_free);
        return FALSE;
      }

  return TRUE;
}

gboolean
mtn_recommender_score (MtnRecommender *self, const MtnProfile *profile, float *scores, GError **error)
{
  g_autoptr (MtnFeatures) features = NULL;
  const MtnFeatures *row;
  MtnScores result;

  g_return_val_if_fail (self != NULL && profile != NULL, FALSE);

  features = mtn_features_new (self->checkpoint, profile);
  row = features;
  do
    {
      result = mtn_model_run (self->model, &row, 1, 0.0, FALSE);
      if (mtn_buffer_read (result.raw, 0, scores, self->n_movies))
        break;
      if (!mtn_recommender_recover (self, error))
        return FALSE;
    }
  while (TRUE);

  mtn_model_calibrate_all (self->model, features, scores, self->n_movies);

  return TRUE;
}

/* Up to MTN_BATCH rows; @raw and @scores: (nullable). */
static gboolean
score_batch (MtnRecommender *self,
             const MtnScoreRow *rows,
             guint n_rows,
             float *raw,
             float *scores,
             GError **error)
{
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_features_free);
  gsize n_values = (gsize) n_rows * self->n_movies;
  MtnScores result;

  for (guint r = 0; r < n_rows; r++)
    g_ptr_array_add (features, mtn_features_new_for_row (self->checkpoint, &rows[r]));

  do
    {
      result = mtn_model_run (self->model, (const MtnFeatures *const *) features->pdata, n_rows, 0.0, FALSE);
      if (mtn_recheck_scores (self->recheck, (const MtnFeatures *const *) features->pdata, n_rows, 0.0, FALSE,
                              &result) &&
          mtn_buffer_read (result.raw, 0, scores != NULL ? scores : raw, n_values))
        break;
      if (!mtn_recommender_recover (self, error))
        return FALSE;
    }
  while (TRUE);

  if (scores == NULL)
    return TRUE;
  if (raw != NULL)
    memcpy (raw, scores, sizeof *raw * n_values);

  for (guint r = 0; r < n_rows; r++)
    mtn_model_calibrate_all (self->model, g_ptr_array_index (features, r),
                             scores + (gsize) r * self->n_movies, self->n_movies);

  return TRUE;
}

gboolean
mtn_recommender_score_rows_raw (MtnRecommender *self,
                                const MtnScoreRow *rows,
                                guint n_rows,
                                float *raw,
                                float *scores,
                                GError **error)
{
  guint batch;

  g_return_val_if_fail (self != NULL && (rows != NULL || n_rows == 0), FALSE);
  g_return_val_if_fail (raw != NULL || scores != NULL, FALSE);

  batch = mtn_model_get_batch (self->model);
  for (guint first = 0; first < n_rows; first += batch)
    {
      gsize begin = (gsize) first * self->n_movies;

      if (!score_batch (self, rows + first, MIN (batch, n_rows - first), raw != NULL ? raw + begin : NULL,
                        scores != NULL ? scores + begin : NULL, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_recommender_score_rows (MtnRecommender *self,
                            const MtnScoreRow *rows,
                            guint n_rows,
                            float *scores,
                            GError **error)
{
  return mtn_recommender_score_rows_raw (self, rows, n_rows, NULL, scores, error);
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
