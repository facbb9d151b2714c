/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A slot is a profile and its file. At most one profile waits to be written, the
 * one under edit: asking for another writes the first at once. The files are
 * touched under a lock, because the writing thread may be at it when the person
 * renames or deletes. */

#include "mtn-profile-store.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>

#include "mtn-profile-file.h"
#include "mtn-profile-folder.h"
#include "mtn-profile-rescue.h"

#define SAVE_DELAY_MS 250

typedef struct
{
  char *name;
  char *path;
} Slot;

/* What is handed to the writing thread. */
typedef struct
{
  MtnProfile *profile;
  char *name;
  char *path;
} Job;

struct _MtnProfileStore
{
  GObject parent_instance;

  char *folder;
  GPtrArray *slots; /* (element-type Slot) */
  GPtrArray *notices;
  char *failure;

  char *waiting_name;
  MtnProfile *waiting;
  guint save_source;

  GMutex files;       /* held while files are written or moved */
  GCond written;      /* signalled when the thread has done its job */
  gboolean in_flight; /* a job is with the thread */
};

G_DEFINE_FINAL_TYPE (MtnProfileStore, mtn_profile_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FAILURE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_free (slot->name);
  g_free (slot->path);
  g_free (slot);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->profile, mtn_profile_free);
  g_free (job->name);
  g_free (job->path);
  g_free (job);
}

static void
mtn_profile_store_finalize (GObject *object)
{
  MtnProfileStore *self = MTN_PROFILE_STORE (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->waiting, mtn_profile_free);
  g_clear_pointer (&self->waiting_name, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_mutex_clear (&self->files);
  g_cond_clear (&self->written);

  G_OBJECT_CLASS (mtn_profile_store_parent_class)->finalize (object);
}

static void
mtn_profile_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnProfileStore *self = MTN_PROFILE_STORE (object);

  switch (prop_id)
    {
    case PROP_FAILURE:
      g_value_set_string (value, self->failure);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_profile_store_class_init (MtnProfileStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mtn_profile_store_finalize;
  object_class->get_property = mtn_profile_store_get_property;

  properties[PROP_FAILURE] =
      g_param_spec_string ("failure", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mtn_profile_store_init (MtnProfileStore *self)
{
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->files);
  g_cond_init (&self->written);
}

static void
set_failure (MtnProfileStore *self, const char *failure)
{
  if (g_strcmp0 (self->failure, failure) == 0)
    return;

  g_free (self->failure);
  self->failure = g_strdup (failure);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_utf8_collate (folded_a, folded_b) == 0;
}

static Slot *
find_slot (MtnProfileStore *self, const char *name)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (same_name (slot->name, name))
        return slot;
    }

  return NULL;
}

/* A path that neither a slot nor any other file has: a file that could not be read is not overwritten. */
static char *
free_path (MtnProfileStore *self, const char *name)
{
  g_autofree char *slug = mtn_profile_folder_make_slug (name);

  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strconcat (slug, MTN_PROFILE_SUFFIX, NULL)
                                     : g_strdup_printf ("%s-%u" MTN_PROFILE_SUFFIX, slug, i);
      g_autofree char *path = g_build_filename (self->folder, file, NULL);
      g_autofree char *backup = g_strconcat (path, ".bak", NULL);
      gboolean taken = g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (backup, G_FILE_TEST_EXISTS);

      for (guint k = 0; k < self->slots->len && !taken; k++)
        taken = g_str_equal (((Slot *) g_ptr_array_index (self->slots, k))->path, path);
      if (!taken)
        return g_steal_pointer (&path);
    }
}

static Slot *
add_slot (MtnProfileStore *self, const char *name, const char *path)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->name = mtn_profile_store_free_name (self, name);
  slot->path = path != NULL ? g_strdup (path) : free_path (self, name);
  g_ptr_array_add (self->slots, slot);

  return slot;
}

