/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The kernels that networks are trained with, on a machine without a card, against the reference, bit for
 * bit. */

#include "mtn-test-cuda.h"

#include <math.h>
#include <string.h>

#include "mtn-engine-training.h"

static MtnEngine *reference;
static const MtnTestMachine *machine;

/* Nothing, one, primes, around a warp and a block. */
static const guint sizes[] = { 0, 1, 31, 127, 256, 257, 521 };

#define N_ROWS 5

static guint
get_n_sizes (void)
{
  return machine->is_slow ? G_N_ELEMENTS (sizes) - 1 : G_N_ELEMENTS (sizes);
}

/* @is_weight: of the two, the one that is the transposed matrix. */
static void
check_product (guint tile,
               gboolean is_weight,
               MtnTestKind in_kind,
               MtnTestKind weight_kind,
               guint n_rows,
               guint n_in,
               guint n_out)
{
  gsize n_inputs = (gsize) n_rows * n_in, n_weights = (gsize) n_in * n_out,
        n_outputs = (gsize) n_rows * n_out;
  g_autofree float *in = mtn_test_values (n_inputs, in_kind, n_rows);
  g_autofree float *weight = mtn_test_values (n_weights, weight_kind, n_out);
  g_autoptr (MtnBuffer) host_in = mtn_test_upload (reference, in, n_inputs);
  g_autoptr (MtnBuffer) host_weight = mtn_test_upload (reference, weight, n_weights);
  g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, n_outputs);
  mtn_test_card float *card_in = mtn_test_to_card (in, n_inputs * sizeof (float));
  mtn_test_card float *card_weight = mtn_test_to_card (weight, n_weights * sizeof (float));
  g_autofree float *wanted = NULL;

  if (is_weight)
    mtn_engine_dense_nt (reference, host_in, host_weight, n_rows, n_in, n_out, host_out);
  else
    mtn_engine_dense_tn (reference, host_in, host_weight, n_rows, n_in, n_out, host_out);
  wanted = mtn_test_download (host_out, n_outputs);

  for (guint run = 0; run < (machine->is_slow ? 1 : MTN_TEST_N_RUNS); run++)
    {
      mtn_test_card float *out = mtn_test_on_card (n_outputs * sizeof (float));

      mtn_test_set_run (machine->is_slow ? MTN_TEST_RANDOM : run);
      mtn_test_assert_ran (mtn_cuda_dense_transposed (&machine->launcher, tile, is_weight, card_in,
                                                      card_weight, n_rows, n_in, n_out, out));
      mtn_test_assert_on_card (out, wanted, n_outputs);
    }
}

static void
test_products (gconstpointer data)
{
  static const guint shapes[][3] = { { 0, 3, 5 },  { 3, 0, 5 },    { 3, 5, 0 },     { 1, 1, 1 },
                                     { 7, 8, 64 }, { 65, 13, 67 }, { 129, 17, 131 } };
  const guint tile = GPOINTER_TO_UINT (data) / 2;
  const gboolean is_weight = GPOINTER_TO_UINT (data) % 2;

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    check_product (tile, is_weight, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, shapes[i][0], shapes[i][1],
                   shapes[i][2]);
  for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
    {
      check_product (tile, is_weight, kind, MTN_TEST_ORDINARY, 11, 19, 23);
      check_product (tile, is_weight, MTN_TEST_TIES, kind, 11, 19, 23);
    }
}

/* The tile that suits. */
static void
test_choice (void)
{
  check_product (0, TRUE, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 3, 20, 130);
  check_product (0, FALSE, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 3, 20, 130);
  if (!machine->is_slow)
    {
      check_product (0, TRUE, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 70, 5, 8100);
      check_product (0, FALSE, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 70, 5, 8100);
    }
}

