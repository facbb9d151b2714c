/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that trains a model, or with --grid the seed's eight networks. The work runs in a job's
 * thread. */

#include "mtn-cli-train.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-data.h"
#include "mtn-cli-engine.h"
#include "mtn-cli-grid.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-cli-json-text.h"
#include "mtn-cli-network.h"
#include "mtn-data-input.h"
#include "mtn-error.h"
#include "mtn-figures-save.h"
#include "mtn-figures-training.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-train.h"

#define MAX_RANK 4096
#define MLP "mlp"

typedef struct
{
  MtnCliCommon common;
  MtnCliNetwork network;
  char **data;
  char *model;
  char *out;
  char *rank;
  char *threads;
  char *resume;
  gboolean grid;
} Options;

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  const char *const *paths;
  char *out;
  MtnTrainOptions options;
  const char *split_given; /* (nullable): a flag */
  gboolean features_given;
  MtnEngine *engine; /* (nullable): that it was trained on */
  MtnDataInput *data;
} Work;

static const MtnCliCommand command = {
  .name = "train",
  .summary = N_ (
      "Trains a model on a MovieLens data set (a folder or ZIP archive) or on what “matinee prepare” made "
      "of\n"
      "one, and writes it to a file. The same data, options and build give the same bytes. Without --model "
      "it\n"
      "is the kind of model that comes with Matinee; --rank is for blend and edlae.\n"
      "\n"
      "mlp is the network of the seed, or one with other --hidden layers, trained in epochs. FILE, say\n"
      "net.safetensors, becomes the best epoch by the loss on validation samples; beside it come\n"
      "net_latest.safetensors, from which --resume goes on after Ctrl+C or worse as if it had never "
      "stopped,\n"
      "and net_log.jsonl, a line of JSON for every epoch, with its curves in net_log.svg. Of\n"
      "net_best.safetensors the others are net_latest.safetensors and net_log…. With --split masks or users\n"
      "the test part chooses the best\n"
      "epoch, as in the seed, unless there is a --validation-ratio; the other models are then trained on "
      "the\n"
      "people of the training part.\n"
      "\n"
      "--grid trains the eight networks of the seed, both splits, both losses, masked and not, and writes\n"
      "sixteen checkpoints called {bce,mse}_{msplit,usplit}[_m]_{best,latest}.safetensors, models_info.json "
      "and\n"
      "comparison.svg into the folder DIR. What is there already by the same options is not done again."),
  .examples =
      N_ ("Example:\n"
          "  matinee train --data ml-100k --out my-model.safetensors\n"
          "  matinee recommend -m my-model.safetensors -f \"Star Wars\"\n"
          "  matinee train --data ml-100k --data ml-latest-small --out until-2018.safetensors\n"
          "  matinee train --data ml-100k --model mlp --loss mse --split users --out net.safetensors\n"
          "  matinee train --data ml-100k --resume net_latest.safetensors\n"
          "  matinee train --grid --data ml-100k --out models"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  mtn_cli_network_clear (&self->network);
  g_clear_pointer (&self->data, g_strfreev);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->rank, g_free);
  g_clear_pointer (&self->threads, g_free);
  g_clear_pointer (&self->resume, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->data, mtn_data_input_free);
  g_clear_pointer (&self->engine, mtn_cli_engine_close);
  g_clear_pointer (&self->out, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* Beside the log, what is in it. */
static gboolean
draw_curves (const Work *work, GError **error)
{
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (work->out);
  g_autofree char *name = g_filename_display_basename (work->out);
  g_autofree char *title = g_strdup_printf (_ ("Learning Curves of %s"), name);
  const char *const logs[] = { files->log, NULL };
  g_autoptr (MtnFigure) figure = mtn_figures_learning (title, logs, error);

  if (figure == NULL)
    return FALSE;
  mtn_figure_set_subtitle (figure, work->data->dataset->name);

  return mtn_figures_save (figure, files->curves, error);
}

static gpointer
work_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->data = mtn_data_input_load (work->paths, job, cancellable, error);
  if (work->data == NULL)
    return NULL;

  if (work->data->split != NULL && work->split_given != NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("--%s: %s is prepared, its samples are made; give the MovieLens folder to make others"),
                   work->split_given, work->paths[0]);
      return NULL;
    }
  work->options.prepared = work->data->split;
  if (work->data->features != NULL && !work->features_given && work->options.network.resume == NULL &&
      !mtn_network_options_set (&work->options.network.options, "features", work->data->features, error))
    return NULL;
  if (!mtn_train (work->data->dataset, NULL, 0, &work->options, work->out, job, cancellable, error))
    return NULL;
  if (strcmp (work->options.model, MLP) == 0 && !draw_curves (work, error))
    return NULL;

  return work;
}

