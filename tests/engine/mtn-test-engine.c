/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-engine.h"

#include <math.h>

const guint mtn_test_sizes[] = { 0, 1, 2, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 131 };
const guint mtn_test_n_sizes = G_N_ELEMENTS (mtn_test_sizes);

MtnEngine *
mtn_test_engine_new (const char *path)
{
  MtnEngine *engine;
  g_autofree char *message = NULL;

  g_setenv ("MATINEE_CPU", path, TRUE);
  engine = mtn_engine_new (MTN_ENGINE_CPU, -1, &message);
  g_unsetenv ("MATINEE_CPU");
  g_assert_nonnull (engine);
  g_assert_null (message);

  return engine;
}

void
mtn_test_engines_init (MtnTestEngines *self)
{
  self->reference = mtn_test_engine_new ("reference");
  self->vector = mtn_test_engine_new ("vector");
}

void
mtn_test_engines_clear (MtnTestEngines *self)
{
  g_clear_pointer (&self->reference, mtn_engine_free);
  g_clear_pointer (&self->vector, mtn_engine_free);
}

float *
mtn_test_random_values (gsize n_values, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  float *values = g_new (float, MAX (n_values, 1));

  for (gsize i = 0; i < n_values; i++)
    values[i] = (float) g_rand_double_range (rand, -2.0, 2.0);

  return values;
}

void
mtn_test_assert_near (const float *values, const double *wanted, const double *scales, gsize n_values)
{
  /* Rounding of a chain of n additions stays below n · 2^−24 of the sum of magnitudes; n is below 200 here.
   * The comparison is false for NaN. */
  for (gsize i = 0; i < n_values; i++)
    g_assert_cmpfloat (fabs (values[i] - wanted[i]), <=, 200.0 / 16777216.0 * scales[i] + 1e-30);
}