static void
test_drop (void)
{
  static const double probabilities[] = { 0.0, 0.4, 0.999 };

  for (guint i = 0; i < get_n_sizes (); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i];
        const MtnDrop drop = mtn_drop_init (probabilities[kind % 3], 7, i, 1);
        g_autofree float *values = mtn_test_values (N_ROWS * n, kind, i);
        g_autofree float *deltas = mtn_test_values (N_ROWS * n, MTN_TEST_ANYTHING, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, values, N_ROWS * n);
        mtn_test_card float *card = mtn_test_to_card (values, N_ROWS * n * sizeof (float));
        g_autofree float *wanted = NULL;

        mtn_engine_drop (reference, host, N_ROWS, n, &drop);
        wanted = mtn_test_download (host, N_ROWS * n);
        mtn_test_set_run (kind % MTN_TEST_N_RUNS);
        mtn_test_assert_ran (mtn_cuda_drop (&machine->launcher, card, N_ROWS, n, &drop));
        mtn_test_assert_on_card (card, wanted, N_ROWS * n);

        for (guint activation = 0; activation < 4; activation++)
          {
            g_autoptr (MtnBuffer) host_deltas = mtn_test_upload (reference, deltas, N_ROWS * n);
            mtn_test_card float *card_deltas = mtn_test_to_card (deltas, N_ROWS * n * sizeof (float));
            g_autofree float *back = NULL;

            mtn_engine_derive (reference, host_deltas, host, N_ROWS, n, (MtnActivation) activation, &drop);
            back = mtn_test_download (host_deltas, N_ROWS * n);
            mtn_test_assert_ran (
                mtn_cuda_derive (&machine->launcher, card_deltas, card, N_ROWS, n, activation, &drop));
            mtn_test_assert_on_card (card_deltas, back, N_ROWS * n);
          }
      }
}

/* Columns at most once in a row; rows with none, with one, with all. */
static void
make_rows (MtnTestRows *self, guint n_columns, MtnTestKind kind, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n = 0;

  self->offsets = g_new0 (guint, N_ROWS + 1);
  self->columns = g_new (guint, N_ROWS * n_columns + 1);
  for (guint r = 0; r < N_ROWS; r++)
    {
      for (guint j = 0; j < n_columns; j++)
        if (r == 1 || (r > 2 && g_rand_int_range (rand, 0, 3) == 0) || (r == 2 && j == n_columns / 2))
          self->columns[n++] = j;
      self->offsets[r + 1] = n;
    }
  self->values = mtn_test_values (n, kind, seed);
  self->rows = (MtnRows){ N_ROWS, self->offsets, self->columns, self->values };
}

/* Goals, and the three losses of logits of every kind. */
static void
check_losses (guint n, MtnTestKind kind, guint seed)
{
  /* All four with each kind. */
  const guint turn = seed + seed / MTN_TEST_N_KINDS;
  const gboolean has_values = turn % 2 == 0, has_excluded = turn % 3 != 0;
  const gsize n_values = (gsize) N_ROWS * n;
  g_auto (MtnTestRows) targets = { 0 };
  g_auto (MtnTestRows) excluded = { 0 };
  g_auto (MtnTestCardRows) card_targets = { 0 };
  g_auto (MtnTestCardRows) card_excluded = { 0 };
  g_autofree float *logits = mtn_test_values (n_values, kind, seed);
  g_autoptr (MtnBuffer) goals = mtn_buffer_new (reference, n_values);
  mtn_test_card float *card_goals = mtn_test_on_card (n_values * sizeof (float));
  g_autofree float *wanted = NULL;

  /* Far above all others, in any lane: exponentials are relative to it. */
  for (guint r = 0; r < N_ROWS && r < n && kind == MTN_TEST_ORDINARY; r++)
    logits[r * n + n - 1 - r] += 100.0f;
  make_rows (&targets, n, seed % 4 == 0 ? MTN_TEST_TINY : MTN_TEST_EQUAL, seed);
  make_rows (&excluded, n, MTN_TEST_ORDINARY, seed + 1);
  mtn_test_card_rows_init (&card_targets, &targets.rows);
  mtn_test_card_rows_init (&card_excluded, &excluded.rows);
  if (!has_values)
    targets.rows.values = NULL;

  mtn_test_set_run (seed % MTN_TEST_N_RUNS);
  mtn_engine_set_goals (reference, &targets.rows, has_excluded ? &excluded.rows : NULL, n, goals);
  wanted = mtn_test_download (goals, n_values);
  mtn_test_assert_ran (mtn_cuda_set_goals (&machine->launcher, N_ROWS, card_targets.offsets,
                                           card_targets.columns, has_values ? card_targets.values : NULL,
                                           has_excluded ? card_excluded.offsets : NULL,
                                           has_excluded ? card_excluded.columns : NULL, n, card_goals));
  mtn_test_assert_on_card (card_goals, wanted, n_values);

  for (guint loss = MTN_LOSS_BCE; loss <= MTN_LOSS_MULTINOMIAL; loss++)
    {
      float losses[N_ROWS];
      g_autoptr (MtnBuffer) host = mtn_test_upload (reference, logits, n_values);
      mtn_test_card float *card = mtn_test_to_card (logits, n_values * sizeof (float));
      mtn_test_card float *card_losses = mtn_test_on_card (sizeof losses);
      g_autofree float *deltas = NULL;

      g_assert_true (mtn_engine_loss (reference, (MtnLoss) loss, host, goals, N_ROWS, n, 0.37f, losses));
      deltas = mtn_test_download (host, n_values);
      mtn_test_assert_ran (
          mtn_cuda_loss (&machine->launcher, (int) loss, card, card_goals, N_ROWS, n, 0.37f, card_losses));
      mtn_test_assert_on_card (card, deltas, n_values);
      mtn_test_assert_on_card (card_losses, losses, N_ROWS);
    }
}

