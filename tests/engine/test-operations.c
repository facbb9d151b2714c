/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Each operation of the engine against one that is even dumber, in double, and the vector path against the
 * reference, bit for bit. */

#include "mtn-test-engine.h"

#include <math.h>
#include <string.h>

/* Rows with few entries each, some with none. */
typedef struct
{
  MtnRows rows;
  guint *offsets;
  guint *columns;
  float *values;
} TestRows;

static void
test_rows_clear (TestRows *self)
{
  g_free (self->offsets);
  g_free (self->columns);
  g_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestRows, test_rows_clear)

static void
test_rows_init (TestRows *self, guint n_rows, guint n_columns, guint32 seed)
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

static MtnBuffer *
upload (MtnEngine *engine, const float *values, gsize n_values)
{
  MtnBuffer *buffer = mtn_buffer_new (engine, n_values);

  mtn_buffer_write (buffer, 0, values, n_values);

  return buffer;
}

static float *
download (MtnBuffer *buffer, gsize n_values)
{
  float *values = g_new (float, MAX (n_values, 1));

  g_assert_true (mtn_buffer_read (buffer, 0, values, n_values));

  return values;
}

static void
assert_same_bits (const float *a, const float *b, gsize n_values)
{
  g_assert_cmpmem (a, n_values * sizeof (float), b, n_values * sizeof (float));
}

static float *
run_gather (MtnEngine *engine,
            const TestRows *rows,
            const float *weight,
            const float *bias,
            guint n_in,
            guint n_out)
{
  g_autoptr (MtnBuffer) device_weight = mtn_buffer_new_for_data (engine, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) device_bias = bias != NULL ? upload (engine, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, (gsize) rows->rows.n_rows * n_out);

  mtn_engine_gather (engine, &rows->rows, device_weight, device_bias, MTN_ACTIVATION_NONE, n_in, n_out, out);

  return download (out, (gsize) rows->rows.n_rows * n_out);
}

static void
check_gather (const MtnTestEngines *engines, guint n_rows, guint n_in, guint n_out, gboolean with_bias)
{
  g_auto (TestRows) rows = { 0 };
  g_autofree float *weight = mtn_test_random_values ((gsize) n_in * n_out, 3);
  g_autofree float *bias = with_bias ? mtn_test_random_values (n_out, 4) : NULL;
  g_autofree float *reference = NULL;
  g_autofree float *vector = NULL;
  g_autofree double *wanted = g_new0 (double, (gsize) n_rows *n_out + 1);
  g_autofree double *scales = g_new0 (double, (gsize) n_rows *n_out + 1);

  test_rows_init (&rows, n_rows, n_in, n_rows + 31 * n_in);
  reference = run_gather (engines->reference, &rows, weight, bias, n_in, n_out);
  vector = run_gather (engines->vector, &rows, weight, bias, n_in, n_out);

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
  assert_same_bits (reference, vector, (gsize) n_rows * n_out);
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
  g_autoptr (MtnBuffer) device_in = upload (engine, in, (gsize) n_rows * n_in);
  g_autoptr (MtnBuffer) device_weight = upload (engine, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) device_bias = bias != NULL ? upload (engine, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, (gsize) n_rows * n_out);

  mtn_engine_dense (engine, device_in, device_weight, device_bias, MTN_ACTIVATION_NONE, n_rows, n_in, n_out,
                    out);

  return download (out, (gsize) n_rows * n_out);
}

static void
check_dense (const MtnTestEngines *engines, guint n_rows, guint n_in, guint n_out, gboolean with_bias)
{
  g_autofree float *in = mtn_test_random_values ((gsize) n_rows * n_in, 5);
  g_autofree float *weight = mtn_test_random_values ((gsize) n_in * n_out, 6);
  g_autofree float *bias = with_bias ? mtn_test_random_values (n_out, 7) : NULL;
  g_autofree float *reference = run_dense (engines->reference, in, weight, bias, n_rows, n_in, n_out);
  g_autofree float *vector = run_dense (engines->vector, in, weight, bias, n_rows, n_in, n_out);
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
  assert_same_bits (reference, vector, (gsize) n_rows * n_out);
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
  g_autoptr (MtnBuffer) device = upload (engine, matrix, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_table = upload (engine, table, (gsize) 3 * n);

  mtn_engine_scale (engine, device, n_rows, n, device_table, line);

  return download (device, (gsize) n_rows * n);
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
      assert_same_bits (reference, vector, (gsize) n_rows * n);
    }
}

