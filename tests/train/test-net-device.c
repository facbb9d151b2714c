/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Networks on an engine: the same bits on every path of the CPU, near those of the processor's own path, and
 * going on where another stopped. What becomes of cards that fail is in tests/cuda. */

#include <math.h>
#include <string.h>

#include "mtn-engine-vtable.h"
#include "mtn-error.h"
#include "mtn-test-batch.h"

#define N_BATCHES 12

static const guint sizes[] = { 60, 37, 19, 71 };

/* A path of the CPU as if it were a card. Its context is not freed with it. */
static MtnEngine *
new_engine (MtnEngine *cpu)
{
  static MtnEngineVtable tables[2];
  static guint n;
  MtnEngineVtable *table = &tables[n++ % 2];

  *table = *mtn_engine_get_vtable (cpu);
  table->free = NULL;

  return mtn_engine_new_for_vtable (table, NULL, MTN_ENGINE_CPU, "Test", "Test");
}

static MtnEngine *
new_reference (void)
{
  g_autoptr (MtnEngine) cpu = NULL;

  g_setenv ("MATINEE_CPU", "reference", TRUE);
  cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_unsetenv ("MATINEE_CPU");

  return new_engine (cpu);
}

static MtnNet *
new_net (const MtnNetOptions *options, MtnEngine *engine)
{
  g_autoptr (GError) error = NULL;
  MtnNetOptions own = *options;
  MtnNet *net;

  own.engine = engine;
  net = mtn_net_new (&own, &error);
  g_assert_no_error (error);

  return net;
}

typedef struct
{
  float *values;
  gsize n;
  double losses[N_BATCHES];
} Result;

static void
result_clear (Result *self)
{
  g_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
train (MtnNet *net, guint first, guint end, Result *result)
{
  g_autoptr (GError) error = NULL;

  for (guint i = first; i < end; i++)
    {
      g_autoptr (MtnTestBatch) batch =
          mtn_test_batch_new (5 + i * 7 % 40, sizes[0], sizes[3], 0.2, i % 2 == 1, i + 1);

      mtn_net_set_learning_rate (net, 0.01 / (1 + i));
      g_assert_true (mtn_net_step (net, &batch->batch, &result->losses[i], &error));
      g_assert_no_error (error);
    }

  g_free (result->values);
  result->n = 3 * mtn_net_get_n_parameters (net);
  result->values = g_new (float, result->n);
  g_assert_true (mtn_net_get_state (net, result->values, result->values + result->n / 3,
                                    result->values + 2 * (result->n / 3), &error));
  g_assert_no_error (error);
}

/* Losses, activations, drop-out, clipping and both kinds of decay in turn. */
static MtnNetOptions
make_options (guint i)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = sizes;
  options.n_layers = 3;
  options.loss = (MtnNetLoss) (i % 3);
  options.activation = i % 2 == 0 ? MTN_NET_RELU : MTN_NET_TANH;
  options.max_rows = 45;
  options.drop_hidden = i % 4 == 0 ? 0 : 0.3;
  options.drop_input = i % 5 == 1 ? 0.2 : 0;
  options.drop_last = i % 3 == 2;
  options.clip = i % 4 == 3 ? 0.05 : 0;
  options.l2 = i % 2 == 1 ? 1e-3 : 0;
  options.decay = i % 3 == 0 ? 1e-2 : 0;
  options.n_threads = 2;

  return options;
}

#define N_VARIANTS 12

static void
test_paths (void)
{
  g_autoptr (MtnEngine) reference = new_reference ();
  g_autoptr (MtnEngine) vector = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);

  for (guint i = 0; i < N_VARIANTS; i++)
    {
      const MtnNetOptions options = make_options (i);
      g_autoptr (MtnNet) fast = new_net (&options, NULL);
      g_autoptr (MtnNet) net = new_net (&options, reference);
      g_autoptr (MtnNet) wide = new_net (&options, vector);
      g_auto (Result) a = { 0 };
      g_auto (Result) b = { 0 };
      g_auto (Result) c = { 0 };

      train (fast, 0, N_BATCHES, &a);
      train (net, 0, N_BATCHES, &b);
      train (wide, 0, N_BATCHES, &c);

      g_assert_cmpmem (b.values, b.n * sizeof (float), c.values, c.n * sizeof (float));
      g_assert_cmpmem (b.losses, sizeof b.losses, c.losses, sizeof c.losses);
      for (guint step = 0; step < N_BATCHES; step++)
        g_assert_cmpfloat_with_epsilon (a.losses[step], b.losses[step], 2e-3 * fabs (a.losses[step]));
      g_assert_cmpfloat_with_epsilon (a.losses[0], b.losses[0], 1e-5 * fabs (a.losses[0]));
    }
}

