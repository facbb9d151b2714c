/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Gradients and steps of the fast network against the plain one in double, whose own gradients are checked by
 * finite differences. Networks are small and crooked: sizes around those of blocks, panels and tiles. */

#include "mtn-net.h"

#include <math.h>

#include "mtn-net-private.h"
#include "mtn-plain-net.h"
#include "mtn-test-batch.h"

static const guint one_layer[] = { 19, 11 };
static const guint two_layers[] = { 37, 33, 41 };
static const guint four_layers[] = { 50, 40, 9, 70, 65 };
static const guint large[] = { 300, 130, 257 };

typedef struct
{
  const char *name;
  MtnNetOptions options;
  gboolean has_excluded;
} Case;

static const Case cases[] = {
  { "bce", { .sizes = four_layers, .n_layers = 4, .loss = MTN_NET_BCE } },
  { "bce/masked", { .sizes = two_layers, .n_layers = 2, .loss = MTN_NET_BCE }, TRUE },
  { "bce/one-layer", { .sizes = one_layer, .n_layers = 1, .loss = MTN_NET_BCE }, TRUE },
  { "bce/drop-out", { .sizes = four_layers, .n_layers = 4, .loss = MTN_NET_BCE, .drop_hidden = 0.3 } },
  { "bce/tanh", { .sizes = two_layers, .n_layers = 2, .loss = MTN_NET_BCE, .activation = MTN_NET_TANH } },
  { "mse", { .sizes = four_layers, .n_layers = 4, .loss = MTN_NET_MSE } },
  { "mse/masked", { .sizes = two_layers, .n_layers = 2, .loss = MTN_NET_MSE }, TRUE },
  { "mse/drop-out",
    { .sizes = four_layers,
      .n_layers = 4,
      .loss = MTN_NET_MSE,
      .activation = MTN_NET_TANH,
      .drop_input = 0.2,
      .drop_hidden = 0.5,
      .drop_last = TRUE },
    TRUE },
  { "multinomial",
    { .sizes = two_layers,
      .n_layers = 2,
      .loss = MTN_NET_MULTINOMIAL,
      .activation = MTN_NET_TANH,
      .drop_input = 0.5 } },
  { "multinomial/masked", { .sizes = four_layers, .n_layers = 4, .loss = MTN_NET_MULTINOMIAL }, TRUE },
  { "multinomial/large",
    { .sizes = large,
      .n_layers = 2,
      .loss = MTN_NET_MULTINOMIAL,
      .activation = MTN_NET_TANH,
      .drop_hidden = 0.1,
      .drop_last = TRUE },
    TRUE },
};

static MtnNetOptions
complete (const MtnNetOptions *partial)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = partial->sizes;
  options.n_layers = partial->n_layers;
  options.loss = partial->loss;
  options.activation = partial->activation;
  options.drop_input = partial->drop_input;
  options.drop_hidden = partial->drop_hidden;
  options.drop_last = partial->drop_last;
  options.max_rows = 70;
  options.n_threads = 2;

  return options;
}

