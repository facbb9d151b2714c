/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Each operation of the engine against one that is even dumber, in double, and the vector path against the
 * reference, bit for bit. */

#include "mtn-test-engine.h"

#include <math.h>
#include <string.h>

static float *
run_gather (MtnEngine *engine,
            const MtnTestRows *rows,
            const float *weight,
            const float *bias,
            guint n_in,
            guint n_out)
{
  g_autoptr (MtnBuffer) device_weight = mtn_buffer_new_for_data (engine, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) device_bias = bias != NULL ? mtn_test_upload (engine, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, (gsize) rows->rows.n_rows * n_out);

  mtn_engine_gather (engine, &rows->rows, device_weight, device_bias, MTN_ACTIVATION_NONE, n_in, n_out, out);

  return mtn_test_download (out, (gsize) rows->rows.n_rows * n_out);
}

static void
check_gather (const MtnTestEngines *engines, guint n_rows, guint n_in, guint n_out, gboolean with_bias)
{
  g_auto (MtnTestRows) rows = { 0 };
  g_autofree float *weight = mtn_test_random_values ((gsize) n_in * n_out, 3);
  g_autofree float *bias = with_bias ? mtn_test_random_values (n_out, 4) : NULL;
  g_autofree float *reference = NULL;
  g_autofree float *vector = NULL;
  g_autofree float *narrow = NULL;
  g_autofree double *wanted = g_new0 (double, (gsize) n_rows *n_out + 1);
  g_autofree double *scales = g_new0 (double, (gsize) n_rows *n_out + 1);

  mtn_test_rows_init (&rows, n_rows, n_in, n_rows + 31 * n_in);
  reference = run_gather (engines->reference, &rows, weight, bias, n_in, n_out);
  vector = run_gather (engines->vector, &rows, weight, bias, n_in, n_out);
  narrow = run_gather (engines->narrow, &rows, weight, bias, n_in, n_out);

  for (guint r = 0; r < n_rows; r++)
    for (guint j = 0; j < n_out; j++)
      {
        gsize at = (gsize) r * n_out + j;

        wanted[at] = bias != NULL ? bias[j] : 0.0;
        scales[at] = fabs (wanted[at]);
        for (guint e = rows.offsets[r]; e < rows.offsets[r + 1]; e++)
          {
            double term = (double) rows.values[e] * weight[(gsize) rows.columns[e] * n_out + j];

            wanted[at] += term;
            scales[at] += fabs (term);
          }
      }

  mtn_test_assert_near (reference, wanted, scales, (gsize) n_rows * n_out);
  mtn_test_assert_same_bits (reference, vector, (gsize) n_rows * n_out);
  mtn_test_assert_same_bits (reference, narrow, (gsize) n_rows * n_out);
}

static void
test_gather (void)
{
  g_auto (MtnTestEngines) engines;

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      check_gather (&engines, mtn_test_sizes[i], 11, 37, i % 2 == 0);
      check_gather (&engines, 5, mtn_test_sizes[i], 19, TRUE);
      check_gather (&engines, 7, 13, mtn_test_sizes[i], FALSE);
      check_gather (&engines, 7, 13, mtn_test_sizes[i], TRUE);
    }
}

static float *
run_dense (MtnEngine *engine,
           const float *in,
           const float *weight,
           const float *bias,
           guint n_rows,
           guint n_in,
           guint n_out)
{
  g_autoptr (MtnBuffer) device_in = mtn_test_upload (engine, in, (gsize) n_rows * n_in);
  g_autoptr (MtnBuffer) device_weight = mtn_test_upload (engine, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) device_bias = bias != NULL ? mtn_test_upload (engine, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, (gsize) n_rows * n_out);

  mtn_engine_dense (engine, device_in, device_weight, device_bias, MTN_ACTIVATION_NONE, n_rows, n_in, n_out,
                    out);

  return mtn_test_download (out, (gsize) n_rows * n_out);
}

