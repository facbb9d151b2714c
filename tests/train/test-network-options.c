/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What the training of networks decides without data: options, learning rates, which epoch is best, names of
 * files. */

#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-network-files.h"
#include "mtn-network-train.h"

/* What is described is what can be set, and what is told can be set again. */
static void
test_describe (void)
{
  MtnNetworkOptions options = MTN_NETWORK_OPTIONS_INIT;
  MtnNetworkOption option;
  guint n = 0;

  mtn_network_options_settle (&options);
  for (; mtn_network_options_describe (n, &option); n++)
    {
      g_autofree char *text = mtn_network_options_dup_text (&options, option.key);
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (option.help, !=, "");
      g_assert_cmpint (option.words != NULL, ==, option.type == MTN_NETWORK_OPTION_WORD);
      g_assert_true (mtn_network_options_set (&options, option.key, text, &error));
      g_assert_no_error (error);
      again = mtn_network_options_dup_text (&options, option.key);
      g_assert_cmpstr (text, ==, again);
      if (option.type == MTN_NETWORK_OPTION_WHOLE || option.type == MTN_NETWORK_OPTION_NUMBER)
        {
          char max[G_ASCII_DTOSTR_BUF_SIZE], more[G_ASCII_DTOSTR_BUF_SIZE];
          MtnNetworkOptions changed = options;

          g_ascii_formatd (max, sizeof max, "%.17g", option.max);
          g_ascii_formatd (more, sizeof more, "%.17g", option.max + 2);
          g_assert_true (mtn_network_options_set (&changed, option.key, max, NULL));
          g_assert_false (mtn_network_options_set (&changed, option.key, more, NULL));
        }
    }
  g_assert_cmpuint (n, ==, 21);
}