static void
scan_file (MtnProfileStore *self, const char *file)
{
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autofree char *name = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (MtnProfile) profile = NULL;

  profile = mtn_profile_rescue (path, &name, &notice);
  if (notice != NULL)
    g_ptr_array_add (self->notices, g_steal_pointer (&notice));
  if (profile == NULL)
    return;

  if (name == NULL || *name == '\0')
    {
      g_free (name);
      name = mtn_profile_folder_name_file (file);
    }
  add_slot (self, name, path);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
scan (MtnProfileStore *self)
{
  g_auto (GStrv) files = mtn_profile_folder_list (self->folder);

  for (guint i = 0; files[i] != NULL; i++)
    scan_file (self, files[i]);
}

MtnProfileStore *
mtn_profile_store_new (const char *folder)
{
  MtnProfileStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MTN_TYPE_PROFILE_STORE, NULL);
  self->folder = g_strdup (folder);
  scan (self);

  return self;
}

GStrv
mtn_profile_store_take_notices (MtnProfileStore *self)
{
  GStrv notices;

  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);

  g_ptr_array_add (self->notices, NULL);
  notices = (GStrv) g_ptr_array_steal (self->notices, NULL);

  return notices;
}

const char *
mtn_profile_store_get_failure (MtnProfileStore *self)
{
  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);

  return self->failure;
}

GStrv
mtn_profile_store_list (MtnProfileStore *self)
{
  GPtrArray *names;

  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);

  names = g_ptr_array_new ();
  for (guint i = 0; i < self->slots->len; i++)
    g_ptr_array_add (names, g_strdup (((Slot *) g_ptr_array_index (self->slots, i))->name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (names, FALSE);
}

gboolean
mtn_profile_store_has (MtnProfileStore *self, const char *name)
{
  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), FALSE);

  return find_slot (self, name) != NULL;
}

char *
mtn_profile_store_free_name (MtnProfileStore *self, const char *wish)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  name = g_strdup (wish);
  for (guint i = 2; find_slot (self, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wish, i);
    }

  return g_steal_pointer (&name);
}

MtnProfile *
mtn_profile_store_load (MtnProfileStore *self, const char *name)
{
  g_autofree char *stored_name = NULL;
  g_autofree char *notice = NULL;
  MtnProfile *profile;
  Slot *slot;

  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);

  mtn_profile_store_flush (self);
  slot = find_slot (self, name);
  if (slot == NULL)
    return NULL;

  profile = mtn_profile_rescue (slot->path, &stored_name, &notice);
  if (notice != NULL)
    g_ptr_array_add (self->notices, g_steal_pointer (&notice));

  return profile;
}

/* With the lock held. */
static gboolean
write_profile (const MtnProfile *profile, const char *name, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", folder, g_strerror (code));
      return FALSE;
    }

  return mtn_profile_save (profile, name, path, error);
}