static void
test_losses (void)
{
  guint seed = 0;

  for (guint i = 0; i < get_n_sizes (); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      check_losses (sizes[i], kind, seed++);
}

static void
test_sums (void)
{
  const guint lengths[] = { 0, 1, 255, 8191, 8192, 8193, 16411 };

  for (guint i = 0; i < get_n_sizes (); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i], n_rows = sizes[(i + kind) % get_n_sizes ()] / 4;
        g_autofree float *matrix = mtn_test_values (n_rows * n, kind, i);
        g_autoptr (MtnBuffer) host = mtn_test_upload (reference, matrix, n_rows * n);
        g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, n);
        mtn_test_card float *card = mtn_test_to_card (matrix, n_rows * n * sizeof (float));
        mtn_test_card float *out = mtn_test_on_card (n * sizeof (float));
        g_autofree float *wanted = NULL;

        mtn_engine_column_sums (reference, host, n_rows, n, host_out);
        wanted = mtn_test_download (host_out, n);
        mtn_test_assert_ran (mtn_cuda_column_sums (&machine->launcher, card, n_rows, n, out));
        mtn_test_assert_on_card (out, wanted, n);
      }

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        gsize n = lengths[i], n_parts = mtn_cuda_sum_squares_get_n_parts (n);
        g_autofree float *values = mtn_test_values (n, kind, i);
        g_autofree float *wanted = g_new (float, n_parts + 1);
        mtn_test_card float *card = mtn_test_to_card (values, n * sizeof (float));
        mtn_test_card float *out = mtn_test_on_card (n_parts * sizeof (float));

        g_assert_cmpuint (n_parts, ==, (n + 8191) / 8192);
        for (gsize part = 0; part < n_parts; part++)
          {
            gsize length = MIN (8192, n - part * 8192);
            g_autoptr (MtnBuffer) host = mtn_test_upload (reference, values + part * 8192, length);
            double sum;

            g_assert_true (mtn_engine_sum_squares (reference, host, length, &sum));
            wanted[part] = (float) sum;
          }
        mtn_test_set_run (kind % MTN_TEST_N_RUNS);
        mtn_test_assert_ran (mtn_cuda_sum_squares (&machine->launcher, card, n, out));
        mtn_test_assert_on_card (out, wanted, n_parts);
      }
}

/* In a long sum the rounding of one term does not show: here all but one lane is zero. */
static void
test_lanes (void)
{
  const guint n = 8192;
  g_autofree float *all = mtn_test_values (n, MTN_TEST_ORDINARY, 1);

  for (guint lane = 0; lane < 256; lane += 51)
    {
      g_autofree float *values = g_new0 (float, n);
      g_autoptr (MtnBuffer) host = NULL;
      mtn_test_card float *card = NULL;
      mtn_test_card float *out = mtn_test_on_card (sizeof (float));
      double sum;

      for (guint i = lane; i < n; i += 256)
        values[i] = all[i];
      host = mtn_test_upload (reference, values, n);
      card = mtn_test_to_card (values, n * sizeof (float));
      g_assert_true (mtn_engine_sum_squares (reference, host, n, &sum));
      mtn_test_assert_ran (mtn_cuda_sum_squares (&machine->launcher, card, n, out));
      mtn_test_assert_on_card (out, &(float){ (float) sum }, 1);
    }
}

/* Likewise the loss of one cell: rows of one column. */
static void
test_cells (void)
{
  const guint n_rows = machine->is_moderate ? 67 : 1009;
  g_autofree float *logits = mtn_test_values (n_rows, MTN_TEST_ORDINARY, 1);
  g_autofree float *targets = mtn_test_values (n_rows, MTN_TEST_EQUAL, 1);
  g_autoptr (MtnBuffer) goals = mtn_test_upload (reference, targets, n_rows);
  mtn_test_card float *card_goals = mtn_test_to_card (targets, n_rows * sizeof (float));

  for (guint loss = MTN_LOSS_BCE; loss <= MTN_LOSS_MULTINOMIAL; loss++)
    {
      g_autofree float *losses = g_new (float, n_rows);
      g_autoptr (MtnBuffer) host = mtn_test_upload (reference, logits, n_rows);
      mtn_test_card float *card = mtn_test_to_card (logits, n_rows * sizeof (float));
      mtn_test_card float *card_losses = mtn_test_on_card (n_rows * sizeof (float));

      g_assert_true (mtn_engine_loss (reference, (MtnLoss) loss, host, goals, n_rows, 1, 0.37f, losses));
      mtn_test_assert_ran (
          mtn_cuda_loss (&machine->launcher, (int) loss, card, card_goals, n_rows, 1, 0.37f, card_losses));
      mtn_test_assert_on_card (card_losses, losses, n_rows);
    }
}

