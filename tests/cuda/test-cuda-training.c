/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Training on a card that fails: whichever call to the runtime does, and however, the CPU comes to the bits
 * that the card would have come to; somebody is told, once, and nothing is leaked. */

#include <string.h>

#include "mtn-cuda-engine.h"
#include "mtn-engine-private.h"
#include "mtn-error.h"
#include "mtn-fake-cuda.h"
#include "mtn-test-batch.h"
#include "mtn-test-verdicts.h"

extern const MtnCudaModule mtn_cuda_module;

static const guint sizes[] = { 30, 11, 23 };

#define N_STEPS 5

typedef struct
{
  float *values;
  gsize n;
  double losses[N_STEPS];
} Result;

static void
result_clear (Result *self)
{
  g_clear_pointer (&self->values, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static MtnEngine *
open_engine (char **why)
{
  MtnCudaSystem system;
  MtnCudaCard card;

  mtn_cuda_module.get_system (&system);
  if (system.status != MTN_CUDA_READY)
    {
      *why = mtn_cuda_engine_dup_system_problem (&system);
      return NULL;
    }

  return mtn_cuda_engine_open (&mtn_cuda_module, 0, &system, FALSE, &card, why);
}

static void
train (MtnEngine *engine, guint n_steps, Result *result)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  g_autoptr (MtnNet) net = NULL;
  g_autoptr (GError) error = NULL;
  double loss;

  options.sizes = sizes;
  options.n_layers = 2;
  options.max_rows = 20;
  options.drop_hidden = 0.3;
  options.clip = 0.1;
  options.learning_rate = 0.01;
  options.engine = engine;
  net = mtn_net_new (&options, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (3 + i % 17, sizes[0], sizes[2], 0.3, TRUE, i + 1);

      mtn_net_set_learning_rate (net, 0.01 / (1 + i % 5));
      g_assert_true (mtn_net_step (net, &batch->batch, i < N_STEPS ? &result->losses[i] : &loss, &error));
      g_assert_no_error (error);
    }

  result->n = 3 * mtn_net_get_n_parameters (net);
  result->values = g_new (float, result->n);
  g_assert_true (mtn_net_get_state (net, result->values, result->values + result->n / 3,
                                    result->values + 2 * (result->n / 3), &error));
  g_assert_no_error (error);
}

static void
train_on_cpu (guint n_steps, Result *result)
{
  g_autoptr (MtnEngine) cpu = NULL;

  g_setenv ("MATINEE_CPU", "reference", TRUE);
  cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_unsetenv ("MATINEE_CPU");
  train (cpu, n_steps, result);
}

static void
assert_same (const Result *a, const Result *b)
{
  g_assert_cmpmem (a->values, a->n * sizeof (float), b->values, b->n * sizeof (float));
  g_assert_cmpmem (a->losses, sizeof a->losses, b->losses, sizeof b->losses);
}

/* Returns whether anything went wrong, and was told. */
static gboolean
use_card (const Result *wanted)
{
  g_autoptr (MtnEngine) engine = NULL;
  g_autofree char *why = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *again = NULL;
  g_auto (Result) result = { 0 };

  engine = open_engine (&why);
  if (engine == NULL)
    return why != NULL && *why != '\0';

  train (engine, N_STEPS, &result);
  assert_same (&result, wanted);
  notice = mtn_engine_take_notice (engine);
  again = mtn_engine_take_notice (engine);
  g_assert_null (again);
  g_assert_cmpint (mtn_engine_get_kind (engine), ==, notice != NULL ? MTN_ENGINE_CPU : MTN_ENGINE_CUDA);

  return notice != NULL;
}

static void
test_faults (void)
{
  static const int codes[] = { 2, 719, 700, 46, 999 };
  guint n_faults = 0, n_untold = 0;
  g_auto (Result) wanted = { 0 };

  train_on_cpu (N_STEPS, &wanted);
  mtn_fake_reset ();
  g_assert_false (use_card (&wanted));
  g_assert_true (mtn_fake_is_clean ());

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint nth = 1;; nth += 1)
      {
        gboolean was_told;

        mtn_fake_reset ();
        mtn_fake_config.order = nth % 3;
        mtn_fake_config.seed = nth;
        mtn_fake_config.fail_nth = nth;
        mtn_fake_config.fail_code = codes[c];
        was_told = use_card (&wanted);
        g_assert_true (mtn_fake_is_clean ());
        if (mtn_fake_counts.n_faults == 0)
          {
            g_assert_false (was_told);
            g_assert_cmpuint (nth, >, 200);
            break;
          }
        n_faults++;
        n_untold += !was_told;
      }

  g_test_message ("%u faults, %u of them not told", n_faults, n_untold);
  /* While all is given back nobody wants to know. */
  g_assert_cmpuint (n_untold, <, n_faults / 4);
}

