/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is heard of a training while it runs, and what its log says. */

#include <string.h>

#include <glib/gstdio.h>

#include "mtn-error.h"
#include "mtn-network-files.h"
#include "mtn-network-log.h"
#include "mtn-network-train.h"
#include "mtn-test-training.h"

typedef struct
{
  guint n_calls;
  guint n_epochs; /* whose end was told */
  double fraction;
  double last_loss;
} Watched;

static void
watch (const MtnNetworkProgress *progress, gpointer user_data)
{
  Watched *watched = user_data;

  watched->n_calls++;
  g_assert_cmpstr (progress->label, ==, "here");
  g_assert_cmpuint (progress->n_epochs, ==, 4);
  g_assert_cmpuint (progress->epoch, ==, MIN (progress->epochs->len + 1, 4));
  g_assert_cmpuint (progress->epochs->len, >=, watched->n_epochs);
  g_assert_cmpuint (progress->epochs->len, <=, watched->n_epochs + 1);
  g_assert_cmpfloat (progress->fraction, >=, watched->fraction);
  watched->n_epochs = progress->epochs->len;
  watched->fraction = progress->fraction;
  if (progress->epochs->len > 0)
    watched->last_loss =
        g_array_index (progress->epochs, MtnNetworkEpoch, progress->epochs->len - 1).train_loss;
}

/* Who watches hears of every batch and every epoch, and the log says the same. */
static void
test_watch (MtnTestTraining *fixture, gconstpointer unused)
{
  MtnNetworkTraining training = MTN_NETWORK_TRAINING_INIT;
  g_autofree char *out = mtn_test_training_dup_path (fixture, "watched.safetensors");
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (out);
  g_autoptr (MtnNetworkData) data = NULL;
  g_autoptr (MtnNetworkState) state = NULL;
  g_autoptr (GArray) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Watched watched = { 0 };
  guint n_batches;

  training.options.split = MTN_NETWORK_SPLIT_USERS;
  training.options.n_hidden = 1;
  training.options.hidden[0] = 16;
  training.options.epochs = 4;
  mtn_network_options_settle (&training.options);
  data = mtn_network_data_new (fixture->dataset, NULL, 0, NULL, &training.options, NULL, NULL, &error);
  g_assert_no_error (error);
  n_batches = (data->train->n_samples + 31) / 32;
  training.label = "here";
  training.watch = watch;
  training.watch_data = &watched;
  g_assert_true (mtn_network_train (data, &training, out, &state, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (watched.n_calls, ==, 1 + 4 * (n_batches + 1));
  g_assert_cmpuint (watched.n_epochs, ==, 4);
  g_assert_cmpfloat (watched.fraction, ==, 1);

  read = mtn_network_log_read (files->log, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 4);
  for (guint e = 0; e < 4; e++)
    {
      const MtnNetworkEpoch *there = &g_array_index (read, MtnNetworkEpoch, e);
      const MtnNetworkEpoch *here = &g_array_index (state->epochs, MtnNetworkEpoch, e);

      g_assert_cmpuint (there->epoch, ==, e + 1);
      g_assert_cmpfloat (there->train_loss, ==, here->train_loss);
      g_assert_cmpfloat (there->val_loss, ==, here->val_loss);
      g_assert_cmpfloat (there->map, ==, here->map);
      g_assert_cmpint (there->is_best, ==, here->is_best);
    }
  g_assert_cmpfloat (g_array_index (read, MtnNetworkEpoch, 3).train_loss, ==, watched.last_loss);

  /* A line that is being written is left out; a line that is none is told of. */
  g_assert_true (g_file_get_contents (files->log, &text, NULL, NULL));
  text[strlen (text) - 9] = '\0';
  g_assert_true (g_file_set_contents (files->log, text, -1, NULL));
  g_clear_pointer (&read, g_array_unref);
  read = mtn_network_log_read (files->log, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 3);

  *strchr (text, '\n') = ' ';
  g_assert_true (g_file_set_contents (files->log, text, -1, NULL));
  g_assert_null (mtn_network_log_read (files->log, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  MTN_TEST_TRAINING_ADD ("/network-log/watch", NULL, test_watch);

  return g_test_run ();
}
