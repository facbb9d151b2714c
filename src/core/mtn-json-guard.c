/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-json-guard.h"

#include <string.h>

#include "mtn-error.h"

gboolean
mtn_json_guard (const char *text,
                gsize length,
                const char *what,
                guint max_depth,
                gsize max_bytes,
                GError **error)
{
  const char *invalid;
  guint depth = 0;
  gboolean in_string = FALSE;
  gboolean at_end = FALSE;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (what != NULL, FALSE);

  if (length > max_bytes)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   "%s: %" G_GSIZE_FORMAT " bytes of JSON, but at most %" G_GSIZE_FORMAT " are accepted",
                   what, length, max_bytes);
      return FALSE;
    }

  if (length > 0 && !g_utf8_validate_len (text, length, &invalid))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, "%s: byte %" G_GSIZE_FORMAT " is not valid UTF-8 text",
                   what, (gsize) (invalid - text));
      return FALSE;
    }

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        {
          in_string = TRUE;
        }
      else if (c == '[' || c == '{')
        {
          if (at_end)
            {
              g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                           "%s: byte %" G_GSIZE_FORMAT ": a second JSON value behind the first", what, i);
              return FALSE;
            }
          if (++depth > max_depth)
            {
              g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                           "%s: byte %" G_GSIZE_FORMAT ": JSON nested deeper than %u levels", what, i,
                           max_depth);
              return FALSE;
            }
        }
      else if ((c == ']' || c == '}') && depth > 0)
        {
          at_end = --depth == 0;
        }
    }

  return TRUE;
}
