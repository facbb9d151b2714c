/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Drop-out keeps the share that it should, of units that have nothing to do with each other; and what takes
 * denormals for zero leaves the caller's arithmetic as it was. */

#include <math.h>

#include "mtn-denormals.h"
#include "mtn-drop.h"

#define N_UNITS 400
#define N_ROWS 500

static double
keeps (const MtnDrop *drop, guint unit, guint row)
{
  return mtn_drop_keeps (drop, mtn_drop_unit (drop, unit), row) ? 1 : 0;
}

static void
test_rate (void)
{
  static const double rates[] = { 0.1, 0.3, 0.5, 0.9 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint step = 0; step < 5; step++)
      {
        MtnDrop drop = mtn_drop_init (rates[i], 42, step, 1);
        double deviation = sqrt (rates[i] * (1 - rates[i]) / (N_UNITS * N_ROWS));
        double n_kept = 0;

        for (guint unit = 0; unit < N_UNITS; unit++)
          for (guint row = 0; row < N_ROWS; row++)
            n_kept += keeps (&drop, unit, row);
        g_assert_cmpfloat_with_epsilon (n_kept / (N_UNITS * N_ROWS), 1 - rates[i], 4.5 * deviation);
        /* What is left makes up for what is gone. */
        g_assert_cmpfloat_with_epsilon ((double) drop.scale * (1 - rates[i]), 1, 1e-6);
      }
}

/* Of half that is dropped, neighbours in any direction agree in half of the cases; a unit's rows and a row's
 * units have the share that they should, too. */
static void
test_independence (void)
{
  MtnDrop drop = mtn_drop_init (0.5, 42, 3, 1);
  const MtnDrop others[] = { mtn_drop_init (0.5, 42, 4, 1), mtn_drop_init (0.5, 42, 3, 2),
                             mtn_drop_init (0.5, 43, 3, 1),
                             mtn_drop_init (0.5, 42 + (G_GUINT64_CONSTANT (1) << 32), 3, 1) };
  const double n = N_UNITS * N_ROWS;
  double n_by_unit = 0, n_by_row = 0, n_by_other[G_N_ELEMENTS (others)] = { 0 };
  double chi_units = 0, chi_rows = 0;

  for (guint unit = 0; unit < N_UNITS; unit++)
    for (guint row = 0; row < N_ROWS; row++)
      {
        double kept = keeps (&drop, unit, row);

        n_by_unit += kept == keeps (&drop, unit + 1, row);
        n_by_row += kept == keeps (&drop, unit, row + 1);
        for (guint i = 0; i < G_N_ELEMENTS (others); i++)
          n_by_other[i] += kept == keeps (&others[i], unit, row);
      }
  g_assert_cmpfloat_with_epsilon (n_by_unit / n, 0.5, 4.5 * 0.5 / sqrt (n));
  g_assert_cmpfloat_with_epsilon (n_by_row / n, 0.5, 4.5 * 0.5 / sqrt (n));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpfloat_with_epsilon (n_by_other[i] / n, 0.5, 4.5 * 0.5 / sqrt (n));

  /* Sums over rows and over units scatter as those of coins do: χ² is its number of terms, ± √(2 · that). */
  for (guint unit = 0; unit < N_UNITS; unit++)
    {
      double sum = 0;

      for (guint row = 0; row < N_ROWS; row++)
        sum += keeps (&drop, unit, row) - 0.5;
      chi_units += sum * sum / (N_ROWS * 0.25);
    }
  for (guint row = 0; row < N_ROWS; row++)
    {
      double sum = 0;

      for (guint unit = 0; unit < N_UNITS; unit++)
        sum += keeps (&drop, unit, row) - 0.5;
      chi_rows += sum * sum / (N_UNITS * 0.25);
    }
  g_assert_cmpfloat_with_epsilon (chi_units, N_UNITS, 4.5 * sqrt (2 * N_UNITS));
  g_assert_cmpfloat_with_epsilon (chi_rows, N_ROWS, 4.5 * sqrt (2 * N_ROWS));
}

/* A few that must never change, or runs that are resumed with a newer build would not go on as they began. */
static void
test_known (void)
{
  MtnDrop drop = mtn_drop_init (0.5, 42, 0, 1);
  guint bits = 0;

  /* MurmurHash3's finaliser, whose published test value this is. */
  g_assert_cmphex (mtn_drop_mix (1), ==, 0x514e28b7);
  g_assert_cmphex (mtn_drop_mix (0), ==, 0);

  for (guint i = 0; i < 32; i++)
    bits |= (guint) keeps (&drop, i % 4, i / 4) << i;
  g_assert_cmphex (bits, ==, 0xeb7a241e);
}

static void
test_denormals (void)
{
  volatile float small = 1e-30f;
  volatile float product;
  guint64 mode;

  mode = mtn_denormals_flush ();
  product = small * 1e-10f;
#if defined(__SSE2__) || defined(__aarch64__)
  g_assert_cmpfloat (product, ==, 0);
#endif
  mtn_denormals_restore (mode);

  product = small * 1e-10f;
  g_assert_cmpfloat (product, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/drop/rate", test_rate);
  g_test_add_func ("/net/drop/independence", test_independence);
  g_test_add_func ("/net/drop/known", test_known);
  g_test_add_func ("/net/denormals", test_denormals);

  return g_test_run ();
}