static void
check_dense (const MtnTestEngines *engines, guint n_rows, guint n_in, guint n_out, gboolean with_bias)
{
  g_autofree float *in = mtn_test_random_values ((gsize) n_rows * n_in, 5);
  g_autofree float *weight = mtn_test_random_values ((gsize) n_in * n_out, 6);
  g_autofree float *bias = with_bias ? mtn_test_random_values (n_out, 7) : NULL;
  g_autofree float *reference = run_dense (engines->reference, in, weight, bias, n_rows, n_in, n_out);
  g_autofree float *vector = run_dense (engines->vector, in, weight, bias, n_rows, n_in, n_out);
  g_autofree float *narrow = run_dense (engines->narrow, in, weight, bias, n_rows, n_in, n_out);
  g_autofree double *wanted = g_new0 (double, (gsize) n_rows *n_out + 1);
  g_autofree double *scales = g_new0 (double, (gsize) n_rows *n_out + 1);

  for (guint r = 0; r < n_rows; r++)
    for (guint j = 0; j < n_out; j++)
      {
        gsize at = (gsize) r * n_out + j;

        wanted[at] = bias != NULL ? bias[j] : 0.0;
        scales[at] = fabs (wanted[at]);
        for (guint k = 0; k < n_in; k++)
          {
            double term = (double) in[(gsize) r * n_in + k] * weight[(gsize) k * n_out + j];

            wanted[at] += term;
            scales[at] += fabs (term);
          }
      }

  mtn_test_assert_near (reference, wanted, scales, (gsize) n_rows * n_out);
  mtn_test_assert_same_bits (reference, vector, (gsize) n_rows * n_out);
  mtn_test_assert_same_bits (reference, narrow, (gsize) n_rows * n_out);
}

static void
test_dense (void)
{
  g_auto (MtnTestEngines) engines;

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    for (guint j = 0; j < mtn_test_n_sizes; j++)
      {
        check_dense (&engines, mtn_test_sizes[i], 23, mtn_test_sizes[j], (i + j) % 2 == 0);
        check_dense (&engines, 13, mtn_test_sizes[i], mtn_test_sizes[j], (i + j) % 2 == 1);
      }
}

static float *
run_scale (MtnEngine *engine,
           const float *matrix,
           const float *table,
           const guint *line,
           guint n_rows,
           guint n)
{
  g_autoptr (MtnBuffer) device = mtn_test_upload (engine, matrix, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_table = mtn_test_upload (engine, table, (gsize) 3 * n);

  mtn_engine_scale (engine, device, n_rows, n, device_table, line);

  return mtn_test_download (device, (gsize) n_rows * n);
}

static void
test_scale (void)
{
  g_auto (MtnTestEngines) engines;
  const guint n_rows = 5;
  const guint line[] = { 2, 0, 1, 1, 2 };

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      guint n = mtn_test_sizes[i];
      g_autofree float *matrix = mtn_test_random_values ((gsize) n_rows * n, 8);
      g_autofree float *table = mtn_test_random_values ((gsize) 3 * n, 9);
      g_autofree float *reference = run_scale (engines.reference, matrix, table, line, n_rows, n);
      g_autofree float *vector = run_scale (engines.vector, matrix, table, line, n_rows, n);

      for (guint r = 0; r < n_rows; r++)
        for (guint j = 0; j < n; j++)
          g_assert_cmpfloat (reference[(gsize) r * n + j], ==,
                             matrix[(gsize) r * n + j] * table[(gsize) line[r] * n + j]);
      mtn_test_assert_same_bits (reference, vector, (gsize) n_rows * n);
    }
}