/* What only a network that was trained in epochs can tell, as members of an object. */
static void
append_network (GString *out, const char *path)
{
  g_autoptr (MtnNetworkCheckpoint) best = mtn_network_checkpoint_read (path, NULL);
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (path);
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (files->latest, NULL);
  g_autofree char *latest_shown = g_filename_display_name (files->latest);
  g_autofree char *log_shown = g_filename_display_name (files->log);
  g_autofree char *curves_shown = g_filename_display_name (files->curves);

  if (best == NULL || latest == NULL)
    return;

  g_string_append (out, ", \"latest\": ");
  mtn_cli_json_text_append_string (out, latest_shown);
  g_string_append (out, ", \"log\": ");
  mtn_cli_json_text_append_string (out, log_shown);
  g_string_append (out, ", \"curves\": ");
  mtn_cli_json_text_append_string (out, curves_shown);
  g_string_append_printf (out, ", \"epochs\": %u, \"best\": {", latest->state->epochs->len);
  mtn_network_epoch_append (&g_array_index (best->state->epochs, MtnNetworkEpoch,
                                            best->state->epochs->len - 1),
                            out);
  g_string_append (out, "}");
}

static void
print_result (const Work *work, gboolean as_json, double seconds)
{
  const MtnDataset *dataset = work->data->dataset;
  guint n_ratings = dataset->ratings->offsets[dataset->ratings->n_people];
  guint n_movies = mtn_catalog_get_n_movies (dataset->catalog);
  g_autofree char *path = g_filename_display_name (work->out);
  g_autoptr (GString) out = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!as_json)
    g_string_append_printf (out, _ ("%s: %s, trained on %s: %u people, %u films, %u ratings, in %s s\n"),
                            path, work->options.model, dataset->name, dataset->ratings->n_people, n_movies,
                            n_ratings, g_ascii_formatd (number, sizeof number, "%.1f", seconds));
  else
    {
      g_string_append (out, "{\"file\": ");
      mtn_cli_json_text_append_string (out, path);
      g_string_append_printf (out, ", \"model\": \"%s\", \"dataset\": ", work->options.model);
      mtn_cli_json_text_append_string (out, dataset->name);
      g_string_append_printf (out,
                              ", \"people\": %u, \"films\": %u, \"ratings\": %u, \"seed\": "
                              "%" G_GUINT64_FORMAT,
                              dataset->ratings->n_people, n_movies, n_ratings, work->options.seed);
      if (strcmp (work->options.model, MLP) == 0)
        append_network (out, work->out);
      g_string_append (out, ", \"seconds\": ");
      mtn_cli_json_text_append_number (out, seconds);
      g_string_append_printf (out, ", \"engine\": \"%s\"",
                              work->engine != NULL && mtn_engine_get_kind (work->engine) == MTN_ENGINE_CUDA
                                  ? "cuda"
                                  : "cpu");
      g_string_append (out, "}\n");
    }

  mtn_cli_write (out->str, (gssize) out->len);
}

/* What a checkpoint says about its training stands for what was not given. */
static gboolean
read_resumed (const Options *options, MtnTrainOptions *train_options, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (options->resume, error);

  if (latest == NULL)
    return FALSE;

  train_options->network.options = latest->options;
  train_options->network.resume = options->resume;
  if (options->common.seed_text == NULL)
    train_options->seed = latest->options.seed;

  return TRUE;
}

