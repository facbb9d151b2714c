/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-random.h"

/* The first numbers of the demonstration program of the PCG library: seed 42, stream 54. */
static void
test_known_answer (void)
{
  static const guint32 expected[] = {
    0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e
  };
  MtnRandom random;

  mtn_random_init (&random, 42, 54);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmphex (mtn_random_next (&random), ==, expected[i]);
}

static void
test_below (void)
{
  guint counts[7] = { 0 };
  MtnRandom random;

  mtn_random_init (&random, 1, 1);
  for (int i = 0; i < 70000; i++)
    {
      guint32 value = mtn_random_below (&random, 7);

      g_assert_cmpuint (value, <, 7);
      counts[value]++;
    }

  /* 10,000 each; a standard deviation is 93. */
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 9500);
      g_assert_cmpuint (counts[i], <, 10500);
    }

  g_assert_cmpuint (mtn_random_below (&random, 1), ==, 0);
}

static void
test_unit (void)
{
  double sum = 0.0;
  MtnRandom random;

  mtn_random_init (&random, 1, 2);
  for (int i = 0; i < 100000; i++)
    {
      double value = mtn_random_unit (&random);

      g_assert_cmpfloat (value, >=, 0.0);
      g_assert_cmpfloat (value, <, 1.0);
      sum += value;
    }

  g_assert_cmpfloat_with_epsilon (sum / 100000, 0.5, 0.01);
}

static void
test_shuffle (void)
{
  guint values[100], again[100];
  gboolean seen[100] = { FALSE };
  guint n_moved = 0;
  MtnRandom random;

  for (guint i = 0; i < 100; i++)
    values[i] = again[i] = i;

  mtn_random_init (&random, 3, 1);
  mtn_random_shuffle (&random, values, 100);
  mtn_random_init (&random, 3, 1);
  mtn_random_shuffle (&random, again, 100);
  g_assert_cmpmem (values, sizeof values, again, sizeof again);

  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpuint (values[i], <, 100);
      g_assert_false (seen[values[i]]);
      seen[values[i]] = TRUE;
      n_moved += values[i] != i;
    }
  g_assert_cmpuint (n_moved, >, 80);

  mtn_random_shuffle (&random, values, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random/known-answer", test_known_answer);
  g_test_add_func ("/random/below", test_below);
  g_test_add_func ("/random/unit", test_unit);
  g_test_add_func ("/random/shuffle", test_shuffle);

  return g_test_run ();
}
