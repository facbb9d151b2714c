/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A run that is stopped says at once that it is; its thread may take a moment to write how far it got. */

#include "mtn-run-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"

#define FORMAT "matinee-run"
#define CHANGED_EVERY (G_USEC_PER_SEC / 10)

static const char *const states[] = { "queued", "running", "paused", "interrupted", "finished", "failed" };
#define REMOVED "removed"

struct _MtnRun
{
  GObject parent_instance;

  MtnRunSpec spec;
  char *folder;
  MtnRunState state;
  char *failure;
  GStrv models;
  gboolean is_begun;

  MtnJob *job;
  MtnRunWork *work;
  MtnRunEndedFunc ended;
  gpointer ended_data;

  double fraction;
  double fraction_at_start; /* of what was done before it was last begun; −1: not known yet */
  gint64 started;
  gint64 told; /* when `changed` was last emitted */
  char *message;
  MtnRunProgress progress;
  GPtrArray *curves;
};

G_DEFINE_FINAL_TYPE (MtnRun, mtn_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mtn_run_dispose (GObject *object)
{
  MtnRun *self = MTN_RUN (object);

  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      mtn_job_cancel (self->job);
    }
  g_clear_object (&self->job);

  G_OBJECT_CLASS (mtn_run_parent_class)->dispose (object);
}

static void
mtn_run_finalize (GObject *object)
{
  MtnRun *self = MTN_RUN (object);

  mtn_run_spec_clear (&self->spec);
  g_clear_pointer (&self->work, mtn_run_work_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->models, g_strfreev);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->progress.name, g_free);
  g_clear_pointer (&self->curves, g_ptr_array_unref);

  G_OBJECT_CLASS (mtn_run_parent_class)->finalize (object);
}

static void
mtn_run_class_init (MtnRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_run_dispose;
  object_class->finalize = mtn_run_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mtn_run_init (MtnRun *self)
{
  self->curves = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_run_curve_free);
  self->fraction = -1;
  self->progress.loss = self->progress.seconds_left = NAN;
}

static void
emit_changed (MtnRun *self)
{
  self->told = g_get_monotonic_time ();
  g_signal_emit (self, signals[CHANGED], 0);
}

MtnRun *
mtn_run_new (const MtnRunSpec *spec, const char *folder)
{
  MtnRun *self = g_object_new (MTN_TYPE_RUN, NULL);

  mtn_run_spec_copy (spec, &self->spec);
  self->folder = g_strdup (folder);

  return self;
}

/* Where it got to, from the logs. Runs in a thread. */
static void
read_curves (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, mtn_run_curve_read_all (data), (GDestroyNotify) g_ptr_array_unref);
}

static void
curves_read_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  MtnRun *self = MTN_RUN (source);
  g_autoptr (GPtrArray) curves = g_task_propagate_pointer (G_TASK (result), NULL);
  guint n_epochs = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      const MtnRunCurve *curve = g_ptr_array_index (curves, i);

      mtn_run_curve_extend (mtn_run_curve_find (self->curves, curve->name), curve->epochs);
      n_epochs = curve->epochs->len;
    }
  if (self->spec.kind == MTN_RUN_MODEL && self->work == NULL && n_epochs > 0)
    {
      self->progress.n_epochs = self->spec.network.epochs;
      self->progress.epoch = MIN (n_epochs + 1, self->progress.n_epochs);
      self->fraction = (double) n_epochs / self->progress.n_epochs;
    }
  emit_changed (self);
}

static void
load_curves (MtnRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, curves_read_cb, NULL);

  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, read_curves);
}

static gboolean
read_state (MtnRun *self, JsonObject *object, const char *what, gboolean *is_removed, GError **error)
{
  const char *state = mtn_json_read_string (object, "state", what, error);

  if (state == NULL)
    return FALSE;

  *is_removed = g_str_equal (state, REMOVED);
  if (*is_removed)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      {
        self->state = (MtnRunState) i;
        return TRUE;
      }

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” is no state of a training"), what, state);

  return FALSE;
}

