/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The kernels of layers on a machine without a card, against the reference, bit for bit. */

#include "mtn-test-cuda.h"

#include <math.h>

static MtnEngine *reference;

static void
check_gather (const MtnTestRows *rows,
              const float *weight,
              const float *bias,
              MtnActivation activation,
              guint n_in,
              guint n_out)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gsize n = (gsize) rows->rows.n_rows * n_out;
  g_autoptr (MtnBuffer) host_weight = mtn_test_upload (reference, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) host_bias = bias != NULL ? mtn_test_upload (reference, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, n);
  g_autofree float *wanted = NULL;

  mtn_engine_gather (reference, &rows->rows, host_weight, host_bias, activation, n_in, n_out, host_out);
  wanted = mtn_test_download (host_out, n);

  MTN_TEST_FOREACH_RUN (run)
  {
    g_auto (MtnTestCardRows) card = { 0 };
    mtn_test_card float *card_weight = mtn_test_to_card (weight, (gsize) n_in * n_out * sizeof (float));
    mtn_test_card float *card_bias = mtn_test_to_card (bias, n_out * sizeof (float));
    mtn_test_card float *out = mtn_test_on_card (n * sizeof (float));

    mtn_test_card_rows_init (&card, &rows->rows);
    mtn_test_assert_ran (mtn_cuda_gather (&machine->launcher, rows->rows.n_rows, card.offsets, card.columns,
                                          card.values, card_weight, card_bias, activation, n_out, out));
    mtn_test_assert_on_card (out, wanted, n);
  }
}

static void
test_gather (void)
{
  /* With nothing, one, and as many as pass through shared memory at once, less and more. */
  const guint lengths[] = { 0, 1, 127, 128, 129, 300 };
  const guint sizes[] = { 1, 31, 127, 128, 129, 257 };

  for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        guint n_in = 53, n_out = sizes[i];
        MtnActivation activation = (kind + i) % 4;
        g_auto (MtnTestRows) rows = { 0 };
        g_autofree float *weight = mtn_test_values ((gsize) n_in * n_out, MTN_TEST_ANYTHING, i);
        g_autofree float *ordinary = mtn_test_values ((gsize) n_in * n_out, MTN_TEST_ORDINARY, i);
        g_autofree float *bias = mtn_test_values (n_out, kind, i + 1);

        if (mtn_test_machine_get ()->is_slow && i % 3 != kind % 3)
          continue;
        mtn_test_rows_of_lengths (&rows, G_N_ELEMENTS (lengths), lengths, n_in, kind, i);
        check_gather (&rows, ordinary, bias, activation, n_in, n_out);
        check_gather (&rows, weight, i % 2 == 0 ? bias : NULL, activation, n_in, n_out);
      }
}

static void
test_gather_nothing (void)
{
  const guint lengths[] = { 0, 0, 0 };
  const float bias[] = { 1.0f, -0.0f };
  g_auto (MtnTestRows) none = { 0 };
  g_auto (MtnTestRows) empty = { 0 };

  mtn_test_rows_of_lengths (&none, 0, lengths, 0, MTN_TEST_ORDINARY, 1);
  mtn_test_rows_of_lengths (&empty, 3, lengths, 0, MTN_TEST_ORDINARY, 1);
  check_gather (&none, bias, bias, MTN_ACTIVATION_NONE, 1, 2);
  check_gather (&empty, bias, bias, MTN_ACTIVATION_NONE, 1, 2);
  check_gather (&empty, bias, NULL, MTN_ACTIVATION_SIGMOID, 1, 2);
  check_gather (&empty, bias, NULL, MTN_ACTIVATION_NONE, 1, 0);
}

