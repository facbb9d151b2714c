/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Activation functions against the C library's in double, at the ends of their range, and for what is no
 * number. */

#include "mtn-test-engine.h"

#include <math.h>

static float *
run_activation (MtnEngine *engine, const float *values, gsize n, MtnActivation activation)
{
  /* A layer that passes its bias through. */
  const guint offsets[] = { 0, 0 };
  const MtnRows nothing = { 1, offsets, NULL, NULL };
  g_autoptr (MtnBuffer) weight = mtn_buffer_new (engine, 0);
  g_autoptr (MtnBuffer) bias = mtn_test_upload (engine, values, n);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, n);

  mtn_engine_gather (engine, &nothing, weight, bias, activation, 0, n, out);

  return mtn_test_download (out, n);
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
      mtn_test_assert_same_bits (reference, vector, n);
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
        /* Whatever sign it has: cards make another one than processors. */
        if (a == MTN_ACTIVATION_TANH)
          for (guint i = 0; i < 9; i++)
            g_assert_cmpfloat (got[i], ==, 1.0f);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/activations/values", test_activations);
  g_test_add_func ("/activations/order", test_sigmoid_order);
  g_test_add_func ("/activations/nan", test_nan);

  return g_test_run ();
}
