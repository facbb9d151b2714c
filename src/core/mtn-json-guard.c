/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A strict checker of JSON (RFC 8259) that recurses nowhere. It must know the
 * whole grammar: json-glib also takes strings in single quotes, comments and
 * octal numbers, so a check that counts brackets alone can be led astray about
 * which of them are in strings.
 */

#include "mtn-json-guard.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"

typedef struct
{
  const char *begin;
  const char *p;
  const char *end;
  const char *expected; /* set on failure: what should have stood at p */
} Scanner;

static gboolean
fail (Scanner *self, const char *expected)
{
  self->expected = expected;
  return FALSE;
}

static void
skip_blanks (Scanner *self)
{
  while (self->p < self->end && (*self->p == ' ' || *self->p == '\t' || *self->p == '\n' || *self->p == '\r'))
    self->p++;
}

static char
peek (const Scanner *self)
{
  return self->p < self->end ? *self->p : '\0';
}

/* Four hexadecimal digits, or −1. */
static int
scan_hex (Scanner *self)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (self));

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
      self->p++;
    }

  return value;
}

/* Behind "\u". NUL would end the string early in C; halves of a pair are no characters. */
static gboolean
scan_unicode_escape (Scanner *self)
{
  int value = scan_hex (self);

  if (value <= 0)
    return fail (self, _ ("four hexadecimal digits of a character other than NUL"));

  if (value < 0xd800 || value > 0xdfff)
    return TRUE;

  if (value < 0xdc00 && self->end - self->p >= 6 && self->p[0] == '\\' && self->p[1] == 'u')
    {
      self->p += 2;
      value = scan_hex (self);
      if (value >= 0xdc00 && value <= 0xdfff)
        return TRUE;
    }

  return fail (self, _ ("both halves of a surrogate pair"));
}

static gboolean
scan_string (Scanner *self)
{
  if (peek (self) != '"')
    return fail (self, _ ("a string in double quotes"));

  for (self->p++; self->p < self->end; self->p++)
    {
      char c = *self->p;

      if (c == '"')
        {
          self->p++;
          return TRUE;
        }

      if ((guchar) c < 0x20)
        return fail (self, _ ("no bare control character in a string"));

      if (c != '\\')
        continue;

      self->p++;
      if (peek (self) == 'u')
        {
          self->p++;
          if (!scan_unicode_escape (self))
            return FALSE;
          self->p--;
        }
      else if (peek (self) == '\0' || strchr ("\"\\/bfnrt", peek (self)) == NULL)
        {
          return fail (self, _ ("an escape that JSON knows"));
        }
    }

  return fail (self, _ ("a closing quote"));
}

static gboolean
scan_digits (Scanner *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return fail (self, _ ("a digit"));

  while (g_ascii_isdigit (peek (self)))
    self->p++;

  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  if (peek (self) == '-')
    self->p++;

  if (peek (self) == '0')
    self->p++;
  else if (!scan_digits (self))
    return FALSE;

  if (peek (self) == '.')
    {
      self->p++;
      if (!scan_digits (self))
        return FALSE;
    }

  if (peek (self) == 'e' || peek (self) == 'E')
    {
      self->p++;
      if (peek (self) == '+' || peek (self) == '-')
        self->p++;
      return scan_digits (self);
    }

  return TRUE;
}

/* A value without parts. */
static gboolean
scan_scalar (Scanner *self)
{
  static const char *const words[] = { "true", "false", "null" };

  if (peek (self) == '"')
    return scan_string (self);
  if (peek (self) == '-' || g_ascii_isdigit (peek (self)))
    return scan_number (self);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->p) >= length && memcmp (self->p, words[i], length) == 0)
        {
          self->p += length;
          return TRUE;
        }
    }

  return fail (self, _ ("a value"));
}

/* The name of a member and the colon behind it. */
static gboolean
scan_name (Scanner *self)
{
  skip_blanks (self);
  if (!scan_string (self))
    return FALSE;

  skip_blanks (self);
  if (peek (self) != ':')
    return fail (self, _ ("a colon"));

  self->p++;
  return TRUE;
}

/* @closers: which bracket closes each open level. */
static gboolean
scan_document (Scanner *self, char *closers, guint max_depth)
{
  guint depth = 0;

  for (;;)
    {
      char c;

      /* A value begins here. */
      skip_blanks (self);
      c = peek (self);
      if (c == '[' || c == '{')
        {
          if (depth == max_depth)
            return fail (self, _ ("no deeper nesting"));

          closers[depth++] = c == '[' ? ']' : '}';
          self->p++;
          skip_blanks (self);
          if (peek (self) != closers[depth - 1])
            {
              if (c == '{' && !scan_name (self))
                return FALSE;
              continue;
            }

          self->p++;
          depth--;
        }
      else if (!scan_scalar (self))
        {
          return FALSE;
        }

      /* A value ended here. */
      for (skip_blanks (self); depth > 0 && peek (self) == closers[depth - 1]; skip_blanks (self))
        {
          self->p++;
          depth--;
        }

      if (depth == 0)
        return self->p == self->end ? TRUE : fail (self, _ ("nothing more"));
      if (peek (self) != ',')
        return fail (self, closers[depth - 1] == ']' ? _ ("a comma or ]") : _ ("a comma or }"));

      self->p++;
      if (closers[depth - 1] == '}' && !scan_name (self))
        return FALSE;
    }
}

static void
set_position_error (const Scanner *self, const char *what, GError **error)
{
  const char *line_begin = self->begin;
  guint line = 1;

  for (const char *p = self->begin; p < self->p; p++)
    {
      if (*p == '\n')
        {
          line_begin = p + 1;
          line++;
        }
    }

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
               _ ("%s: not valid JSON (line %u, column %zu): expected %s"), what, line,
               (gsize) (self->p - line_begin) + 1, self->expected);
}

gboolean
mtn_json_guard (const char *text,
                gsize length,
                const char *what,
                guint max_depth,
                gsize max_bytes,
                GError **error)
{
  g_autofree char *closers = NULL;
  const char *invalid;
  Scanner scanner;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (what != NULL, FALSE);

  if (length > max_bytes)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: %zu bytes of JSON, but at most %zu are accepted"), what, length, max_bytes);
      return FALSE;
    }

  scanner = (Scanner){ .begin = length > 0 ? text : "" };
  scanner.p = scanner.begin;
  scanner.end = scanner.begin + length;

  if (!g_utf8_validate_len (scanner.begin, length, &invalid))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: byte %zu is not valid UTF-8 text"), what,
                   (gsize) (invalid - scanner.begin));
      return FALSE;
    }

  closers = g_malloc ((gsize) max_depth + 1);
  if (!scan_document (&scanner, closers, max_depth))
    {
      set_position_error (&scanner, what, error);
      return FALSE;
    }

  return TRUE;
}
