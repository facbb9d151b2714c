/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-mt19937.h"

/* What numpy 1.24 gives for RandomState (42), also on both sides of the second twist. */
static void
test_known_answers (void)
{
  static const guint32 begin[] = { 1608637542u, 3421126067u, 4083286876u };
  MtnMt19937 random;

  mtn_mt19937_init (&random, 42);
  for (guint i = 0; i < 2000; i++)
    {
      guint32 word = mtn_mt19937_next (&random);

      if (i < G_N_ELEMENTS (begin))
        g_assert_cmpuint (word, ==, begin[i]);
      else if (i == 623)
        g_assert_cmpuint (word, ==, 1077437785u);
      else if (i == 624)
        g_assert_cmpuint (word, ==, 108880612u);
      else if (i == 1999)
        g_assert_cmpuint (word, ==, 2238969328u);
    }

  mtn_mt19937_init (&random, 0);
  g_assert_cmpuint (mtn_mt19937_next (&random), ==, 2357136044u);
  mtn_mt19937_init (&random, G_MAXUINT32);
  g_assert_cmpuint (mtn_mt19937_next (&random), ==, 419326371u);
}

static void
test_interval (void)
{
  MtnMt19937 random, untouched;

  mtn_mt19937_init (&random, 42);
  mtn_mt19937_init (&untouched, 42);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (mtn_mt19937_interval (&random, 0), ==, 0);
  /* Nothing was drawn for that. */
  g_assert_cmpuint (mtn_mt19937_next (&random), ==, mtn_mt19937_next (&untouched));

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (mtn_mt19937_interval (&random, 4), <=, 4);
  mtn_mt19937_interval (&random, G_MAXUINT32);
}

/* numpy.random.seed (42), then shuffles of arange (10) and arange (5). */
static void
test_shuffle (void)
{
  static const guint ten[] = { 8, 1, 5, 0, 7, 2, 9, 4, 3, 6 };
  static const guint five[] = { 1, 0, 3, 4, 2 };
  guint values[10];
  MtnMt19937 random;

  mtn_mt19937_init (&random, 42);
  for (guint i = 0; i < 10; i++)
    values[i] = i;
  mtn_mt19937_shuffle (&random, values, 10);
  g_assert_cmpmem (values, sizeof ten, ten, sizeof ten);

  for (guint i = 0; i < 5; i++)
    values[i] = i;
  mtn_mt19937_shuffle (&random, values, 5);
  g_assert_cmpmem (values, sizeof five, five, sizeof five);

  mtn_mt19937_shuffle (&random, NULL, 0);
  mtn_mt19937_shuffle (&random, values, 1);
  g_assert_cmpuint (values[0], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mt19937/known-answers", test_known_answers);
  g_test_add_func ("/mt19937/interval", test_interval);
  g_test_add_func ("/mt19937/shuffle", test_shuffle);

  return g_test_run ();
}
