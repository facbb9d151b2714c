/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-json-cursor.h"

#include <string.h>

void
mtn_json_cursor_init (MtnJsonCursor *self, const char *text, gsize length)
{
  g_return_if_fail (self != NULL && (text != NULL || length == 0));

  self->start = self->p = text;
  self->end = text + length;
}

guint
mtn_json_cursor_depth (const MtnJsonCursor *self)
{
  guint depth = 0;
  guint deepest = 0;
  gboolean in_string = FALSE;

  for (const char *p = self->start; p < self->end; p++)
    {
      if (in_string)
        {
          if (*p == '\\')
            p++;
          else if (*p == '"')
            in_string = FALSE;
        }
      else if (*p == '"')
        in_string = TRUE;
      else if (*p == '[' || *p == '{')
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if ((*p == ']' || *p == '}') && depth > 0)
        depth--;
    }

  return deepest;
}

char
mtn_json_cursor_peek (MtnJsonCursor *self)
{
  while (self->p < self->end && (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;

  return self->p < self->end ? *self->p : '\0';
}

gboolean
mtn_json_cursor_skip (MtnJsonCursor *self, char c)
{
  if (mtn_json_cursor_peek (self) != c || self->p == self->end)
    return FALSE;

  self->p++;

  return TRUE;
}

static gboolean
read_hex4 (MtnJsonCursor *self, gunichar *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = self->p < self->end ? g_ascii_xdigit_value (*self->p) : -1;

      if (digit < 0)
        return FALSE;
      *value = *value * 16 + (gunichar) digit;
      self->p++;
    }

  return TRUE;
}

/* Behind "\u"; a pair of surrogates is one character. */
static gboolean
read_unicode_escape (MtnJsonCursor *self, GString *out)
{
  gunichar c;
  gunichar low;

  if (!read_hex4 (self, &c))
    return FALSE;

  if (c >= 0xd800 && c <= 0xdbff)
    {
      if (self->end - self->p < 2 || self->p[0] != '\\' || self->p[1] != 'u')
        return FALSE;
      self->p += 2;
      if (!read_hex4 (self, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (c == 0 || (c >= 0xdc00 && c <= 0xdfff))
    return FALSE;

  g_string_append_unichar (out, c);

  return TRUE;
}

static gboolean
read_escape (MtnJsonCursor *self, GString *out)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;
  char c;

  if (self->p == self->end)
    return FALSE;

  c = *self->p++;
  if (c == 'u')
    return read_unicode_escape (self, out);

  letter = c != '\0' ? strchr (letters, c) : NULL;
  if (letter == NULL)
    return FALSE;
  g_string_append_c (out, meanings[letter - letters]);

  return TRUE;
}

char *
mtn_json_cursor_string (MtnJsonCursor *self)
{
  g_autoptr (GString) out = NULL;

  if (!mtn_json_cursor_skip (self, '"'))
    return NULL;

  out = g_string_new (NULL);
  while (self->p < self->end)
    {
      char c = *self->p++;

      if (c == '"')
        return g_string_free (g_steal_pointer (&out), FALSE);
      if ((guchar) c < 0x20)
        {
          self->p--;
          return NULL;
        }
      if (c != '\\')
        g_string_append_c (out, c);
      else if (!read_escape (self, out))
        return NULL;
    }

  return NULL;
}

MtnJsonNumber
mtn_json_cursor_number (MtnJsonCursor *self, guint64 *value)
{
  const guint64 largest = G_GUINT64_CONSTANT (1) << 53;
  gboolean negative = mtn_json_cursor_skip (self, '-');
  gboolean fractional = FALSE;
  gboolean too_large = FALSE;
  const char *first;

  mtn_json_cursor_peek (self);
  first = self->p;
  *value = 0;
  for (; self->p < self->end && g_ascii_isdigit (*self->p); self->p++)
    {
      too_large = too_large || *value > largest;
      if (!too_large)
        *value = *value * 10 + (guint64) g_ascii_digit_value (*self->p);
    }
  if (self->p == first || (*first == '0' && self->p - first > 1))
    return MTN_JSON_NUMBER_MISSING;

  while (self->p < self->end && *self->p != '\0' && strchr (".eE+-0123456789", *self->p) != NULL)
    {
      fractional = TRUE;
      self->p++;
    }

  if (fractional)
    return MTN_JSON_NUMBER_FRACTIONAL;
  if (negative)
    return MTN_JSON_NUMBER_NEGATIVE;
  if (too_large || *value > largest)
    return MTN_JSON_NUMBER_TOO_LARGE;

  return MTN_JSON_NUMBER_OK;
}

gsize
mtn_json_cursor_tell (const MtnJsonCursor *self)
{
  return (gsize) (self->p - self->start);
}
