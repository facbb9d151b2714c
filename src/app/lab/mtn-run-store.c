/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The description of a run is written whenever its state changes. A run that is on disk as running when the
 * program starts was interrupted. */

#include "mtn-run-store.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-profile-folder.h"
#include "mtn-run-files.h"
#include "mtn-run-private.h"

struct _MtnRunStore
{
  GObject parent_instance;

  char *home;
  char *folder;
  GPtrArray *runs;      /* (element-type MtnRun) */
  GPtrArray *removed;   /* likewise: off the list, still there */
  GPtrArray *forgotten; /* likewise: deleted once their threads have ended */
  MtnRun *working;      /* the one whose thread has not ended */
  MtnRunFiles *files;
  GPtrArray *notices;
  guint n_active;
  guint n_interrupted;
  gboolean is_suspended;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MtnRunStore,
                               mtn_run_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_N_ACTIVE,
  PROP_N_INTERRUPTED,
  N_PROPS
};

enum
{
  ENDED,
  STOPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void start_next (MtnRunStore *self);

static void
count (MtnRunStore *self)
{
  guint n_active = 0, n_interrupted = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      MtnRunState state = mtn_run_get_state (g_ptr_array_index (self->runs, i));

      n_active += state == MTN_RUN_QUEUED || state == MTN_RUN_RUNNING;
      n_interrupted += state == MTN_RUN_INTERRUPTED;
    }
  if (n_active != self->n_active)
    {
      self->n_active = n_active;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
    }
  if (n_interrupted != self->n_interrupted)
    {
      self->n_interrupted = n_interrupted;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_INTERRUPTED]);
    }
}

/* The thread of a run has ended. */
static void
ended_cb (MtnRun *run, gpointer user_data)
{
  g_autoptr (MtnRunStore) self = user_data;
  MtnRunState state = mtn_run_get_state (run);
  gboolean has_ended = state == MTN_RUN_FINISHED || state == MTN_RUN_FAILED;

  g_clear_object (&self->working);
  if (g_ptr_array_remove (self->forgotten, run))
    mtn_run_files_delete (self->files, mtn_run_get_folder (run));
  else if (g_ptr_array_find (self->removed, run, NULL))
    mtn_run_files_save (self->files, run, TRUE);
  else if (has_ended || mtn_run_get_failure (run) != NULL)
    mtn_run_files_save (self->files, run, FALSE);
  g_signal_emit (self, signals[has_ended ? ENDED : STOPPED], 0, run);

  count (self);
  start_next (self);
}

/* One at a time; the first that waits. */
static void
start_next (MtnRunStore *self)
{
  for (guint i = 0; i < self->runs->len && self->working == NULL && !self->is_suspended; i++)
    {
      MtnRun *run = g_ptr_array_index (self->runs, i);

      if (mtn_run_get_state (run) != MTN_RUN_QUEUED)
        continue;

      self->working = g_object_ref (run);
      mtn_run_start (run, self->home, ended_cb, g_object_ref (self));
      mtn_run_files_save (self->files, run, FALSE);
    }
  count (self);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Folders begin with the number of their run, so that they are in order. */
static void
load (MtnRunStore *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (*entry))
      g_ptr_array_add (paths, g_build_filename (self->folder, entry, NULL));
  g_ptr_array_sort (paths, compare_paths);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      gboolean is_removed = FALSE;
      g_autoptr (GError) error = NULL;
      MtnRun *run = mtn_run_load (path, &is_removed, &error);

      if (run == NULL)
        g_ptr_array_add (self->notices,
                         g_strdup_printf (_ ("A training could not be read and is left out. %s"),
                                          error->message));
      else if (is_removed)
        {
          mtn_run_files_delete (self->files, path);
          g_object_unref (run);
        }
      else
        g_ptr_array_add (self->runs, run);
    }
  count (self);
}

static void
mtn_run_store_finalize (GObject *object)
{
  MtnRunStore *self = MTN_RUN_STORE (object);

  g_clear_pointer (&self->files, mtn_run_files_free);
  g_clear_object (&self->working);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->forgotten, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->home, g_free);

  G_OBJECT_CLASS (mtn_run_store_parent_class)->finalize (object);
}