static void
test_adam (void)
{
  static const MtnAdam adams[] = {
    { 0.9f, 0.999f, 0.1f, 0.001f, 1e-3f, 31.6f, 1e-8f, 0.0f, 1.0f },
    { 0.5f, 0.25f, 0.5f, 0.75f, 0.01f, 1.1f, 1e-3f, 0.1f, 0.99f },
  };

  for (guint i = 0; i < get_n_sizes (); i++)
    for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
      {
        guint n = sizes[i];
        const MtnAdam *adam = &adams[(i + kind) % G_N_ELEMENTS (adams)];
        float *arrays[4];
        MtnBuffer *host[4];
        float *card[4];

        for (guint a = 0; a < 4; a++)
          {
            arrays[a] = mtn_test_values (n, a == 3 ? kind : (kind + a) % MTN_TEST_N_KINDS, i + a);
            for (guint j = 0; a == 2 && j < n; j++)
              arrays[a][j] = fabsf (arrays[a][j]);
            host[a] = mtn_test_upload (reference, arrays[a], n);
            card[a] = mtn_test_to_card (arrays[a], n * sizeof (float));
          }

        mtn_engine_adam (reference, adam, host[0], host[1], host[2], host[3], n, 0.75f);
        mtn_test_assert_ran (
            mtn_cuda_adam (&machine->launcher, adam, card[0], card[1], card[2], card[3], n, 0.75f));
        for (guint a = 0; a < 4; a++)
          {
            g_autofree float *wanted = mtn_test_download (host[a], n);

            mtn_test_assert_on_card (card[a], wanted, n);
            mtn_test_free_on_card (card[a]);
            mtn_buffer_free (host[a]);
            g_free (arrays[a]);
          }
      }
}

static void
test_too_large (void)
{
  const MtnDrop drop = { 0 };
  const MtnAdam adam = { 0 };
  const guint many = MTN_CUDA_MAX_COLUMNS + 1;
  float value = 0.0f;

  g_assert_cmpint (mtn_cuda_dense_transposed (&machine->launcher, 0, TRUE, &value, &value,
                                              MTN_CUDA_MAX_ROWS + 1, 1, 1, &value),
                   ==, MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_drop (&machine->launcher, &value, 1, many, &drop), ==, MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_derive (&machine->launcher, &value, &value, 1, many, 0, &drop), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_set_goals (&machine->launcher, 1, NULL, NULL, NULL, NULL, NULL, many, &value), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_loss (&machine->launcher, 0, &value, &value, 1, many, 1.0f, &value), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_column_sums (&machine->launcher, &value, 1, many, &value), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_sum_squares (&machine->launcher, &value, (gsize) 1 << 45, &value), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_adam (&machine->launcher, &adam, &value, &value, &value, &value, (gsize) 1 << 40,
                                  1.0f),
                   ==, MTN_CUDA_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  machine = mtn_test_machine_get ();
  reference = mtn_test_engine_new ("reference");

  g_test_add_data_func ("/kernel/training/nt/64", GUINT_TO_POINTER (2 * 64 + 1), test_products);
  g_test_add_data_func ("/kernel/training/nt/128", GUINT_TO_POINTER (2 * 128 + 1), test_products);
  g_test_add_data_func ("/kernel/training/tn/64", GUINT_TO_POINTER (2 * 64), test_products);
  g_test_add_data_func ("/kernel/training/tn/128", GUINT_TO_POINTER (2 * 128), test_products);
  g_test_add_func ("/kernel/training/choice", test_choice);
  g_test_add_func ("/kernel/training/drop", test_drop);
  g_test_add_func ("/kernel/training/losses", test_losses);
  g_test_add_func ("/kernel/training/sums", test_sums);
  g_test_add_func ("/kernel/training/sums/lanes", test_lanes);
  g_test_add_func ("/kernel/training/losses/cells", test_cells);
  g_test_add_func ("/kernel/training/adam", test_adam);
  g_test_add_func ("/kernel/training/too-large", test_too_large);
  status = g_test_run ();

  mtn_engine_free (reference);

  return status;
}