static void
read_models (MtnRun *self, JsonArray *array)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *path = JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL
                                  ? g_filename_from_uri (json_node_get_string (node), NULL, NULL)
                                  : NULL;

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  self->models = g_strv_builder_end (paths);
}

MtnRun *
mtn_run_load (const char *folder, gboolean *is_removed, GError **error)
{
  g_autoptr (MtnRun) self = g_object_new (MTN_TYPE_RUN, NULL);
  g_autofree char *path = g_build_filename (folder, MTN_RUN_FILE, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *models;
  gsize length;

  text = mtn_file_read_text (path, MTN_RUN_MAX_BYTES, &length, error);
  if (text == NULL)
    return NULL;
  root = mtn_json_read_text (text, shown, error);
  if (root == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object == NULL || g_strcmp0 (mtn_json_read_string (object, "format", shown, NULL), FORMAT) != 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: describes no training"), shown);
      return NULL;
    }
  if (!mtn_run_spec_read (&self->spec, object, shown, error) ||
      !read_state (self, object, shown, is_removed, error))
    return NULL;

  self->folder = g_strdup (folder);
  self->is_begun = TRUE;
  self->failure = g_strdup (mtn_json_read_string (object, "failure", shown, NULL));
  models = mtn_json_read_array (object, "models", shown, NULL);
  if (models != NULL)
    read_models (self, models);
  if (self->state == MTN_RUN_QUEUED || self->state == MTN_RUN_RUNNING)
    {
      self->is_begun = self->state == MTN_RUN_RUNNING;
      self->state = MTN_RUN_INTERRUPTED;
    }
  if (mtn_run_spec_has_epochs (&self->spec) && !*is_removed)
    load_curves (self);

  return g_steal_pointer (&self);
}

char *
mtn_run_dup_json (MtnRun *self, gboolean is_removed)
{
  GString *out = g_string_new ("{\"format\": \"" FORMAT "\", \"state\": ");

  mtn_json_text_append_string (out, is_removed ? REMOVED : states[self->state]);
  g_string_append (out, ", ");
  mtn_run_spec_append (&self->spec, out);
  if (self->failure != NULL)
    {
      g_string_append (out, ", \"failure\": ");
      mtn_json_text_append_string (out, self->failure);
    }
  if (self->models != NULL)
    {
      g_string_append (out, ", \"models\": [");
      for (guint i = 0; self->models[i] != NULL; i++)
        {
          g_autofree char *uri = g_filename_to_uri (self->models[i], NULL, NULL);

          g_string_append (out, i > 0 ? ", " : "");
          mtn_json_text_append_string (out, uri != NULL ? uri : "");
        }
      g_string_append_c (out, ']');
    }
  g_string_append (out, "}\n");

  return g_string_free (out, FALSE);
}

void
mtn_run_set_state (MtnRun *self, MtnRunState state)
{
  if (self->state == state)
    return;

  self->state = state;
  if (state == MTN_RUN_QUEUED || state == MTN_RUN_RUNNING)
    g_clear_pointer (&self->failure, g_free);
  emit_changed (self);
}

static void
progressed_cb (MtnRun *self)
{
  double fraction = mtn_job_get_fraction (self->job);
  gboolean has_new = mtn_run_work_collect (self->work, &self->progress, self->curves);

  g_free (self->message);
  self->message = mtn_job_dup_message (self->job);
  if (self->fraction_at_start < 0 && fraction > 0)
    {
      self->fraction_at_start = fraction;
      self->started = g_get_monotonic_time ();
    }
  self->fraction = fraction;
  if (has_new || g_get_monotonic_time () - self->told >= CHANGED_EVERY)
    emit_changed (self);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnRun) self = user_data;
  g_autoptr (GError) error = NULL;
  GStrv models = mtn_job_run_finish (MTN_JOB (source), result, &error);
  g_autofree char *failure = mtn_run_work_dup_failure (self->work);

  g_signal_handlers_disconnect_by_data (source, self);
  mtn_run_work_collect (self->work, &self->progress, self->curves);
  g_clear_pointer (&self->work, mtn_run_work_unref);
  g_clear_object (&self->job);
  g_clear_pointer (&self->message, g_free);

  if (models != NULL)
    {
      g_strfreev (self->models);
      self->models = models;
      self->fraction = 1;
      mtn_run_set_state (self, MTN_RUN_FINISHED);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_free (self->failure);
      self->failure = g_strdup (error->message);
      mtn_run_set_state (self, MTN_RUN_FAILED);
    }
  else
    {
      g_free (self->failure);
      self->failure = g_steal_pointer (&failure);
      emit_changed (self);
    }

  self->ended (self, self->ended_data);
}

