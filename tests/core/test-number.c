/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-json-text.h"
#include "mtn-number.h"

/* Each as Python writes it. */
static void
test_format (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0.0, "0" },
    { 0.2, "0.2" },
    { 1.0 / 3.0, "0.3333333333333333" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 2.0 / 3.0, "0.6666666666666666" },
    { 849, "849" },
    { -0.24, "-0.24" },
    { 0.00002, "2e-05" },
    { 1e-300, "1e-300" },
    { 1.7976931348623157e308, "1.7976931348623157e+308" },
  };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mtn_number_format (buffer, cases[i].value), ==, cases[i].text);
}

static void
test_json (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  mtn_json_text_append_double (out, 0.1);
  g_string_append_c (out, ' ');
  mtn_json_text_append_double (out, 0.0 / 0.0);
  g_string_append_c (out, ' ');
  mtn_json_text_append_double (out, 1.0 / 0.0);
  g_assert_cmpstr (out->str, ==, "0.1 null null");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number/format", test_format);
  g_test_add_func ("/number/json", test_json);

  return g_test_run ();
}
