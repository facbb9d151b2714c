/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-number.h"

#include <math.h>

static void
test_score (void)
{
  const struct
  {
    double score;
    const char *text;
  } cases[] = {
    { 0.94, ".94" }, { 0.005, ".01" }, { 0, ".00" },   { 1, ".99" },
    { 7, ".99" },    { -3, ".00" },    { NAN, ".00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mtn_score_dup_text (cases[i].score);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_amount (void)
{
  const struct
  {
    double amount;
    const char *text;
  } cases[] = {
    { 0.07, "+.07" },
    { -0.02, "\342\210\222.02" },
    { 0, "+.00" },
    { 1.5, "+1.50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mtn_amount_dup_text (cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_count (void)
{
  const struct
  {
    guint n;
    const char *text;
  } cases[] = {
    { 0, "0" },          { 507, "507" },        { 1000, "1,000" },
    { 10059, "10,059" }, { 100836, "100,836" }, { 25000095, "25,000,095" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mtn_count_dup_text (cases[i].n);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number/score", test_score);
  g_test_add_func ("/number/count", test_count);
  g_test_add_func ("/number/amount", test_amount);

  return g_test_run ();
}
