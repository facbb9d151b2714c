/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-json-text.h"

#include <math.h>

#include "mtn-number.h"

void
mtn_json_text_append_string (GString *out, const char *text)
{
  g_return_if_fail (out != NULL && text != NULL);

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '"':
        case '\\':
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          if ((guchar) *p < 0x20 || *p == 0x7f)
            g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
          else
            g_string_append_c (out, *p);
        }
    }
  g_string_append_c (out, '"');
}

void
mtn_json_text_append_float (GString *out, float value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *formats[] = { "%.6g", "%.7g", "%.8g", "%.9g" };

  g_return_if_fail (out != NULL && isfinite (value));

  /* Nine significant digits tell any two floats apart; mostly fewer do. */
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], (double) value);
      if ((float) g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (out, buffer);
}

void
mtn_json_text_append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (out != NULL);

  g_string_append (out, isfinite (value) ? mtn_number_format (buffer, value) : "null");
}

#define MAX_SHOWN 80

static char *
dup_printable (const char *text, guint max_chars)
{
  GString *out = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n_chars++ == max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      /* Format characters reorder or hide what stands beside them. */
      if (g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

char *
mtn_json_text_dup_printable (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return dup_printable (text, G_MAXUINT);
}

char *
mtn_json_text_dup_shown (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return dup_printable (text, MAX_SHOWN);
}
