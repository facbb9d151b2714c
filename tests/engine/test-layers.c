/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The layers of a network where paths could part: zeros, what is not finite, sizes around the blocks of the
 * dense layer, and any number of threads. */

#include "mtn-test-engine.h"

#include <math.h>
#include <time.h>

/* Larger than a block of weights in both directions, and with something left over. */
#define N_IN 133
#define N_OUT 281

/* From few rows to more than any batch has, and work for several threads. */
static const guint numbers_of_rows[] = { 1, 2, 5, 6, 7, 64, 129 };

static void
sprinkle (float *values, gsize n_values, const float *special, guint n_special, guint32 seed, double share)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < n_values; i++)
    if (g_rand_double (rand) < share)
      values[i] = special[g_rand_int_range (rand, 0, (gint32) n_special)];
}

static float *
run_dense (MtnEngine *engine,
           const float *in,
           const float *weight,
           const float *bias,
           MtnActivation activation,
           guint n_rows)
{
  g_autoptr (MtnBuffer) device_in = mtn_test_upload (engine, in, (gsize) n_rows * N_IN);
  g_autoptr (MtnBuffer) device_weight = mtn_test_upload (engine, weight, (gsize) N_IN * N_OUT);
  g_autoptr (MtnBuffer) device_bias = bias != NULL ? mtn_test_upload (engine, bias, N_OUT) : NULL;
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, (gsize) n_rows * N_OUT);

  mtn_engine_dense (engine, device_in, device_weight, device_bias, activation, n_rows, N_IN, N_OUT, out);

  return mtn_test_download (out, (gsize) n_rows * N_OUT);
}

static void
check_dense (const float *in, const float *weight, const float *bias)
{
  g_auto (MtnTestEngines) engines;

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < G_N_ELEMENTS (numbers_of_rows); i++)
    for (MtnActivation a = MTN_ACTIVATION_NONE; a <= MTN_ACTIVATION_SIGMOID; a++)
      {
        guint n_rows = numbers_of_rows[i];
        g_autofree float *reference = run_dense (engines.reference, in, weight, bias, a, n_rows);
        g_autofree float *vector = run_dense (engines.vector, in, weight, bias, a, n_rows);
        g_autofree float *narrow = run_dense (engines.narrow, in, weight, bias, a, n_rows);

        mtn_test_assert_same_bits (reference, vector, (gsize) n_rows * N_OUT);
        mtn_test_assert_same_bits (reference, narrow, (gsize) n_rows * N_OUT);
      }
}

static void
test_zeros (void)
{
  static const float zeros[] = { 0.0f, -0.0f };
  g_autofree float *in = mtn_test_random_values (129 * N_IN, 1);
  g_autofree float *weight = mtn_test_random_values (N_IN * N_OUT, 2);
  g_autofree float *bias = mtn_test_random_values (N_OUT, 3);

  sprinkle (in, 129 * N_IN, zeros, 2, 4, 0.6);
  sprinkle (weight, N_IN * N_OUT, zeros, 2, 5, 0.3);
  sprinkle (bias, N_OUT, zeros, 2, 6, 0.5);
  check_dense (in, weight, bias);
  check_dense (in, weight, NULL);

  /* A row of nothing but zeros is the bias, and no zero is negative. */
  for (guint i = 0; i < 129 * N_IN; i++)
    in[i] = zeros[i % 2];
  check_dense (in, weight, bias);
}

/* Products and sums that are too small for normal numbers, or for any. */
static void
test_denormals (void)
{
  static const float tiny[] = { 1e-40f, -1e-40f, 1e-30f, -1e-25f, 1e-45f };
  g_autofree float *in = mtn_test_random_values (129 * N_IN, 7);
  g_autofree float *weight = mtn_test_random_values (N_IN * N_OUT, 8);
  g_autofree float *bias = mtn_test_random_values (N_OUT, 9);

  sprinkle (in, 129 * N_IN, tiny, G_N_ELEMENTS (tiny), 10, 1.0);
  sprinkle (weight, N_IN * N_OUT, tiny, G_N_ELEMENTS (tiny), 11, 1.0);
  sprinkle (bias, N_OUT, tiny, G_N_ELEMENTS (tiny), 12, 1.0);
  check_dense (in, weight, bias);
}