static void
test_options (void)
{
  static const struct
  {
    const char *key;
    const char *good;
    const char *bad;
  } cases[] = {
    { "loss", "mse", "l1" },
    { "masked", "true", "yes" },
    { "split", "users", "all" },
    { "mask-fractions", "0,0.5", "1" },
    { "masks", "7", "0" },
    { "train-ratio", "0.5", "1" },
    { "validation-ratio", "0.2", "-1" },
    { "hidden", "64,3", "64,0" },
    { "dropout", "0.5", "1" },
    { "epochs", "3", "3.5" },
    { "batch-size", "1", "" },
    { "learning-rate", "3e-4", "0" },
    { "schedule", "step", "sine" },
    { "warm-up", "1", "-1" },
    { "weight-decay", "0.01", "inf" },
    { "clip-gradients", "1", "nan" },
    { "patience", "2", "0x2" },
    { "fresh-masks", "true", "1" },
    { "features", "seed-2023", "zip" },
    { "output-bias", "rate", "3" },
    { "seed", "4294967296", "1,5" },
  };
  MtnNetworkOptions options = MTN_NETWORK_OPTIONS_INIT;
  MtnNetworkOptions read = MTN_NETWORK_OPTIONS_INIT;
  const MtnNetworkOptions untouched = MTN_NETWORK_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL, *difference = NULL;

  /* So that the number of epochs counts. */
  options.schedule = MTN_NETWORK_SCHEDULE_COSINE;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MtnNetworkOptions before = options;
      g_autofree char *changed = NULL;
      g_autofree char *flag = g_strconcat ("--", cases[i].key, NULL);

      g_assert_false (mtn_network_options_set (&options, cases[i].key, cases[i].bad, &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, flag));
      g_clear_error (&error);
      g_assert_cmpmem (&options, sizeof options, &before, sizeof before);

      g_assert_true (mtn_network_options_set (&options, cases[i].key, cases[i].good, &error));
      g_assert_no_error (error);
      changed = mtn_network_options_find_difference (&before, &options);
      g_assert_nonnull (changed);
      g_assert_true (g_str_has_prefix (changed, flag));
    }

  text = mtn_network_options_to_json (&options);
  g_assert_true (
      g_str_has_prefix (text,
                        "{\"model\": \"mlp\", \"loss\": \"mse\", \"masked\": true, \"split\": \"users\", "
                        "\"mask_fractions\": [0,0.5], "));
  g_assert_nonnull (strstr (text, "\"learning_rate\": 0.0003, "));
  g_assert_true (mtn_network_options_from_json (&read, text, "text", &error));
  g_assert_no_error (error);
  again = mtn_network_options_to_json (&read);
  g_assert_cmpstr (again, ==, text);
  g_assert_null (mtn_network_options_find_difference (&options, &read));

  g_assert_false (mtn_network_options_from_json (&read, "{\"model\": \"blend\"}", "text", &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (mtn_network_options_from_json (&read, "[]", "text", &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
  g_clear_error (&error);

  /* The seed's, over MovieLens 100K. */
  options = untouched;
  g_assert_cmpuint (mtn_network_options_count_parameters (&options, 1704, 1682), ==, 5569170);

  /* More epochs are no other training where the learning rate does not look ahead. */
  options = read = untouched;
  read.epochs++;
  g_assert_null (mtn_network_options_find_difference (&options, &read));
  options.schedule = read.schedule = MTN_NETWORK_SCHEDULE_STEP;
  difference = mtn_network_options_find_difference (&options, &read);
  g_assert_cmpstr (difference, ==, "--epochs: 10 there, 11 here");
}

static void
test_schedule (void)
{
  /* Four steps after two of warming up. */
  static const double constant[] = { 0.5, 1, 1, 1, 1, 1 };
  const double cosine[] = { 0.5, 1, 1, 0.5 + M_SQRT1_2 / 2, 0.5, 0.5 - M_SQRT1_2 / 2 };
  static const double step[] = { 0.5, 1, 1, 1, 0.1, 0.01 };

  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpfloat_with_epsilon (mtn_network_schedule_get (MTN_NETWORK_SCHEDULE_CONSTANT, 2, i, 6, 2),
                                      2 * constant[i], 1e-12);
      g_assert_cmpfloat_with_epsilon (mtn_network_schedule_get (MTN_NETWORK_SCHEDULE_COSINE, 2, i, 6, 2),
                                      2 * cosine[i], 1e-12);
      g_assert_cmpfloat_with_epsilon (mtn_network_schedule_get (MTN_NETWORK_SCHEDULE_STEP, 2, i, 6, 2),
                                      2 * step[i], 1e-12);
    }
}

/* The lowest loss is the best, of equals the latest, and without a validation the last. */
static void
test_best (void)
{
  static const double losses[] = { 3, 2, 2, 5 };
  static const gboolean is_best[] = { TRUE, TRUE, TRUE, FALSE };
  g_autoptr (MtnNetworkState) state = mtn_network_state_new ();
  g_autoptr (MtnNetworkState) blind = mtn_network_state_new ();
  g_autoptr (MtnNetworkState) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL, *fingerprint = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      MtnNetworkEpoch epoch = { .epoch = i + 1, .train_loss = 1.0 / 3, .val_loss = losses[i], .map = NAN };
      MtnNetworkEpoch unseen = { .epoch = i + 1, .val_loss = NAN };

      mtn_network_state_add (state, &epoch);
      g_assert_cmpint (epoch.is_best, ==, is_best[i]);
      mtn_network_state_add (blind, &unseen);
      g_assert_true (unseen.is_best);
    }
  g_assert_cmpuint (state->best_epoch, ==, 3);
  g_assert_cmpfloat (state->best_loss, ==, 2);
  g_assert_cmpuint (blind->best_epoch, ==, 4);
  g_assert_false (mtn_network_state_is_done (state, 10, 0));
  g_assert_false (mtn_network_state_is_done (state, 10, 2));
  g_assert_true (mtn_network_state_is_done (state, 10, 1));
  g_assert_true (mtn_network_state_is_done (state, 4, 0));

  state->n_batches = 7;
  state->loss_sum = 1e-17;
  text = mtn_network_state_to_json (state, "abc");
  read = mtn_network_state_from_json (text, "text", &fingerprint, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fingerprint, ==, "abc");
  g_assert_cmpuint (read->best_epoch, ==, 3);
  again = mtn_network_state_to_json (read, fingerprint);
  g_assert_cmpstr (again, ==, text);
}

static void
test_files (void)
{
  static const char *const cases[][3] = {
    { "a/net.safetensors", "a/net_latest.safetensors", "a/net_log.jsonl" },
    { "a/net_best.safetensors", "a/net_latest.safetensors", "a/net_log.jsonl" },
    { "model", "model_latest.safetensors", "model_log.jsonl" },
  };
  g_autofree char *best = mtn_network_files_dup_best ("/nowhere/net_latest.safetensors");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (cases[i][0]);

      g_assert_cmpstr (files->best, ==, cases[i][0]);
      g_assert_cmpstr (files->latest, ==, cases[i][1]);
      g_assert_cmpstr (files->log, ==, cases[i][2]);
    }
  g_assert_cmpstr (best, ==, "/nowhere/net.safetensors");
  g_assert_null (mtn_network_files_dup_best ("/nowhere/net.safetensors"));
}

static void
test_space (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (mtn_network_files_get_size (5569170, 1682, FALSE), >, 4 * 5569170);
  g_assert_cmpuint (mtn_network_files_get_size (5569170, 1682, TRUE), >, 12 * 5569170);
  g_assert_true (mtn_output_check_space (g_get_tmp_dir (), 0, &error));
  g_assert_no_error (error);
  g_assert_false (mtn_output_check_space (g_get_tmp_dir (), G_MAXINT64, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_nonnull (strstr (error->message, "free"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network/options/describe", test_describe);
  g_test_add_func ("/network/options", test_options);
  g_test_add_func ("/network/schedule", test_schedule);
  g_test_add_func ("/network/best", test_best);
  g_test_add_func ("/network/files", test_files);
  g_test_add_func ("/network/space", test_space);

  return g_test_run ();
}
