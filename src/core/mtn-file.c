/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reading files that may be anything, and replacing small ones. */

#include "mtn-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file-writer.h"

static void
set_read_error (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", name, g_strerror (number));
}

gboolean
mtn_file_replace_bytes (const char *path, const void *bytes, gsize length, GError **error)
{
  g_autoptr (MtnFileWriter) writer = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  writer = mtn_file_writer_open (path, error);

  return writer != NULL && mtn_file_writer_write (writer, bytes, length, error) &&
         mtn_file_writer_finish (writer, error);
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

char *
mtn_file_read_text (const char *path, gsize max, gsize *length, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  guint64 size;
  gsize n;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  fd = mtn_file_open_plain (path, &size, error);
  if (fd < 0)
    return NULL;

  name = g_filename_display_name (path);
  if (size > max)
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                 _ ("%s: has %llu bytes, more than the %llu that such a file may have"), name,
                 (unsigned long long) size, (unsigned long long) max);
  else
    bytes = mtn_file_read (fd, size + 1, path, error);
  close (fd);
  if (bytes == NULL)
    return NULL;

  /* One more was asked for, so that there is room for the NUL; a file that grows ends where it ended. */
  text = g_bytes_unref_to_data (g_steal_pointer (&bytes), &n);
  n = MIN (n, size);
  text[n] = '\0';
  if (memchr (text, '\0', n) == NULL)
    {
      *length = n;
      return text;
    }

  g_free (text);
  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: is no text"), name);
  return NULL;
}

gboolean
mtn_file_check_inside (const char *folder, const char *path, GError **error)
{
  g_autofree char *name = NULL;
  char *top, *real;
  gboolean inside;

  g_return_val_if_fail (folder != NULL && path != NULL, FALSE);

  top = realpath (folder, NULL);
  real = realpath (path, NULL);
  inside = top == NULL || real == NULL || strcmp (top, "/") == 0 ||
           (strncmp (real, top, strlen (top)) == 0 && strchr ("/", real[strlen (top)]) != NULL);
  free (top);
  free (real);
  if (inside)
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
               _ ("%s: is a link that leads out of its folder; put the file itself there"), name);
  return FALSE;
}
