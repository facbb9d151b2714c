/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-profile-json.h"

#define MAX_BYTES (16u << 20)

static GBytes *
read_path (const char *path, GError **error)
{
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, error);
  GBytes *bytes = NULL;

  if (fd < 0)
    return NULL;

  if (size > MAX_BYTES)
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: too large for a profile"), path);
  else
    bytes = mtn_file_read (fd, size, path, error);
  close (fd);

  return bytes;
}

MtnProfile *
mtn_profile_load (const char *path, char **name, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = read_path (path, error);
  if (bytes == NULL)
    return NULL;

  return mtn_profile_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, name, NULL,
                            error);
}

/* What is there now becomes the last good copy, if it is good. */
static gboolean
keep_previous (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (MtnProfile) previous = mtn_profile_parse (text, length, path, NULL, NULL, NULL);

  return previous == NULL || mtn_file_replace_bytes (copy, text, length, error);
}

gboolean
mtn_profile_save (const MtnProfile *self, const char *name, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) previous = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  text = mtn_profile_to_json (self, name);
  bytes = g_bytes_new_static (text, strlen (text));
  previous = read_path (path, NULL);
  if (previous != NULL)
    {
      if (g_bytes_equal (previous, bytes))
        return TRUE;

      if (!keep_previous (path, previous, error))
        return FALSE;
    }

  return mtn_file_replace_bytes (path, text, strlen (text), error);
}
