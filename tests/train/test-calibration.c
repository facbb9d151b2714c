/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <math.h>
#include <string.h>

#include "mtn-curves.h"
#include "mtn-logistic.h"
#include "mtn-random.h"
#include "mtn-simulation.h"

#define N 20000

static void
test_logistic_recovers (void)
{
  g_autofree float *x = g_new (float, N);
  g_autofree gboolean *hit = g_new (gboolean, N);
  double a, b;
  MtnRandom random;

  mtn_random_init (&random, 1, 1);
  for (guint i = 0; i < N; i++)
    {
      x[i] = (float) (mtn_random_unit (&random) * 8 - 2);
      hit[i] = mtn_random_unit (&random) < 1 / (1 + exp (-(-2 + 0.7 * x[i])));
    }
  mtn_logistic_fit (x, hit, N, &a, &b);

  /* Four standard errors. */
  g_assert_cmpfloat_with_epsilon (a, -2, 0.15);
  g_assert_cmpfloat_with_epsilon (b, 0.7, 0.05);
}

static void
test_logistic_finite (void)
{
  static const struct
  {
    float x[4];
    gboolean hit[4];
  } cases[] = {
    { { 1, 2, 3, 4 }, { TRUE, TRUE, TRUE, TRUE } },      { { 1, 2, 3, 4 }, { FALSE, FALSE, FALSE, FALSE } },
    { { 1, 2, 3, 4 }, { FALSE, FALSE, TRUE, TRUE } },    { { 5, 5, 5, 5 }, { FALSE, TRUE, FALSE, TRUE } },
    { { 0, 0, 0, 1e6f }, { FALSE, TRUE, FALSE, TRUE } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double a = NAN, b = NAN;

      mtn_logistic_fit (cases[i].x, cases[i].hit, 4, &a, &b);
      g_assert_true (isfinite (a) && isfinite (b));
      g_assert_cmpfloat (b, >=, -1e-9);
    }
}

static void
test_curves (void)
{
  g_autoptr (MtnCurves) curves = mtn_curves_new ();
  const MtnCurvePoint points[] = {
    { .n_picks = 0, .scale = { 1, 1 }, .a = -3, .b = 2 },
    { .n_picks = 1, .scale = { 0.5, 0.5 }, .a = -2, .b = 1 },
    { .n_picks = 4, .scale = { 2, 2 }, .a = -1, .b = 4 },
  };
  MtnCurvePoint point;

  g_assert_false (mtn_curves_get (curves, MTN_HISTORY_RATINGS, 3, &point));
  g_assert_cmpfloat (point.scale[0], ==, 1);

  g_array_append_vals (curves->points[MTN_HISTORY_FAVORITES], points, 3);

  g_assert_true (mtn_curves_get (curves, MTN_HISTORY_FAVORITES, 0, &point));
  g_assert_cmpfloat (point.a, ==, -3);

  /* Half way between 1 and 4 on the logarithm. */
  g_assert_true (mtn_curves_get (curves, MTN_HISTORY_FAVORITES, 2, &point));
  g_assert_cmpfloat_with_epsilon (point.scale[0], 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.a, -1.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.b, 2, 1e-9);

  /* Beyond the last the scale grows on, the calibration stays. */
  g_assert_true (mtn_curves_get (curves, MTN_HISTORY_FAVORITES, 16, &point));
  g_assert_cmpfloat_with_epsilon (point.scale[0], 8, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.a, -1, 1e-9);
  g_assert_cmpfloat_with_epsilon (point.b, 4, 1e-9);
}

static void
test_simulation (void)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  g_autoptr (MtnRatings) ratings = NULL;
  g_autoptr (MtnSimulation) favorites = NULL;
  g_autoptr (MtnSimulation) again = NULL;
  g_autoptr (MtnSimulation) rated = NULL;
  const guint people[] = { 0, 1 };

  /* The first loves 8 of 12 films, the second 4 of 12. */
  for (guint u = 0; u < 2; u++)
    for (guint j = 0; j < 12; j++)
      {
        MtnRating rating = { u, j, j < (u == 0 ? 8u : 4u) ? 5 : 2, 0 };

        g_array_append_val (entries, rating);
      }
  ratings = mtn_ratings_new ((const MtnRating *) entries->data, entries->len, 2, 12);

  favorites = mtn_simulation_new (ratings, people, 2, MTN_HISTORY_FAVORITES, 3, 42);
  g_assert_cmpuint (favorites->n_rows, ==, 1);
  g_assert_cmpuint (favorites->people[0], ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (favorites->movies[i], <, 8);
      g_assert_true (mtn_simulation_has_picked (favorites, 0, favorites->movies[i]));
    }
  g_assert_false (mtn_simulation_has_picked (favorites, 0, 9));

  again = mtn_simulation_new (ratings, people, 2, MTN_HISTORY_FAVORITES, 3, 42);
  g_assert_cmpmem (favorites->movies, 3 * sizeof (guint), again->movies, 3 * sizeof (guint));

  rated = mtn_simulation_new (ratings, people, 2, MTN_HISTORY_RATINGS, 7, 42);
  g_assert_cmpuint (rated->n_rows, ==, 2);
  g_assert_cmpuint (rated->offsets[2], ==, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/logistic/recovers", test_logistic_recovers);
  g_test_add_func ("/logistic/finite", test_logistic_finite);
  g_test_add_func ("/curves/interpolation", test_curves);
  g_test_add_func ("/simulation/picks", test_simulation);

  return g_test_run ();
}