static double *
get_parameters (MtnNet *net)
{
  gsize n = mtn_net_get_n_parameters (net);
  g_autofree float *values = g_new (float, n);
  double *parameters = g_new (double, n);
  g_autoptr (GError) error = NULL;

  g_assert_true (mtn_net_get_state (net, values, NULL, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    parameters[i] = (double) values[i];

  return parameters;
}

static MtnTestBatch *
make_batch (const Case *test, guint n_rows, guint64 seed)
{
  const MtnNetOptions *options = &test->options;

  return mtn_test_batch_new (n_rows, options->sizes[0], options->sizes[options->n_layers], 0.2,
                             test->has_excluded, seed);
}

/* Of the plain network, per layer: every parameter of the small ones. */
static void
test_finite_differences (gconstpointer data)
{
  const Case *test = data;
  MtnNetOptions options = complete (&test->options);
  g_autoptr (MtnNet) net = mtn_net_new (&options, NULL);
  g_autoptr (MtnTestBatch) batch = make_batch (test, 5, 3);
  g_autofree double *parameters = get_parameters (net);
  gsize n = mtn_net_get_n_parameters (net);
  g_autofree double *gradient = g_new (double, n);
  const double h = 1e-5;
  guint n_large = 0;

  mtn_plain_net_loss (&options, parameters, &batch->batch, TRUE, 8, gradient);
  for (gsize i = 0; i < n; i += MAX (n / 500, 1))
    {
      double kept = parameters[i];
      double up, down, difference;

      parameters[i] = kept + h;
      up = mtn_plain_net_loss (&options, parameters, &batch->batch, TRUE, 8, NULL);
      parameters[i] = kept - h;
      down = mtn_plain_net_loss (&options, parameters, &batch->batch, TRUE, 8, NULL);
      parameters[i] = kept;
      difference = (up - down) / (2 * h);

      g_assert_cmpfloat_with_epsilon (gradient[i], difference, 1e-7 + 1e-5 * fabs (difference));
      n_large += fabs (difference) > 1e-5;
    }
  g_assert_cmpuint (n_large, >, 20);
}

static void
test_gradient (gconstpointer data)
{
  const Case *test = data;
  const MtnNetKernels *kernels[4];

  mtn_net_kernels_get_all (kernels);
  for (guint k = 0; kernels[k] != NULL; k++)
    for (guint n_rows = 1; n_rows <= 70; n_rows += 23)
      {
        MtnNetOptions options = complete (&test->options);
        g_autoptr (MtnNet) net = NULL;
        g_autoptr (MtnTestBatch) batch = make_batch (test, n_rows, n_rows);
        g_autofree double *parameters = NULL;
        g_autofree double *expected = NULL;
        g_autofree float *gradient = NULL;
        g_autoptr (GError) error = NULL;
        double expected_loss, loss, largest = 0;
        gsize n;

        net = mtn_net_new_with_kernels (&options, kernels[k], &error);
        g_assert_no_error (error);
        parameters = get_parameters (net);
        n = mtn_net_get_n_parameters (net);
        g_assert_cmpuint (n, ==, mtn_plain_net_get_n_parameters (&options));
        expected = g_new (double, n);
        gradient = g_new (float, n);

        expected_loss = mtn_plain_net_loss (&options, parameters, &batch->batch, TRUE, 0, expected);
        g_assert_true (mtn_net_get_gradient (net, &batch->batch, gradient, &loss, &error));
        g_assert_no_error (error);
        g_assert_cmpfloat_with_epsilon (loss, expected_loss, 1e-5 * fabs (expected_loss));
        for (gsize i = 0; i < n; i++)
          largest = MAX (largest, fabs (expected[i]));
        for (gsize i = 0; i < n; i++)
          if (!(fabs ((double) gradient[i] - expected[i]) <= 1e-5 * largest + 1e-4 * fabs (expected[i])))
            g_error ("%s, %u rows: gradient %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " is %g instead of %g",
                     kernels[k]->name, n_rows, i, n, (double) gradient[i], expected[i]);

        expected_loss = mtn_plain_net_loss (&options, parameters, &batch->batch, FALSE, 0, NULL);
        g_assert_true (mtn_net_loss (net, &batch->batch, &loss, &error));
        g_assert_cmpfloat_with_epsilon (loss, expected_loss, 1e-5 * fabs (expected_loss));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *differences = g_strconcat ("/net/finite-differences/", cases[i].name, NULL);
      g_autofree char *gradient = g_strconcat ("/net/gradient/", cases[i].name, NULL);

      g_test_add_data_func (differences, &cases[i], test_finite_differences);
      g_test_add_data_func (gradient, &cases[i], test_gradient);
    }

  return g_test_run ();
}
