/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The kernels that change rows and columns, on a machine without a card, against the reference, bit for bit.
 */

#include "mtn-test-cuda.h"

#include <float.h>
#include <math.h>
#include <string.h>

static MtnEngine *reference;

/* Nothing, one, primes, around a warp and a block. */
static const guint sizes[] = { 0, 1, 31, 127, 128, 257, 521 };

/* Five rows, and three lines of the table that they choose from. */
#define N_ROWS 5
static const guint lines[N_ROWS] = { 2, 0, 1, 1, 2 };

/* Runs @call on a copy of @matrix in every order, and compares it with @wanted. */
#define CHECK_IN_PLACE(matrix, wanted, n, call)                                  \
  MTN_TEST_FOREACH_RUN (run)                                                     \
  {                                                                              \
    mtn_test_card float *card = mtn_test_to_card (matrix, (n) * sizeof (float)); \
                                                                                 \
    mtn_test_assert_ran (call);                                                  \
    mtn_test_assert_on_card (card, wanted, n);                                   \
  }

static void
test_fill (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;
  const float values[] = { 0.0f, -0.0f, 1.5f, FLT_TRUE_MIN, INFINITY, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        guint n = sizes[i];
        g_autofree float *before = mtn_test_values (n + 1, MTN_TEST_ORDINARY, i);
        g_autofree float *wanted = g_memdup2 (before, (n + 1) * sizeof (float));

        for (guint at = 0; at < n; at++)
          wanted[at] = values[j];
        CHECK_IN_PLACE (before, wanted, n + 1, mtn_cuda_fill (launcher, card, n, values[j]));
      }
}

static void
test_scale (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;
  mtn_test_card guint *card_lines = mtn_test_to_card (lines, sizeof lines);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i];
        g_autofree float *matrix = mtn_test_values (N_ROWS * n, kind, i);
        g_autofree float *table = mtn_test_values (3 * n, MTN_TEST_ANYTHING, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, N_ROWS * n);
        g_autoptr (MtnBuffer) host_table = mtn_test_upload (reference, table, 3 * n);
        mtn_test_card float *card_table = mtn_test_to_card (table, 3 * n * sizeof (float));
        g_autofree float *wanted = NULL;

        mtn_engine_scale (reference, host, N_ROWS, n, host_table, lines);
        wanted = mtn_test_download (host, N_ROWS * n);
        CHECK_IN_PLACE (matrix, wanted, N_ROWS * n,
                        mtn_cuda_scale (launcher, card, N_ROWS, n, card_table, card_lines));
      }
}

static void
test_subtract_diagonal (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;
  const guint lengths[N_ROWS] = { 0, 1, 127, 129, 300 };
  mtn_test_card guint *card_lines = mtn_test_to_card (lines, sizeof lines);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i];
        g_auto (MtnTestRows) rows = { 0 };
        g_auto (MtnTestCardRows) card_rows = { 0 };
        g_autofree float *matrix = mtn_test_values (N_ROWS * n, (kind + 1) % MTN_TEST_N_KINDS, i);
        g_autofree float *table = mtn_test_values (3 * n, kind, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, N_ROWS * n);
        g_autoptr (MtnBuffer) host_table = mtn_test_upload (reference, table, 3 * n);
        mtn_test_card float *card_table = mtn_test_to_card (table, 3 * n * sizeof (float));
        g_autofree float *wanted = NULL;

        /* Many entries in few columns: most come more than once. */
        mtn_test_rows_of_lengths (&rows, N_ROWS, lengths, n, (kind + 2) % MTN_TEST_N_KINDS, i);
        mtn_test_card_rows_init (&card_rows, &rows.rows);
        mtn_engine_subtract_diagonal (reference, host, &rows.rows, n, host_table, lines);
        wanted = mtn_test_download (host, N_ROWS * n);
        CHECK_IN_PLACE (matrix, wanted, N_ROWS * n,
                        mtn_cuda_subtract_diagonal (launcher, card, N_ROWS, card_rows.offsets,
                                                    card_rows.columns, card_rows.values, n, card_table,
                                                    card_lines));
      }
}

static void
test_column_norms (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i], n_rows = sizes[(i + kind) % G_N_ELEMENTS (sizes)] / 4;
        g_autofree float *matrix = mtn_test_values (n_rows * n, kind, i);
        g_autofree float *weights = mtn_test_values (n_rows, (kind + i) % MTN_TEST_N_KINDS, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, n_rows * n);
        g_autoptr (MtnBuffer) host_weights = mtn_test_upload (reference, weights, n_rows);
        g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, n);
        mtn_test_card float *card_matrix = mtn_test_to_card (matrix, n_rows * n * sizeof (float));
        mtn_test_card float *card_weights = mtn_test_to_card (weights, n_rows * sizeof (float));
        g_autofree float *wanted = NULL;

        mtn_engine_column_norms (reference, host, host_weights, n_rows, n, host_out);
        wanted = mtn_test_download (host_out, n);
        MTN_TEST_FOREACH_RUN (run)
        {
          mtn_test_card float *out = mtn_test_on_card (n * sizeof (float));

          mtn_test_assert_ran (mtn_cuda_column_norms (launcher, card_matrix, card_weights, n_rows, n, out));
          mtn_test_assert_on_card (out, wanted, n);
        }
      }
}

