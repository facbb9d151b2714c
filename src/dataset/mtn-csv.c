/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Most records have no quotes: they are split where they lie. A quoted record is
 * copied into one buffer that is used again for each.
 */

#include "mtn-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
mtn_csv_init (MtnCsv *self, const char *name, GBytes *bytes)
{
  *self = (MtnCsv){ 0 };
  mtn_lines_init (&self->lines, name, bytes);
  self->unquoted = g_string_new (NULL);
}

void
mtn_csv_clear (MtnCsv *self)
{
  if (self->unquoted != NULL)
    g_string_free (self->unquoted, TRUE);
  self->unquoted = NULL;
}

static int
set_error (MtnCsv *self, const char *at, const char *message, GError **error)
{
  mtn_lines_set_error (&self->lines, at, MTN_ERROR_FORMAT, error, "%s", message);
  return -1;
}

/* One quoted field from @p, which stands on the quote; returns what follows it. Line ends count. */
static const char *
read_quoted (MtnCsv *self, const char *p, guint *n_lines, GError **error)
{
  const char *begin = p++;

  for (; p < self->lines.end; p++)
    {
      if (*p == '"')
        {
          if (p + 1 == self->lines.end || p[1] != '"')
            return p + 1;
          p++;
        }
      else if (*p == '\n')
        {
          (*n_lines)++;
        }
      g_string_append_c (self->unquoted, *p);
    }

  set_error (self, begin, _ ("a quote opens here and is never closed"), error);
  return NULL;
}

/* The record at the current line, which holds quotes. */
static int
read_quoted_record (MtnCsv *self, GError **error)
{
  const char *p = self->lines.line.text;
  gsize offsets[MTN_CSV_MAX_FIELDS + 1];
  guint n_lines = 0;

  g_string_truncate (self->unquoted, 0);
  self->n_fields = 0;

  for (;;)
    {
      const char *begin = p;

      if (self->n_fields == MTN_CSV_MAX_FIELDS)
        return set_error (self, begin, _ ("more than 32 fields"), error);

      offsets[self->n_fields] = self->unquoted->len;
      if (p < self->lines.end && *p == '"')
        {
          p = read_quoted (self, p, &n_lines, error);
          if (p == NULL)
            return -1;
        }
      else
        {
          for (; p < self->lines.end && *p != ',' && *p != '\n' && *p != '\r'; p++)
            {
              if (*p == '"')
                return set_error (self, p, _ ("a quote inside a field that is not quoted"), error);
              g_string_append_c (self->unquoted, *p);
            }
        }

      self->raw[self->n_fields++] = (MtnSpan){ .text = begin, .length = p - begin };
      if (p < self->lines.end && *p == ',')
        {
          p++;
          continue;
        }

      if (p < self->lines.end && *p == '\r')
        p++;
      if (p < self->lines.end && *p != '\n')
        return set_error (self, p, _ ("text behind a closing quote; expected a comma or the end of the line"),
                          error);
      break;
    }

  offsets[self->n_fields] = self->unquoted->len;
  for (guint i = 0; i < self->n_fields; i++)
    {
      self->fields[i].text = self->unquoted->str + offsets[i];
      self->fields[i].length = offsets[i + 1] - offsets[i];
    }

  /* A record of several lines ends further down. */
  self->lines.line.length = p - self->lines.line.text;
  self->lines.unfinished = p >= self->lines.end;
  self->lines.next = p < self->lines.end ? p + 1 : p;
  self->extra_lines = n_lines;

  return 1;
}

int
mtn_csv_next (MtnCsv *self, GError **error)
{
  self->lines.number += self->extra_lines;
  self->extra_lines = 0;

  if (!mtn_lines_next (&self->lines))
    return 0;

  if (memchr (self->lines.line.text, '"', self->lines.line.length) != NULL)
    return read_quoted_record (self, error);

  self->n_fields = mtn_span_split (self->lines.line, ',', self->fields, MTN_CSV_MAX_FIELDS);
  if (self->n_fields > MTN_CSV_MAX_FIELDS)
    return set_error (self, self->lines.line.text, _ ("more than 32 fields"), error);
  memcpy (self->raw, self->fields, self->n_fields * sizeof (MtnSpan));

  return 1;
}

int
mtn_csv_find (MtnCsv *self, const char *header)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      MtnSpan field = mtn_span_strip (self->fields[i]);

      if (field.length == strlen (header) && g_ascii_strncasecmp (field.text, header, field.length) == 0)
        return i;
    }

  return -1;
}