/* @kind: which was asked for */
static MtnEngine *
open_as (MtnEngineKind kind)
{
  g_autofree char *why = NULL;
  MtnEngine *engine = open_engine (&why);

  g_assert_null (why);
  engine->is_required = kind == MTN_ENGINE_CUDA;

  return engine;
}

static const guint wide[] = { 3000, 1000, 3000 };

static MtnNetOptions
get_wide_options (void)
{
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;

  options.sizes = wide;
  options.n_layers = 2;
  options.max_rows = 4;

  return options;
}

/* Too little memory for the network is seen before anything is trained: whoever asked for the card is told
 * what it takes, whoever did not has the CPU's own path. */
static void
test_small_card (void)
{
  MtnNetOptions options = get_wide_options ();
  guint n_launches;

  for (guint i = 0; i < 2; i++)
    {
      MtnEngineKind kind = i == 0 ? MTN_ENGINE_CUDA : MTN_ENGINE_AUTO;
      g_autoptr (MtnEngine) engine = NULL;
      g_autofree char *notice = NULL;
      g_autoptr (GError) error = NULL;

      mtn_fake_reset ();
      mtn_fake_config.cards[0].total = (gsize) 70 << 20;
      engine = open_as (kind);
      n_launches = mtn_fake_counts.n_launches;
      if (kind == MTN_ENGINE_CUDA)
        {
          g_assert_false (mtn_net_options_choose_engine (&options, engine, &error));
          g_assert_error (error, MTN_ERROR, MTN_ERROR_ENGINE);
          notice = g_strdup (error->message);
        }
      else
        {
          g_assert_true (mtn_net_options_choose_engine (&options, engine, &error));
          g_assert_no_error (error);
          notice = mtn_engine_take_notice (engine);
        }
      g_assert_null (options.engine);
      g_assert_cmpint (mtn_engine_get_kind (engine), ==,
                       kind == MTN_ENGINE_CUDA ? MTN_ENGINE_CUDA : MTN_ENGINE_CPU);
      /* Two weights with their moments and gradients, and the batch. */
      g_assert_nonnull (strstr (notice, "takes 92 MiB of its memory, and "));
      g_assert_cmpuint (mtn_fake_counts.n_launches, ==, n_launches);
      g_clear_pointer (&engine, mtn_engine_free);
      g_assert_true (mtn_fake_is_clean ());
    }
}

/* What was enough when it was planned may not be any more: the CPU does it with the bits of the card. */
static void
test_shrunken_card (void)
{
  MtnNetOptions options = get_wide_options ();
  g_autoptr (MtnEngine) engine = NULL;
  g_autoptr (MtnNet) net = NULL;
  g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (4, 3000, 3000, 0.01, FALSE, 1);
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  mtn_fake_reset ();
  engine = open_as (MTN_ENGINE_CUDA);
  g_assert_true (mtn_net_options_choose_engine (&options, engine, &error));
  g_assert_true (options.engine == engine);
  net = mtn_net_new (&options, &error);
  g_assert_no_error (error);
  mtn_fake_config.cards[0].total = (gsize) 70 << 20;
  g_assert_true (mtn_net_step (net, &batch->batch, NULL, &error));
  g_assert_no_error (error);
  notice = mtn_engine_take_notice (engine);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "MiB of its memory"));
  g_assert_cmpint (mtn_engine_get_kind (engine), ==, MTN_ENGINE_CPU);
  g_clear_pointer (&net, mtn_net_free);
  g_assert_true (mtn_fake_is_clean ());
}

