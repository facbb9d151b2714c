/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A job that is given up goes on until it looks at its cancellable. Its callback knows by self->job that
 * nobody waits for it any more. */

#include "mtn-data-store.h"

#include "mtn-data-location.h"

struct _MtnDataStore
{
  GObject parent_instance;

  MtnData *data; /* (nullable) */
  char *location;
  char **recent;
  MtnJob *job;   /* (nullable) */
  char *opening; /* (nullable) */
  char *error_message;
  gboolean ensured; /* `location` has been tried */
};

G_DEFINE_FINAL_TYPE (MtnDataStore, mtn_data_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATA,
  PROP_LOCATION,
  PROP_RECENT,
  PROP_LOADING,
  PROP_OPENING,
  PROP_FRACTION,
  PROP_MESSAGE,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_error_message (MtnDataStore *self, const char *message)
{
  if (g_strcmp0 (self->error_message, message) == 0)
    return;

  g_free (self->error_message);
  self->error_message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

static void
set_data (MtnDataStore *self, MtnData *data)
{
  if (g_set_object (&self->data, data))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATA]);
}

static void
set_recent (MtnDataStore *self, const char *const *recent)
{
  static const char *const none[] = { NULL };
  g_auto (GStrv) before = NULL;

  if (recent == NULL)
    recent = none;
  if (g_strv_equal ((const char *const *) self->recent, recent))
    return;

  /* The new ones may be some of the old ones. */
  before = g_steal_pointer (&self->recent);
  self->recent = g_strdupv ((char **) recent);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECENT]);
}

static void
remember (MtnDataStore *self, const char *path)
{
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  /* Settings are text, and names of files need not be. */
  if (!g_utf8_validate (path, -1, NULL))
    return;

  g_ptr_array_add (recent, (char *) path);
  for (guint i = 0; self->recent[i] != NULL && recent->len < MTN_DATA_STORE_N_RECENT; i++)
    if (!g_str_equal (self->recent[i], path))
      g_ptr_array_add (recent, self->recent[i]);
  g_ptr_array_add (recent, NULL);

  set_recent (self, (const char *const *) recent->pdata);
}

static void
set_job (MtnDataStore *self, MtnJob *job, const char *path)
{
  gboolean was_loading = self->job != NULL;

  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      mtn_job_cancel (self->job);
    }
  g_set_object (&self->job, job);
  g_free (self->opening);
  self->opening = g_strdup (path);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (was_loading != (job != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
fraction_cb (MtnDataStore *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
message_cb (MtnDataStore *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static gpointer
load_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) paths = mtn_data_location_dup_paths (data);

  return mtn_data_load ((const char *const *) paths, job, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MtnDataStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnData) data = mtn_job_run_finish (MTN_JOB (source), result, &error);
  g_autofree char *path = NULL;

  if (self->job != MTN_JOB (source))
    return;

  path = g_strdup (self->opening);
  if (data != NULL)
    {
      /* Before `loading` ends: whoever looks then sees all of it. */
      if (g_strcmp0 (self->location, path) != 0)
        {
          g_free (self->location);
          self->location = g_strdup (path);
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
        }
      remember (self, path);
      set_data (self, data);
    }
  else
    set_error_message (self, error->message);
  set_job (self, NULL, NULL);
}

static void
mtn_data_store_set_location (MtnDataStore *self, const char *location)
{
  if (location == NULL)
    location = "";
  if (g_str_equal (self->location, location))
    return;

  if (self->job != NULL)
    set_job (self, NULL, NULL);
  g_free (self->location);
  self->location = g_strdup (location);
  self->ensured = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
  set_error_message (self, NULL);
  set_data (self, NULL);
}

static void
mtn_data_store_dispose (GObject *object)
{
  MtnDataStore *self = MTN_DATA_STORE (object);

  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      mtn_job_cancel (self->job);
    }
  g_clear_object (&self->job);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (mtn_data_store_parent_class)->dispose (object);
}

static void
mtn_data_store_finalize (GObject *object)
{
  MtnDataStore *self = MTN_DATA_STORE (object);

  g_free (self->location);
  g_strfreev (self->recent);
  g_free (self->opening);
  g_free (self->error_message);

  G_OBJECT_CLASS (mtn_data_store_parent_class)->finalize (object);
}

static void
mtn_data_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnDataStore *self = MTN_DATA_STORE (object);

  switch (prop_id)
    {
    case PROP_DATA:
      g_value_set_object (value, self->data);
      break;
    case PROP_LOCATION:
      g_value_set_string (value, self->location);
      break;
    case PROP_RECENT:
      g_value_set_boxed (value, self->recent);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->job != NULL);
      break;
    case PROP_OPENING:
      g_value_set_string (value, self->opening);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->job != NULL ? mtn_job_get_fraction (self->job) : -1);
      break;
    case PROP_MESSAGE:
      g_value_take_string (value, self->job != NULL ? mtn_job_dup_message (self->job) : NULL);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_data_store_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MtnDataStore *self = MTN_DATA_STORE (object);

  switch (prop_id)
    {
    case PROP_LOCATION:
      mtn_data_store_set_location (self, g_value_get_string (value));
      break;
    case PROP_RECENT:
      set_recent (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_data_store_class_init (MtnDataStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = mtn_data_store_dispose;
  object_class->finalize = mtn_data_store_finalize;
  object_class->get_property = mtn_data_store_get_property;
  object_class->set_property = mtn_data_store_set_property;

  properties[PROP_DATA] = g_param_spec_object ("data", NULL, NULL, MTN_TYPE_DATA, readable);
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, "", writable);
  properties[PROP_RECENT] = g_param_spec_boxed ("recent", NULL, NULL, G_TYPE_STRV, writable);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  properties[PROP_OPENING] = g_param_spec_string ("opening", NULL, NULL, NULL, readable);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, readable);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, readable);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_data_store_init (MtnDataStore *self)
{
  self->location = g_strdup ("");
  self->recent = g_new0 (char *, 1);
}

