/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What happens to a command line before GOption sees it, and what is suggested for a typing error. */

#include <glib.h>

#include "mtn-cli-args.h"
#include "mtn-cli-suggest.h"
#include "mtn-error.h"

static const GOptionEntry entries[] = {
  { "many", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
  { "other", 'x', 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
  { "one", 'n', 0, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
  { "flag", 'q', 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  { "verbose", 'v', 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* Words are separated by "|". */
static const struct
{
  const char *typed;
  const char *gathered;
} command_lines[] = {
  { "c", "c" },
  { "c|-f|A", "c|-f|A" },
  { "c|-f|A|B|C", "c|-f|A|--many|B|--many|C" },
  { "c|--many|A|B|-x|C|D", "c|--many|A|--many|B|-x|C|--other|D" },
  { "c|--many=A|B", "c|--many=A|--many|B" },
  { "c|-fA|B", "c|-f|A|--many|B" },
  { "c|-f=A|B", "c|-f|A|--many|B" },
  { "c|-qvf|A|B", "c|-qvf|A|--many|B" },
  { "c|-qfA|B", "c|-qf|A|--many|B" },
  { "c|-f|A|-q|B", "c|-f|A|-q|B" },
  { "c|-f|A|-n|5|B", "c|-f|A|-n|5|B" },
  { "c|-n|-5|-f|-1|A", "c|-n|-5|-f|-1|--many|A" },
  { "c|-n5", "c|-n|5" },
  { "c|-f|A|-", "c|-f|A|--many|-" },
  { "c|-f|A||B", "c|-f|A|--many||--many|B" },
  { "c|-f|A|--|B|-f|C", "c|-f|A|--|B|-f|C" },
  { "c|-f", "c|-f" },
  { "c|--many", "c|--many" },
  { "c|--unknown|A", "c|--unknown|A" },
  { "c|-z|A", "c|-z|A" },
  { "c|A|-f|B", "c|A|-f|B" },
};

static void
test_gather (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (command_lines); i++)
    {
      g_auto (GStrv) typed = g_strsplit (command_lines[i].typed, "|", -1);
      g_auto (GStrv) gathered = mtn_cli_gather (entries, typed);
      g_autofree char *joined = g_strjoinv ("|", gathered);

      g_assert_cmpstr (joined, ==, command_lines[i].gathered);
    }
}

static void
test_suggest (void)
{
  static const char *const words[] = { "recommend", "train", "inspect", "--help", NULL };
  static const struct
  {
    const char *typed;
    const char *meant;
  } cases[] = {
    { "recommend", "recommend" },
    { "recomend", "recommend" },
    { "RECOMMEND", "recommend" },
    { "rec", "recommend" },
    { "re", NULL },
    { "trian", "train" },
    { "tarin", "train" },
    { "brain", "train" },
    { "inspekt", "inspect" },
    { "-help", "--help" },
    { "bananas", NULL },
    { "", NULL },
  };
  g_autofree char *long_word = g_strnfill (100000, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mtn_cli_suggest (cases[i].typed, words), ==, cases[i].meant);
  g_assert_null (mtn_cli_suggest (long_word, words));
}

static void
test_numbers (void)
{
  static const char *const no_integers[] = { "",    " 5",  "5 ",          "+",    "0x5",
                                             "5.0", "1e1", "99999999999", "five", "11" };
  static const char *const no_numbers[] = { "",    " 1",  "1 ", "nan",   "inf",  "-inf",
                                            "0x1", "1,5", "1e", "1e999", "-1.5", "e" };
  int integer;
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (no_integers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (mtn_cli_parse_integer (no_integers[i], "--x", 0, 10, &integer, &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (mtn_cli_parse_number (no_numbers[i], "--x", -1, 1, &number, &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
    }

  g_assert_true (mtn_cli_parse_integer ("010", "--x", 0, 10, &integer, NULL));
  g_assert_cmpint (integer, ==, 10);
  g_assert_true (mtn_cli_parse_number ("-.5e0", "--x", -1, 1, &number, NULL));
  g_assert_cmpfloat (number, ==, -0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/args/gather", test_gather);
  g_test_add_func ("/cli/args/suggest", test_suggest);
  g_test_add_func ("/cli/args/numbers", test_numbers);

  return g_test_run ();
}