/* The plan is what is taken: with that much and no more nothing is refused. */
static void
test_plan (void)
{
  MtnNetOptions options = get_wide_options ();
  guint least = 0;

  for (guint mib = 64; least == 0; mib++)
    {
      g_autoptr (MtnEngine) engine = NULL;
      g_autoptr (MtnNet) net = NULL;
      g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (4, 3000, 3000, 0.01, FALSE, 1);
      g_autofree char *notice = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (mib, <, 400);
      mtn_fake_reset ();
      mtn_fake_config.cards[0].total = (gsize) mib << 20;
      engine = open_as (MTN_ENGINE_CUDA);
      if (!mtn_net_options_choose_engine (&options, engine, NULL))
        continue;

      least = mib;
      net = mtn_net_new (&options, &error);
      g_assert_no_error (error);
      g_assert_true (mtn_net_step (net, &batch->batch, NULL, &error));
      notice = mtn_engine_take_notice (engine);
      g_assert_null (notice);
      g_assert_cmpint (mtn_engine_get_kind (engine), ==, MTN_ENGINE_CUDA);
    }
  g_test_message ("a card of %u MiB is enough", least);
}

/* A wrong bit, in each of the kernels of a step: the first step is done on the CPU too, which sees it. */
static void
test_wrong (void)
{
  static const char *const kernels[] = { "mtn_gather",      "mtn_dense_few", "mtn_drop",
                                         "mtn_set_goals",   "mtn_loss",      "mtn_dense_nt_64",
                                         "mtn_dense_tn_64", "mtn_derive",    "mtn_column_sums",
                                         "mtn_sum_squares", "mtn_adam" };
  g_auto (Result) wanted = { 0 };
  guint n_noticed = 0;

  train_on_cpu (N_STEPS, &wanted);
  for (guint i = 0; i < G_N_ELEMENTS (kernels); i++)
    {
      g_autoptr (MtnEngine) engine = NULL;
      g_autofree char *why = NULL;
      g_autofree char *again = NULL;
      g_autofree char *notice = NULL;
      g_auto (Result) result = { 0 };

      mtn_fake_reset ();
      g_snprintf (mtn_fake_config.cards[0].name, sizeof mtn_fake_config.cards[0].name, "Liar %u", i);
      engine = open_engine (&why);
      g_assert_null (why);
      mtn_fake_config.wrong_kernel = kernels[i];
      mtn_fake_config.wrong_nth = 1;

      train (engine, N_STEPS, &result);
      notice = mtn_engine_take_notice (engine);
      g_test_message ("%s: %s", kernels[i], notice);
      g_clear_pointer (&engine, mtn_engine_free);
      g_assert_true (mtn_fake_is_clean ());
      /* The last bit of one number may be rounded away in the first step. */
      if (notice == NULL)
        continue;

      n_noticed++;
      assert_same (&result, &wanted);
      g_assert_null (open_engine (&again));
      g_assert_nonnull (strstr (again, "before"));
    }
  g_assert_cmpuint (n_noticed, >=, G_N_ELEMENTS (kernels) - 2);
}

/* Longer than what is kept to be done again, and a fault near the end. */
static void
test_long (void)
{
  const guint n_steps = 150;
  g_auto (Result) wanted = { 0 };

  train_on_cpu (n_steps, &wanted);
  for (guint nth = 0; nth < 8; nth++)
    {
      g_autoptr (MtnEngine) engine = NULL;
      g_autofree char *why = NULL;
      g_autofree char *notice = NULL;
      g_auto (Result) result = { 0 };

      mtn_fake_reset ();
      mtn_fake_config.order = MTN_FAKE_LAZY;
      engine = open_engine (&why);
      mtn_fake_config.fail_function = "cudaLaunchKernel";
      mtn_fake_config.fail_nth = nth * 357;
      mtn_fake_config.fail_code = 700;
      train (engine, n_steps, &result);
      assert_same (&result, &wanted);
      notice = mtn_engine_take_notice (engine);
      g_assert_cmpint (notice != NULL, ==, mtn_fake_counts.n_faults > 0);
      g_assert_true (nth == 0 || mtn_fake_counts.n_faults > 0);
      g_clear_pointer (&engine, mtn_engine_free);
      g_assert_true (mtn_fake_is_clean ());
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/cuda/training/faults", test_faults);
  g_test_add_func ("/cuda/training/small-card", test_small_card);
  g_test_add_func ("/cuda/training/shrunken-card", test_shrunken_card);
  g_test_add_func ("/cuda/training/plan", test_plan);
  g_test_add_func ("/cuda/training/wrong", test_wrong);
  g_test_add_func ("/cuda/training/long", test_long);
}

int
main (int argc, char **argv)
{
  return mtn_test_run_with_verdicts (argc, argv, add_tests);
}
