/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The object itself, its properties, and the model. The list of results and what
 * else the worker computes is in mtn-app-state-results.c, the person in
 * mtn-app-state-profile.c. */

#include "mtn-app-state-private.h"

#include "mtn-default-model.h"
#include "mtn-engine-news.h"
#include "mtn-list-update.h"

#define DEFAULT_LIST_LENGTH 20
#define N_REASONS 3

G_DEFINE_FINAL_TYPE (MtnAppState, mtn_app_state, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_ERROR_MESSAGE,
  PROP_MODEL_NAME,
  PROP_MODEL_SHIPPED,
  PROP_ENGINE_NAME,
  PROP_ENGINE_DESCRIPTION,
  PROP_ENGINE_KIND,
  PROP_PROFILE_NAME,
  PROP_STORAGE_MESSAGE,
  PROP_N_PICKS,
  PROP_N_CANDIDATES,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_HAS_MORE,
  PROP_AGE,
  PROP_GENDER,
  PROP_OCCUPATION,
  PROP_PARTICULAR,
  PROP_GENRES_ONLY,
  PROP_GENRES_NEVER,
  PROP_YEAR_FROM,
  PROP_YEAR_TO,
  PROP_LIST_LENGTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  RESULTS_CHANGED,
  UNDOABLE,
  NOTICE,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
notify (MtnAppState *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
mtn_app_state_dispose (GObject *object)
{
  MtnAppState *self = MTN_APP_STATE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  mtn_app_state_clear_profiles (self);
  g_clear_object (&self->session);
  g_clear_object (&self->films);
  g_clear_object (&self->picks);
  g_clear_object (&self->exclusions);
  g_clear_object (&self->results);
  g_clear_pointer (&self->table, mtn_film_table_free);

  G_OBJECT_CLASS (mtn_app_state_parent_class)->dispose (object);
}

static void
mtn_app_state_finalize (GObject *object)
{
  MtnAppState *self = MTN_APP_STATE (object);

  g_clear_pointer (&self->error_message, g_free);
  g_clear_pointer (&self->model_path, g_free);
  g_clear_pointer (&self->engine_news, g_free);

  G_OBJECT_CLASS (mtn_app_state_parent_class)->finalize (object);
}

/* What the person calls the model: the name that it was given, or its kind. */
static const char *
get_model_name (MtnAppState *self)
{
  MtnCheckpoint *checkpoint;
  const char *name;

  if (self->session == NULL)
    return NULL;

  checkpoint = mtn_session_get_checkpoint (self->session);
  name = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_NAME);

  return name != NULL ? name : mtn_checkpoint_get_architecture (checkpoint)->kind;
}

/* A card that failed another is not said to be well. (transfer full) */
static char *
dup_engine_description (MtnAppState *self)
{
  MtnEngine *engine = self->session != NULL ? mtn_session_get_engine (self->session) : NULL;

  if (engine == NULL)
    return NULL;
  if (self->engine_news == NULL || mtn_engine_get_kind (engine) == MTN_ENGINE_CPU)
    return g_strdup (mtn_engine_get_description (engine));

  return g_strdup_printf ("%s\n%s", mtn_engine_get_description (engine), self->engine_news);
}

static gboolean
has_more (MtnAppState *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->results)) < self->n_candidates;
}