static void
test_subtract_diagonal (void)
{
  g_auto (MtnTestEngines) engines;
  g_auto (MtnTestRows) rows = { 0 };
  const guint n_rows = 4, n = 17;
  const guint line[] = { 1, 0, 1, 0 };
  g_autofree float *matrix = mtn_test_random_values ((gsize) n_rows * n, 10);
  g_autofree float *table = mtn_test_random_values ((gsize) 2 * n, 11);
  g_autofree double *wanted = g_new0 (double, n_rows *n);
  g_autofree double *scales = g_new0 (double, n_rows *n);
  g_autoptr (MtnBuffer) device = NULL;
  g_autoptr (MtnBuffer) device_table = NULL;
  g_autofree float *got = NULL;

  mtn_test_engines_init (&engines);
  mtn_test_rows_init (&rows, n_rows, n, 12);
  device = mtn_test_upload (engines.vector, matrix, n_rows * n);
  device_table = mtn_test_upload (engines.vector, table, 2 * n);
  mtn_engine_subtract_diagonal (engines.vector, device, &rows.rows, n, device_table, line);
  got = mtn_test_download (device, n_rows * n);

  for (guint i = 0; i < n_rows * n; i++)
    {
      wanted[i] = matrix[i];
      scales[i] = fabs (wanted[i]);
    }
  for (guint r = 0; r < n_rows; r++)
    for (guint e = rows.offsets[r]; e < rows.offsets[r + 1]; e++)
      {
        double term = (double) rows.values[e] * table[line[r] * n + rows.columns[e]];

        wanted[r * n + rows.columns[e]] -= term;
        scales[r * n + rows.columns[e]] += fabs (term);
      }

  mtn_test_assert_near (got, wanted, scales, n_rows * n);
}

static float *
run_column_norms (MtnEngine *engine, const float *matrix, const float *weights, guint n_rows, guint n)
{
  g_autoptr (MtnBuffer) device = mtn_test_upload (engine, matrix, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_weights = mtn_test_upload (engine, weights, n_rows);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, n);

  mtn_engine_column_norms (engine, device, device_weights, n_rows, n, out);

  return mtn_test_download (out, n);
}

static void
test_column_norms (void)
{
  g_auto (MtnTestEngines) engines;

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      guint n = mtn_test_sizes[i], n_rows = mtn_test_sizes[mtn_test_n_sizes - 1 - i];
      g_autofree float *matrix = mtn_test_random_values ((gsize) n_rows * n, 13);
      g_autofree float *weights = mtn_test_random_values (n_rows, 14);
      g_autofree float *reference = run_column_norms (engines.reference, matrix, weights, n_rows, n);
      g_autofree float *vector = run_column_norms (engines.vector, matrix, weights, n_rows, n);
      g_autofree double *wanted = g_new0 (double, n + 1);
      g_autofree double *scales = g_new0 (double, n + 1);

      for (guint k = 0; k < n_rows; k++)
        for (guint j = 0; j < n; j++)
          {
            double value = matrix[(gsize) k * n + j];

            wanted[j] += weights[k] * value * value;
            scales[j] += fabs (weights[k] * value * value);
          }
      mtn_test_assert_near (reference, wanted, scales, n);
      mtn_test_assert_same_bits (reference, vector, n);
    }
}

static float *
run_blend (MtnEngine *engine,
           const float *sum,
           const float *part,
           const guint *row_of,
           const float *weights,
           guint n_rows,
           guint n)
{
  g_autoptr (MtnBuffer) device = mtn_test_upload (engine, sum, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_part = mtn_test_upload (engine, part, (gsize) 2 * n);

  mtn_engine_blend (engine, device, n_rows, n, device_part, row_of, weights);

  return mtn_test_download (device, (gsize) n_rows * n);
}

static void
test_blend (void)
{
  g_auto (MtnTestEngines) engines;
  const guint n_rows = 5;
  const guint row_of[] = { 1, MTN_NO_ROW, 0, 1, 0 };
  const float weights[] = { 0.5f, 3.0f, -1.25f, 1.0f, 0.0f };

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      guint n = mtn_test_sizes[i];
      g_autofree float *sum = mtn_test_random_values ((gsize) n_rows * n, 15);
      g_autofree float *part = mtn_test_random_values ((gsize) 2 * n, 16);
      g_autofree float *reference = run_blend (engines.reference, sum, part, row_of, weights, n_rows, n);
      g_autofree float *vector = run_blend (engines.vector, sum, part, row_of, weights, n_rows, n);

      for (guint r = 0; r < n_rows; r++)
        for (guint j = 0; j < n; j++)
          {
            double wanted = sum[(gsize) r * n + j];

            if (row_of[r] != MTN_NO_ROW)
              wanted += (double) weights[r] * part[(gsize) row_of[r] * n + j];
            g_assert_cmpfloat (reference[(gsize) r * n + j], ==, (float) wanted);
          }
      mtn_test_assert_same_bits (reference, vector, (gsize) n_rows * n);
    }
}

