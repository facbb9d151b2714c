/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-folder-watch.h"

/* A log is written a line at a time: changes within that time are one. */
#define SETTLE_MS 120

struct _MtnFolderWatch
{
  GObject parent_instance;

  GPtrArray *monitors; /* of GFileMonitor */
  GHashTable *watched; /* set of folders */
  GHashTable *waiting; /* set of paths that have changed */
  guint source;
};

enum
{
  FOUND,
  LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MtnFolderWatch, mtn_folder_watch, G_TYPE_OBJECT)

static gboolean
settled_cb (gpointer user_data)
{
  g_autoptr (MtnFolderWatch) self = g_object_ref (user_data);
  g_autoptr (GHashTable) waiting = g_steal_pointer (&self->waiting);
  GHashTableIter iter;
  gpointer path;

  self->source = 0;
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_signal_emit (self, signals[FOUND], 0, path);

  return G_SOURCE_REMOVE;
}

static void
read_folder (MtnFolderWatch *self, const char *path, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (!g_file_test (inside, G_FILE_TEST_IS_DIR))
        g_signal_emit (self, signals[FOUND], 0, inside);
      else if (depth > 0)
        mtn_folder_watch_start (self, inside, depth - 1);
    }
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, MtnFolderWatch *self)
{
  g_autofree char *path =
      g_file_get_path (event == G_FILE_MONITOR_EVENT_RENAMED && other != NULL ? other : file);
  guint depth = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (monitor), "mtn-depth"));

  if (path == NULL)
    return;

  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_MOVED_OUT)
    {
      /* A folder of that name is to be watched again. */
      g_hash_table_remove (self->watched, path);
      g_hash_table_remove (self->waiting, path);
      g_signal_emit (self, signals[LOST], 0, path);
      return;
    }

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      /* A folder that was not there when its watch began tells of itself, not of what is in it. */
      if (event == G_FILE_MONITOR_EVENT_CREATED &&
          g_str_equal (path, g_object_get_data (G_OBJECT (monitor), "mtn-path")))
        read_folder (self, path, depth);
      else if (depth > 0)
        mtn_folder_watch_start (self, path, depth - 1);
      return;
    }

  g_hash_table_add (self->waiting, g_steal_pointer (&path));
  if (self->source == 0)
    self->source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
mtn_folder_watch_dispose (GObject *object)
{
  MtnFolderWatch *self = MTN_FOLDER_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_set_size (self->monitors, 0);

  G_OBJECT_CLASS (mtn_folder_watch_parent_class)->dispose (object);
}

static void
mtn_folder_watch_finalize (GObject *object)
{
  MtnFolderWatch *self = MTN_FOLDER_WATCH (object);

  g_ptr_array_unref (self->monitors);
  g_hash_table_unref (self->watched);
  g_hash_table_unref (self->waiting);

  G_OBJECT_CLASS (mtn_folder_watch_parent_class)->finalize (object);
}

static void
mtn_folder_watch_class_init (MtnFolderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mtn_folder_watch_dispose;
  object_class->finalize = mtn_folder_watch_finalize;

  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mtn_folder_watch_init (MtnFolderWatch *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->watched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

MtnFolderWatch *
mtn_folder_watch_new (void)
{
  return g_object_new (MTN_TYPE_FOLDER_WATCH, NULL);
}

void
mtn_folder_watch_start (MtnFolderWatch *self, const char *path, guint depth)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileMonitor) monitor = NULL;

  g_return_if_fail (MTN_IS_FOLDER_WATCH (self));

  if (!g_hash_table_add (self->watched, g_strdup (path)))
    return;

  /* Before the folder is read: what comes in between is told twice rather than never. */
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (monitor != NULL)
    {
      g_file_monitor_set_rate_limit (monitor, SETTLE_MS);
      g_object_set_data (G_OBJECT (monitor), "mtn-depth", GUINT_TO_POINTER (depth));
      g_object_set_data_full (G_OBJECT (monitor), "mtn-path", g_strdup (path), g_free);
      g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, 0);
      g_ptr_array_add (self->monitors, g_steal_pointer (&monitor));
    }
  read_folder (self, path, depth);
}
