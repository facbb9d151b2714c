/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Training through the module, its kernels run by the test's machine: a whole run of the seed's network at
 * small size, in one go and in two, and an autoencoder, with the bits of the reference. */

#include <string.h>

#include "mtn-autoencoder.h"
#include "mtn-engine-vtable.h"
#include "mtn-machine-engine.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-network-train.h"
#include "mtn-test-batch.h"
#include "mtn-test-machine.h"
#include "mtn-test-training.h"

#define N_EPOCHS 3

/* The reference as if it were a card, or trainings would prefer the processor's own path. */
static MtnEngine *
new_reference (void)
{
  g_autoptr (MtnEngine) cpu = NULL;

  g_setenv ("MATINEE_CPU", "reference", TRUE);
  cpu = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_unsetenv ("MATINEE_CPU");

  return mtn_engine_new_for_vtable (mtn_engine_get_vtable (cpu), NULL, MTN_ENGINE_CUDA, "Reference",
                                    "Reference");
}

static void
assert_on_card (MtnEngine *engine, guint64 n_launches)
{
  g_autofree char *notice = mtn_engine_take_notice (engine);

  g_assert_cmpstr (notice, ==, NULL);
  g_assert_cmpint (mtn_engine_get_kind (engine), ==, MTN_ENGINE_CUDA);
  g_assert_cmpuint (mtn_machine_engine_get_n_launches (), >, n_launches);
}

static MtnNetworkTraining
make_training (MtnEngine *engine)
{
  MtnNetworkTraining training = MTN_NETWORK_TRAINING_INIT;

  training.options.loss = MTN_NET_BCE;
  training.options.split = MTN_NETWORK_SPLIT_NONE;
  training.options.masked = TRUE;
  training.options.n_hidden = 2;
  training.options.hidden[0] = 24;
  training.options.hidden[1] = 16;
  training.options.epochs = N_EPOCHS;
  training.options.batch_size = 512;
  training.options.threads = 1;
  training.engine = engine;
  mtn_network_options_settle (&training.options);

  return training;
}

static MtnNetworkState *
train (const MtnNetworkData *data,
       const MtnNetworkTraining *training,
       const char *out,
       GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  MtnNetworkState *state = NULL;
  gboolean done = mtn_network_train (data, training, out, &state, NULL, cancellable, &error);

  if (cancellable == NULL)
    g_assert_no_error (error);
  g_assert_true (done == (cancellable == NULL));

  return state;
}

