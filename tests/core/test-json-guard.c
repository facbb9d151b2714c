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
  { "", TRUE },
  { "{}", TRUE },
  { "{\"a\": [1, {\"b\": 2}]}", TRUE },
  { "[[[]]]", TRUE },
  { "[[[[]]]]", FALSE },
  { "{\"a\":{\"b\":{\"c\":{}}}}", FALSE },
  { "[\"[[[[[[\"]", TRUE },
  { "[\"\\\"[[[[[[\"]", TRUE },
  { "[\"\\\\\", [[[]]]]", FALSE },
  { "[],[],[],[],[]", TRUE },
  { "]]]]", TRUE },
  { "[\"\xff\"]", FALSE },
  { "[\"\xc0\x80\"]", FALSE },
  { "[                                                                ]", FALSE },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

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
  g_test_add_func ("/json-guard/depth-is-cheap", test_depth_is_cheap);

  return g_test_run ();
}
