/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* renameat2() is asked for by this. */
#define _GNU_SOURCE

#include "mtn-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-temporary.h"
#include "mtn-tree.h"

static gboolean
fail (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s cannot be written: %s"), name,
               g_strerror (number));
  return FALSE;
}

/* Where a link leads, or the path itself without a slash at its end, which rename() would not take. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return copy;
}

char *
mtn_folder_stage (const char *path, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *above = NULL;
  g_autofree char *staged = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  target = resolve (path);
  if (g_file_test (target, G_FILE_TEST_EXISTS) && !g_file_test (target, G_FILE_TEST_IS_DIR))
    {
      fail (error, path, ENOTDIR);
      return NULL;
    }

  above = g_path_get_dirname (target);
  staged = g_build_filename (above, ".matinee-XXXXXX", NULL);
  if (g_mkdir_with_parents (above, 0777) != 0)
    {
      fail (error, path, errno);
      return NULL;
    }

  mtn_temporary_begin ();
  if (g_mkdtemp_full (staged, 0777) == NULL)
    {
      int number = errno;

      mtn_temporary_add (NULL);
      fail (error, path, number);
      return NULL;
    }
  mtn_temporary_add (staged);

  return g_steal_pointer (&staged);
}

/* A rename lasts when the folder has reached the disk. Some file systems cannot sync folders: no error. */
static void
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

/* Those below it too: files in them were not renamed, and nobody has synced their names. */
static void
sync_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);
      struct stat info;

      if (g_lstat (below, &info) == 0 && S_ISDIR (info.st_mode))
        sync_tree (below);
    }
  sync_folder (path);
}

/* Takes the old folder's place; the old one is where the new one was. */
static gboolean
exchange (const char *staged, const char *target)
{
  g_autofree char *old = NULL;

#ifdef RENAME_EXCHANGE
  if (renameat2 (AT_FDCWD, staged, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
    return TRUE;
#endif

  /* Not every file system has that: then for a moment there is nothing at all. */
  old = g_strconcat (staged, ".old", NULL);
  if (g_rename (target, old) != 0)
    return FALSE;
  if (g_rename (staged, target) != 0)
    {
      int number = errno;

      g_rename (old, target);
      errno = number;
      return FALSE;
    }

  return g_rename (old, staged) == 0;
}

gboolean
mtn_folder_commit (const char *staged, const char *path, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *above = NULL;
  gboolean done;

  g_return_val_if_fail (staged != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  target = resolve (path);
  above = g_path_get_dirname (target);
  sync_tree (staged);
  /* From here on its name may be that of the old one. */
  mtn_temporary_remove (staged);

  done =
      g_file_test (target, G_FILE_TEST_IS_DIR) ? exchange (staged, target) : g_rename (staged, target) == 0;
  if (!done)
    fail (error, path, errno);
  sync_folder (above);
  mtn_folder_discard (staged);

  return done;
}

gboolean
mtn_folder_merge (const char *staged, const char *path, GError **error)
{
  g_autofree char *target = NULL;
  g_autoptr (GDir) dir = NULL;
  gboolean done = TRUE;
  const char *name;

  g_return_val_if_fail (staged != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  target = resolve (path);
  if (!g_file_test (target, G_FILE_TEST_IS_DIR))
    return mtn_folder_commit (staged, path, error);

  mtn_temporary_remove (staged);
  dir = g_dir_open (staged, 0, error);
  while (dir != NULL && done && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (staged, name, NULL);
      g_autofree char *to = g_build_filename (target, name, NULL);

      done = g_rename (from, to) == 0 || fail (error, to, errno);
    }
  sync_folder (target);
  mtn_folder_discard (staged);

  return dir != NULL && done;
}

void
mtn_folder_discard (const char *staged)
{
  g_return_if_fail (staged != NULL);

  mtn_tree_erase (staged, NULL, NULL);
  mtn_temporary_remove (staged);
}
