/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-test-engine.h"

#include <math.h>
#include <string.h>

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
  self->narrow = mtn_test_engine_new ("avx2");
}

void
mtn_test_engines_clear (MtnTestEngines *self)
{
  g_clear_pointer (&self->reference, mtn_engine_free);
  g_clear_pointer (&self->vector, mtn_engine_free);
  g_clear_pointer (&self->narrow, mtn_engine_free);
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

void
mtn_test_rows_clear (MtnTestRows *self)
{
  g_free (self->offsets);
  g_free (self->columns);
  g_free (self->values);
}

void
mtn_test_rows_init (MtnTestRows *self, guint n_rows, guint n_columns, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  self->offsets = g_new0 (guint, n_rows + 1);
  for (guint r = 0; r < n_rows; r++)
    self->offsets[r + 1] = self->offsets[r] + (n_columns > 0 ? (guint) g_rand_int_range (rand, 0, 7) : 0);
  self->columns = g_new (guint, self->offsets[n_rows] + 1);
  for (guint e = 0; e < self->offsets[n_rows]; e++)
    self->columns[e] = g_rand_int_range (rand, 0, n_columns);
  self->values = mtn_test_random_values (self->offsets[n_rows], seed + 1);
  self->rows = (MtnRows){ n_rows, self->offsets, self->columns, self->values };
}

MtnBuffer *
mtn_test_upload (MtnEngine *engine, const float *values, gsize n_values)
{
  MtnBuffer *buffer = mtn_buffer_new (engine, n_values);

  mtn_buffer_write (buffer, 0, values, n_values);

  return buffer;
}

float *
mtn_test_download (MtnBuffer *buffer, gsize n_values)
{
  float *values = g_new (float, MAX (n_values, 1));

  g_assert_true (mtn_buffer_read (buffer, 0, values, n_values));

  return values;
}

void
mtn_test_assert_same_bits (const float *a, const float *b, gsize n_values)
{
  if (memcmp (a, b, n_values * sizeof (float)) == 0)
    return;

  for (gsize i = 0; i < n_values; i++)
    if (!isnan (a[i]) || !isnan (b[i]))
      g_assert_cmpmem (a + i, sizeof (float), b + i, sizeof (float));
}
