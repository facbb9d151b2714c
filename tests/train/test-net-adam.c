/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The optimiser: steps worked out by hand, and each kind of kernel against the formulas in double. */

#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-net-private.h"
#include "mtn-plain-net.h"
#include "mtn-random.h"

/* One weight and one bias, both 0; input 1, target 1. The output is σ (0) = ½ and both gradients are −½. */
static const guint sizes[] = { 1, 1 };
static const guint offsets[] = { 0, 1 };
static const guint columns[] = { 0 };
static const MtnNetBatch one = { 1, { offsets, columns, NULL }, { offsets, columns, NULL } };

static MtnNetOptions
get_options (void)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = sizes;
  options.n_layers = 1;
  options.max_rows = 1;
  options.n_threads = 1;
  options.learning_rate = 0.1;

  return options;
}

/* Steps from parameters of @start; checks the last state. */
static void
check_steps (const MtnNetOptions *options,
             float start,
             guint n_steps,
             double weight,
             double mean,
             double variance)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnNet) net = mtn_net_new (options, &error);
  float parameters[2] = { start, start }, means[2], variances[2];

  g_assert_true (mtn_net_set_state (net, parameters, NULL, NULL, 0, &error));
  for (guint i = 0; i < n_steps; i++)
    g_assert_true (mtn_net_step (net, &one, NULL, &error));
  g_assert_true (mtn_net_get_state (net, parameters, means, variances, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpfloat_with_epsilon (parameters[i], weight, 1e-6);
      g_assert_cmpfloat_with_epsilon (means[i], mean, 1e-7);
      g_assert_cmpfloat_with_epsilon (variances[i], variance, 1e-8 + 1e-6 * variance);
    }
}

static void
test_by_hand (void)
{
  MtnNetOptions options = get_options ();

  /* m = .1 · −½, v = .001 · ¼; corrected −½ and ¼: the step is 0.1 · ½ / ½. */
  check_steps (&options, 0, 1, 0.1, -0.05, 0.00025);

  /* σ (0.2) = 0.549834: the gradient is −0.450166. m = .9 · −.05 + .1 · −.450166 = −.0900166;
   * v = .999 · .00025 + .001 · .202649 = .000452399. Divided by .19 and .001999: −.473772 and .226313, root
   * .475724. The step is 0.1 · .473772 / .475724 = .0995897. */
  check_steps (&options, 0, 2, 0.1995897, -0.0900166, 0.000452399);

  /* Without moments a step is the learning rate, whatever the gradient; the last one starts at σ (0.4). */
  options.beta1 = options.beta2 = 0;
  check_steps (&options, 0, 3, 0.3, -0.4013123, 0.1610515);

  /* An epsilon of the size of the root of the second moment halves the step. */
  options = get_options ();
  options.epsilon = 0.5;
  check_steps (&options, 0, 1, 0.05, -0.05, 0.00025);
}

static void
test_weight_decay (void)
{
  MtnNetOptions options = get_options ();

  /* σ (2) = .880797: gradient −.119203, and with l2 of 0.3 on parameters of 1: +.180797. The first step is
   * the learning rate against its sign. */
  options.l2 = 0.3;
  check_steps (&options, 1, 1, 0.9, 0.0180797, 0.0000326876);

  /* Decoupled: 1 · (1 − 0.1 · 0.3), and the step of the gradient alone. */
  options.l2 = 0;
  options.decay = 0.3;
  check_steps (&options, 1, 1, 1.07, -0.0119203, 0.0000142093);
}

static void
test_clipping (void)
{
  MtnNetOptions options = get_options ();

  /* The norm of (−½, −½) is .707107; at most 0.1 leaves −.0707107 of each. The first step does not notice. */
  options.clip = 0.1;
  check_steps (&options, 0, 1, 0.1, -0.00707107, 5e-6);

  /* Nothing to clip. */
  options.clip = 0.8;
  check_steps (&options, 0, 2, 0.1995897, -0.0900166, 0.000452399);
}

static void
test_learning_rate (void)
{
  MtnNetOptions options = get_options ();
  g_autoptr (MtnNet) net = mtn_net_new (&options, NULL);
  float parameters[2] = { 0, 0 };

  g_assert_true (mtn_net_set_state (net, parameters, NULL, NULL, 0, NULL));
  mtn_net_set_learning_rate (net, 0.02);
  g_assert_true (mtn_net_step (net, &one, NULL, NULL));
  g_assert_true (mtn_net_get_state (net, parameters, NULL, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (parameters[0], 0.02, 1e-7);
}

static void
test_kernels (void)
{
  enum
  {
    N = 128
  };
  const MtnNetKernels *kernels[4];
  MtnNetOptions options = get_options ();
  float first[3][N];

  options.l2 = 0.01;
  options.decay = 0.02;
  mtn_net_kernels_get_all (kernels);
  for (guint k = 0; kernels[k] != NULL; k++)
    {
      const double step = 7;
      MtnAdam adam = { .beta1 = 0.9f,
                       .beta2 = 0.999f,
                       .rest1 = 0.1f,
                       .rest2 = 0.001f,
                       .step = (float) (0.1 / (1 - pow (0.9, step))),
                       .spread = (float) (1 / sqrt (1 - pow (0.999, step))),
                       .epsilon = 1e-8f,
                       .l2 = 0.01f,
                       .keep = (float) (1 - 0.1 * 0.02) };
      float state[3][N], gradient[N];
      double plain[3][N], plain_gradient[N];
      MtnNetTarget target = { &adam, state[0], state[1], state[2], NULL };
      MtnRandom random;

      mtn_random_init (&random, 5, 0);
      for (guint i = 0; i < N; i++)
        {
          state[0][i] = (float) (2 * mtn_random_unit (&random) - 1);
          state[1][i] = (float) (0.1 * mtn_random_unit (&random) - 0.05);
          state[2][i] = (float) (0.01 * mtn_random_unit (&random));
          plain_gradient[i] = gradient[i] = (float) (mtn_random_unit (&random) - 0.5);
          for (guint j = 0; j < 3; j++)
            plain[j][i] = (double) state[j][i];
        }

      kernels[k]->adam (&target, gradient, N);
      mtn_plain_net_adam (&options, (guint64) step, plain[0], plain[1], plain[2], plain_gradient, N);
      for (guint j = 0; j < 3; j++)
        for (guint i = 0; i < N; i++)
          g_assert_cmpfloat_with_epsilon (state[j][i], plain[j][i], 1e-6 * MAX (fabs (plain[j][i]), 0.1));

      /* Wider vectors, the same bits. */
      if (k == 0)
        memcpy (first, state, sizeof first);
      else if (strcmp (kernels[k]->name, "plain") != 0)
        g_assert_cmpmem (first, sizeof first, state, sizeof state);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/adam/by-hand", test_by_hand);
  g_test_add_func ("/net/adam/weight-decay", test_weight_decay);
  g_test_add_func ("/net/adam/clipping", test_clipping);
  g_test_add_func ("/net/adam/learning-rate", test_learning_rate);
  g_test_add_func ("/net/adam/kernels", test_kernels);

  return g_test_run ();
}
