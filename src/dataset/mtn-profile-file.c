/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-profile-json.h"

#define MAX_BYTES (16u << 20)

static void
set_errno_error (GError **error, const char *path, int number)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path, g_strerror (number));
}

/* Reads an open file; a pipe or a device is refused, so that nothing blocks or never ends. */
static char *
read_all (int fd, const char *path, gsize *length, GError **error)
{
  g_autofree char *text = NULL;
  struct stat info;
  gsize n = 0;

  if (fstat (fd, &info) != 0)
    {
      set_errno_error (error, path, errno);
      return NULL;
    }

  if (!S_ISREG (info.st_mode))
    {
      set_errno_error (error, path, S_ISDIR (info.st_mode) ? EISDIR : EINVAL);
      return NULL;
    }

  if (info.st_size > MAX_BYTES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: too large for a profile"), path);
      return NULL;
    }

  text = g_malloc (info.st_size + 1);
  while (n < (gsize) info.st_size)
    {
      gssize got = read (fd, text + n, info.st_size - n);

      if (got < 0 && errno == EINTR)
        continue;

      if (got < 0)
        {
          set_errno_error (error, path, errno);
          return NULL;
        }

      if (got == 0)
        break;
      n += got;
    }
  text[n] = '\0';

  *length = n;
  return g_steal_pointer (&text);
}

static char *
read_path (const char *path, gsize *length, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char *text;

  if (fd < 0)
    {
      set_errno_error (error, path, errno);
      return NULL;
    }

  text = read_all (fd, path, length, error);
  close (fd);

  return text;
}

MtnProfile *
mtn_profile_load (const char *path, char **name, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  text = read_path (path, &length, error);
  if (text == NULL)
    return NULL;

  return mtn_profile_parse (text, length, path, name, NULL, error);
}

/* What is there now becomes the last good copy, if it is good. */
static gboolean
keep_previous (const char *path, const char *text, gsize length, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  g_autoptr (MtnProfile) previous = mtn_profile_parse (text, length, path, NULL, NULL, NULL);

  return previous == NULL || mtn_file_replace_bytes (copy, text, length, error);
}

gboolean
mtn_profile_save (const MtnProfile *self, const char *name, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *previous = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  text = mtn_profile_to_json (self, name);
  previous = read_path (path, &length, NULL);
  if (previous != NULL)
    {
      if (length == strlen (text) && memcmp (previous, text, length) == 0)
        return TRUE;

      if (!keep_previous (path, previous, length, error))
        return FALSE;
    }

  return mtn_file_replace_bytes (path, text, strlen (text), error);
}
