/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-seed-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "mtn-vocabulary.h"

#define MAX_AGE 130
#define MAX_OCCUPATION 20
#define MAX_NUMBER_LETTERS 40

/* What is left of the line. */
typedef struct
{
  const MtnLines *lines;
  const char *p, *end;
} Cursor;

void
mtn_seed_row_init (MtnSeedRow *self)
{
  *self = (MtnSeedRow){ 0 };
  self->input = g_array_new (FALSE, FALSE, sizeof (MtnSeedCell));
  self->output = g_array_new (FALSE, FALSE, sizeof (MtnSeedCell));
}

void
mtn_seed_row_clear (MtnSeedRow *self)
{
  g_clear_pointer (&self->input, g_array_unref);
  g_clear_pointer (&self->output, g_array_unref);
}

/* The text from @begin to the next sign that ends a value is not what is @expected. */
static gboolean
fail (const Cursor *cursor, const char *begin, MtnError code, const char *expected, GError **error)
{
  MtnSpan span = { .text = begin };
  g_autofree char *quoted = NULL;

  while (begin + span.length < cursor->end && strchr (",]", begin[span.length]) == NULL)
    span.length++;
  quoted = mtn_span_quote (span);
  mtn_lines_set_error (cursor->lines, begin, code, error, _ ("%s; expected %s"), quoted, expected);

  return FALSE;
}

static gboolean
skip (Cursor *cursor, const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *expected = NULL;

  if ((gsize) (cursor->end - cursor->p) >= length && memcmp (cursor->p, text, length) == 0)
    {
      cursor->p += length;
      return TRUE;
    }

  expected = g_strdup_printf ("“%s”", text);
  return fail (cursor, cursor->p, MTN_ERROR_FORMAT, expected, error);
}

/* A decimal number, up to the comma or bracket behind it. */
static gboolean
read_number (Cursor *cursor, double *value)
{
  char text[MAX_NUMBER_LETTERS + 1];
  gsize n = 0;
  char *end;

  /* Nearly all are of the form 0.0. */
  if (cursor->end - cursor->p > 3 && g_ascii_isdigit (cursor->p[0]) && cursor->p[1] == '.' &&
      g_ascii_isdigit (cursor->p[2]) && (cursor->p[3] == ',' || cursor->p[3] == ']'))
    {
      *value = ((cursor->p[0] - '0') * 10 + (cursor->p[2] - '0')) / 10.0;
      cursor->p += 3;
      return TRUE;
    }

  while (cursor->p + n < cursor->end && n < MAX_NUMBER_LETTERS &&
         strchr ("+-.0123456789eE", cursor->p[n]) != NULL && cursor->p[n] != '\0')
    n++;
  memcpy (text, cursor->p, n);
  text[n] = '\0';
  *value = g_ascii_strtod (text, &end);
  cursor->p += n;

  return n > 0 && *end == '\0' && isfinite (*value);
}

/* A field in front of the lists: a number from 0 to @max in steps of 1/@scale, and @max / @scale at most; or
 * empty, where that may be. */
static gboolean
read_field (Cursor *cursor,
            double scale,
            int max,
            gboolean may_be_empty,
            const char *expected,
            int *value,
            GError **error)
{
  const char *begin = cursor->p;
  double number;

  *value = MTN_NOT_SAID;
  if (may_be_empty && cursor->p < cursor->end && *cursor->p == ',')
    {
      cursor->p++;
      return TRUE;
    }

  if (!read_number (cursor, &number) || (cursor->p < cursor->end && *cursor->p != ','))
    return fail (cursor, begin, MTN_ERROR_FORMAT, expected, error);

  number *= scale;
  if (!(number >= 0 && number < max + 0.5) || fabs (number - round (number)) > 1e-6)
    return fail (cursor, begin, MTN_ERROR_RANGE, expected, error);

  *value = (int) round (number);
  return skip (cursor, ",", error);
}

