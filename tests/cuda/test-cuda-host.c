/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The host's side of the CUDA engine on the fake runtime: copies, stages, waiting, planning, choosing a card.
 */

#include <string.h>

#include "mtn-cuda-engine.h"
#include "mtn-engine-self-test.h"
#include "mtn-fake-cuda.h"
#include "mtn-test-engine.h"
#include "mtn-test-verdicts.h"

extern const MtnCudaModule mtn_cuda_module;

static MtnEngine *
open_engine (guint device, char **why)
{
  MtnCudaSystem system;
  MtnCudaCard card;

  mtn_cuda_module.get_system (&system);
  g_assert_cmpint (system.status, ==, MTN_CUDA_READY);

  return mtn_cuda_engine_open (&mtn_cuda_module, device, &system, FALSE, &card, why);
}

/* Runs what follows on streams of every kind. */
#define FOREACH_ORDER(i)                                                                           \
  for (guint i = 0; i < 6 && (mtn_fake_reset (), mtn_fake_config.order = MIN (i, MTN_FAKE_RANDOM), \
                                                 mtn_fake_config.seed = i + 1, TRUE);              \
       i++)

static void
test_operations (void)
{
  FOREACH_ORDER (i)
  {
    g_autofree char *why = NULL;
    MtnEngine *engine = open_engine (0, &why);

    g_assert_null (why);
    g_assert_true (mtn_engine_self_test (engine, &why));
    mtn_engine_free (engine);
    g_assert_true (mtn_fake_is_clean ());
    g_assert_cmpuint (mtn_fake_counts.n_launches, >, 15);
  }
}

/* More than both stages hold, in one piece and in two that overlap a boundary. */
static void
test_streaming (void)
{
  gsize n = 500011;
  g_autofree float *values = mtn_test_random_values (n, 3);
  g_autofree float *back = g_new (float, n);

  FOREACH_ORDER (i)
  {
    g_autofree char *why = NULL;
    MtnEngine *engine = open_engine (0, &why);
    MtnBuffer *buffer = mtn_buffer_new (engine, n + 3);
    float beyond;

    mtn_buffer_write (buffer, 0, values, n);
    mtn_buffer_write (buffer, 7, values + 7, n - 7);
    g_assert_true (mtn_buffer_read (buffer, 0, back, n));
    mtn_test_assert_same_bits (back, values, n);
    g_assert_true (mtn_buffer_read (buffer, n + 2, &beyond, 1));
    g_assert_cmpfloat (beyond, ==, 0.0f);
    mtn_buffer_free (buffer);
    mtn_engine_free (engine);
    g_assert_true (mtn_fake_is_clean ());
  }
}