static void
mtn_app_state_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnAppState *self = MTN_APP_STATE (object);
  MtnEngine *engine = self->session != NULL ? mtn_session_get_engine (self->session) : NULL;

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_int (value, self->status);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_MODEL_NAME:
      g_value_set_string (value, get_model_name (self));
      break;
    case PROP_MODEL_SHIPPED:
      g_value_set_boolean (value, self->model_path == NULL);
      break;
    case PROP_ENGINE_NAME:
      g_value_set_string (value, engine != NULL ? mtn_engine_get_name (engine) : NULL);
      break;
    case PROP_ENGINE_DESCRIPTION:
      g_value_take_string (value, dup_engine_description (self));
      break;
    case PROP_ENGINE_KIND:
      g_value_set_int (value, self->engine_kind);
      break;
    case PROP_PROFILE_NAME:
      g_value_set_string (value, self->profile_name);
      break;
    case PROP_STORAGE_MESSAGE:
      g_value_set_string (value, mtn_profile_store_get_failure (self->store));
      break;
    case PROP_N_PICKS:
      g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self->picks)));
      break;
    case PROP_N_CANDIDATES:
      g_value_set_uint (value, self->n_candidates);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, mtn_editor_can_undo (self->editor));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, mtn_editor_can_redo (self->editor));
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, has_more (self));
      break;
    case PROP_AGE:
      g_value_set_int (value, mtn_app_state_get_age (self));
      break;
    case PROP_GENDER:
      g_value_set_int (value, mtn_app_state_get_gender (self));
      break;
    case PROP_OCCUPATION:
      g_value_set_int (value, mtn_app_state_get_occupation (self));
      break;
    case PROP_PARTICULAR:
      g_value_set_double (value, self->query.particular);
      break;
    case PROP_GENRES_ONLY:
      g_value_set_uint (value, self->query.genres_only);
      break;
    case PROP_GENRES_NEVER:
      g_value_set_uint (value, self->query.genres_never);
      break;
    case PROP_YEAR_FROM:
      g_value_set_int (value, self->query.year_from);
      break;
    case PROP_YEAR_TO:
      g_value_set_int (value, self->query.year_to);
      break;
    case PROP_LIST_LENGTH:
      g_value_set_uint (value, self->list_length);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
mtn_app_state_set_query (MtnAppState *self, const MtnQuery *query)
{
  MtnQuery old = self->query;

  self->query = *query;
  if (old.particular != query->particular)
    notify (self, PROP_PARTICULAR);
  if (old.genres_only != query->genres_only)
    notify (self, PROP_GENRES_ONLY);
  if (old.genres_never != query->genres_never)
    notify (self, PROP_GENRES_NEVER);
  if (old.year_from != query->year_from)
    notify (self, PROP_YEAR_FROM);
  if (old.year_to != query->year_to)
    notify (self, PROP_YEAR_TO);

  if (memcmp (&old, &self->query, sizeof old) != 0)
    mtn_app_state_request_results (self);
}

static void
set_list_length (MtnAppState *self, guint list_length)
{
  if (self->list_length == list_length)
    return;

  self->list_length = list_length;
  self->query.n = list_length;
  notify (self, PROP_LIST_LENGTH);
  mtn_app_state_request_results (self);
}

static void
set_engine_kind (MtnAppState *self, MtnEngineKind kind)
{
  if (self->engine_kind == kind)
    return;

  self->engine_kind = kind;
  notify (self, PROP_ENGINE_KIND);
  if (self->session != NULL || self->loading != NULL)
    {
      g_autofree char *path = g_strdup (self->model_path);

      mtn_app_state_load_model (self, path);
    }
}