static void
test_subtract_diagonal (void)
{
  g_auto (MtnTestEngines) engines;
  g_auto (TestRows) rows = { 0 };
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
  test_rows_init (&rows, n_rows, n, 12);
  device = upload (engines.vector, matrix, n_rows * n);
  device_table = upload (engines.vector, table, 2 * n);
  mtn_engine_subtract_diagonal (engines.vector, device, &rows.rows, n, device_table, line);
  got = download (device, n_rows * n);

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
  g_autoptr (MtnBuffer) device = upload (engine, matrix, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_weights = upload (engine, weights, n_rows);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, n);

  mtn_engine_column_norms (engine, device, device_weights, n_rows, n, out);

  return download (out, n);
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
      assert_same_bits (reference, vector, n);
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
  g_autoptr (MtnBuffer) device = upload (engine, sum, (gsize) n_rows * n);
  g_autoptr (MtnBuffer) device_part = upload (engine, part, (gsize) 2 * n);

  mtn_engine_blend (engine, device, n_rows, n, device_part, row_of, weights);

  return download (device, (gsize) n_rows * n);
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
      assert_same_bits (reference, vector, (gsize) n_rows * n);
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
      g_autoptr (MtnBuffer) device = upload (both[i], sum, 9);
      g_autoptr (MtnBuffer) device_part = upload (both[i], part, 9);
      g_autofree float *got = NULL;

      mtn_engine_blend (both[i], device, 1, 9, device_part, &row_of, &weight);
      got = download (device, 9);
      assert_same_bits (got, sum, 9);
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
  device = upload (engines.vector, matrix, G_N_ELEMENTS (matrix));
  mtn_engine_merge_columns (engines.vector, device, 2, 4, from, to, 2);
  g_assert_true (mtn_engine_take_columns (engines.vector, device, 2, 4, columns, 3, taken));

  g_assert_cmpfloat (taken[0], ==, 4);
  g_assert_cmpfloat (taken[1], ==, 5);
  g_assert_cmpfloat (taken[2], ==, 4);
  g_assert_cmpfloat (taken[3], ==, 8);
  g_assert_cmpfloat (taken[4], ==, 9);
  g_assert_cmpfloat (taken[5], ==, 8);
}

static float *
run_activation (MtnEngine *engine, const float *values, gsize n, MtnActivation activation)
{
  /* A layer that passes its bias through. */
  const guint offsets[] = { 0, 0 };
  const MtnRows nothing = { 1, offsets, NULL, NULL };
  g_autoptr (MtnBuffer) weight = mtn_buffer_new (engine, 0);
  g_autoptr (MtnBuffer) bias = upload (engine, values, n);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, n);

  mtn_engine_gather (engine, &nothing, weight, bias, activation, 0, n, out);

  return download (out, n);
}

static void
test_activations (void)
{
  g_auto (MtnTestEngines) engines;
  const guint n = 4003;
  g_autofree float *values = g_new (float, n);

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < n; i++)
    values[i] = ((float) i - 2001.0f) / 20.0f;
  values[0] = -INFINITY;
  values[1] = INFINITY;
  values[2] = -0.0f;
  values[3] = 1e-30f;
  values[4] = -1e30f;

  for (MtnActivation a = MTN_ACTIVATION_NONE; a <= MTN_ACTIVATION_SIGMOID; a++)
    {
      g_autofree float *reference = run_activation (engines.reference, values, n, a);
      g_autofree float *vector = run_activation (engines.vector, values, n, a);

      for (guint i = 0; i < n; i++)
        {
          double x = values[i];

          switch (a)
            {
            case MTN_ACTIVATION_RELU:
              g_assert_cmpfloat (reference[i], ==, x > 0.0 ? x : 0.0);
              break;

            case MTN_ACTIVATION_TANH:
              g_assert_cmpfloat (fabs (reference[i] - tanh (x)), <=, 2e-7);
              break;

            case MTN_ACTIVATION_SIGMOID:
              g_assert_cmpfloat (reference[i], >, 0.0f);
              g_assert_cmpfloat (reference[i], <, 1.0f);
              g_assert_cmpfloat (fabs (reference[i] - 1.0 / (1.0 + exp (-x))), <=, 2e-7);
              g_assert_cmpfloat (reference[i], ==, mtn_sigmoid (values[i]));
              break;

            case MTN_ACTIVATION_NONE:
            default:
              g_assert_cmpfloat (reference[i], ==, x);
              break;
            }
        }
      assert_same_bits (reference, vector, n);
    }
}