/* Lists that come back in several stretches, and sparse rows larger than a stage. */
static void
test_large (void)
{
  guint n_rows = 700, n_columns = 3000, k = 2000;
  gsize n_values = (gsize) n_rows * n_columns;
  g_autofree float *values = mtn_test_random_values (n_values, 5);
  g_autofree guint *offsets = g_new (guint, n_rows + 1);
  g_autofree guint *columns = NULL;
  g_autofree float *weights = NULL;
  g_autoptr (MtnEngine) reference = mtn_test_engine_new ("reference");
  MtnRows rows;

  for (guint r = 0; r <= n_rows; r++)
    offsets[r] = r * 1000;
  columns = g_new (guint, offsets[n_rows]);
  for (guint e = 0; e < offsets[n_rows]; e++)
    columns[e] = (e * 7u + e / 1000u) % n_columns;
  weights = mtn_test_random_values (offsets[n_rows], 6);
  rows = (MtnRows){ n_rows, offsets, columns, weights };

  FOREACH_ORDER (i)
  {
    g_autofree char *why = NULL;
    MtnEngine *engine = open_engine (0, &why);
    MtnEngine *engines[] = { engine, reference };
    guint *found[2], *n_found[2];
    float *scores[2], *sums[2];

    if (i % 2 == 1)
      {
        mtn_engine_free (engine);
        continue;
      }
    for (guint e = 0; e < 2; e++)
      {
        g_autoptr (MtnBuffer) matrix = mtn_test_upload (engines[e], values, n_values);
        g_autoptr (MtnBuffer) out = mtn_buffer_new (engines[e], (gsize) n_rows * 3);

        found[e] = g_new0 (guint, n_rows * k);
        scores[e] = g_new0 (float, n_rows *k);
        n_found[e] = g_new0 (guint, n_rows);
        mtn_engine_gather (engines[e], &rows, matrix, NULL, MTN_ACTIVATION_NONE, n_columns, 3, out);
        sums[e] = mtn_test_download (out, (gsize) n_rows * 3);
        g_assert_true (mtn_engine_top_k (engines[e], matrix, n_rows, n_columns, NULL, &rows, k, found[e],
                                         scores[e], n_found[e]));
      }
    mtn_test_assert_same_bits (sums[0], sums[1], (gsize) n_rows * 3);
    g_assert_cmpmem (n_found[0], n_rows * 4, n_found[1], n_rows * 4);
    for (guint r = 0; r < n_rows; r++)
      {
        g_assert_cmpmem (found[0] + (gsize) r * k, n_found[0][r] * 4, found[1] + (gsize) r * k,
                         n_found[1][r] * 4);
        g_assert_cmpmem (scores[0] + (gsize) r * k, n_found[0][r] * 4, scores[1] + (gsize) r * k,
                         n_found[1][r] * 4);
      }
    for (guint e = 0; e < 2; e++)
      {
        g_free (found[e]);
        g_free (n_found[e]);
        g_free (scores[e]);
        g_free (sums[e]);
      }
    mtn_engine_free (engine);
    g_assert_true (mtn_fake_is_clean ());
  }
}

/* A card that hangs is left alone: nobody waits for it, not even to free its memory. */
static void
test_hang (void)
{
  g_autofree char *notice = NULL;
  MtnEngine *engine;
  MtnCudaCard card;
  gpointer context;

  mtn_fake_reset ();
  context = mtn_cuda_module.open (0, 60000, &card);
  g_assert_nonnull (context);
  mtn_cuda_module.set_patience (context, 20);
  engine = mtn_engine_new_for_vtable (mtn_cuda_module.vtable, context, MTN_ENGINE_CUDA, "Sleeper", "");
  mtn_fake_config.hang_nth = 1;
  {
    g_autoptr (MtnBuffer) buffer = mtn_buffer_new (engine, 4);
    float values[4];

    mtn_engine_fill (engine, buffer, 4, 1.0f);
    g_assert_false (mtn_buffer_read (buffer, 0, values, 4));
    notice = mtn_engine_take_failure (engine);
    g_assert_nonnull (strstr (notice, "not answered for 0.02 seconds"));
  }
  mtn_engine_free (engine);
  mtn_fake_reset ();
}

static void
test_cards (void)
{
  g_autofree char *why = NULL;
  MtnEngine *engine;

  mtn_fake_reset ();
  mtn_fake_config.n_cards = 2;
  engine = open_engine (1, &why);
  g_assert_cmpstr (mtn_engine_get_name (engine), ==, "Fake GPU 1");
  g_assert_true (mtn_engine_self_test (engine, &why));
  mtn_engine_free (engine);
  g_assert_true (mtn_fake_is_clean ());
}

static void
add_tests (void)
{
  g_test_add_func ("/cuda/host/operations", test_operations);
  g_test_add_func ("/cuda/host/streaming", test_streaming);
  g_test_add_func ("/cuda/host/large", test_large);
  g_test_add_func ("/cuda/host/hang", test_hang);
  g_test_add_func ("/cuda/host/cards", test_cards);
}

int
main (int argc, char **argv)
{
  return mtn_test_run_with_verdicts (argc, argv, add_tests);
}