void
mtn_run_start (MtnRun *self, const char *home, MtnRunEndedFunc ended, gpointer user_data)
{
  g_return_if_fail (self->job == NULL);

  self->ended = ended;
  self->ended_data = user_data;
  self->is_begun = TRUE;
  self->fraction_at_start = -1;
  self->progress.rate = 0;
  self->progress.loss = self->progress.seconds_left = NAN;
  self->work = mtn_run_work_new (&self->spec, self->folder, home);
  self->job = mtn_job_new ();
  g_signal_connect_swapped (self->job, "notify::message", G_CALLBACK (progressed_cb), self);
  g_signal_connect_swapped (self->job, "notify::fraction", G_CALLBACK (progressed_cb), self);
  mtn_job_run_async (self->job, mtn_run_work, mtn_run_work_ref (self->work),
                     (GDestroyNotify) mtn_run_work_unref, (GDestroyNotify) g_strfreev, worked_cb,
                     g_object_ref (self));
  mtn_run_set_state (self, MTN_RUN_RUNNING);
}

void
mtn_run_stop (MtnRun *self, MtnRunState state, gboolean is_given_up)
{
  if (is_given_up && self->work != NULL)
    mtn_run_work_give_up (self->work);
  if (self->job != NULL)
    mtn_job_cancel (self->job);
  mtn_run_set_state (self, state);
}

gboolean
mtn_run_is_working (MtnRun *self)
{
  return self->job != NULL;
}

const MtnRunSpec *
mtn_run_get_spec (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return &self->spec;
}

const char *
mtn_run_get_name (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return self->spec.name;
}

char *
mtn_run_dup_id (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return g_path_get_basename (self->folder);
}

const char *
mtn_run_get_folder (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return self->folder;
}

MtnRunState
mtn_run_get_state (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), MTN_RUN_FAILED);

  return self->state;
}

const char *
mtn_run_get_failure (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return self->failure;
}

const char *const *
mtn_run_get_models (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return (const char *const *) self->models;
}

gboolean
mtn_run_is_begun (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), FALSE);

  return self->is_begun;
}

double
mtn_run_get_fraction (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), -1);

  return self->fraction;
}

const char *
mtn_run_get_message (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return self->message;
}

const MtnRunProgress *
mtn_run_get_progress (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return &self->progress;
}

double
mtn_run_get_seconds_left (MtnRun *self)
{
  double done, seconds;

  g_return_val_if_fail (MTN_IS_RUN (self), NAN);

  if (self->spec.kind == MTN_RUN_MODEL && mtn_run_spec_has_epochs (&self->spec))
    return self->progress.seconds_left;

  done = self->fraction - self->fraction_at_start;
  seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;

  return self->job != NULL && self->fraction_at_start >= 0 && done > 0 ? seconds / done * (1 - self->fraction)
                                                                       : NAN;
}

GPtrArray *
mtn_run_get_curves (MtnRun *self)
{
  g_return_val_if_fail (MTN_IS_RUN (self), NULL);

  return self->curves;
}