static void
check_dense (guint tile,
             const float *in,
             const float *weight,
             const float *bias,
             MtnActivation activation,
             guint n_rows,
             guint n_in,
             guint n_out)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gsize n = (gsize) n_rows * n_out;
  g_autoptr (MtnBuffer) host_in = mtn_test_upload (reference, in, (gsize) n_rows * n_in);
  g_autoptr (MtnBuffer) host_weight = mtn_test_upload (reference, weight, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) host_bias = bias != NULL ? mtn_test_upload (reference, bias, n_out) : NULL;
  g_autoptr (MtnBuffer) host_out = mtn_buffer_new (reference, n);
  mtn_test_card float *card_in = mtn_test_to_card (in, (gsize) n_rows * n_in * sizeof (float));
  mtn_test_card float *card_weight = mtn_test_to_card (weight, (gsize) n_in * n_out * sizeof (float));
  mtn_test_card float *card_bias = mtn_test_to_card (bias, n_out * sizeof (float));
  g_autofree float *wanted = NULL;

  mtn_engine_dense (reference, host_in, host_weight, host_bias, activation, n_rows, n_in, n_out, host_out);
  wanted = mtn_test_download (host_out, n);

  MTN_TEST_FOREACH_RUN (run)
  {
    mtn_test_card float *out = mtn_test_on_card (n * sizeof (float));

    if (machine->is_slow && run % 2 == 1)
      continue;
    if (tile == 0)
      mtn_test_assert_ran (mtn_cuda_dense (&machine->launcher, card_in, card_weight, card_bias, activation,
                                           n_rows, n_in, n_out, out));
    else
      mtn_test_assert_ran (mtn_cuda_dense_by_tiles (&machine->launcher, tile, card_in, card_weight, card_bias,
                                                    activation, n_rows, n_in, n_out, out));
    mtn_test_assert_on_card (out, wanted, n);
  }
}

/* Inputs and weights of these kinds; half of the inputs are zeros, as behind a ReLU. */
static void
check_dense_of_kinds (guint tile,
                      MtnTestKind in_kind,
                      MtnTestKind weight_kind,
                      guint n_rows,
                      guint n_in,
                      guint n_out)
{
  guint32 seed = n_rows + 31 * n_in + 1009 * n_out;
  g_autofree float *in = mtn_test_values ((gsize) n_rows * n_in, in_kind, seed);
  g_autofree float *weight = mtn_test_values ((gsize) n_in * n_out, weight_kind, seed + 1);
  g_autofree float *bias = mtn_test_values (n_out, weight_kind, seed + 2);
  g_autofree guint *is_zero = mtn_test_numbers ((gsize) n_rows * n_in, 2, seed + 3);

  for (gsize i = 0; i < (gsize) n_rows * n_in; i++)
    if (is_zero[i])
      in[i] = i % 3 == 0 ? -0.0f : 0.0f;

  check_dense (tile, in, weight, seed % 3 > 0 ? bias : NULL, seed % 4, n_rows, n_in, n_out);
}

