/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Files that a person opens: models and profiles. */

#include "mtn-app-state-private.h"

#include <string.h>

/* A checkpoint begins with the length of its header: zeros that no text has. */
static gboolean
looks_like_text (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  char start[8];
  gsize length;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start, &length, NULL, error))
    return FALSE;

  return memchr (start, '\0', length) == NULL;
}

void
mtn_app_state_open_file (MtnAppState *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean text;

  g_return_if_fail (MTN_IS_APP_STATE (self));
  g_return_if_fail (path != NULL);

  text = looks_like_text (path, &error);
  if (error != NULL)
    mtn_app_state_notice (self, error->message);
  else if (text)
    {
      if (mtn_app_state_import_profile (self, path))
        g_signal_emit_by_name (self, "opened", path);
    }
  else
    {
      mtn_app_state_load_model (self, path);
      self->is_file = TRUE;
    }
}
