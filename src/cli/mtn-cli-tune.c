/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that goes on with networks that train --grid made. */

#include "mtn-cli-tune.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-data.h"
#include "mtn-cli-engine.h"
#include "mtn-cli-grid.h"
#include "mtn-cli-io.h"
#include "mtn-cli-network.h"

typedef struct
{
  MtnCliCommon common;
  MtnCliNetwork network;
  char **data;
  char *models;
  char **names;
  char *out;
  char *threads;
} Options;

static const MtnCliCommand command = {
  .name = "tune",
  .summary = N_ (
      "Goes on with networks that “matinee train --grid” made, by default the two that the seed tuned, on "
      "the\n"
      "same data with a fresh Adam. bce_msplit_best.safetensors becomes tuned_bce_msplit_best.safetensors "
      "and\n"
      "…_latest.safetensors in the folder of --out; beside them come logs, tuned_models_info.json with the\n"
      "figures of every row, and tuned_comparison.svg. Options that are not given are those of the network.\n"
      "What is there already by the same options is not done again."),
  .examples = N_ ("Example:\n"
                  "  matinee tune --models models --data ml-100k --out models"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  mtn_cli_network_clear (&self->network);
  g_clear_pointer (&self->data, g_strfreev);
  g_clear_pointer (&self->models, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->threads, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
configure (MtnNetworkOptions *network, gpointer data, GError **error)
{
  const Options *options = data;

  network->epochs = MTN_GRID_TUNED_EPOCHS;
  if (options->common.seed_text != NULL)
    network->seed = options->common.seed;

  return mtn_cli_network_apply (&options->network, network, error);
}

static int
tune (Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  MtnCliGrid grid = { NULL };
  MtnNetworkOptions probe = MTN_NETWORK_OPTIONS_INIT;
  MtnNetworkTraining training = MTN_NETWORK_TRAINING_INIT;
  g_autoptr (GError) error = NULL;
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  int status;

  if (format < 0 || !configure (&probe, options, &error) ||
      !mtn_cli_parse_threads (options->threads, &training.options.threads, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);
  status = mtn_cli_data_check (command.name, (const char *const *) options->data,
                               _ ("networks learn from one data set"));
  if (status >= 0)
    return status;
  if (options->models == NULL || *options->models == '\0')
    return mtn_cli_misuse (command.name, _ ("--models is missing: the folder of the networks to go on with"));
  if (options->out == NULL || *options->out == '\0')
    return mtn_cli_misuse (command.name, _ ("--out is missing: the folder to write the models to"));

  training.engine = mtn_cli_engine_open (&options->common, TRUE, &error);
  if (error != NULL)
    return mtn_cli_fail (error);
  if (options->common.verbose)
    {
      training.say = mtn_cli_grid_say;
      mtn_cli_say (_ ("Tuning networks of %s on %s"), options->models, options->data[0]);
    }
  grid.paths = (const char *const *) options->data;
  grid.folder = options->out;
  grid.options = (MtnGridOptions){ training, options->common.engine, options->common.device, NULL };
  grid.models = options->models;
  grid.names = options->names != NULL ? (const char *const *) options->names : mtn_grid_get_tuned ();
  grid.configure = configure;
  grid.configure_data = options;

  status = mtn_cli_grid_run (&grid, format == 1, options->common.verbose);
  mtn_cli_engine_close (training.engine);

  return status;
}

int
mtn_cli_tune (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "models", 0, 0, G_OPTION_ARG_FILENAME, &options.models, N_ ("Folder of the networks to go on with"),
      N_ ("DIR") },
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data,
      N_ ("What they were trained on: a MovieLens folder or ZIP archive, or a prepared folder"), N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, N_ ("Folder to write to; it may be the same"),
      N_ ("DIR") },
    { "model", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.names,
      N_ ("Which of them, without “.safetensors” (default: bce_msplit_best mse_msplit_best); “tunned_…”, as "
          "the seed "
          "spelt it, is understood"),
      N_ ("NAME …") },
    MTN_CLI_NETWORK_ENTRIES (options.network),
    MTN_CLI_THREADS_ENTRY (options.threads),
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : tune (&options);
}
