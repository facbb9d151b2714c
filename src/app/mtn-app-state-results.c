/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is computed for the window. At most one request for the list is with the
 * worker. What changes meanwhile marks it as outdated: its answer is dropped and
 * the latest state asked for, so a click never shows a list that still holds the
 * film just picked. */

#include "mtn-app-state-private.h"

#include "mtn-list-update.h"
#include "mtn-reason-text.h"

#define N_SIMILAR 12

MtnStatus
mtn_app_state_get_status (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), MTN_STATUS_BROKEN);

  return self->status;
}

MtnCatalog *
mtn_app_state_get_catalog (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return self->session != NULL ? mtn_checkpoint_get_catalog (mtn_session_get_checkpoint (self->session))
                               : NULL;
}

MtnVocabulary *
mtn_app_state_get_vocabulary (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return self->session != NULL ? mtn_checkpoint_get_vocabulary (mtn_session_get_checkpoint (self->session))
                               : NULL;
}

GListModel *
mtn_app_state_get_films (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return G_LIST_MODEL (self->films);
}

GListModel *
mtn_app_state_get_picks (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return G_LIST_MODEL (self->picks);
}

GListModel *
mtn_app_state_get_exclusions (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return G_LIST_MODEL (self->exclusions);
}

GListModel *
mtn_app_state_get_results (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return G_LIST_MODEL (self->results);
}

MtnFilm *
mtn_app_state_get_film (MtnAppState *self, guint movie_index)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return self->table != NULL ? mtn_film_table_get (self->table, movie_index) : NULL;
}

GArray *
mtn_app_state_search (MtnAppState *self, const char *text)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GHashTable) seen = NULL;
  GArray *out;

  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  out = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->session == NULL)
    return out;

  /* Twins are one film here, wherever the search found it. */
  found = mtn_title_index_search (mtn_session_get_title_index (self->session), text, 0);
  seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      MtnFilm *film = mtn_film_table_get (self->table, g_array_index (found, guint, i));
      guint index;

      if (film == NULL || !g_hash_table_add (seen, film))
        continue;
      index = mtn_film_get_index (film);
      g_array_append_val (out, index);
    }

  return out;
}

/* Rows that say the same are the same objects, so their widgets are left alone. */
static MtnResult *
make_result (MtnAppState *self, const MtnRecommendation *item, guint rank)
{
  MtnFilm *film = mtn_film_table_get (self->table, item->movie);
  g_autofree char *reason = mtn_reason_text (item->reasons, mtn_app_state_get_catalog (self));
  g_autoptr (MtnResult) present = g_list_model_get_item (G_LIST_MODEL (self->results), rank - 1);

  if (present != NULL && mtn_result_get_film (present) == film &&
      mtn_result_get_score (present) == item->score && g_str_equal (mtn_result_get_reason (present), reason))
    return g_steal_pointer (&present);

  return mtn_result_new (film, rank, item->score, reason);
}

static GPtrArray *
make_results (MtnAppState *self, const MtnRecommendations *list)
{
  GPtrArray *results = g_ptr_array_new_full (list->items->len, g_object_unref);

  for (guint i = 0; i < list->items->len; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

      if (mtn_film_table_get (self->table, item->movie) != NULL)
        g_ptr_array_add (results, make_result (self, item, results->len + 1));
    }

  return results;
}

static void
recommended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnAppState) self = user_data;
  MtnSession *session = MTN_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnRecommendations) list = mtn_session_recommend_finish (session, result, &error);
  g_autoptr (GPtrArray) results = NULL;

  self->computing = FALSE;
  if (self->session == NULL)
    return;
  if (self->outdated || session != self->session)
    {
      mtn_app_state_request_results (self);
      return;
    }
  if (list == NULL)
    {
      mtn_app_state_notice (self, error->message);
      return;
    }

  results = make_results (self, list);
  self->n_candidates = list->n_candidates;
  mtn_list_store_update (self->results, results);
  mtn_app_state_list_changed (self);
}

void
mtn_app_state_request_results (MtnAppState *self)
{
  if (self->session == NULL)
    return;

  self->outdated = self->computing;
  if (self->computing)
    return;

  self->computing = TRUE;
  mtn_session_recommend_async (self->session, mtn_editor_get_profile (self->editor), &self->query, NULL,
                               recommended_cb, g_object_ref (self));
}

void
mtn_app_state_clear_filters (MtnAppState *self)
{
  MtnQuery query;

  g_return_if_fail (MTN_IS_APP_STATE (self));

  query = self->query;
  query.genres_only = 0;
  query.genres_never = 0;
  query.year_from = 0;
  query.year_to = 0;
  mtn_app_state_set_query (self, &query);
}

void
mtn_app_state_show_more (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  self->query.n += self->list_length;
  mtn_app_state_request_results (self);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  MtnExplanation *explanation = mtn_session_explain_finish (MTN_SESSION (source), result, &error);

  if (explanation != NULL)
    g_task_return_pointer (task, explanation, (GDestroyNotify) mtn_explanation_free);
  else
    g_task_return_error (task, error);
}

void
mtn_app_state_explain_async (MtnAppState *self,
                             MtnFilm *film,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->session != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_app_state_explain_async);
  mtn_session_explain_async (self->session, mtn_editor_get_profile (self->editor), &self->query,
                             mtn_film_get_index (film), cancellable, explained_cb, g_steal_pointer (&task));
}

MtnExplanation *
mtn_app_state_explain_finish (MtnAppState *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
similar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MtnAppState *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (MtnRecommendations) list = mtn_session_similar_finish (MTN_SESSION (source), result, &error);
  g_autoptr (GListStore) store = NULL;

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  store = g_list_store_new (MTN_TYPE_RESULT);
  for (guint i = 0; i < list->items->len && MTN_SESSION (source) == self->session; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);
      MtnFilm *film = mtn_film_table_get (self->table, item->movie);
      g_autoptr (MtnResult) row = NULL;

      if (film == NULL)
        continue;
      row = mtn_result_new (film, g_list_model_get_n_items (G_LIST_MODEL (store)) + 1, item->score, NULL);
      g_list_store_append (store, row);
    }
  g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
}

void
mtn_app_state_similar_async (MtnAppState *self,
                             MtnFilm *film,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (MTN_IS_FILM (film));
  g_return_if_fail (self->session != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_app_state_similar_async);
  mtn_session_similar_async (self->session, mtn_film_get_index (film), N_SIMILAR, cancellable, similar_cb,
                             g_steal_pointer (&task));
}

GListModel *
mtn_app_state_similar_finish (MtnAppState *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
