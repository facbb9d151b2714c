/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Many steps: the same as the plain network makes, the same bits however they are made, and an end with an
 * error where training goes astray. */

#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-net-private.h"
#include "mtn-plain-net.h"
#include "mtn-random.h"
#include "mtn-test-batch.h"

#define N_ROWS 45
#define N_BATCHES 3

static const guint sizes[] = { 60, 50, 70, 90 };

typedef struct
{
  MtnTestBatch *batches[N_BATCHES];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_BATCHES; i++)
    fixture->batches[i] = mtn_test_batch_new (i == 0 ? N_ROWS : 10 + i, sizes[0], sizes[3], 0.15, i > 0, i);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_BATCHES; i++)
    mtn_test_batch_free (fixture->batches[i]);
}

static MtnNetOptions
get_options (MtnNetLoss loss)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = sizes;
  options.n_layers = 3;
  options.max_rows = N_ROWS;
  options.loss = loss;
  options.activation = loss == MTN_NET_MULTINOMIAL ? MTN_NET_TANH : MTN_NET_RELU;
  options.drop_input = loss == MTN_NET_MULTINOMIAL ? 0.3 : 0;
  options.drop_hidden = 0.2;
  options.n_threads = 2;

  return options;
}

static void
make_steps (MtnNet *net, Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      guint index = (guint) (mtn_net_get_n_steps (net) % N_BATCHES);
      g_autoptr (GError) error = NULL;

      mtn_net_step (net, &fixture->batches[index]->batch, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Parameters, means and variances. */
static float *
get_state (MtnNet *net)
{
  gsize n = mtn_net_get_n_parameters (net);
  float *state = g_new (float, 3 * n);
  g_autoptr (GError) error = NULL;

  mtn_net_get_state (net, state, state + n, state + 2 * n, &error);
  g_assert_no_error (error);

  return state;
}

static void
test_against_plain (Fixture *fixture, gconstpointer data)
{
  for (MtnNetLoss loss = MTN_NET_BCE; loss <= MTN_NET_MULTINOMIAL; loss++)
    {
      MtnNetOptions options = get_options (loss);
      g_autoptr (MtnNet) net = NULL;
      g_autofree float *start = NULL;
      g_autofree float *end = NULL;
      g_autofree double *plain = NULL;
      g_autofree double *gradient = NULL;
      gsize n;

      options.l2 = 1e-4;
      options.decay = 0.01;
      options.clip = loss == MTN_NET_MSE ? 0.01 : 0;
      net = mtn_net_new (&options, NULL);
      n = mtn_net_get_n_parameters (net);
      start = get_state (net);
      plain = g_new (double, 3 * n);
      gradient = g_new (double, n);
      for (gsize i = 0; i < 3 * n; i++)
        plain[i] = (double) start[i];

      for (guint step = 0; step < 12; step++)
        {
          const MtnNetBatch *batch = &fixture->batches[step % N_BATCHES]->batch;
          double expected = mtn_plain_net_loss (&options, plain, batch, TRUE, step, gradient);
          double found;

          mtn_plain_net_adam (&options, step + 1, plain, plain + n, plain + 2 * n, gradient, n);
          g_assert_true (mtn_net_step (net, batch, &found, NULL));
          g_assert_cmpfloat_with_epsilon (found, expected, 1e-4 * expected);
        }

      /* Twelve steps of a thousandth: where a gradient is next to nothing its sign is anybody's guess, and
       * Adam makes a whole step of it, so that the parameters are compared by their mean difference. */
      end = get_state (net);
      {
        double sum = 0;

        for (gsize i = 0; i < n; i++)
          sum += fabs ((double) end[i] - plain[i]);
        g_assert_cmpfloat (sum / n, <, 2e-6);
      }
      for (gsize i = n; i < 3 * n; i++)
        g_assert_cmpfloat_with_epsilon (end[i], plain[i], 2e-5);
    }
}

/* The bits do not depend on threads, on the width of vectors or on when it happens. */
static void
test_same_bits (Fixture *fixture, gconstpointer data)
{
  static const guint n_threads[] = { 2, 2, 1, 3, 7 };

  for (MtnNetLoss loss = MTN_NET_BCE; loss <= MTN_NET_MULTINOMIAL; loss++)
    {
      g_autofree float *first = NULL;
      const MtnNetKernels *kernels[4];
      gsize n = 0;

      mtn_net_kernels_get_all (kernels);
      for (guint i = 0; i < G_N_ELEMENTS (n_threads) + 1; i++)
        {
          MtnNetOptions options = get_options (loss);
          g_autoptr (MtnNet) net = NULL;
          g_autofree float *state = NULL;
          gboolean is_other = i == G_N_ELEMENTS (n_threads);

          /* avx512 and avx2, where there are both. */
          if (is_other && (kernels[1] == NULL || kernels[2] == NULL))
            continue;
          options.n_threads = is_other ? 2 : n_threads[i];
          options.clip = 0.5;
          net = mtn_net_new_with_kernels (&options, kernels[is_other ? 1 : 0], NULL);
          make_steps (net, fixture, 10);
          n = mtn_net_get_n_parameters (net);
          state = get_state (net);
          if (first == NULL)
            first = g_steal_pointer (&state);
          else
            g_assert_cmpmem (first, 3 * n * sizeof (float), state, 3 * n * sizeof (float));
        }
    }
}

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  for (MtnNetLoss loss = MTN_NET_BCE; loss <= MTN_NET_MULTINOMIAL; loss++)
    {
      MtnNetOptions options = get_options (loss);
      g_autoptr (MtnNet) straight = mtn_net_new (&options, NULL);
      g_autoptr (MtnNet) before = mtn_net_new (&options, NULL);
      g_autoptr (MtnNet) after = NULL;
      g_autofree float *state = NULL;
      g_autofree float *expected = NULL;
      g_autofree float *found = NULL;
      gsize n = mtn_net_get_n_parameters (straight);

      make_steps (straight, fixture, 11);
      make_steps (before, fixture, 4);
      state = get_state (before);

      options.seed = 42;
      after = mtn_net_new (&options, NULL);
      make_steps (after, fixture, 2);
      g_assert_true (
          mtn_net_set_state (after, state, state + n, state + 2 * n, mtn_net_get_n_steps (before), NULL));
      make_steps (after, fixture, 7);
      expected = get_state (straight);
      found = get_state (after);
      g_assert_cmpmem (expected, 3 * n * sizeof (float), found, 3 * n * sizeof (float));

      /* Measuring and predicting leave no trace. */
      {
        g_autofree float *logits = g_new (float, N_ROWS *sizes[3]);
        g_autofree float *gradient = g_new (float, n);
        const MtnNetBatch *batch = &fixture->batches[0]->batch;
        g_autofree float *still = NULL;

        g_assert_true (mtn_net_loss (after, batch, NULL, NULL));
        g_assert_true (mtn_net_predict (after, batch, logits, NULL));
        g_assert_true (mtn_net_get_gradient (after, batch, gradient, NULL, NULL));
        make_steps (after, fixture, 1);
        make_steps (straight, fixture, 1);
        g_clear_pointer (&expected, g_free);
        expected = get_state (straight);
        still = get_state (after);
        g_assert_cmpmem (expected, 3 * n * sizeof (float), still, 3 * n * sizeof (float));
      }
    }
}

static void
test_predict (Fixture *fixture, gconstpointer data)
{
  MtnNetOptions options = get_options (MTN_NET_BCE);
  g_autoptr (MtnNet) net = mtn_net_new (&options, NULL);
  MtnNetBatch batch = fixture->batches[0]->batch;
  g_autofree float *all = g_new (float, N_ROWS *sizes[3]);
  g_autofree float *state = NULL;
  g_autofree double *parameters = g_new (double, mtn_net_get_n_parameters (net));
  g_autofree guint *offsets = g_new0 (guint, N_ROWS + 1);
  MtnNetTensor bias;

  mtn_net_set_output_bias (net, NULL, -1.5f);
  state = get_state (net);
  mtn_net_get_tensor (net, 5, &bias);
  g_assert_cmpstr (bias.name, ==, "fc3.bias");
  g_assert_cmpuint (bias.n_values, ==, sizes[3]);
  g_assert_cmpuint (bias.offset + bias.n_values, ==, mtn_net_get_n_parameters (net));
  g_assert_cmpfloat (state[bias.offset], ==, -1.5f);
  g_assert_cmpfloat (state[bias.offset + sizes[3] - 1], ==, -1.5f);

  g_assert_true (mtn_net_predict (net, &batch, all, NULL));

  /* A row says the same alone, and a loss of one cell says what its logit is: −log σ. */
  for (guint r = 0; r < N_ROWS; r += 11)
    {
      MtnNetBatch one = batch;
      float logits[90];
      const guint target_offsets[] = { 0, 1 };
      const guint target = 3;
      guint excluded[89];
      const guint excluded_offsets[] = { 0, 89 };
      double loss;

      one.n_rows = 1;
      one.in.offsets += r;
      g_assert_true (mtn_net_predict (net, &one, logits, NULL));
      g_assert_cmpmem (logits, sizeof logits, all + r * sizes[3], sizeof logits);

      for (guint j = 0; j < 89; j++)
        excluded[j] = j < 3 ? j : j + 1;
      one.targets = (MtnNetRows){ target_offsets, &target, NULL };
      one.excluded = (MtnNetRows){ excluded_offsets, excluded, NULL };
      g_assert_true (mtn_net_loss (net, &one, &loss, NULL));
      g_assert_cmpfloat_with_epsilon (loss, log1p (exp (-(double) logits[3])), 1e-6);
    }
}

static void
test_divergence (Fixture *fixture, gconstpointer data)
{
  for (MtnNetLoss loss = MTN_NET_BCE; loss <= MTN_NET_MULTINOMIAL; loss++)
    {
      MtnNetOptions options = get_options (loss);
      g_autoptr (MtnNet) net = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree float *before = NULL;
      g_autofree float *after = NULL;
      guint64 n_steps = 0;
      gsize n;

      options.activation = MTN_NET_RELU;
      options.learning_rate = 1e25;
      net = mtn_net_new (&options, NULL);
      n = mtn_net_get_n_parameters (net);
      for (guint i = 0; i < 20 && error == NULL; i++)
        {
          g_free (before);
          before = get_state (net);
          n_steps = mtn_net_get_n_steps (net);
          mtn_net_step (net, &fixture->batches[0]->batch, NULL, &error);
        }
      g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);

      after = get_state (net);
      g_assert_cmpuint (mtn_net_get_n_steps (net), ==, n_steps);
      g_assert_cmpmem (before, 3 * n * sizeof (float), after, 3 * n * sizeof (float));

      /* It can be put right. */
      mtn_net_set_learning_rate (net, 1e-3);
      for (gsize i = 0; i < n; i++)
        before[i] = 0.01f;
      g_assert_true (mtn_net_set_state (net, before, NULL, NULL, 0, NULL));
      make_steps (net, fixture, 1);
    }
}

