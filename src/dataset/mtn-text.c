/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-text.h"

#include <math.h>
#include <string.h>

#define MAX_QUOTED_LETTERS 40
#define MAX_QUOTED_BYTES 200

void
mtn_lines_init (MtnLines *self, const char *name, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  *self = (MtnLines){ .name = name };
  if (text == NULL)
    text = "";
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  self->begin = text;
  self->next = text;
  self->end = text + length;
  self->line.text = text;
}

static gboolean
is_blank (MtnSpan span)
{
  for (gsize i = 0; i < span.length; i++)
    {
      if (span.text[i] != ' ' && span.text[i] != '\t')
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_lines_next (MtnLines *self)
{
  while (self->next < self->end)
    {
      const char *newline = memchr (self->next, '\n', self->end - self->next);
      const char *end = newline != NULL ? newline : self->end;

      self->unfinished = newline == NULL;
      self->line.text = self->next;
      self->line.length = end - self->next;
      if (self->line.length > 0 && end[-1] == '\r')
        self->line.length--;

      self->next = newline != NULL ? newline + 1 : self->end;
      self->number++;

      if (!is_blank (self->line))
        return TRUE;
    }

  return FALSE;
}

guint
mtn_span_split (MtnSpan line, char separator, MtnSpan *fields, guint max)
{
  const char *begin = line.text;
  const char *end = line.text + line.length;
  guint n = 0;

  for (;;)
    {
      const char *found = memchr (begin, separator, end - begin);
      const char *field_end = found != NULL ? found : end;

      if (n < max)
        fields[n] = (MtnSpan){ .text = begin, .length = field_end - begin };
      n++;

      if (found == NULL)
        return n;
      begin = found + 1;
    }
}

MtnSpan
mtn_span_strip (MtnSpan span)
{
  while (span.length > 0 && g_ascii_isspace (span.text[0]))
    {
      span.text++;
      span.length--;
    }
  while (span.length > 0 && g_ascii_isspace (span.text[span.length - 1]))
    span.length--;

  return span;
}

gboolean
mtn_span_equal (MtnSpan span, const char *text)
{
  return span.length == strlen (text) && memcmp (span.text, text, span.length) == 0;
}

gboolean
mtn_span_parse_int (MtnSpan span, gint64 max, gint64 *value)
{
  gint64 number = 0;

  if (span.length == 0 || span.length > 18)
    return FALSE;

  for (gsize i = 0; i < span.length; i++)
    {
      if (!g_ascii_isdigit (span.text[i]))
        return FALSE;
      number = number * 10 + (span.text[i] - '0');
    }

  *value = number;
  return number <= max;
}

gboolean
mtn_span_parse_stars (MtnSpan span, double *value)
{
  char text[32];
  char *end;

  /* What real files hold. */
  if (span.length == 1 && g_ascii_isdigit (span.text[0]))
    {
      *value = span.text[0] - '0';
      return TRUE;
    }
  if (span.length == 3 && g_ascii_isdigit (span.text[0]) && span.text[1] == '.' &&
      g_ascii_isdigit (span.text[2]))
    {
      *value = (span.text[0] - '0') + (span.text[2] - '0') / 10.0;
      return TRUE;
    }

  if (span.length == 0 || span.length >= sizeof text)
    return FALSE;

  /* g_ascii_strtod() would also take blanks, "nan", "inf" and hexadecimal numbers. */
  for (gsize i = 0; i < span.length; i++)
    {
      if (!g_ascii_isdigit (span.text[i]) && span.text[i] != '.' && !(i == 0 && span.text[i] == '-'))
        return FALSE;
      text[i] = span.text[i];
    }
  text[span.length] = '\0';

  *value = g_ascii_strtod (text, &end);
  return end == text + span.length;
}

gboolean
mtn_stars_are_valid (double stars)
{
  return stars >= 0.5 && stars <= 5.0 && rint (stars * 2.0) == stars * 2.0;
}

char *
mtn_span_to_utf8 (MtnSpan span)
{
  GString *converted;

  if (g_utf8_validate_len (span.text, span.length, NULL))
    return g_strndup (span.text, span.length);

  converted = g_string_sized_new (span.length + 8);
  for (gsize i = 0; i < span.length; i++)
    g_string_append_unichar (converted, (guchar) span.text[i]);

  return g_string_free (converted, FALSE);
}

char *
mtn_span_quote (MtnSpan span)
{
  g_autofree char *text = NULL;
  GString *quoted = g_string_new ("“");
  gsize length = MIN (span.length, MAX_QUOTED_BYTES);
  glong n = 0;

  /* Not cut inside a character, or the whole would no longer be UTF-8. */
  for (int i = 0; i < 3 && length < span.length && (span.text[length] & 0xc0) == 0x80; i++)
    length--;

  text = mtn_span_to_utf8 ((MtnSpan){ .text = span.text, .length = length });
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == MAX_QUOTED_LETTERS)
        {
          g_string_append (quoted, "…");
          break;
        }

      if (g_unichar_isprint (c))
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "\\x%02x", c);
    }
  g_string_append (quoted, "”");

  return g_string_free (quoted, FALSE);
}

void
mtn_lines_set_error (const MtnLines *self,
                     const char *at,
                     MtnError code,
                     GError **error,
                     const char *format,
                     ...)
{
  g_autofree char *message = NULL;
  gint64 column = at >= self->line.text ? at - self->line.text + 1 : 1;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, MTN_ERROR, code, "%s:%u:%" G_GINT64_FORMAT ": %s", self->name, MAX (self->number, 1),
               column, message);
}
