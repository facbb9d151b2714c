/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-json-text.h"

#include <math.h>

void
mtn_cli_json_text_append_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '"':
      case '\\':
        g_string_append_c (json, '\\');
        g_string_append_c (json, *text);
        break;
      case '\n':
        g_string_append (json, "\\n");
        break;
      case '\t':
        g_string_append (json, "\\t");
        break;
      default:
        if ((guchar) *text < 0x20 || *text == 0x7f)
          g_string_append_printf (json, "\\u%04x", (guint) (guchar) *text);
        else
          g_string_append_c (json, *text);
      }
  g_string_append_c (json, '"');
}

void
mtn_cli_json_text_append_number (GString *json, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (value))
    g_string_append (json, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
  else
    g_string_append (json, "null");
}
