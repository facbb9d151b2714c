/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-json-guard.h"

#include <string.h>

static const struct
{
  const char *text;
  gboolean passes;
} cases[] = {
  { "{}", TRUE },
  { " [ ] \n", TRUE },
  { "null", TRUE },
  { "{\"a\": [1, {\"b\": 2}]}", TRUE },
  { "[[[]]]", TRUE },
  { "[\"[[[[[[\"]", TRUE },
  { "[\"\\\"[[[[[[\"]", TRUE },
  { "[[],[[],[]],[],{}]", TRUE },
  { "[-0.5e+10, 0, 10, 1E9, true, false]", TRUE },
  { "[\"\\u00e9 \\ud83d\\ude00 \\n\"]", TRUE },
  /* too deep, also where another grammar would see a string */
  { "[[[[]]]]", FALSE },
  { "{\"a\":{\"b\":{\"c\":{}}}}", FALSE },
  { "[\"\\\\\", [[[]]]]", FALSE },
  { "['\"', [[[[]]]]]", FALSE },
  { "[/*\"*/[[[[]]]]]", FALSE },
  /* no JSON */
  { "", FALSE },
  { "  ", FALSE },
  { "]]]]", FALSE },
  { "[}", FALSE },
  { "[1", FALSE },
  { "[1,]", FALSE },
  { "[1 2]", FALSE },
  { "[,1]", FALSE },
  { "{\"a\"}", FALSE },
  { "{\"a\":1,}", FALSE },
  { "{\"a\" 1}", FALSE },
  { "{a:1}", FALSE },
  { "{'a':1}", FALSE },
  { "{} {}", FALSE },
  { "[1] x", FALSE },
  { "[010]", FALSE },
  { "[0x10]", FALSE },
  { "[+1]", FALSE },
  { "[.5]", FALSE },
  { "[1.]", FALSE },
  { "[1e]", FALSE },
  { "[-]", FALSE },
  { "[NaN]", FALSE },
  { "[tru]", FALSE },
  { "[\"a]", FALSE },
  { "[\"a\\\"]", FALSE },
  { "[\"\\x\"]", FALSE },
  { "[\"\t\"]", FALSE },
  { "[\"\\u12\"]", FALSE },
  { "[\"\\u0000\"]", FALSE },
  { "[\"\\ud800\"]", FALSE },
  { "[\"\\ud800\\u0041\"]", FALSE },
  { "[\"\\udc00\"]", FALSE },
  { "[\"\xff\"]", FALSE },
  { "[\"\xc0\x80\"]", FALSE },
  { "[                                                                ]", FALSE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = g_strescape (cases[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", shown);
      g_assert_cmpint (mtn_json_guard (cases[i].text, strlen (cases[i].text), "case", 3, 60, &error), ==,
                       cases[i].passes);
      if (!cases[i].passes)
        g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_json_guard ("[\0]", 3, "case", 3, 60, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "byte 1"));
}

static void
test_position (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_json_guard ("[1,\n  oops]", 11, "case", 3, 60, &error));
  g_assert_nonnull (strstr (error->message, "line 2, column 3"));
}

static void
test_depth_is_cheap (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_false (mtn_json_guard (text, 1000000, "deep.json", 64, G_MAXSIZE, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "deep.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-guard/cases", test_cases);
  g_test_add_func ("/json-guard/nul", test_nul);
  g_test_add_func ("/json-guard/position", test_position);
  g_test_add_func ("/json-guard/depth-is-cheap", test_depth_is_cheap);

  return g_test_run ();
}