static void
test_not_finite (void)
{
  static const float odd[] = { INFINITY, -INFINITY, NAN, G_MAXFLOAT, -G_MAXFLOAT };
  static const float zero = 0.0f;
  g_autofree float *in = mtn_test_random_values (129 * N_IN, 13);
  g_autofree float *weight = mtn_test_random_values (N_IN * N_OUT, 14);
  g_autofree float *bias = mtn_test_random_values (N_OUT, 15);

  sprinkle (in, 129 * N_IN, &zero, 1, 16, 0.5);
  sprinkle (weight, N_IN * N_OUT, odd, G_N_ELEMENTS (odd), 17, 0.01);
  check_dense (in, weight, bias);
  sprinkle (in, 129 * N_IN, odd, G_N_ELEMENTS (odd), 18, 0.01);
  check_dense (in, weight, bias);
}

/* What is 0 adds nothing, even to an infinite weight. */
static void
test_nothing_of_infinity (void)
{
  g_auto (MtnTestEngines) engines;
  MtnEngine *all[3];

  mtn_test_engines_init (&engines);
  all[0] = engines.reference;
  all[1] = engines.vector;
  all[2] = engines.narrow;

  for (guint e = 0; e < 3; e++)
    for (guint n_rows = 1; n_rows <= 8; n_rows += 7)
      {
        g_autofree float *in = g_new0 (float, n_rows *N_IN);
        g_autofree float *weight = g_new (float, N_IN *N_OUT);
        g_autofree float *out = NULL;

        for (guint i = 0; i < N_IN * N_OUT; i++)
          weight[i] = i < N_OUT ? 2.0f : i % 2 == 0 ? INFINITY : NAN;
        for (guint r = 0; r < n_rows; r++)
          in[r * N_IN] = (float) (r + 1);
        out = run_dense (all[e], in, weight, NULL, MTN_ACTIVATION_NONE, n_rows);
        for (guint r = 0; r < n_rows; r++)
          for (guint j = 0; j < N_OUT; j++)
            g_assert_cmpfloat (out[r * N_OUT + j], ==, 2.0f * (float) (r + 1));
      }
}

static void
test_sparse_zeros (void)
{
  g_auto (MtnTestEngines) engines;
  const guint offsets[] = { 0, 3, 3, 5 };
  const guint columns[] = { 1, 0, 2, 0, 1 };
  const float values[] = { -0.0f, 2.0f, 0.0f, 1.0f, -1.0f };
  const MtnRows rows = { 3, offsets, columns, values };
  const float weight[] = { 1.5f, -0.0f, INFINITY, 1.5f, NAN, -0.0f };
  const float bias[] = { -0.0f, -0.0f };
  const float wanted[] = { 3.0f, 0.0f, 0.0f, 0.0f, -INFINITY, -1.5f };
  MtnEngine *all[3];

  mtn_test_engines_init (&engines);
  all[0] = engines.reference;
  all[1] = engines.vector;
  all[2] = engines.narrow;

  for (guint e = 0; e < 3; e++)
    {
      g_autoptr (MtnBuffer) device_weight = mtn_test_upload (all[e], weight, 6);
      g_autoptr (MtnBuffer) device_bias = mtn_test_upload (all[e], bias, 2);
      g_autoptr (MtnBuffer) out = mtn_buffer_new (all[e], 6);
      g_autofree float *got = NULL;

      mtn_engine_gather (all[e], &rows, device_weight, device_bias, MTN_ACTIVATION_NONE, 3, 2, out);
      got = mtn_test_download (out, 6);
      mtn_test_assert_same_bits (got, wanted, 6);
    }
}

/* Every operation that is shared out, one on what the other gave. */
static float *
run_all (MtnEngine *engine, guint n_rows, const MtnTestRows *rows, const float *first, const float *second)
{
  const guint n_hidden = N_IN;
  g_autoptr (MtnBuffer) device_first = NULL;
  g_autoptr (MtnBuffer) device_second = NULL;
  g_autoptr (MtnBuffer) hidden = NULL;
  g_autoptr (MtnBuffer) out = NULL;
  g_autoptr (MtnBuffer) norms = NULL;
  g_autofree guint *line = g_new0 (guint, n_rows);
  g_autofree float *weights = g_new (float, n_rows);

  device_first = mtn_test_upload (engine, first, 500 * n_hidden);
  device_second = mtn_test_upload (engine, second, n_hidden * N_OUT * 8);
  hidden = mtn_buffer_new (engine, (gsize) n_rows * n_hidden);
  out = mtn_buffer_new (engine, (gsize) n_rows * N_OUT * 8);
  norms = mtn_buffer_new (engine, N_OUT * 8);
  for (guint r = 0; r < n_rows; r++)
    weights[r] = (float) r / 7.0f;

  mtn_engine_gather (engine, &rows->rows, device_first, NULL, MTN_ACTIVATION_RELU, 500, n_hidden, hidden);
  mtn_engine_dense (engine, hidden, device_second, NULL, MTN_ACTIVATION_TANH, n_rows, n_hidden, N_OUT * 8,
                    out);
  mtn_engine_scale (engine, out, n_rows, N_OUT * 8, device_second, line);
  mtn_engine_column_norms (engine, out, hidden, n_rows, N_OUT * 8, norms);
  mtn_engine_blend (engine, out, n_rows, N_OUT * 8, norms, line, weights);

  return mtn_test_download (out, (gsize) n_rows * N_OUT * 8);
}