static void
test_blend (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;
  const guint row_of[N_ROWS] = { 1, MTN_NO_ROW, 0, 1, 0 };
  const float weights[N_ROWS] = { 0.5f, 3.0f, -1.25f, 1.0f, -0.0f };
  mtn_test_card guint *card_row_of = mtn_test_to_card (row_of, sizeof row_of);
  mtn_test_card float *card_weights = mtn_test_to_card (weights, sizeof weights);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i];
        g_autofree float *sum = mtn_test_values (N_ROWS * n, (kind + 1) % MTN_TEST_N_KINDS, i);
        g_autofree float *part = mtn_test_values (2 * n, kind, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, sum, N_ROWS * n);
        g_autoptr (MtnBuffer) host_part = mtn_test_upload (reference, part, 2 * n);
        mtn_test_card float *card_part = mtn_test_to_card (part, 2 * n * sizeof (float));
        g_autofree float *wanted = NULL;

        mtn_engine_blend (reference, host, N_ROWS, n, host_part, row_of, weights);
        wanted = mtn_test_download (host, N_ROWS * n);
        CHECK_IN_PLACE (sum, wanted, N_ROWS * n,
                        mtn_cuda_blend (launcher, card, N_ROWS, n, card_part, card_row_of, card_weights));
      }
}

static void
test_merge_columns (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        /* Few columns and many pairs, so that pairs read what others wrote. */
        guint n_rows = sizes[i], n = 7, n_pairs = kind == 0 ? 0 : 11;
        g_autofree float *matrix = mtn_test_values (n_rows * n, kind, i);
        g_autofree guint *from = mtn_test_numbers (n_pairs, n, i);
        g_autofree guint *to = mtn_test_numbers (n_pairs, n, i + 1);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, n_rows * n);
        mtn_test_card guint *card_from = mtn_test_to_card (from, n_pairs * sizeof (guint));
        mtn_test_card guint *card_to = mtn_test_to_card (to, n_pairs * sizeof (guint));
        g_autofree float *wanted = NULL;

        mtn_engine_merge_columns (reference, host, n_rows, n, from, to, n_pairs);
        wanted = mtn_test_download (host, n_rows * n);
        CHECK_IN_PLACE (matrix, wanted, n_rows * n,
                        mtn_cuda_merge_columns (launcher, card, n_rows, n, card_from, card_to, n_pairs));
      }
}

static void
test_spread_columns (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        /* Every other column, from the last one down. */
        guint n = sizes[i], n_in = n / 2;
        g_autofree float *in = mtn_test_values (N_ROWS * n_in, kind, i);
        g_autofree guint *columns = g_new (guint, n_in + 1);
        g_autofree float *wanted = NULL;
        g_autoptr (MtnBuffer) host_in = mtn_test_upload (reference, in, N_ROWS * n_in);
        g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, N_ROWS * n);
        mtn_test_card float *card_in = mtn_test_to_card (in, N_ROWS * n_in * sizeof (float));
        mtn_test_card guint *card_columns = NULL;

        for (guint c = 0; c < n_in; c++)
          columns[c] = n - 1 - 2 * c;
        card_columns = mtn_test_to_card (columns, n_in * sizeof (guint));
        mtn_engine_spread_columns (reference, host_in, N_ROWS, n_in, columns, n, host_out);
        wanted = mtn_test_download (host_out, N_ROWS * n);
        MTN_TEST_FOREACH_RUN (run)
        {
          mtn_test_card float *out = mtn_test_on_card (N_ROWS * n * sizeof (float));

          mtn_test_assert_ran (
              mtn_cuda_spread_columns (launcher, card_in, N_ROWS, n_in, card_columns, n, out));
          mtn_test_assert_on_card (out, wanted, N_ROWS * n);
        }
      }
}

static void
test_take_columns (void)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i], n_taken = n > 0 ? sizes[(i + kind) % G_N_ELEMENTS (sizes)] : 0;
        g_autofree float *matrix = mtn_test_values (N_ROWS * n, kind, i);
        g_autofree guint *columns = mtn_test_numbers (n_taken, n, i);
        g_autofree float *wanted = g_new (float, N_ROWS *n_taken + 1);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, N_ROWS * n);
        mtn_test_card float *card_matrix = mtn_test_to_card (matrix, N_ROWS * n * sizeof (float));
        mtn_test_card guint *card_columns = mtn_test_to_card (columns, n_taken * sizeof (guint));

        g_assert_true (mtn_engine_take_columns (reference, host, N_ROWS, n, columns, n_taken, wanted));
        MTN_TEST_FOREACH_RUN (run)
        {
          mtn_test_card float *out = mtn_test_on_card (N_ROWS * n_taken * sizeof (float));

          mtn_test_assert_ran (
              mtn_cuda_take_columns (launcher, card_matrix, N_ROWS, n, card_columns, n_taken, out));
          mtn_test_assert_on_card (out, wanted, N_ROWS * n_taken);
        }
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = mtn_test_engine_new ("reference");

  g_test_add_func ("/kernel/fill", test_fill);
  g_test_add_func ("/kernel/scale", test_scale);
  g_test_add_func ("/kernel/subtract-diagonal", test_subtract_diagonal);
  g_test_add_func ("/kernel/column-norms", test_column_norms);
  g_test_add_func ("/kernel/blend", test_blend);
  g_test_add_func ("/kernel/merge-columns", test_merge_columns);
  g_test_add_func ("/kernel/spread-columns", test_spread_columns);
  g_test_add_func ("/kernel/take-columns", test_take_columns);
  status = g_test_run ();

  mtn_engine_free (reference);

  return status;
}