/* Between neighbours a sigmoid may stand still but never fall: lists keep their order. */
static void
test_sigmoid_order (void)
{
  float last = mtn_sigmoid (-20.0f);

  for (int i = -200000; i <= 200000; i++)
    {
      float y = mtn_sigmoid ((float) i / 10000.0f);

      g_assert_cmpfloat (y, >=, last);
      last = y;
    }
}

static void
test_nan (void)
{
  g_auto (MtnTestEngines) engines;
  MtnEngine *both[2];
  float values[9];

  for (guint i = 0; i < 9; i++)
    values[i] = i % 2 == 0 ? NAN : -NAN;

  mtn_test_engines_init (&engines);
  both[0] = engines.reference;
  both[1] = engines.vector;
  for (guint e = 0; e < 2; e++)
    for (MtnActivation a = MTN_ACTIVATION_RELU; a <= MTN_ACTIVATION_SIGMOID; a++)
      {
        g_autofree float *got = run_activation (both[e], values, 9, a);

        for (guint i = 0; i < 9; i++)
          g_assert_cmpfloat (fabsf (got[i]), <=, 1.0f);
        if (a == MTN_ACTIVATION_SIGMOID)
          for (guint i = 0; i < 9; i++)
            g_assert_cmpfloat (got[i], <, 1e-30f);
      }
}

typedef struct
{
  guint column;
  float score;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;

  return (first->column > second->column) - (first->column < second->column);
}

static void
check_top_k (MtnEngine *engine,
             const float *scores,
             guint n,
             const guint8 *mask,
             const TestRows *hidden,
             guint k)
{
  const guint n_rows = hidden->rows.n_rows;
  g_autoptr (MtnBuffer) device = upload (engine, scores, (gsize) n_rows * n);
  g_autofree guint *columns = g_new (guint, n_rows * k + 1);
  g_autofree float *found = g_new (float, n_rows *k + 1);
  g_autofree guint *n_found = g_new (guint, n_rows + 1);

  g_assert_true (
      mtn_engine_top_k (engine, device, n_rows, n, mask, &hidden->rows, k, columns, found, n_found));

  for (guint r = 0; r < n_rows; r++)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Entry));

      for (guint j = 0; j < n; j++)
        {
          Entry entry = { j, scores[(gsize) r * n + j] };
          gboolean is_open = mask == NULL || mask[j] != 0;

          for (guint e = hidden->offsets[r]; e < hidden->offsets[r + 1]; e++)
            is_open = is_open && hidden->columns[e] != j;
          if (is_open && entry.score > -INFINITY)
            g_array_append_val (all, entry);
        }
      g_array_sort (all, compare_entries);

      g_assert_cmpuint (n_found[r], ==, MIN (all->len, k));
      for (guint i = 0; i < n_found[r]; i++)
        {
          g_assert_cmpuint (columns[r * k + i], ==, g_array_index (all, Entry, i).column);
          g_assert_cmpfloat (found[r * k + i], ==, g_array_index (all, Entry, i).score);
        }
    }
}

static void
test_top_k (void)
{
  const guint ks[] = { 0, 1, 2, 7, 8, 50, 200 };
  g_auto (MtnTestEngines) engines;
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      const guint n = mtn_test_sizes[i], n_rows = 3;
      g_auto (TestRows) hidden = { 0 };
      g_autofree float *scores = g_new (float, n_rows *n + 1);
      g_autofree guint8 *mask = g_new (guint8, n + 1);

      test_rows_init (&hidden, n_rows, n, i);
      /* Few different values, so that nearly all are ties, and all that must never be listed. */
      for (guint j = 0; j < n_rows * n; j++)
        {
          int value = g_rand_int_range (rand, -3, 6);

          scores[j] = value == -3 ? -INFINITY : value == -2 ? NAN : value == 0 ? -0.0f : (float) value;
        }
      for (guint j = 0; j < n; j++)
        mask[j] = g_rand_int_range (rand, 0, 4) > 0;

      for (guint j = 0; j < G_N_ELEMENTS (ks); j++)
        {
          check_top_k (engines.reference, scores, n, mask, &hidden, ks[j]);
          check_top_k (engines.vector, scores, n, mask, &hidden, ks[j]);
          check_top_k (engines.reference, scores, n, NULL, &hidden, ks[j]);
          check_top_k (engines.vector, scores, n, NULL, &hidden, ks[j]);
        }
    }
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
  g_test_add_func ("/engine/activations", test_activations);
  g_test_add_func ("/engine/activations/order", test_sigmoid_order);
  g_test_add_func ("/engine/activations/nan", test_nan);
  g_test_add_func ("/engine/top-k", test_top_k);

  return g_test_run ();
}