/* Losses, predictions and gradients without a step in between, which a step would blow up. */
static void
test_single (void)
{
  g_autoptr (MtnEngine) reference = new_reference ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_VARIANTS; i++)
    {
      const MtnNetOptions options = make_options (i);
      g_autoptr (MtnNet) fast = new_net (&options, NULL);
      g_autoptr (MtnNet) net = new_net (&options, reference);
      g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (33, sizes[0], sizes[3], 0.3, i % 2 == 0, 3);
      gsize n = mtn_net_get_n_parameters (net);
      g_autofree float *wanted = g_new (float, n);
      g_autofree float *gradient = g_new (float, n);
      g_autofree float *logits = g_new (float, 33 * sizes[3]);
      g_autofree float *wanted_logits = g_new (float, 33 * sizes[3]);
      double loss, wanted_loss, greatest = 0;

      mtn_net_set_output_bias (fast, NULL, -1.0f);
      mtn_net_set_output_bias (net, NULL, -1.0f);
      g_assert_true (mtn_net_loss (fast, &batch->batch, &wanted_loss, &error));
      g_assert_true (mtn_net_loss (net, &batch->batch, &loss, &error));
      g_assert_cmpfloat_with_epsilon (loss, wanted_loss, 4e-6 * fabs (wanted_loss));

      g_assert_true (mtn_net_predict (fast, &batch->batch, wanted_logits, &error));
      g_assert_true (mtn_net_predict (net, &batch->batch, logits, &error));
      for (guint j = 0; j < 33 * sizes[3]; j++)
        g_assert_cmpfloat_with_epsilon (logits[j], wanted_logits[j], 1e-5);

      g_assert_true (mtn_net_get_gradient (fast, &batch->batch, wanted, &wanted_loss, &error));
      g_assert_true (mtn_net_get_gradient (net, &batch->batch, gradient, &loss, &error));
      for (gsize j = 0; j < n; j++)
        greatest = MAX (greatest, fabs (wanted[j]));
      g_assert_cmpfloat (greatest, >, 0);
      for (gsize j = 0; j < n; j++)
        g_assert_cmpfloat_with_epsilon (gradient[j], wanted[j], 1e-5 * greatest);
    }
}

static void
test_going_on (void)
{
  g_autoptr (MtnEngine) reference = new_reference ();
  const MtnNetOptions options = make_options (7);
  g_autoptr (MtnNet) whole = new_net (&options, reference);
  g_autoptr (MtnNet) first = new_net (&options, reference);
  g_autoptr (MtnNet) second = new_net (&options, reference);
  g_auto (Result) a = { 0 };
  g_auto (Result) b = { 0 };
  g_autoptr (GError) error = NULL;

  train (whole, 0, N_BATCHES, &a);
  train (first, 0, 5, &b);
  g_assert_true (mtn_net_set_state (second, b.values, b.values + b.n / 3, b.values + 2 * (b.n / 3),
                                    mtn_net_get_n_steps (first), &error));
  g_assert_no_error (error);
  train (second, 5, N_BATCHES, &b);
  g_assert_cmpmem (a.values, a.n * sizeof (float), b.values, b.n * sizeof (float));
  g_assert_cmpmem (a.losses, sizeof a.losses, b.losses, sizeof b.losses);
}

/* A loss that is no number is an error, and changes nothing. */
static void
test_diverging (void)
{
  g_autoptr (MtnEngine) reference = new_reference ();

  for (guint i = 0; i < 3; i++)
    {
      const guint direct[] = { sizes[0], sizes[3] };
      MtnNetOptions options = make_options (i);
      g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (9, sizes[0], sizes[3], 0.3, FALSE, 3);
      g_autoptr (MtnNet) net = NULL;
      g_autofree float *before = NULL;
      g_autofree float *after = NULL;
      float *values = (float *) batch->batch.in.values;
      g_autoptr (GError) error = NULL;
      gsize n;

      options.sizes = direct;
      options.n_layers = 1;
      options.drop_input = 0;
      net = new_net (&options, reference);
      n = mtn_net_get_n_parameters (net);
      before = g_new (float, n);
      after = g_new (float, n);

      g_assert_true (mtn_net_get_state (net, before, NULL, NULL, NULL));
      g_assert_nonnull (values);
      values[batch->batch.in.offsets[0]] = NAN;
      g_assert_false (mtn_net_step (net, &batch->batch, NULL, &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
      g_assert_true (mtn_net_get_state (net, after, NULL, NULL, NULL));
      g_assert_cmpmem (before, n * sizeof (float), after, n * sizeof (float));
      g_assert_cmpuint (mtn_net_get_n_steps (net), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net-device/paths", test_paths);
  g_test_add_func ("/net-device/single", test_single);
  g_test_add_func ("/net-device/going-on", test_going_on);
  g_test_add_func ("/net-device/diverging", test_diverging);

  return g_test_run ();
}
