/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One worker thread for the whole program, not one a session: a session that is
 * being replaced finishes what it was asked before the next one starts, and a
 * GPU context never changes its thread. A task keeps its session alive; the last
 * reference may therefore go in the worker, and nothing here minds. */

#include "mtn-session.h"

struct _MtnSession
{
  GObject parent_instance;

  MtnCheckpoint *checkpoint;
  MtnEngine *engine;
  MtnRecommender *recommender;
  MtnTitleIndex *index;
};

G_DEFINE_FINAL_TYPE (MtnSession, mtn_session, G_TYPE_OBJECT)

typedef struct
{
  void (*run) (GTask *task, gpointer work);
  char *path;
  MtnEngineKind engine;
  MtnProfile *profile;
  MtnQuery query;
  guint movie;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_clear_pointer (&work->profile, mtn_profile_free);
  g_free (work);
}

static void
run_task (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Work *work = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    work->run (task, work);
}

/* Takes @task and @work. */
static void
push (GTask *task, Work *work)
{
  static GThreadPool *worker;

  if (worker == NULL)
    worker = g_thread_pool_new (run_task, NULL, 1, TRUE, NULL);

  g_task_set_task_data (task, work, work_free);
  g_thread_pool_push (worker, task, NULL);
}

static void
mtn_session_finalize (GObject *object)
{
  MtnSession *self = MTN_SESSION (object);

  g_clear_pointer (&self->index, mtn_title_index_free);
  g_clear_pointer (&self->recommender, mtn_recommender_free);
  g_clear_pointer (&self->engine, mtn_engine_free);
  g_clear_pointer (&self->checkpoint, mtn_checkpoint_unref);

  G_OBJECT_CLASS (mtn_session_parent_class)->finalize (object);
}

static void
mtn_session_class_init (MtnSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_session_finalize;
}

static void
mtn_session_init (MtnSession *self)
{
}

static void
run_open (GTask *task, gpointer data)
{
  Work *work = data;
  g_autoptr (MtnSession) self = g_object_new (MTN_TYPE_SESSION, NULL);
  g_autofree char *message = NULL;
  GError *error = NULL;

  self->checkpoint = mtn_checkpoint_open (work->path, &error);
  if (self->checkpoint == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Somebody who asked for a GPU that is not there still wants films: AUTO always has an engine. */
  self->engine = mtn_engine_new (work->engine, -1, &message);
  if (self->engine == NULL)
    {
      g_info ("%s", message);
      self->engine = mtn_engine_new (MTN_ENGINE_AUTO, -1, NULL);
    }

  self->recommender = mtn_recommender_new (self->checkpoint, self->engine, &error);
  if (self->recommender == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->index = mtn_title_index_new (mtn_checkpoint_get_catalog (self->checkpoint));
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
mtn_session_open_async (const char *path,
                        MtnEngineKind engine,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_session_open_async);
  work = g_new0 (Work, 1);
  work->run = run_open;
  work->path = g_strdup (path);
  work->engine = engine;
  push (task, work);
}

MtnSession *
mtn_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

MtnCheckpoint *
mtn_session_get_checkpoint (MtnSession *self)
{
  g_return_val_if_fail (MTN_IS_SESSION (self), NULL);

  return self->checkpoint;
}

MtnEngine *
mtn_session_get_engine (MtnSession *self)
{
  g_return_val_if_fail (MTN_IS_SESSION (self), NULL);

  return self->engine;
}

MtnTitleIndex *
mtn_session_get_title_index (MtnSession *self)
{
  g_return_val_if_fail (MTN_IS_SESSION (self), NULL);

  return self->index;
}

static void
return_or_error (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

static void
run_recommend (GTask *task, gpointer data)
{
  MtnSession *self = g_task_get_source_object (task);
  Work *work = data;
  GError *error = NULL;
  MtnRecommendations *list =
      mtn_recommender_recommend (self->recommender, work->profile, &work->query, &error);

  return_or_error (task, list, (GDestroyNotify) mtn_recommendations_free, error);
}

void
mtn_session_recommend_async (MtnSession *self,
                             const MtnProfile *profile,
                             const MtnQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (MTN_IS_SESSION (self));
  g_return_if_fail (profile != NULL);
  g_return_if_fail (query != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_session_recommend_async);
  work = g_new0 (Work, 1);
  work->run = run_recommend;
  work->profile = mtn_profile_copy (profile);
  work->query = *query;
  push (task, work);
}

MtnRecommendations *
mtn_session_recommend_finish (MtnSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_explain (GTask *task, gpointer data)
{
  MtnSession *self = g_task_get_source_object (task);
  Work *work = data;
  GError *error = NULL;
  MtnExplanation *explanation =
      mtn_recommender_explain (self->recommender, work->profile, &work->query, work->movie, &error);

  return_or_error (task, explanation, (GDestroyNotify) mtn_explanation_free, error);
}

void
mtn_session_explain_async (MtnSession *self,
                           const MtnProfile *profile,
                           const MtnQuery *query,
                           guint movie,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (MTN_IS_SESSION (self));
  g_return_if_fail (profile != NULL);
  g_return_if_fail (query != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_session_explain_async);
  work = g_new0 (Work, 1);
  work->run = run_explain;
  work->profile = mtn_profile_copy (profile);
  work->query = *query;
  work->movie = movie;
  push (task, work);
}

MtnExplanation *
mtn_session_explain_finish (MtnSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_similar (GTask *task, gpointer data)
{
  MtnSession *self = g_task_get_source_object (task);
  Work *work = data;
  GError *error = NULL;
  MtnRecommendations *list = mtn_recommender_similar (self->recommender, work->movie, work->query.n, &error);

  return_or_error (task, list, (GDestroyNotify) mtn_recommendations_free, error);
}

void
mtn_session_similar_async (MtnSession *self,
                           guint movie,
                           guint n,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Work *work;

  g_return_if_fail (MTN_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_session_similar_async);
  work = g_new0 (Work, 1);
  work->run = run_similar;
  work->movie = movie;
  work->query.n = n;
  push (task, work);
}

MtnRecommendations *
mtn_session_similar_finish (MtnSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