static void
test_not_a_number (Fixture *fixture, gconstpointer data)
{
  MtnNetOptions options = get_options (MTN_NET_MSE);
  g_autoptr (MtnNet) net = mtn_net_new (&options, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree float *state = get_state (net);
  gsize n = mtn_net_get_n_parameters (net);
  float kept = state[7];
  MtnNetBatch batch = fixture->batches[0]->batch;
  g_autofree float *values = g_memdup2 (batch.in.values, batch.in.offsets[N_ROWS] * sizeof (float));

  /* In the state … */
  state[7] = NAN;
  g_assert_false (mtn_net_set_state (net, state, NULL, NULL, 0, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_error (&error);
  state[7] = kept;
  state[2 * n + 3] = -1;
  g_assert_false (mtn_net_set_state (net, state, state + n, state + 2 * n, 0, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_error (&error);

  /* … in a weight by way of the back door … */
  net->values[net->layers[1].offset] = INFINITY;
  g_assert_false (mtn_net_get_state (net, state, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_error (&error);
  net->values[net->layers[1].offset] = 0;

  /* … and in an input, which no relu may hide. */
  values[batch.in.offsets[3]] = NAN;
  batch.in.values = values;
  g_assert_false (mtn_net_step (net, &batch, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_error (&error);
  g_assert_false (mtn_net_loss (net, &batch, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);

  make_steps (net, fixture, 1);
}

static void
check_refused (const MtnNetOptions *options)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_net_new (options, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const guint no_units[] = { 3, 0, 4 };
  const MtnNetOptions good = get_options (MTN_NET_BCE);
  MtnNetOptions options;
  g_autoptr (MtnNet) net = mtn_net_new (&good, NULL);
  MtnNetBatch batch = fixture->batches[0]->batch;
  g_autoptr (GError) error = NULL;
  g_autofree guint *columns =
      g_memdup2 (batch.targets.columns, batch.targets.offsets[N_ROWS] * sizeof (guint));

#define CHECK(change) options = good, change, check_refused (&options)
  CHECK (options.n_layers = 0);
  CHECK ((options.sizes = no_units, options.n_layers = 2));
  CHECK (options.max_rows = 0);
  CHECK (options.drop_hidden = 1);
  CHECK (options.drop_input = -0.1);
  CHECK (options.drop_input = NAN);
  CHECK (options.learning_rate = NAN);
  CHECK (options.learning_rate = -1);
  CHECK (options.beta2 = 1);
  CHECK (options.epsilon = 0);
  CHECK (options.clip = -1);
#undef CHECK

  batch.n_rows = N_ROWS + 1;
  g_assert_false (mtn_net_step (net, &batch, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
  g_clear_error (&error);

  batch.n_rows = 0;
  g_assert_false (mtn_net_step (net, &batch, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
  g_clear_error (&error);

  batch.n_rows = N_ROWS;
  columns[batch.targets.offsets[2]] = sizes[3];
  batch.targets.columns = columns;
  g_assert_false (mtn_net_step (net, &batch, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "column 90"));
}

/* Rows without a cell that counts, without a target, without an input. */
static void
test_empty_rows (Fixture *fixture, gconstpointer data)
{
  const guint nothing[] = { 0, 0, 0 };
  guint offsets[] = { 0, 90, 180 };
  guint columns[180];
  const guint none = 0;

  for (guint i = 0; i < 180; i++)
    columns[i] = i % 90;

  for (MtnNetLoss loss = MTN_NET_BCE; loss <= MTN_NET_MULTINOMIAL; loss++)
    {
      MtnNetOptions options = get_options (loss);
      g_autoptr (MtnNet) net = mtn_net_new (&options, NULL);
      MtnNetBatch batch = {
        2, { nothing, &none, NULL }, { nothing, &none, NULL }, { offsets, columns, NULL }
      };
      double found = -1;

      g_assert_true (mtn_net_step (net, &batch, &found, NULL));
      g_assert_cmpfloat (found, ==, 0);

      /* One row counts. */
      offsets[2] = 90;
      g_assert_true (mtn_net_step (net, &batch, &found, NULL));
      offsets[2] = 180;
      g_assert_true (isfinite (found));
      g_assert_true (loss == MTN_NET_MULTINOMIAL ? found == 0 : found > 0);
    }
}

/* Rows so long that room for their entries must be made. */
static void
test_long_rows (Fixture *fixture, gconstpointer data)
{
  static const guint wide[] = { 700, 8, 5 };
  MtnNetOptions options = get_options (MTN_NET_BCE);
  g_autoptr (MtnNet) net = NULL;
  g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (N_ROWS, 700, 5, 0.95, FALSE, 1);
  g_autofree float *state = NULL;
  g_autofree double *parameters = NULL;
  double found;

  options.sizes = wide;
  options.n_layers = 2;
  net = mtn_net_new (&options, NULL);
  state = get_state (net);
  parameters = g_new (double, mtn_net_get_n_parameters (net));
  for (gsize i = 0; i < mtn_net_get_n_parameters (net); i++)
    parameters[i] = (double) state[i];

  g_assert_true (mtn_net_step (net, &batch->batch, &found, NULL));
  g_assert_cmpfloat_with_epsilon (found,
                                  mtn_plain_net_loss (&options, parameters, &batch->batch, TRUE, 0, NULL),
                                  1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/net/training/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("against-plain", test_against_plain);
  ADD ("same-bits", test_same_bits);
  ADD ("resume", test_resume);
  ADD ("predict", test_predict);
  ADD ("divergence", test_divergence);
  ADD ("not-a-number", test_not_a_number);
  ADD ("refusals", test_refusals);
  ADD ("empty-rows", test_empty_rows);
  ADD ("long-rows", test_long_rows);
#undef ADD

  return g_test_run ();
}