static void
mtn_run_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MtnRunStore *self = MTN_RUN_STORE (object);

  switch (prop_id)
    {
    case PROP_N_ACTIVE:
      g_value_set_uint (value, self->n_active);
      break;
    case PROP_N_INTERRUPTED:
      g_value_set_uint (value, self->n_interrupted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mtn_run_store_class_init (MtnRunStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = mtn_run_store_finalize;
  object_class->get_property = mtn_run_store_get_property;

  properties[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_INTERRUPTED] = g_param_spec_uint ("n-interrupted", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MTN_TYPE_RUN);
  signals[STOPPED] = g_signal_new ("stopped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, MTN_TYPE_RUN);
}

static void
mtn_run_store_init (MtnRunStore *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  self->forgotten = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->files = mtn_run_files_new ();
}

static GType
get_item_type (GListModel *model)
{
  return MTN_TYPE_RUN;
}

static guint
get_n_items (GListModel *model)
{
  return MTN_RUN_STORE (model)->runs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MtnRunStore *self = MTN_RUN_STORE (model);

  return position < self->runs->len ? g_object_ref (g_ptr_array_index (self->runs, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

MtnRunStore *
mtn_run_store_new (const char *home)
{
  MtnRunStore *self = g_object_new (MTN_TYPE_RUN_STORE, NULL);

  self->home = g_strdup (home);
  self->folder = g_build_filename (home, "runs", NULL);
  load (self);

  return self;
}

char *
mtn_run_store_dup_home (void)
{
  return g_build_filename (g_get_user_data_dir (), "matinee", NULL);
}

guint
mtn_run_store_get_n_active (MtnRunStore *self)
{
  g_return_val_if_fail (MTN_IS_RUN_STORE (self), 0);

  return self->n_active;
}

guint
mtn_run_store_get_n_interrupted (MtnRunStore *self)
{
  g_return_val_if_fail (MTN_IS_RUN_STORE (self), 0);

  return self->n_interrupted;
}

GStrv
mtn_run_store_take_notices (MtnRunStore *self)
{
  GPtrArray *notices = self->notices;

  self->notices = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (notices, NULL);

  return (GStrv) g_ptr_array_free (notices, FALSE);
}

static MtnRun *
find_in (GPtrArray *runs, const char *id)
{
  for (guint i = 0; i < runs->len; i++)
    {
      g_autofree char *own = mtn_run_dup_id (g_ptr_array_index (runs, i));

      if (g_str_equal (own, id))
        return g_ptr_array_index (runs, i);
    }

  return NULL;
}

MtnRun *
mtn_run_store_find (MtnRunStore *self, const char *id)
{
  MtnRun *run;

  g_return_val_if_fail (MTN_IS_RUN_STORE (self) && id != NULL, NULL);

  run = find_in (self->runs, id);

  return run != NULL ? run : find_in (self->removed, id);
}

static gboolean
has_name (MtnRunStore *self, const char *name)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (g_str_equal (mtn_run_get_name (g_ptr_array_index (self->runs, i)), name))
      return TRUE;

  return FALSE;
}

static char *
dup_free_name (MtnRunStore *self, const char *wish)
{
  char *name = g_strdup (wish);

  for (guint number = 2; has_name (self, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wish, number);
    }

  return name;
}

/* A number higher than all that there are, so that the newest is the last; then the name. */
static char *
make_folder (MtnRunStore *self, const char *name, GError **error)
{
  g_autofree char *slug = mtn_profile_folder_make_slug (name);
  g_autofree char *shown = g_filename_display_name (self->folder);
  guint64 number = 1;
  int code = 0;

  if (g_mkdir_with_parents (self->folder, 0700) == 0)
    {
      g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
      const char *entry;

      while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
        number = MAX (number, g_ascii_strtoull (entry, NULL, 10) % 1000000 + 1);
      for (guint i = 0; i < 100; i++, number++)
        {
          g_autofree char *file = g_strdup_printf ("%06" G_GUINT64_FORMAT "-%s", number, slug);
          g_autofree char *path = g_build_filename (self->folder, file, NULL);

          if (g_mkdir (path, 0700) == 0)
            return g_steal_pointer (&path);
          code = errno;
          if (code != EEXIST)
            break;
        }
    }
  else
    code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s: no folder to write to: %s"),
               shown, g_strerror (code));

  return NULL;
}

MtnRun *
mtn_run_store_add (MtnRunStore *self, const MtnRunSpec *spec, GError **error)
{
  g_auto (MtnRunSpec) own = MTN_RUN_SPEC_INIT;
  g_autofree char *folder = NULL;
  MtnRun *run;

  g_return_val_if_fail (MTN_IS_RUN_STORE (self) && spec != NULL, NULL);

  if (!mtn_run_spec_check (spec, error))
    return NULL;

  mtn_run_spec_copy (spec, &own);
  g_free (own.name);
  own.name = dup_free_name (self, spec->name);
  folder = make_folder (self, own.name, error);
  if (folder == NULL)
    return NULL;

  run = mtn_run_new (&own, folder);
  g_ptr_array_add (self->runs, run);
  mtn_run_files_save (self->files, run, FALSE);
  g_list_model_items_changed (G_LIST_MODEL (self), self->runs->len - 1, 0, 1);
  start_next (self);

  return run;
}

void
mtn_run_store_pause (MtnRunStore *self, MtnRun *run)
{
  MtnRunState state = mtn_run_get_state (run);

  g_return_if_fail (MTN_IS_RUN_STORE (self));

  if (state != MTN_RUN_QUEUED && state != MTN_RUN_RUNNING)
    return;

  if (state == MTN_RUN_RUNNING)
    mtn_run_stop (run, MTN_RUN_PAUSED, FALSE);
  else
    mtn_run_set_state (run, MTN_RUN_PAUSED);
  mtn_run_files_save (self->files, run, FALSE);
  start_next (self);
}

void
mtn_run_store_resume (MtnRunStore *self, MtnRun *run)
{
  MtnRunState state = mtn_run_get_state (run);

  g_return_if_fail (MTN_IS_RUN_STORE (self));

  if (state != MTN_RUN_PAUSED && state != MTN_RUN_INTERRUPTED && state != MTN_RUN_FAILED)
    return;

  mtn_run_set_state (run, MTN_RUN_QUEUED);
  mtn_run_files_save (self->files, run, FALSE);
  start_next (self);
}

void
mtn_run_store_remove (MtnRunStore *self, MtnRun *run)
{
  MtnRunState state = mtn_run_get_state (run);
  guint position;

  g_return_if_fail (MTN_IS_RUN_STORE (self));

  if (!g_ptr_array_find (self->runs, run, &position))
    return;

  if (state == MTN_RUN_RUNNING || state == MTN_RUN_QUEUED || mtn_run_is_working (run))
    mtn_run_stop (run, MTN_RUN_PAUSED, TRUE);
  g_ptr_array_add (self->removed, g_object_ref (run));
  mtn_run_files_save (self->files, run, TRUE);
  g_ptr_array_remove_index (self->runs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  start_next (self);
}

void
mtn_run_store_restore (MtnRunStore *self, MtnRun *run)
{
  guint position = 0;

  g_return_if_fail (MTN_IS_RUN_STORE (self));

  if (!g_ptr_array_find (self->removed, run, NULL))
    return;

  while (position < self->runs->len &&
         strcmp (mtn_run_get_folder (g_ptr_array_index (self->runs, position)), mtn_run_get_folder (run)) < 0)
    position++;
  g_ptr_array_insert (self->runs, (int) position, g_object_ref (run));
  g_ptr_array_remove (self->removed, run);
  mtn_run_files_save (self->files, run, FALSE);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  count (self);
}

void
mtn_run_store_forget (MtnRunStore *self, MtnRun *run)
{
  g_return_if_fail (MTN_IS_RUN_STORE (self));

  if (!g_ptr_array_find (self->removed, run, NULL))
    return;

  if (mtn_run_is_working (run))
    g_ptr_array_add (self->forgotten, g_object_ref (run));
  else
    mtn_run_files_delete (self->files, mtn_run_get_folder (run));
  g_ptr_array_remove (self->removed, run);
}

void
mtn_run_store_suspend (MtnRunStore *self)
{
  g_return_if_fail (MTN_IS_RUN_STORE (self));

  /* On disk they stay as they are: running and queued. */
  self->is_suspended = TRUE;
  for (guint i = 0; i < self->runs->len; i++)
    {
      MtnRun *run = g_ptr_array_index (self->runs, i);
      MtnRunState state = mtn_run_get_state (run);

      if (state == MTN_RUN_RUNNING)
        mtn_run_stop (run, MTN_RUN_INTERRUPTED, FALSE);
      else if (state == MTN_RUN_QUEUED)
        mtn_run_set_state (run, MTN_RUN_INTERRUPTED);
    }
  count (self);
}

gboolean
mtn_run_store_is_working (MtnRunStore *self)
{
  g_return_val_if_fail (MTN_IS_RUN_STORE (self), FALSE);

  return self->working != NULL;
}

void
mtn_run_store_wait (MtnRunStore *self)
{
  g_return_if_fail (MTN_IS_RUN_STORE (self));

  while (self->working != NULL)
    g_main_context_iteration (NULL, TRUE);

  mtn_run_files_flush (self->files);
}

void
mtn_run_store_erase (MtnRunStore *self)
{
  g_return_if_fail (MTN_IS_RUN_STORE (self));

  while (self->runs->len > 0)
    {
      g_autoptr (MtnRun) run = g_object_ref (g_ptr_array_index (self->runs, self->runs->len - 1));

      mtn_run_store_remove (self, run);
      mtn_run_store_forget (self, run);
    }
  while (self->removed->len > 0)
    mtn_run_store_forget (self, g_ptr_array_index (self->removed, 0));
  mtn_run_store_wait (self);
  g_rmdir (self->folder);
}