MtnDataStore *
mtn_data_store_new (void)
{
  return g_object_new (MTN_TYPE_DATA_STORE, NULL);
}

void
mtn_data_store_open (MtnDataStore *self, const char *location)
{
  g_autoptr (MtnJob) job = NULL;
  g_auto (GStrv) paths = NULL;
  g_autofree char *absolute = NULL;

  g_return_if_fail (MTN_IS_DATA_STORE (self));
  g_return_if_fail (location != NULL && *location != '\0');

  /* It is remembered, and the next start may be elsewhere. */
  paths = mtn_data_location_dup_paths (location);
  absolute = mtn_data_location_new (paths[0], paths[1]);
  job = mtn_job_new ();
  self->ensured = TRUE;
  set_error_message (self, NULL);
  set_job (self, job, absolute);
  g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (fraction_cb), self);
  g_signal_connect_swapped (job, "notify::message", G_CALLBACK (message_cb), self);
  mtn_job_run_async (job, load_in_thread, g_strdup (absolute), g_free, g_object_unref, loaded_cb,
                     g_object_ref (self));
}

void
mtn_data_store_ensure (MtnDataStore *self)
{
  g_return_if_fail (MTN_IS_DATA_STORE (self));

  if (*self->location != '\0' && !self->ensured && self->data == NULL && self->job == NULL)
    mtn_data_store_open (self, self->location);
}

void
mtn_data_store_cancel (MtnDataStore *self)
{
  g_return_if_fail (MTN_IS_DATA_STORE (self));

  if (self->job != NULL)
    set_job (self, NULL, NULL);
}

void
mtn_data_store_dismiss_error (MtnDataStore *self)
{
  g_return_if_fail (MTN_IS_DATA_STORE (self));

  set_error_message (self, NULL);
}

MtnData *
mtn_data_store_get_data (MtnDataStore *self)
{
  g_return_val_if_fail (MTN_IS_DATA_STORE (self), NULL);

  return self->data;
}

const MtnDataset *
mtn_data_store_get_dataset (MtnDataStore *self)
{
  g_return_val_if_fail (MTN_IS_DATA_STORE (self), NULL);

  return self->data != NULL ? mtn_data_get_dataset (self->data) : NULL;
}

const char *
mtn_data_store_get_location (MtnDataStore *self)
{
  g_return_val_if_fail (MTN_IS_DATA_STORE (self), NULL);

  return self->location;
}

gboolean
mtn_data_store_get_loading (MtnDataStore *self)
{
  g_return_val_if_fail (MTN_IS_DATA_STORE (self), FALSE);

  return self->job != NULL;
}