static void
mtn_app_state_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnAppState *self = MTN_APP_STATE (object);
  MtnQuery query = self->query;

  switch (prop_id)
    {
    case PROP_ENGINE_KIND:
      set_engine_kind (self, g_value_get_int (value));
      break;
    case PROP_AGE:
      mtn_app_state_set_age (self, g_value_get_int (value));
      break;
    case PROP_GENDER:
      mtn_app_state_set_gender (self, g_value_get_int (value));
      break;
    case PROP_OCCUPATION:
      mtn_app_state_set_occupation (self, g_value_get_int (value));
      break;
    case PROP_PARTICULAR:
      query.particular = g_value_get_double (value);
      mtn_app_state_set_query (self, &query);
      break;
    case PROP_GENRES_ONLY:
      query.genres_only = g_value_get_uint (value);
      mtn_app_state_set_query (self, &query);
      break;
    case PROP_GENRES_NEVER:
      query.genres_never = g_value_get_uint (value);
      mtn_app_state_set_query (self, &query);
      break;
    case PROP_YEAR_FROM:
      query.year_from = g_value_get_int (value);
      mtn_app_state_set_query (self, &query);
      break;
    case PROP_YEAR_TO:
      query.year_to = g_value_get_int (value);
      mtn_app_state_set_query (self, &query);
      break;
    case PROP_LIST_LENGTH:
      set_list_length (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_app_state_class_init (MtnAppStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = mtn_app_state_dispose;
  object_class->finalize = mtn_app_state_finalize;
  object_class->get_property = mtn_app_state_get_property;
  object_class->set_property = mtn_app_state_set_property;

  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, MTN_STATUS_LOADING, MTN_STATUS_BROKEN,
                                              MTN_STATUS_LOADING, readable);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, readable);
  properties[PROP_MODEL_NAME] = g_param_spec_string ("model-name", NULL, NULL, NULL, readable);
  properties[PROP_MODEL_SHIPPED] = g_param_spec_boolean ("model-shipped", NULL, NULL, TRUE, readable);
  properties[PROP_ENGINE_NAME] = g_param_spec_string ("engine-name", NULL, NULL, NULL, readable);
  properties[PROP_ENGINE_DESCRIPTION] =
      g_param_spec_string ("engine-description", NULL, NULL, NULL, readable);
  properties[PROP_ENGINE_KIND] = g_param_spec_int ("engine-kind", NULL, NULL, MTN_ENGINE_AUTO,
                                                   MTN_ENGINE_CUDA, MTN_ENGINE_AUTO, writable);
  properties[PROP_PROFILE_NAME] = g_param_spec_string ("profile-name", NULL, NULL, NULL, readable);
  properties[PROP_STORAGE_MESSAGE] = g_param_spec_string ("storage-message", NULL, NULL, NULL, readable);
  properties[PROP_N_PICKS] = g_param_spec_uint ("n-picks", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_CANDIDATES] = g_param_spec_uint ("n-candidates", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, readable);
  properties[PROP_AGE] = g_param_spec_int ("age", NULL, NULL, MTN_NOT_SAID, G_MAXINT, MTN_NOT_SAID, writable);
  properties[PROP_GENDER] =
      g_param_spec_int ("gender", NULL, NULL, MTN_NOT_SAID, G_MAXINT, MTN_NOT_SAID, writable);
  properties[PROP_OCCUPATION] =
      g_param_spec_int ("occupation", NULL, NULL, MTN_NOT_SAID, G_MAXINT, MTN_NOT_SAID, writable);
  properties[PROP_PARTICULAR] = g_param_spec_double ("particular", NULL, NULL, -1, 1, 0, writable);
  properties[PROP_GENRES_ONLY] = g_param_spec_uint ("genres-only", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_GENRES_NEVER] = g_param_spec_uint ("genres-never", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_YEAR_FROM] = g_param_spec_int ("year-from", NULL, NULL, 0, 9999, 0, writable);
  properties[PROP_YEAR_TO] = g_param_spec_int ("year-to", NULL, NULL, 0, 9999, 0, writable);
  properties[PROP_LIST_LENGTH] =
      g_param_spec_uint ("list-length", NULL, NULL, 1, 1000, DEFAULT_LIST_LENGTH, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RESULTS_CHANGED] = g_signal_new ("results-changed", MTN_TYPE_APP_STATE, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[UNDOABLE] = g_signal_new ("undoable", MTN_TYPE_APP_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", MTN_TYPE_APP_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", MTN_TYPE_APP_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
engine_told_cb (MtnAppState *self, const char *notice)
{
  g_free (self->engine_news);
  self->engine_news = g_strdup (notice);
  notify (self, PROP_ENGINE_NAME);
  notify (self, PROP_ENGINE_DESCRIPTION);
  mtn_app_state_notice (self, notice);
}

static void
mtn_app_state_init (MtnAppState *self)
{
  g_signal_connect_object (mtn_engine_news_get_default (), "told", G_CALLBACK (engine_told_cb), self,
                           G_CONNECT_SWAPPED);
  self->films = g_list_store_new (MTN_TYPE_FILM);
  self->picks = g_list_store_new (MTN_TYPE_FILM);
  self->exclusions = g_list_store_new (MTN_TYPE_FILM);
  self->results = g_list_store_new (MTN_TYPE_RESULT);
  self->list_length = DEFAULT_LIST_LENGTH;
  self->query = (MtnQuery) MTN_QUERY_INIT;
  self->query.n = DEFAULT_LIST_LENGTH;
  self->query.n_reasons = N_REASONS;
}

MtnAppState *
mtn_app_state_new (const char *data_dir)
{
  MtnAppState *self = g_object_new (MTN_TYPE_APP_STATE, NULL);

  mtn_app_state_init_profiles (self, data_dir);

  return self;
}

/* For the other half of the class. */

void
mtn_app_state_profile_changed (MtnAppState *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->table != NULL)
    mtn_film_table_apply (self->table, mtn_editor_get_profile (self->editor), self->picks, self->exclusions);
  notify (self, PROP_N_PICKS);
  notify (self, PROP_CAN_UNDO);
  notify (self, PROP_CAN_REDO);
  notify (self, PROP_AGE);
  notify (self, PROP_GENDER);
  notify (self, PROP_OCCUPATION);
  g_object_thaw_notify (G_OBJECT (self));

  mtn_app_state_request_results (self);
}

void
mtn_app_state_name_changed (MtnAppState *self)
{
  notify (self, PROP_PROFILE_NAME);
}

void
mtn_app_state_list_changed (MtnAppState *self)
{
  notify (self, PROP_N_CANDIDATES);
  notify (self, PROP_HAS_MORE);
  g_signal_emit (self, signals[RESULTS_CHANGED], 0);
}

void
mtn_app_state_offer (MtnAppState *self, const char *message)
{
  g_signal_emit (self, signals[UNDOABLE], 0, message);
}

void
mtn_app_state_notice (MtnAppState *self, const char *message)
{
  g_signal_emit (self, signals[NOTICE], 0, message);
}

/* The model. */

static void
set_status (MtnAppState *self, MtnStatus status, const char *error_message)
{
  g_free (self->error_message);
  self->error_message = g_strdup (error_message);
  self->status = status;

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_ERROR_MESSAGE);
  notify (self, PROP_MODEL_NAME);
  notify (self, PROP_MODEL_SHIPPED);
  notify (self, PROP_ENGINE_NAME);
  notify (self, PROP_ENGINE_DESCRIPTION);
  notify (self, PROP_STATUS);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_session (MtnAppState *self, MtnSession *session)
{
  g_autoptr (MtnFilmTable) old_table = self->table;

  g_set_object (&self->session, session);
  g_clear_pointer (&self->engine_news, g_free);
  self->table = NULL;
  self->n_candidates = 0;
  g_list_store_remove_all (self->results);
  g_list_store_remove_all (self->picks);
  g_list_store_remove_all (self->exclusions);

  if (session != NULL)
    {
      /* A bit of a mask means another genre in another catalogue. */
      self->query.genres_only = 0;
      self->query.genres_never = 0;
      self->table = mtn_film_table_new (mtn_checkpoint_get_catalog (mtn_session_get_checkpoint (session)));
      mtn_list_store_update (self->films, mtn_film_table_get_all (self->table));
    }
  else
    g_list_store_remove_all (self->films);
}

static void
model_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnAppState) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnSession) session = mtn_session_open_finish (result, &error);

  /* Another one was asked for meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->editor == NULL ||
      self->loading != g_task_get_cancellable (G_TASK (result)))
    return;

  g_clear_object (&self->loading);
  set_session (self, session);
  if (session == NULL)
    {
      set_status (self, MTN_STATUS_BROKEN, error->message);
      notify (self, PROP_N_PICKS);
      return;
    }

  set_status (self, MTN_STATUS_READY, NULL);
  notify (self, PROP_GENRES_ONLY);
  notify (self, PROP_GENRES_NEVER);
  mtn_app_state_profile_changed (self);
  if (self->is_file)
    g_signal_emit (self, signals[OPENED], 0, self->model_path);
  self->is_file = FALSE;
}

void
mtn_app_state_load_model (MtnAppState *self, const char *path)
{
  g_autofree char *shipped = path == NULL ? mtn_default_model_dup_path () : NULL;

  g_return_if_fail (MTN_IS_APP_STATE (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  self->is_file = FALSE;
  g_free (self->model_path);
  self->model_path = g_strdup (path);

  if (self->status != MTN_STATUS_READY)
    set_status (self, MTN_STATUS_LOADING, NULL);
  mtn_session_open_async (path != NULL ? path : shipped, self->engine_kind, self->loading, model_opened_cb,
                          g_object_ref (self));
}

void
mtn_app_state_ensure_model (MtnAppState *self)
{
  g_return_if_fail (MTN_IS_APP_STATE (self));

  if (self->status == MTN_STATUS_LOADING && self->loading == NULL)
    mtn_app_state_load_model (self, NULL);
}

gboolean
mtn_app_state_is_opening (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), FALSE);

  return self->loading != NULL;
}

const char *
mtn_app_state_get_model_path (MtnAppState *self)
{
  g_return_val_if_fail (MTN_IS_APP_STATE (self), NULL);

  return self->model_path;
}
