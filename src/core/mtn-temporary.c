/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-temporary.h"

#include <glib/gstdio.h>

#include "mtn-folder.h"

/* A folder that others still write to takes more than one try. */
#define N_TRIES 10

/* Recursive: discarding a folder takes it off the list. */
static GRecMutex mutex;
static GPtrArray *paths; /* (element-type filename) owned */

void
mtn_temporary_begin (void)
{
  g_rec_mutex_lock (&mutex);
}

void
mtn_temporary_add (const char *path)
{
  if (paths == NULL)
    paths = g_ptr_array_new_with_free_func (g_free);
  if (path != NULL)
    g_ptr_array_add (paths, g_strdup (path));
  g_rec_mutex_unlock (&mutex);
}

void
mtn_temporary_remove (const char *path)
{
  guint index;

  g_rec_mutex_lock (&mutex);
  if (paths != NULL && g_ptr_array_find_with_equal_func (paths, path, g_str_equal, &index))
    g_ptr_array_remove_index_fast (paths, index);
  g_rec_mutex_unlock (&mutex);
}

void
mtn_temporary_discard_all (void)
{
  g_rec_mutex_lock (&mutex);
  while (paths != NULL && paths->len > 0)
    {
      g_autofree char *path = g_ptr_array_steal_index_fast (paths, paths->len - 1);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        g_unlink (path);
      for (guint t = 0; t < N_TRIES && g_file_test (path, G_FILE_TEST_IS_DIR); t++)
        mtn_folder_discard (path);
    }
}
