/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-json.h"

#include <string.h>

/* Behind the string that begins at @p with a quote. */
static const char *
skip_string (const char *p, const char *end)
{
  for (p++; p < end && *p != '"'; p++)
    {
      if (*p == '\\')
        p++;
    }

  return MIN (p + 1, end);
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;

  return p;
}

/* Behind the value that begins at @p: at the comma or the bracket that ends it. */
static const char *
skip_value (const char *p, const char *end)
{
  guint depth = 0;

  while (p < end)
    {
      if (*p == '"')
        {
          p = skip_string (p, end);
          continue;
        }

      if (*p == '[' || *p == '{')
        depth++;
      else if (depth == 0 && (*p == ',' || *p == '}' || *p == ']'))
        return p;
      else if (*p == ']' || *p == '}')
        depth--;
      p++;
    }

  return end;
}

char *
mtn_json_dup_member (const char *text, gsize length, const char *member)
{
  const char *end = text + length;
  const char *p = skip_blanks (text, end);
  gsize member_length = strlen (member);
  char *found = NULL;

  if (p == end || *p != '{')
    return NULL;

  for (p = skip_blanks (p + 1, end); p < end && *p == '"'; p = skip_blanks (p, end))
    {
      const char *name = p + 1;
      const char *value;
      gboolean is_wanted;

      p = skip_string (p, end);
      is_wanted = (gsize) (p - name) == member_length + 1 && memcmp (name, member, member_length) == 0;

      p = skip_blanks (p, end);
      if (p == end || *p != ':')
        break;

      value = skip_blanks (p + 1, end);
      p = skip_value (value, end);

      /* Of several the last counts, as in the parser. */
      if (is_wanted)
        {
          g_free (found);
          found = g_strchomp (g_strndup (value, p - value));
        }

      if (p == end || *p != ',')
        break;
      p = skip_blanks (p + 1, end);
    }

  if (found != NULL && (found[0] == '\0' || strpbrk (found, "\n\r") != NULL))
    g_clear_pointer (&found, g_free);

  return found;
}