/* Returns −1, or the exit status after a complaint. */
static int
read_options (const Options *options, MtnTrainOptions *train_options)
{
  const char *const *models = mtn_train_get_models ();
  const char *given = mtn_cli_network_find_given (&options->network);
  g_autoptr (GError) error = NULL;
  int model = 0, rank = (int) train_options->rank;

  if (options->resume == NULL && !options->grid)
    model = mtn_cli_parse_choice (options->model, "--model", models, &error);
  if (model < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  if (options->model != NULL && (options->resume != NULL || options->grid) &&
      strcmp (options->model, MLP) != 0)
    return mtn_cli_misuse (command.name, _ ("--resume and --grid are for networks, --model " MLP));
  if (options->grid && options->resume != NULL)
    return mtn_cli_misuse (command.name, _ ("--grid goes on by itself, without --resume"));
  if (options->grid &&
      (options->network.loss != NULL || options->network.masked || options->network.split != NULL))
    return mtn_cli_misuse (command.name, _ ("--grid trains with every --loss and --split, --masked and not"));
  train_options->model = options->resume != NULL || options->grid ? MLP : models[model];
  train_options->seed = options->common.seed;
  if (given != NULL && strcmp (train_options->model, MLP) != 0)
    return mtn_cli_misuse (command.name, _ ("--%s goes with --model " MLP), given);
  if (options->rank != NULL && strcmp (train_options->model, MLP) == 0)
    return mtn_cli_misuse (command.name, _ ("--rank goes with --model blend or edlae"));

  if ((options->rank != NULL &&
       !mtn_cli_parse_integer (options->rank, "--rank", 1, MAX_RANK, &rank, &error)) ||
      !mtn_cli_parse_threads (options->threads, &train_options->n_threads, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);
  train_options->rank = (guint) rank;
  if (options->resume != NULL && !read_resumed (options, train_options, &error))
    return mtn_cli_fail (error);
  if (!mtn_cli_network_apply (&options->network, &train_options->network.options, &error) ||
      !mtn_network_options_check (&train_options->network.options, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);

  return -1;
}

/* How to go on after an interruption, if there is anything to go on from. */
static void
tell_resume (const Work *work)
{
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (work->out);
  g_autofree char *latest = g_filename_display_name (files->latest);
  g_autofree char *data = g_filename_display_name (work->paths[0]);

  if (strcmp (work->options.model, MLP) == 0 && g_file_test (files->latest, G_FILE_TEST_EXISTS))
    mtn_cli_say (_ ("To go on: matinee train --data %s --resume %s"), data, latest);
}

static int
train_grid (const Options *options, const Work *work, gboolean as_json)
{
  MtnCliGrid grid = {
    .paths = work->paths,
    .folder = work->out,
    .options = { work->options.network, options->common.engine, options->common.device, NULL },
  };

  grid.options.training.options.seed = work->options.seed;
  grid.options.training.options.threads = work->options.n_threads;

  return mtn_cli_grid_run (&grid, as_json, options->common.verbose);
}

static int
train (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { .options = MTN_TRAIN_OPTIONS_INIT };
  gint64 started = g_get_monotonic_time ();
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  int status;
  gboolean done;

  if (format < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  status = read_options (options, &work.options);
  if (status < 0)
    status = mtn_cli_data_check (command.name, (const char *const *) options->data,
                                 options->grid ? _ ("networks learn from one data set") : NULL);
  if (status >= 0)
    return status;

  work.paths = (const char *const *) options->data;
  work.split_given = mtn_cli_network_find_split (&options->network);
  work.features_given = options->network.features != NULL;
  work.out = g_strdup (options->out);
  if (work.out == NULL && options->resume != NULL)
    work.out = mtn_network_files_dup_best (options->resume);
  if (work.out == NULL || *work.out == '\0')
    return mtn_cli_misuse (command.name, options->grid
                                             ? _ ("--out is missing: the folder to write the models to")
                                             : _ ("--out is missing: the file to write the model to"));
  work.engine = mtn_cli_engine_open (&options->common, mtn_train_uses_engine (work.options.model), &error);
  if (error != NULL)
    return mtn_cli_fail (error);
  work.options.network.engine = work.engine;
  if (options->common.verbose)
    {
      g_autofree char *paths = g_strjoinv (" + ", (char **) work.paths);

      work.options.network.say = mtn_cli_grid_say;
      mtn_cli_say (_ ("Training %s on %s"), options->grid ? "eight networks" : work.options.model, paths);
    }
  if (options->grid)
    return train_grid (options, &work, format == 1);
  if (g_file_test (work.out, G_FILE_TEST_IS_DIR))
    {
      mtn_cli_complain (_ ("%s is a folder; --out names a file"), work.out);
      return MTN_CLI_FAILED;
    }

  done = mtn_cli_job_run (work_in_thread, &work, NULL, options->common.verbose, &error) != NULL;
  if (work.data != NULL && options->common.verbose)
    for (char **warning = work.data->dataset->warnings; warning != NULL && *warning != NULL; warning++)
      mtn_cli_complain ("%s", *warning);
  if (done)
    print_result (&work, format == 1, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  else if (options->common.verbose && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_resume (&work);

  return done ? MTN_CLI_DONE : mtn_cli_fail (error);
}

int
mtn_cli_train (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data,
      N_ ("What to train on: a MovieLens folder or ZIP archive, or a prepared folder. Twice: a union of "
          "MovieLens 100K and a later set"),
      N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
      N_ ("Where to write the model; a file that is there is replaced. With --grid a folder"), N_ ("FILE") },
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &options.model, N_ ("Kind of model (default: blend)"),
      "blend|edlae|mult-dae|ease|ials|item-knn|demographic|popularity|mlp" },
    { "rank", 0, 0, G_OPTION_ARG_FILENAME, &options.rank,
      N_ ("Size of the shared eigenbasis of blend and edlae (default: 160)"), "N" },
    { "grid", 0, 0, G_OPTION_ARG_NONE, &options.grid, N_ ("Train the eight networks of the seed"), NULL },
    { "resume", 0, 0, G_OPTION_ARG_FILENAME, &options.resume,
      N_ ("Go on from the latest state of a network; options that are not given are those it was begun with, "
          "and --out is beside it"),
      N_ ("FILE") },
    { "loss", 0, 0, G_OPTION_ARG_FILENAME, &options.network.loss, MTN_NETWORK_HELP_LOSS,
      "bce|mse|multinomial" },
    { "masked", 0, 0, G_OPTION_ARG_NONE, &options.network.masked, MTN_NETWORK_HELP_MASKED, NULL },
    { "split", 0, 0, G_OPTION_ARG_FILENAME, &options.network.split, MTN_NETWORK_HELP_SPLIT,
      "masks|users|none" },
    MTN_CLI_NETWORK_ENTRIES (options.network),
    MTN_CLI_THREADS_ENTRY (options.threads),
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : train (&options);
}
