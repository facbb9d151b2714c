/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reading files that may be anything, and replacing files so that no crash can lose both the old and the new
 * content.
 *
 * Traps: a link is followed, so that what it points at is replaced and the link
 * stays; something that is no plain file (/dev/null, a pipe) must never be
 * renamed over.
 */

#include "mtn-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_write_error (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s cannot be written: %s"), name,
               g_strerror (number));
}

static void
set_read_error (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", name, g_strerror (number));
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, MIN (length, 1u << 30));

      if (written < 0 && errno == EINTR)
        continue;

      if (written < 0)
        return FALSE;

      bytes += written;
      length -= written;
    }

  return TRUE;
}

/* What is to be replaced: where a link leads, or the path itself. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/* Whether @path may be replaced. @mode: type and permissions of what is there, 0 for nothing. */
static gboolean
check_target (const char *path, mode_t *mode, GError **error)
{
  struct stat info;

  *mode = 0;
  if (stat (path, &info) != 0)
    return TRUE;

  if (S_ISDIR (info.st_mode))
    {
      set_write_error (error, path, EISDIR);
      return FALSE;
    }

  if (!S_ISREG (info.st_mode))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s is no plain file and cannot be replaced"),
                   name);
      return FALSE;
    }

  *mode = info.st_mode;
  return TRUE;
}

/* A rename lasts when the folder has reached the disk. Some file systems cannot sync folders: no error. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

gboolean
mtn_file_replace_bytes (const char *path, const void *bytes, gsize length, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *temporary = NULL;
  mode_t mode;
  gboolean done;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  target = resolve (path);
  if (!check_target (target, &mode, error))
    return FALSE;

  folder = g_path_get_dirname (target);
  temporary = g_build_filename (folder, ".matinee-XXXXXX", NULL);
  /* A new file gets what the umask leaves, which cannot be asked for without changing it for all threads. */
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, mode != 0 ? 0600 : 0666);
  if (fd < 0)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }

  done = write_all (fd, bytes, length) && (mode == 0 || fchmod (fd, mode & 0777) == 0) && fsync (fd) == 0;
  if (!done)
    set_write_error (error, path, errno);

  if (close (fd) != 0 && done)
    {
      set_write_error (error, path, errno);
      done = FALSE;
    }

  if (done && g_rename (temporary, target) != 0)
    {
      set_write_error (error, path, errno);
      done = FALSE;
    }

  if (done)
    sync_folder (folder);
  else
    g_unlink (temporary);

  return done;
}

int
mtn_file_open_plain (const char *path, guint64 *size, GError **error)
{
  g_autofree char *name = NULL;
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, -1);
  g_return_val_if_fail (size != NULL, -1);

  name = g_filename_display_name (path);

  /* Without O_NONBLOCK opening a pipe would wait for somebody who writes to it. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    {
      set_read_error (error, path, errno);
      return -1;
    }

  if (fstat (fd, &info) != 0)
    set_read_error (error, path, errno);
  else if (S_ISREG (info.st_mode))
    {
      *size = (guint64) info.st_size;
      return fd;
    }
  else if (S_ISDIR (info.st_mode))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _ ("%s: is a folder, not a file"), name);
  else
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s: is not a regular file"), name);

  close (fd);
  return -1;
}

GBytes *
mtn_file_read (int fd, gsize max, const char *path, GError **error)
{
  g_autofree char *content = NULL;
  gsize n = 0;

  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  content = g_malloc (MAX (max, 1));
  while (n < max)
    {
      gssize got = read (fd, content + n, MIN (max - n, 1u << 30));

      if (got < 0 && errno == EINTR)
        continue;

      if (got < 0)
        {
          set_read_error (error, path, errno);
          return NULL;
        }

      if (got == 0)
        break;
      n += got;
    }

  return g_bytes_new_take (g_steal_pointer (&content), n);
}
