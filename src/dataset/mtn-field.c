/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-title.h"

#define MAX_TITLE_BYTES 1000

gboolean
mtn_field_is_header (const MtnLines *lines, MtnSpan first_field)
{
  MtnSpan field = mtn_span_strip (first_field);

  if (lines->number != 1 || field.length == 0 || !g_ascii_isalpha (field.text[0]))
    return FALSE;

  for (gsize i = 0; i < field.length; i++)
    {
      if (!g_ascii_isprint (field.text[i]))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_field_set_count_error (const MtnLines *lines, guint n, const char *expected, GError **error)
{
  g_autofree char *quoted = mtn_span_quote (lines->line);

  mtn_lines_set_error (lines, lines->line.text, MTN_ERROR_FORMAT, error,
                       ngettext ("%u field in %s; expected %s", "%u fields in %s; expected %s", n), n, quoted,
                       expected);
  return FALSE;
}

gboolean
mtn_field_set_error (const MtnLines *lines,
                     MtnSpan field,
                     MtnError code,
                     const char *expected,
                     GError **error)
{
  g_autofree char *quoted = mtn_span_quote (field);

  mtn_lines_set_error (lines, field.text, code, error, _ ("%s; expected %s"), quoted, expected);
  return FALSE;
}

gboolean
mtn_field_parse_id (const MtnLines *lines, MtnSpan field, const char *expected, int *id, GError **error)
{
  gint64 value;

  if (!mtn_span_parse_int (mtn_span_strip (field), G_MAXINT, &value) || value == 0)
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ (expected), error);

  *id = (int) value;
  return TRUE;
}

gboolean
mtn_field_parse_stars (const MtnLines *lines, MtnSpan field, float *stars, GError **error)
{
  double value;

  if (!mtn_span_parse_stars (mtn_span_strip (field), &value))
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ ("a rating, a number from 0.5 to 5"),
                                error);
  if (!mtn_stars_are_valid (value))
    return mtn_field_set_error (lines, field, MTN_ERROR_RANGE, _ ("a rating from 0.5 to 5 in halves"), error);

  *stars = (float) value;
  return TRUE;
}

/* Titles go to terminals, labels and checkpoints as they are. */
static gboolean
is_text (MtnSpan span, const char *utf8)
{
  if (memchr (span.text, '\0', span.length) != NULL)
    return FALSE;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)) && !g_ascii_isspace (*p))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_field_parse_title (const MtnLines *lines, MtnSpan field, MtnSpan text, MtnMovie *movie, GError **error)
{
  g_autofree char *raw = NULL;

  text = mtn_span_strip (text);
  if (text.length == 0 || text.length > MAX_TITLE_BYTES)
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ ("a title"), error);

  raw = mtn_span_to_utf8 (text);
  if (!is_text (text, raw))
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ ("a title without control characters"),
                                error);

  mtn_title_parse (raw, &movie->title, &movie->alternatives, &movie->year);
  return TRUE;
}

gboolean
mtn_field_parse_time (const MtnLines *lines, MtnSpan field, gint64 *time, GError **error)
{
  if (!mtn_span_parse_int (mtn_span_strip (field), G_MAXINT64, time))
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ ("a time in seconds since 1970"), error);

  return TRUE;
}