static void
test_dense (gconstpointer data)
{
  const guint tile = GPOINTER_TO_UINT (data);
  /* Rows, inputs, columns: nothing, one, prime, one less and more than a tile or a slice of its depth. */
  const guint shapes[][3] = {
    { 0, 3, 5 },     { 3, 0, 5 },     { 3, 5, 0 },      { 1, 1, 1 },   { 1, 600, 130 }, { 2, 7, 63 },
    { 5, 8, 64 },    { 63, 9, 65 },   { 64, 15, 1 },    { 65, 16, 2 }, { 67, 17, 127 }, { 127, 23, 3 },
    { 128, 8, 128 }, { 129, 9, 131 }, { 131, 64, 257 }, { 3, 31, 65 }, { 4, 65, 129 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const guint *shape = shapes[i];

      if (mtn_test_machine_get ()->is_slow && shape[0] * shape[1] * shape[2] > 200000)
        continue;
      check_dense_of_kinds (tile, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, shape[0], shape[1], shape[2]);
      check_dense_of_kinds (tile, MTN_TEST_ANYTHING, MTN_TEST_ANYTHING, shape[0], shape[1], shape[2]);
      check_dense_of_kinds (tile, MTN_TEST_TINY, MTN_TEST_ORDINARY, shape[0], shape[1], shape[2]);
      check_dense_of_kinds (tile, MTN_TEST_TIES, MTN_TEST_TINY, shape[0], shape[1], shape[2]);
      check_dense_of_kinds (tile, MTN_TEST_EQUAL, MTN_TEST_EQUAL, shape[0], shape[1], shape[2]);
    }
}

/* One infinite weight in one slice: the inputs of 0 must not meet it, and the other slices take the quick
 * way. */
static void
test_dense_zero_times_infinity (gconstpointer data)
{
  const guint n_rows = 3, n_in = 40, n_out = 70;
  g_autofree float *in = mtn_test_values (n_rows * n_in, MTN_TEST_ORDINARY, 1);
  g_autofree float *weight = mtn_test_values (n_in * n_out, MTN_TEST_ORDINARY, 2);

  for (guint k = 0; k < n_in; k++)
    {
      g_autofree float *spoilt = g_memdup2 (weight, n_in * n_out * sizeof (float));

      if (mtn_test_machine_get ()->is_slow && k % 7 != 0)
        continue;
      spoilt[k * n_out + k] = k % 2 == 0 ? INFINITY : NAN;
      in[n_in + k] = k % 3 == 0 ? -0.0f : 0.0f;
      check_dense (GPOINTER_TO_UINT (data), in, spoilt, NULL, MTN_ACTIVATION_NONE, n_rows, n_in, n_out);
    }
}

/* Few enough for no tiles, enough for small ones, and large enough that the larger ones are chosen. */
static void
test_dense_choice (void)
{
  check_dense_of_kinds (0, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 4, 20, 130);
  check_dense_of_kinds (0, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 5, 20, 130);
  if (!mtn_test_machine_get ()->is_slow)
    check_dense_of_kinds (0, MTN_TEST_ORDINARY, MTN_TEST_ORDINARY, 70, 5, 8100);
}

static void
test_activate (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const float one = 1.0f;
  /* Many, since a step that is rounded otherwise shows in few results. */
  const guint sizes[] = { 0, 1, 255, 256, 257, 1009, 50021 };
  mtn_test_card float *nothing = mtn_test_to_card (&one, sizeof one);

  for (guint activation = 0; activation < 4; activation++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
        {
          guint n = kind == MTN_TEST_ORDINARY ? sizes[i] : MIN (sizes[i], 1009);
          g_autofree float *values = mtn_test_values (n, kind, n);
          g_autoptr (MtnBuffer) in = NULL;
          g_autoptr (MtnBuffer) weight = mtn_test_upload (reference, &one, 1);
          g_autoptr (MtnBuffer) out = mtn_buffer_new (reference, n);
          mtn_test_card float *card = NULL;
          g_autofree float *wanted = NULL;

          /* What the reference offers is a layer; a factor of 1 leaves all but the sign of zero as it is. */
          for (guint j = 0; j < n; j++)
            values[j] = values[j] * (kind == MTN_TEST_ORDINARY ? 20.0f : 1.0f) + 0.0f;
          in = mtn_test_upload (reference, values, n);
          mtn_engine_dense (reference, in, weight, NULL, activation, n, 1, 1, out);
          wanted = mtn_test_download (out, n);

          card = mtn_test_to_card (values, n * sizeof (float));
          mtn_test_assert_ran (mtn_cuda_activate (&machine->launcher, card, n, activation));
          mtn_test_assert_on_card (card, wanted, n);
        }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = mtn_test_engine_new ("reference");

  g_test_add_func ("/kernel/gather", test_gather);
  g_test_add_func ("/kernel/gather/nothing", test_gather_nothing);
  g_test_add_data_func ("/kernel/dense/few", GUINT_TO_POINTER (MTN_CUDA_FEW_ROWS), test_dense);
  g_test_add_data_func ("/kernel/dense/64", GUINT_TO_POINTER (64), test_dense);
  g_test_add_data_func ("/kernel/dense/128", GUINT_TO_POINTER (128), test_dense);
  g_test_add_data_func ("/kernel/dense/few/zero-times-infinity", GUINT_TO_POINTER (MTN_CUDA_FEW_ROWS),
                        test_dense_zero_times_infinity);
  g_test_add_data_func ("/kernel/dense/64/zero-times-infinity", GUINT_TO_POINTER (64),
                        test_dense_zero_times_infinity);
  g_test_add_data_func ("/kernel/dense/128/zero-times-infinity", GUINT_TO_POINTER (128),
                        test_dense_zero_times_infinity);
  g_test_add_func ("/kernel/dense/choice", test_dense_choice);
  g_test_add_func ("/kernel/activate", test_activate);
  status = g_test_run ();

  mtn_engine_free (reference);

  return status;
}