static void
report (MtnProfileStore *self, const GError *error)
{
  g_autofree char *failure = NULL;

  if (error != NULL)
    /* Translators: %s is what the system says */
    failure = g_strdup_printf (_ ("Your profile cannot be saved: %s. You can go on, but it will be lost at "
                                  "the end."),
                               error->message);
  set_failure (self, failure);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MtnProfileStore *self = source;
  Job *job = data;
  GError *error = NULL;

  g_mutex_lock (&self->files);
  write_profile (job->profile, job->name, job->path, &error);
  self->in_flight = FALSE;
  g_cond_signal (&self->written);
  g_mutex_unlock (&self->files);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Locks once the thread has nothing left to write, so that an older state never lands on a newer one. */
static GMutexLocker *
lock_files (MtnProfileStore *self)
{
  GMutexLocker *locker = g_mutex_locker_new (&self->files);

  while (self->in_flight)
    g_cond_wait (&self->written, &self->files);

  return locker;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MtnProfileStore *self = MTN_PROFILE_STORE (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  report (self, error);
}

static gboolean
save_cb (gpointer user_data)
{
  MtnProfileStore *self = user_data;
  g_autoptr (GTask) task = NULL;
  Slot *slot = find_slot (self, self->waiting_name);
  Job *job;
  gboolean busy;

  g_mutex_lock (&self->files);
  busy = self->in_flight;
  self->in_flight = TRUE;
  g_mutex_unlock (&self->files);
  if (busy)
    return G_SOURCE_CONTINUE;

  self->save_source = 0;
  task = g_task_new (self, NULL, written_cb, NULL);
  job = g_new0 (Job, 1);
  job->profile = g_steal_pointer (&self->waiting);
  job->name = g_steal_pointer (&self->waiting_name);
  job->path = g_strdup (slot->path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);

  return G_SOURCE_REMOVE;
}

void
mtn_profile_store_save_soon (MtnProfileStore *self, const char *name, const MtnProfile *profile)
{
  g_return_if_fail (MTN_IS_PROFILE_STORE (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (profile != NULL);

  if (self->waiting_name != NULL && !same_name (self->waiting_name, name))
    mtn_profile_store_flush (self);
  if (find_slot (self, name) == NULL)
    add_slot (self, name, NULL);

  g_clear_pointer (&self->waiting, mtn_profile_free);
  g_clear_pointer (&self->waiting_name, g_free);
  self->waiting = mtn_profile_copy (profile);
  self->waiting_name = g_strdup (name);

  /* Not postponed by the next change: a person who goes on clicking is saved as well. */
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

void
mtn_profile_store_flush (MtnProfileStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MTN_IS_PROFILE_STORE (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  locker = lock_files (self);
  if (self->waiting == NULL)
    return;

  write_profile (self->waiting, self->waiting_name, find_slot (self, self->waiting_name)->path, &error);
  report (self, error);
  g_clear_pointer (&self->waiting, mtn_profile_free);
  g_clear_pointer (&self->waiting_name, g_free);
}

char *
mtn_profile_store_rename (MtnProfileStore *self, const char *name, const char *wish)
{
  g_autoptr (MtnProfile) profile = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *old_slug = NULL;
  g_autofree char *new_slug = NULL;
  g_autofree char *old_path = NULL;
  g_autofree char *new_path = NULL;
  g_autofree char *new_name = NULL;
  Slot *slot;

  g_return_val_if_fail (MTN_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (wish != NULL, NULL);

  slot = find_slot (self, name);
  g_return_val_if_fail (slot != NULL, NULL);

  profile = mtn_profile_store_load (self, name);
  old_slug = mtn_profile_folder_make_slug (slot->name);
  g_free (slot->name);
  slot->name = g_strdup (""); /* its own old name does not stand in the way of "my picks" → "My Picks" */
  new_name = mtn_profile_store_free_name (self, wish);
  new_slug = mtn_profile_folder_make_slug (new_name);
  new_path = g_str_equal (old_slug, new_slug) ? g_strdup (slot->path) : free_path (self, new_name);
  old_path = slot->path;
  slot->path = g_steal_pointer (&new_path);
  g_free (slot->name);
  slot->name = g_strdup (new_name);

  /* The old file goes only when the new one is there. */
  if (profile != NULL)
    {
      locker = lock_files (self);
      if (write_profile (profile, new_name, slot->path, &error) && !g_str_equal (old_path, slot->path))
        mtn_profile_folder_remove (old_path);
      report (self, error);
    }

  return g_steal_pointer (&new_name);
}

void
mtn_profile_store_delete (MtnProfileStore *self, const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Slot *slot;

  g_return_if_fail (MTN_IS_PROFILE_STORE (self));

  mtn_profile_store_flush (self);
  slot = find_slot (self, name);
  if (slot == NULL)
    return;

  locker = lock_files (self);
  mtn_profile_folder_remove (slot->path);
  g_ptr_array_remove (self->slots, slot);
}

void
mtn_profile_store_erase (MtnProfileStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (MTN_IS_PROFILE_STORE (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->waiting, mtn_profile_free);
  g_clear_pointer (&self->waiting_name, g_free);
  g_ptr_array_set_size (self->slots, 0);

  locker = lock_files (self);
  mtn_profile_folder_erase (self->folder);
  set_failure (self, NULL);
}
