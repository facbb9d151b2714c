/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Replacing files so that no crash can lose both the old and the new content.
 *
 * Traps: a link is followed, so that what it points at is replaced and the link
 * stays; something that is no plain file (/dev/null, a pipe) must never be
 * renamed over.
 */

#include "mtn-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-temporary.h"

#define BUFFER_BYTES (128u << 10)
#define MAX_LINKS 40

struct _MtnFileWriter
{
  char *path;      /* as given, for errors */
  char *target;    /* what is replaced */
  char *temporary; /* NULL once it has its name, or is gone; a new file's own name */
  mode_t mode;     /* of the old file, 0: there was none */
  int fd;
  int number; /* errno of what went wrong, or 0 */
  guint64 size;
  gsize n_buffered;
  char buffer[BUFFER_BYTES];
};

static void
set_write_error (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s cannot be written: %s"), name,
               g_strerror (number));
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

char *
mtn_file_dup_target (const char *path)
{
  char *real = realpath (path, NULL);
  char *target = g_strdup (real != NULL ? real : path);

  free (real);
  /* A link to what is not there yet. More of them in a row is a circle, which stat() will tell. */
  for (guint i = 0; real == NULL && i < MAX_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = g_path_get_dirname (target);

      if (link == NULL)
        break;
      g_free (target);
      target = g_path_is_absolute (link) ? g_steal_pointer (&link) : g_build_filename (folder, link, NULL);
    }

  return target;
}

/* Whether @path may be replaced. @mode: type and permissions of what is there, 0 for nothing. */
static gboolean
check_target (const char *path, mode_t *mode, GError **error)
{
  struct stat info;

  *mode = 0;
  if (stat (path, &info) != 0)
    {
      if (errno != ELOOP)
        return TRUE;
      set_write_error (error, path, ELOOP);
      return FALSE;
    }

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

static MtnFileWriter *
writer_new (const char *path, char *target)
{
  MtnFileWriter *self = g_malloc (sizeof *self);

  self->path = g_strdup (path);
  self->target = target;
  self->temporary = NULL;
  self->mode = 0;
  self->fd = -1;
  self->number = 0;
  self->size = 0;
  self->n_buffered = 0;

  return self;
}

MtnFileWriter *
mtn_file_writer_open_new (const char *path, GError **error)
{
  g_autoptr (MtnFileWriter) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = writer_new (path, g_strdup (path));
  self->fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      set_write_error (error, path, errno);
      return NULL;
    }

  self->temporary = g_strdup (path);
  return g_steal_pointer (&self);
}

MtnFileWriter *
mtn_file_writer_open (const char *path, GError **error)
{
  g_autoptr (MtnFileWriter) self = NULL;
  g_autofree char *folder = NULL;
  int number;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = writer_new (path, mtn_file_dup_target (path));
  if (!check_target (self->target, &self->mode, error))
    return NULL;

  folder = g_path_get_dirname (self->target);
  self->temporary = g_build_filename (folder, ".matinee-XXXXXX", NULL);
  mtn_temporary_begin ();
  /* A new file gets what the umask leaves, which cannot be asked for without changing it for all threads. */
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, self->mode != 0 ? 0600 : 0666);
  number = errno;
  mtn_temporary_add (self->fd >= 0 ? self->temporary : NULL);
  if (self->fd < 0)
    {
      set_write_error (error, path, number);
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* Notes what went wrong, so that it is said once more if the caller goes on. */
static gboolean
fail (MtnFileWriter *self, int number, GError **error)
{
  self->number = number;
  set_write_error (error, self->path, number);
  return FALSE;
}

static gboolean
flush_buffer (MtnFileWriter *self, GError **error)
{
  gsize n = self->n_buffered;

  self->n_buffered = 0;
  return write_all (self->fd, self->buffer, n) || fail (self, errno, error);
}

gboolean
mtn_file_writer_write (MtnFileWriter *self, const void *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  if (self->number != 0)
    return fail (self, self->number, error);

  self->size += length;
  if (length > sizeof self->buffer - self->n_buffered && !flush_buffer (self, error))
    return FALSE;
  if (length > sizeof self->buffer)
    return write_all (self->fd, bytes, length) || fail (self, errno, error);

  if (length > 0)
    memcpy (self->buffer + self->n_buffered, bytes, length);
  self->n_buffered += length;

  return TRUE;
}

guint64
mtn_file_writer_get_size (const MtnFileWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

gboolean
mtn_file_writer_finish (MtnFileWriter *self, GError **error)
{
  g_autofree char *folder = NULL;
  gboolean is_new;
  int fd;

  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (self->number != 0)
    return fail (self, self->number, error);
  if (!flush_buffer (self, error))
    return FALSE;
  if ((self->mode != 0 && fchmod (self->fd, self->mode & 0777) != 0) || fsync (self->fd) != 0)
    return fail (self, errno, error);

  fd = self->fd;
  self->fd = -1;
  is_new = strcmp (self->temporary, self->target) == 0;
  if (close (fd) != 0 || (!is_new && g_rename (self->temporary, self->target) != 0))
    return fail (self, errno, error);

  mtn_temporary_remove (self->temporary);
  g_clear_pointer (&self->temporary, g_free);
  if (is_new)
    return TRUE;

  folder = g_path_get_dirname (self->target);
  sync_folder (folder);

  return TRUE;
}

void
mtn_file_writer_free (MtnFileWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    {
      g_unlink (self->temporary);
      mtn_temporary_remove (self->temporary);
    }
  g_free (self->temporary);
  g_free (self->target);
  g_free (self->path);
  g_free (self);
}
