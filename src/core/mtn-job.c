/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Invariants: the worker owns a reference until it hands the task to a source of
 * the creating context, so the job is finalised there and never in the worker.
 * At most one progress source is pending; it owns a reference too. Progress is
 * delivered before the callback, never after it.
 */

#include "mtn-job.h"

struct _MtnJob
{
  GObject parent_instance;

  GMainContext *context;
  GCancellable *cancellable;

  MtnJobFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gboolean started;

  /* How the worker ended: written there, read once its source runs in the context. */
  gpointer result;
  GError *failure;

  GMutex lock; /* guards the following */
  double fraction;
  char *message;
  gboolean fraction_changed;
  gboolean message_changed;
  gboolean pending;
};

G_DEFINE_FINAL_TYPE (MtnJob, mtn_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FRACTION,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mtn_job_finalize (GObject *object)
{
  MtnJob *self = MTN_JOB (object);

  if (self->data_free != NULL && self->data != NULL)
    self->data_free (self->data);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->failure);
  g_free (self->message);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (mtn_job_parent_class)->finalize (object);
}

static void
mtn_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnJob *self = MTN_JOB (object);

  switch (prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, mtn_job_get_fraction (self));
      break;
    case PROP_MESSAGE:
      g_value_take_string (value, mtn_job_dup_message (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_job_class_init (MtnJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mtn_job_finalize;
  object_class->get_property = mtn_job_get_property;

  properties[PROP_FRACTION] =
      g_param_spec_double ("fraction", NULL, NULL, -1.0, 1.0, -1.0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE] =
      g_param_spec_string ("message", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_job_init (MtnJob *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->fraction = -1.0;
  g_mutex_init (&self->lock);
}

MtnJob *
mtn_job_new (void)
{
  return g_object_new (MTN_TYPE_JOB, NULL);
}

static void
notify_progress (MtnJob *self)
{
  gboolean fraction_changed, message_changed;

  g_mutex_lock (&self->lock);
  fraction_changed = self->fraction_changed;
  message_changed = self->message_changed;
  self->fraction_changed = FALSE;
  self->message_changed = FALSE;
  g_mutex_unlock (&self->lock);

  if (fraction_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  if (message_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static gboolean
progress_cb (gpointer user_data)
{
  MtnJob *self = user_data;

  g_mutex_lock (&self->lock);
  self->pending = FALSE;
  g_mutex_unlock (&self->lock);

  notify_progress (self);

  return G_SOURCE_REMOVE;
}

void
mtn_job_report (MtnJob *self, double fraction, const char *message)
{
  gboolean wake = FALSE;

  g_return_if_fail (MTN_IS_JOB (self));

  /* Also turns NaN into "unknown". */
  fraction = fraction >= 0.0 ? MIN (fraction, 1.0) : -1.0;

  g_mutex_lock (&self->lock);
  if (fraction != self->fraction)
    {
      self->fraction = fraction;
      self->fraction_changed = TRUE;
    }
  if (message != NULL && g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      self->message_changed = TRUE;
    }
  if ((self->fraction_changed || self->message_changed) && !self->pending)
    wake = self->pending = TRUE;
  g_mutex_unlock (&self->lock);

  if (wake)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, progress_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}

static gboolean
finished_cb (gpointer user_data)
{
  GTask *task = user_data;
  MtnJob *self = g_task_get_source_object (task);

  notify_progress (self);

  if (self->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&self->failure));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->result), self->result_free);

  return G_SOURCE_REMOVE;
}

static gpointer
worker (gpointer user_data)
{
  GTask *task = user_data;
  MtnJob *self = g_task_get_source_object (task);
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  GError *failure = NULL;

  self->result = self->func (self, self->data, self->cancellable, &failure);
  if (self->result == NULL && failure == NULL)
    g_set_error_literal (&failure, G_IO_ERROR, G_IO_ERROR_FAILED, "the work ended without a result");
  self->failure = failure;

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finished_cb, task, g_object_unref);
  g_source_attach (source, context);

  return NULL;
}

void
mtn_job_run_async (MtnJob *self,
                   MtnJobFunc func,
                   gpointer data,
                   GDestroyNotify data_free,
                   GDestroyNotify result_free,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MTN_IS_JOB (self));
  g_return_if_fail (func != NULL);
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->result_free = result_free;

  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, mtn_job_run_async);
  g_task_set_name (task, "MtnJob");

  g_thread_unref (g_thread_new ("matinee-job", worker, task));
}

gpointer
mtn_job_run_finish (MtnJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MTN_IS_JOB (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
mtn_job_cancel (MtnJob *self)
{
  g_return_if_fail (MTN_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

double
mtn_job_get_fraction (MtnJob *self)
{
  double fraction;

  g_return_val_if_fail (MTN_IS_JOB (self), -1.0);

  g_mutex_lock (&self->lock);
  fraction = self->fraction;
  g_mutex_unlock (&self->lock);

  return fraction;
}

char *
mtn_job_dup_message (MtnJob *self)
{
  char *message;

  g_return_val_if_fail (MTN_IS_JOB (self), NULL);

  g_mutex_lock (&self->lock);
  message = g_strdup (self->message);
  g_mutex_unlock (&self->lock);

  return message;
}
