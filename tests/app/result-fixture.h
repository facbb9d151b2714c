/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A store of results in a folder of its own, for the tests of what charts can show. */

#pragma once

#include <glib/gstdio.h>

#include "mtn-result-store.h"

typedef struct
{
  char *folder;
  MtnResultStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("matinee-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->store = mtn_result_store_new (NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_folder (inside);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static gboolean
add (Fixture *fixture, const char *name, const char *text, GError **error)
{
  g_autofree char *path = write_file (fixture->folder, name, text);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return mtn_result_store_add_file (fixture->store, file, error);
}

static MtnResultItem *
get (MtnResultStore *store, guint i)
{
  g_autoptr (MtnResultItem) item = g_list_model_get_item (G_LIST_MODEL (store), i);

  g_assert_nonnull (item);

  return item;
}
