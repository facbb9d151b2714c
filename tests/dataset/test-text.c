/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-csv.h"
#include "mtn-text.h"

#include <string.h>

static MtnSpan
span (const char *text)
{
  return (MtnSpan){ .text = text, .length = strlen (text) };
}

static void
test_lines (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\xEF\xBB\xBF"
                                                 "one\n\n  \ntwo\r\nthree",
                                                 21);
  static const struct
  {
    const char *text;
    guint number;
    gboolean unfinished;
  } expected[] = { { "one", 1, FALSE }, { "two", 4, FALSE }, { "three", 5, TRUE } };
  MtnLines lines;

  mtn_lines_init (&lines, "file", bytes);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (mtn_lines_next (&lines));
      g_assert_true (mtn_span_equal (lines.line, expected[i].text));
      g_assert_cmpuint (lines.number, ==, expected[i].number);
      g_assert_cmpint (lines.unfinished, ==, expected[i].unfinished);
    }
  g_assert_false (mtn_lines_next (&lines));
}

static void
test_split (void)
{
  MtnSpan fields[3];

  g_assert_cmpuint (mtn_span_split (span ("a||bc|"), '|', fields, 3), ==, 4);
  g_assert_true (mtn_span_equal (fields[0], "a"));
  g_assert_true (mtn_span_equal (fields[1], ""));
  g_assert_true (mtn_span_equal (fields[2], "bc"));
  g_assert_cmpuint (mtn_span_split (span (""), '|', fields, 3), ==, 1);
}

static void
test_parse_int (void)
{
  static const char *const wrong[] = {
    "", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "99999999999999999999"
  };
  gint64 value;

  g_assert_true (mtn_span_parse_int (span ("007"), 10, &value));
  g_assert_cmpint (value, ==, 7);
  g_assert_true (mtn_span_parse_int (span ("10"), 10, &value));
  g_assert_false (mtn_span_parse_int (span ("11"), 10, &value));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (mtn_span_parse_int (span (wrong[i]), G_MAXINT64, &value));
}

static void
test_parse_stars (void)
{
  static const char *const wrong[] = { "", ".", "-", "1.2.3", "nan", "inf", "1e1", " 1", "3,5", "0x1" };
  static const struct
  {
    const char *text;
    double value;
    gboolean valid;
  } right[] = { { "5", 5, TRUE },    { "0.5", 0.5, TRUE }, { "4.0", 4, TRUE },    { "3.50", 3.5, TRUE },
                { "0", 0, FALSE },   { "-1", -1, FALSE },  { "5.5", 5.5, FALSE }, { "3.3", 3.3, FALSE },
                { "0.0", 0, FALSE }, { "100", 100, FALSE } };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_assert_true (mtn_span_parse_stars (span (right[i].text), &value));
      g_assert_cmpfloat (value, ==, right[i].value);
      g_assert_cmpint (mtn_stars_are_valid (value), ==, right[i].valid);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (mtn_span_parse_stars (span (wrong[i]), &value));
}

static void
test_to_utf8 (void)
{
  g_autofree char *latin = mtn_span_to_utf8 (span ("Mis\351rables"));
  g_autofree char *utf8 = mtn_span_to_utf8 (span ("Misérables"));

  g_assert_cmpstr (latin, ==, "Misérables");
  g_assert_cmpstr (utf8, ==, "Misérables");
}

static void
test_quote (void)
{
  g_autofree char *letters = g_strnfill (1000, 'x');
  g_autofree char *shortened = mtn_span_quote (span (letters));
  g_autofree char *escaped = mtn_span_quote ((MtnSpan){ .text = "a\0\001b", .length = 4 });
  g_autoptr (GString) accents = g_string_new ("x");
  g_autofree char *shortened_accents = NULL;

  g_assert_cmpint (g_utf8_strlen (shortened, -1), ==, 43);
  g_assert_true (g_utf8_validate (escaped, -1, NULL));

  /* Shortened inside a character it would be taken for Latin-1. */
  for (guint i = 0; i < 500; i++)
    g_string_append (accents, "é");
  shortened_accents = mtn_span_quote (span (accents->str));
  g_assert_true (g_str_has_prefix (shortened_accents, "“xéé"));
  g_assert_true (g_str_has_suffix (shortened_accents, "éé…”"));
}

typedef struct
{
  const char *text;
  const char *records; /* fields in <>, records in lines; "!" for an error */
} CsvCase;

static const CsvCase csv_cases[] = {
  { "a,b\nc,d\n", "<a><b>\n<c><d>\n" },
  { "a,b", "<a><b>\n" },
  { "a,\n,b\n", "<a><>\n<><b>\n" },
  { "\"a,b\",c\n", "<a,b><c>\n" },
  { "\"a \"\"b\"\"\"\n", "<a \"b\">\n" },
  { "\"two\nlines\",c\nnext\n", "<two\nlines><c>\n<next>\n" },
  { "a,\"\"\r\n\"b\"\r\nc\r\n", "<a><>\n<b>\n<c>\n" },
  { "\"\"", "<>\n" },
  { "a,\"b\",", "<a><b><>\n" },
  { "\n\na\n\n", "<a>\n" },
  { "", "" },
  { "\"a\n", "!" },
  { "a\"b\n", "!" },
  { "\"a\"b,c\n", "!" },
  { "ok\n\"", "<ok>\n!" },
  { "\"a\"\"", "!" },
};

static void
test_csv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (csv_cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (csv_cases[i].text, strlen (csv_cases[i].text));
      g_autoptr (GString) records = g_string_new (NULL);
      g_auto (MtnCsv) csv = { 0 };
      g_autoptr (GError) error = NULL;
      int status;

      mtn_csv_init (&csv, "file", bytes);
      while ((status = mtn_csv_next (&csv, &error)) > 0)
        {
          for (guint j = 0; j < csv.n_fields; j++)
            g_string_append_printf (records, "<%.*s>", (int) csv.fields[j].length, csv.fields[j].text);
          g_string_append_c (records, '\n');
        }

      if (status < 0)
        {
          g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
          g_string_append_c (records, '!');
        }
      g_assert_cmpstr (records->str, ==, csv_cases[i].records);
    }
}

/* A record of several lines moves the line numbers of those behind it. */
static void
test_csv_line_numbers (void)
{
  static const char text[] = "\"a\n\nb\",1\nc,2\n\"d\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_auto (MtnCsv) csv = { 0 };
  g_autoptr (GError) error = NULL;

  mtn_csv_init (&csv, "file", bytes);
  g_assert_cmpint (mtn_csv_next (&csv, &error), ==, 1);
  g_assert_cmpuint (csv.lines.number, ==, 1);
  g_assert_cmpint (mtn_csv_next (&csv, &error), ==, 1);
  g_assert_cmpuint (csv.lines.number, ==, 4);
  g_assert_cmpint (mtn_csv_next (&csv, &error), ==, -1);
  g_assert_true (g_str_has_prefix (error->message, "file:5:1: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/lines", test_lines);
  g_test_add_func ("/text/split", test_split);
  g_test_add_func ("/text/parse-int", test_parse_int);
  g_test_add_func ("/text/parse-stars", test_parse_stars);
  g_test_add_func ("/text/to-utf8", test_to_utf8);
  g_test_add_func ("/text/quote", test_quote);
  g_test_add_func ("/csv/records", test_csv);
  g_test_add_func ("/csv/line-numbers", test_csv_line_numbers);

  return g_test_run ();
}