static float *
run_with_threads (const char *n_threads,
                  guint n_rows,
                  const MtnTestRows *rows,
                  const float *first,
                  const float *second)
{
  g_autoptr (MtnEngine) engine = NULL;

  g_setenv ("MATINEE_THREADS", n_threads, TRUE);
  engine = mtn_test_engine_new ("vector");
  g_unsetenv ("MATINEE_THREADS");

  return run_all (engine, n_rows, rows, first, second);
}

static void
test_threads (void)
{
  static const char *const numbers[] = { "2", "3", "16" };
  g_autofree float *first = mtn_test_random_values (500 * N_IN, 20);
  g_autofree float *second = mtn_test_random_values (N_IN * N_OUT * 8, 21);

  for (guint i = 0; i < G_N_ELEMENTS (numbers_of_rows); i++)
    {
      guint n_rows = numbers_of_rows[i];
      g_auto (MtnTestRows) rows = { 0 };
      g_autofree float *alone = NULL;

      mtn_test_rows_init (&rows, n_rows, 500, n_rows);
      alone = run_with_threads ("1", n_rows, &rows, first, second);
      for (guint t = 0; t < G_N_ELEMENTS (numbers); t++)
        {
          g_autofree float *together = run_with_threads (numbers[t], n_rows, &rows, first, second);

          mtn_test_assert_same_bits (alone, together, (gsize) n_rows * N_OUT * 8);
        }
    }
}

static gpointer
work (gpointer data)
{
  g_autofree float *first = mtn_test_random_values (500 * N_IN, 20);
  g_autofree float *second = mtn_test_random_values (N_IN * N_OUT * 8, 21);
  g_auto (MtnTestRows) rows = { 0 };
  float *last = NULL;

  mtn_test_rows_init (&rows, 64, 500, 64);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);

      g_free (last);
      last = run_all (engine, 64, &rows, first, second);
    }

  return last;
}

/* Engines in several threads of a process share the helpers: one has them, the others go on alone. */
static void
test_engines_at_once (void)
{
  GThread *threads[4];
  g_autofree float *wanted = NULL;

  g_setenv ("MATINEE_THREADS", "3", TRUE);
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    threads[t] = g_thread_new ("caller", work, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    {
      g_autofree float *got = g_thread_join (threads[t]);

      if (wanted == NULL)
        wanted = g_steal_pointer (&got);
      else
        mtn_test_assert_same_bits (wanted, got, 64 * N_OUT * 8);
    }
  g_unsetenv ("MATINEE_THREADS");
}

static double
measure_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Helpers that have nothing to do sleep: what they use of a processor is a tenth of what looking out would
 * be. */
static void
test_idle (void)
{
  g_autoptr (MtnEngine) engine = NULL;
  g_autofree float *first = mtn_test_random_values (500 * N_IN, 20);
  g_autofree float *second = mtn_test_random_values (N_IN * N_OUT * 8, 21);
  g_autofree float *got = NULL;
  g_auto (MtnTestRows) rows = { 0 };
  double start;

  g_setenv ("MATINEE_THREADS", "3", TRUE);
  engine = mtn_test_engine_new ("vector");
  g_unsetenv ("MATINEE_THREADS");
  mtn_test_rows_init (&rows, 64, 500, 64);
  got = run_all (engine, 64, &rows, first, second);

  start = measure_processor_time ();
  g_usleep (300000);
  g_assert_cmpfloat (measure_processor_time () - start, <, 0.03);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layers/zeros", test_zeros);
  g_test_add_func ("/layers/denormals", test_denormals);
  g_test_add_func ("/layers/not-finite", test_not_finite);
  g_test_add_func ("/layers/nothing-of-infinity", test_nothing_of_infinity);
  g_test_add_func ("/layers/sparse-zeros", test_sparse_zeros);
  g_test_add_func ("/layers/threads", test_threads);
  g_test_add_func ("/layers/engines-at-once", test_engines_at_once);
  g_test_add_func ("/layers/idle", test_idle);

  return g_test_run ();
}
