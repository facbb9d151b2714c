/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  const char *path;
  GPtrArray *files; /* (nullable): NULL: erase */
  MtnTreeCount count;
  GError *error; /* the first */
} Walk;

static void
fail (Walk *walk, const char *name, gboolean to_erase, int number)
{
  g_autofree char *path = g_build_filename (walk->path, name, NULL);
  g_autofree char *shown = g_filename_display_name (path);

  if (walk->error == NULL)
    g_set_error (&walk->error, G_FILE_ERROR, g_file_error_from_errno (number),
                 to_erase ? _ ("%s cannot be erased: %s") : _ ("%s cannot be read: %s"), shown,
                 g_strerror (number));
}

static void
fail_to_read (Walk *walk, const char *name, int number)
{
  fail (walk, name, FALSE, number);
}

static void
fail_to_erase (Walk *walk, const char *name, int number)
{
  fail (walk, name, TRUE, number);
}

static void
tree_file_free (MtnTreeFile *file)
{
  g_free (file->name);
  g_free (file);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Before anything is changed: what is deleted while a folder is read may be skipped or come twice. */
static GPtrArray *
list_names (int fd)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  DIR *dir = fdopendir (fd);
  struct dirent *entry;

  if (dir == NULL)
    {
      close (fd);
      return names;
    }
  while ((entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_ptr_array_add (names, g_strdup (entry->d_name));
  closedir (dir);
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
count_entry (Walk *walk, const struct stat *info)
{
  if (S_ISREG (info->st_mode))
    {
      walk->count.n_files++;
      walk->count.n_bytes += info->st_size;
    }
  else
    walk->count.n_others++;
}

static void walk_folder (Walk *walk, int fd, const char *below, guint depth);

static void
walk_entry (Walk *walk, int fd, const char *entry, const char *name, guint depth)
{
  gboolean erase = walk->files == NULL;
  struct stat info;

  if (fstatat (fd, entry, &info, AT_SYMLINK_NOFOLLOW) != 0)
    {
      if (errno != ENOENT)
        fail_to_read (walk, name, errno);
      return;
    }

  if (S_ISDIR (info.st_mode))
    {
      int child = openat (fd, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

      if (child < 0)
        fail_to_read (walk, name, errno);
      else if (depth == MTN_TREE_MAX_DEPTH)
        {
          close (child);
          fail_to_read (walk, name, ENAMETOOLONG);
        }
      else
        walk_folder (walk, child, name, depth + 1);
      if (erase && unlinkat (fd, entry, AT_REMOVEDIR) != 0 && errno != ENOENT)
        fail_to_erase (walk, name, errno);
      return;
    }

  if (erase && unlinkat (fd, entry, 0) != 0 && errno != ENOENT)
    {
      fail_to_erase (walk, name, errno);
      return;
    }
  count_entry (walk, &info);
  if (!erase && S_ISREG (info.st_mode))
    {
      MtnTreeFile *file = g_new (MtnTreeFile, 1);

      file->name = g_strdup (name);
      file->n_bytes = info.st_size;
      g_ptr_array_add (walk->files, file);
    }
}

/* @fd: closed afterwards */
static void
walk_folder (Walk *walk, int fd, const char *below, guint depth)
{
  g_autoptr (GPtrArray) names = NULL;
  int listed = dup (fd);

  if (listed < 0)
    fail_to_read (walk, below, errno);
  else
    names = list_names (listed);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *entry = g_ptr_array_index (names, i);
      g_autofree char *name = *below == '\0' ? g_strdup (entry) : g_build_filename (below, entry, NULL);

      walk_entry (walk, fd, entry, name, depth);
    }
  close (fd);
}

GPtrArray *
mtn_tree_list (const char *path, MtnTreeCount *count, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) tree_file_free);
  Walk walk = { .path = path, .files = files };
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0)
    walk_folder (&walk, fd, "", 0);
  else if (errno == ELOOP || errno == ENOTDIR)
    walk.count.n_others++;
  else if (errno != ENOENT)
    fail_to_read (&walk, "", errno);

  if (count != NULL)
    *count = walk.count;
  if (walk.error != NULL)
    {
      g_propagate_error (error, walk.error);
      return NULL;
    }

  return g_steal_pointer (&files);
}

int
mtn_tree_open (const char *path, const char *name, GError **error)
{
  Walk walk = { .path = path };
  g_auto (GStrv) parts = NULL;
  int fd;

  g_return_val_if_fail (path != NULL && name != NULL, -1);

  parts = g_strsplit (name, G_DIR_SEPARATOR_S, -1);
  fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  for (guint i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int flags = parts[i + 1] != NULL ? O_DIRECTORY : O_NONBLOCK;
      int child = openat (fd, parts[i], O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags);
      int number = errno;

      close (fd);
      fd = child;
      errno = number;
    }
  if (fd < 0)
    {
      fail_to_read (&walk, name, errno);
      g_propagate_error (error, walk.error);
    }

  return fd;
}

gboolean
mtn_tree_erase (const char *path, MtnTreeCount *count, GError **error)
{
  Walk walk = { .path = path };
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0)
    {
      walk_folder (&walk, fd, "", 0);
      if (rmdir (path) != 0 && errno != ENOENT)
        fail_to_erase (&walk, "", errno);
    }
  else if (lstat (path, &info) == 0)
    {
      if (unlink (path) == 0)
        count_entry (&walk, &info);
      else
        fail_to_erase (&walk, "", errno);
    }
  else if (errno != ENOENT && errno != ENOTDIR)
    fail_to_erase (&walk, "", errno);

  if (count != NULL)
    *count = walk.count;
  if (walk.error != NULL)
    {
      g_propagate_error (error, walk.error);
      return FALSE;
    }

  return TRUE;
}