/* A part that counts nothing must not spoil the sum, whatever it holds. */
static void
test_blend_nothing (void)
{
  g_auto (MtnTestEngines) engines;
  MtnEngine *both[2];
  const float sum[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  const float part[] = { INFINITY, NAN, -INFINITY, 0, NAN, NAN, NAN, NAN, NAN };
  const guint row_of = 0;
  const float weight = 0.0f;

  mtn_test_engines_init (&engines);
  both[0] = engines.reference;
  both[1] = engines.vector;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MtnBuffer) device = mtn_test_upload (both[i], sum, 9);
      g_autoptr (MtnBuffer) device_part = mtn_test_upload (both[i], part, 9);
      g_autofree float *got = NULL;

      mtn_engine_blend (both[i], device, 1, 9, device_part, &row_of, &weight);
      got = mtn_test_download (device, 9);
      mtn_test_assert_same_bits (got, sum, 9);
    }
}

static void
test_columns (void)
{
  g_auto (MtnTestEngines) engines;
  const float matrix[] = {
    1, 5, 3, 4, /**/ 9, 0, 8, 7,
  };
  const guint from[] = { 1, 3 }, to[] = { 0, 2 };
  const guint columns[] = { 2, 0, 2 };
  float taken[6];
  g_autoptr (MtnBuffer) device = NULL;

  mtn_test_engines_init (&engines);
  device = mtn_test_upload (engines.vector, matrix, G_N_ELEMENTS (matrix));
  mtn_engine_merge_columns (engines.vector, device, 2, 4, from, to, 2);
  g_assert_true (mtn_engine_take_columns (engines.vector, device, 2, 4, columns, 3, taken));

  g_assert_cmpfloat (taken[0], ==, 4);
  g_assert_cmpfloat (taken[1], ==, 5);
  g_assert_cmpfloat (taken[2], ==, 4);
  g_assert_cmpfloat (taken[3], ==, 8);
  g_assert_cmpfloat (taken[4], ==, 9);
  g_assert_cmpfloat (taken[5], ==, 8);
}

static void
test_spread_columns (void)
{
  g_auto (MtnTestEngines) engines;
  const float narrow[] = { 1, 2, 3, /**/ 4, 5, 6 };
  const float before[] = { 9, 9, 9, 9, 9, /**/ 9, 9, 9, 9, 9 };
  const float expected[] = { 2, 0, 3, 0, 1, /**/ 5, 0, 6, 0, 4 };
  const guint columns[] = { 4, 0, 2 };
  float wide[10];
  g_autoptr (MtnBuffer) in = NULL;
  g_autoptr (MtnBuffer) out = NULL;

  mtn_test_engines_init (&engines);
  in = mtn_test_upload (engines.vector, narrow, G_N_ELEMENTS (narrow));
  out = mtn_test_upload (engines.vector, before, G_N_ELEMENTS (before));
  mtn_engine_spread_columns (engines.vector, in, 2, 3, columns, 5, out);
  g_assert_true (mtn_buffer_read (out, 0, wide, G_N_ELEMENTS (wide)));

  g_assert_cmpmem (wide, sizeof wide, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/gather", test_gather);
  g_test_add_func ("/engine/dense", test_dense);
  g_test_add_func ("/engine/scale", test_scale);
  g_test_add_func ("/engine/subtract-diagonal", test_subtract_diagonal);
  g_test_add_func ("/engine/column-norms", test_column_norms);
  g_test_add_func ("/engine/blend", test_blend);
  g_test_add_func ("/engine/blend/nothing", test_blend_nothing);
  g_test_add_func ("/engine/columns", test_columns);
  g_test_add_func ("/engine/spread-columns", test_spread_columns);

  return g_test_run ();
}