static void
assert_same_file (const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  gsize n_a, n_b;

  g_assert_true (g_file_get_contents (first, &a, &n_a, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (second, &b, &n_b, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (a, n_a, b, n_b);
}

/* Stops in the middle of the second epoch. */
static void
stop_cb (const MtnNetworkProgress *progress, gpointer data)
{
  if (progress->epoch == 2 && progress->fraction > 1.5 / N_EPOCHS)
    g_cancellable_cancel (data);
}

static void
test_run (MtnTestTraining *fixture, gconstpointer unused)
{
  g_autofree char *resumed_out = mtn_test_training_dup_path (fixture, "resumed.safetensors");
  g_autofree char *reference_out = mtn_test_training_dup_path (fixture, "reference.safetensors");
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (fixture->out);
  g_autoptr (MtnNetworkFiles) resumed_files = mtn_network_files_new (resumed_out);
  g_autoptr (MtnNetworkFiles) reference_files = mtn_network_files_new (reference_out);
  g_autoptr (MtnEngine) reference = new_reference ();
  g_autoptr (MtnEngine) machine = NULL;
  MtnNetworkTraining training = make_training (reference);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnNetworkData) samples =
      mtn_network_data_new (fixture->dataset, NULL, 0, NULL, &training.options, NULL, NULL, &error);
  g_autoptr (MtnNetworkState) wanted = NULL;
  g_autoptr (MtnNetworkState) state = NULL;
  g_autoptr (MtnNetworkState) resumed = NULL;

  g_assert_no_error (error);
  if (mtn_test_machine_get ()->is_slow)
    {
      g_test_skip ("takes long on this machine");
      return;
    }

  wanted = train (samples, &training, reference_out, NULL);
  g_assert_cmpuint (wanted->epochs->len, ==, N_EPOCHS);

  machine = mtn_machine_engine_new ();
  training.engine = machine;
  state = train (samples, &training, fixture->out, NULL);
  assert_on_card (machine, 300);
  for (guint i = 0; i < N_EPOCHS; i++)
    {
      const MtnNetworkEpoch *a = &g_array_index (wanted->epochs, MtnNetworkEpoch, i);
      const MtnNetworkEpoch *b = &g_array_index (state->epochs, MtnNetworkEpoch, i);

      g_assert_true (memcmp (&a->train_loss, &b->train_loss, sizeof a->train_loss) == 0);
      g_assert_true (memcmp (&a->val_loss, &b->val_loss, sizeof a->val_loss) == 0);
      g_assert_true (memcmp (&a->map, &b->map, sizeof a->map) == 0);
    }
  assert_same_file (fixture->out, reference_out);
  assert_same_file (files->latest, reference_files->latest);

  /* In two goes. */
  training.watch = stop_cb;
  training.watch_data = cancellable;
  train (samples, &training, resumed_out, cancellable);
  training.watch = NULL;
  training.resume = resumed_files->latest;
  resumed = train (samples, &training, resumed_out, NULL);
  assert_on_card (machine, 300);
  g_assert_cmpuint (resumed->epochs->len, ==, N_EPOCHS);
  assert_same_file (resumed_out, reference_out);
  assert_same_file (resumed_files->latest, reference_files->latest);
}

/* Few steps, of all losses, for every machine. */
static void
test_steps (gconstpointer data)
{
  const guint sizes[] = { 40, 21, 33 };
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  double losses[2][4];
  float *states[2];
  gsize n = 0;

  options.sizes = sizes;
  options.n_layers = 2;
  options.loss = (MtnNetLoss) GPOINTER_TO_INT (data);
  options.max_rows = 70;
  options.drop_hidden = 0.4;
  options.drop_last = TRUE;
  options.clip = 0.01;
  options.activation = options.loss == MTN_NET_MSE ? MTN_NET_TANH : MTN_NET_RELU;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MtnEngine) engine = i == 0 ? new_reference () : mtn_machine_engine_new ();
      g_autoptr (MtnNet) net = NULL;
      g_autoptr (GError) error = NULL;

      options.engine = engine;
      net = mtn_net_new (&options, &error);
      g_assert_no_error (error);
      for (guint step = 0; step < G_N_ELEMENTS (losses[i]); step++)
        {
          g_autoptr (MtnTestBatch) batch = mtn_test_batch_new (step == 0 ? 1 : 13 + step * 19, sizes[0],
                                                               sizes[2], 0.2, step % 2 == 1, step + 1);

          g_assert_true (mtn_net_step (net, &batch->batch, &losses[i][step], &error));
          g_assert_no_error (error);
        }
      n = mtn_net_get_n_parameters (net);
      states[i] = g_new (float, n);
      g_assert_true (mtn_net_get_state (net, states[i], NULL, NULL, &error));
      if (i == 1)
        assert_on_card (engine, 50);
    }

  g_assert_cmpmem (states[0], n * sizeof (float), states[1], n * sizeof (float));
  g_assert_cmpmem (losses[0], sizeof losses[0], losses[1], sizeof losses[1]);
  g_free (states[0]);
  g_free (states[1]);
}

/* The Mult-DAE as models have it. */
static void
test_autoencoder (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnAutoencoderOptions options = { .values = { 1, 0.5f, 0.8f, 1, 1, 1.1f },
                                    .least_share = 0.1,
                                    .most_share = 0.8,
                                    .n_hidden = 12,
                                    .n_epochs = 3,
                                    .batch = 100,
                                    .learning_rate = 0.01,
                                    .dropout = 0.2,
                                    .seed = 3 };
  MtnRatings *ratings = fixture->dataset->ratings;
  g_autoptr (MtnEngine) reference = new_reference ();
  g_autoptr (MtnEngine) machine = mtn_machine_engine_new ();
  g_autoptr (MtnAutoencoder) wanted = NULL;
  g_autoptr (MtnAutoencoder) got = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  if (mtn_test_machine_get ()->is_slow)
    options.n_epochs = 1;
  options.engine = reference;
  wanted = mtn_autoencoder_fit (ratings, &options, NULL, &error);
  g_assert_no_error (error);
  options.engine = machine;
  got = mtn_autoencoder_fit (ratings, &options, NULL, &error);
  g_assert_no_error (error);
  assert_on_card (machine, 50);

  n = (gsize) wanted->n_movies * wanted->n_hidden * sizeof (float);
  g_assert_cmpmem (wanted->weight1, n, got->weight1, n);
  g_assert_cmpmem (wanted->weight2, n, got->weight2, n);
  g_assert_cmpmem (wanted->bias2, wanted->n_movies * sizeof (float), got->bias2,
                   got->n_movies * sizeof (float));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/module/steps/bce", GINT_TO_POINTER (MTN_NET_BCE), test_steps);
  g_test_add_data_func ("/module/steps/mse", GINT_TO_POINTER (MTN_NET_MSE), test_steps);
  g_test_add_data_func ("/module/steps/multinomial", GINT_TO_POINTER (MTN_NET_MULTINOMIAL), test_steps);
  MTN_TEST_TRAINING_ADD ("/module/run", NULL, test_run);
  MTN_TEST_TRAINING_ADD ("/module/autoencoder", NULL, test_autoencoder);

  return g_test_run ();
}