/* "[0.0, 5.0, …]" in quotes. @cells: (nullable): what is not 0, which must be stars */
static gboolean
read_list (Cursor *cursor, GArray *cells, guint *n, GError **error)
{
  if (cells != NULL)
    g_array_set_size (cells, 0);
  *n = 0;
  if (!skip (cursor, "\"[", error))
    return FALSE;

  for (;;)
    {
      const char *begin = cursor->p;
      double value;

      if (!read_number (cursor, &value))
        return fail (cursor, begin, MTN_ERROR_FORMAT, _ ("a number"), error);
      if (cells != NULL && value != 0.0)
        {
          MtnSeedCell cell = { .movie = *n, .stars = (float) value };

          if (!mtn_stars_are_valid (value))
            return fail (cursor, begin, MTN_ERROR_RANGE, _ ("a rating from 0.5 to 5 in halves, or 0"), error);
          g_array_append_val (cells, cell);
        }
      (*n)++;

      if (cursor->p == cursor->end || *cursor->p != ',')
        return skip (cursor, "]\"", error);
      do
        cursor->p++;
      while (cursor->p < cursor->end && *cursor->p == ' ');
    }
}

/* What is visible is visible as it was rated: the hidden films are those of the output that the input lacks.
 */
static gboolean
check_input (const MtnSeedRow *row, const Cursor *cursor, const char *at, GError **error)
{
  guint k = 0;

  for (guint i = 0; i < row->input->len; i++)
    {
      const MtnSeedCell *cell = &g_array_index (row->input, MtnSeedCell, i);

      while (k < row->output->len && g_array_index (row->output, MtnSeedCell, k).movie < cell->movie)
        k++;
      if (k < row->output->len && g_array_index (row->output, MtnSeedCell, k).movie == cell->movie &&
          g_array_index (row->output, MtnSeedCell, k).stars == cell->stars)
        continue;

      mtn_lines_set_error (cursor->lines, at, MTN_ERROR_FORMAT, error,
                           _ ("film %u is rated otherwise in the input than in the output; expected the same "
                              "rating, or "
                              "0 in the input"),
                           cell->movie + 1);
      return FALSE;
    }

  return TRUE;
}

gboolean
mtn_seed_row_parse (MtnSeedRow *self, const MtnLines *lines, GError **error)
{
  Cursor cursor = { .lines = lines, .p = lines->line.text, .end = lines->line.text + lines->line.length };
  const char *input;
  guint n_output;

  if (!read_field (&cursor, 1, G_MAXINT - 1, FALSE, _ ("the number of a person"), &self->id, error) ||
      !read_field (&cursor, 100, MAX_AGE, TRUE, _ ("an age divided by 100, 0 to 1.3, or nothing"), &self->age,
                   error) ||
      !read_field (&cursor, 1, 1, TRUE, _ ("a gender, 1 for M or 0 for F, or nothing"), &self->gender,
                   error) ||
      !read_field (&cursor, 1, MAX_OCCUPATION, TRUE, _ ("the number of an occupation, 0 to 20, or nothing"),
                   &self->occupation, error))
    return FALSE;

  input = cursor.p;
  if (!read_list (&cursor, self->input, &self->n_movies, error) || !skip (&cursor, ",", error))
    return FALSE;
  if (!read_list (&cursor, self->output, &n_output, error))
    return FALSE;
  if (n_output != self->n_movies)
    {
      mtn_lines_set_error (lines, input, MTN_ERROR_FORMAT, error,
                           _ ("%u films in the input and %u in the output; expected the same number"),
                           self->n_movies, n_output);
      return FALSE;
    }
  if (!skip (&cursor, ",", error) || !read_list (&cursor, NULL, &self->n_genres, error))
    return FALSE;
  if (cursor.p != cursor.end)
    return fail (&cursor, cursor.p, MTN_ERROR_FORMAT, _ ("the end of the line"), error);

  return check_input (self, &cursor, input, error);
}
