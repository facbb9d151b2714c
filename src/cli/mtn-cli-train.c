/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that trains. */

#include "mtn-cli-train.h"

#include <glib/gi18n.h>

#include "mtn-checkpoint.h"
#include "mtn-cli-args.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-cli-json-text.h"
#include "mtn-dataset.h"
#include "mtn-error.h"
#include "mtn-train.h"

#define MAX_RANK 4096
#define MAX_THREADS 1024

typedef struct
{
  MtnCliCommon common;
  char **data;
  char *model;
  char *out;
  char *rank;
  char *threads;
} Options;

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  char *data;
  char *out;
  MtnTrainOptions options;
  MtnDataset *dataset;
} Work;

static const char *const models[] = { "blend", "edlae", "demographic", "popularity", NULL };

static const MtnCliCommand command = {
  .name = "train",
  .summary = N_ ("Trains a model on a MovieLens data set (a folder or ZIP archive) and writes it to a file.\n"
                 "The same data, options and build give the same bytes. Without --model it is the kind of\n"
                 "model that comes with Matinee."),
  .examples = N_ ("Example:\n"
                  "  matinee train --data ml-100k --out my-model.safetensors\n"
                  "  matinee recommend -m my-model.safetensors -f \"Star Wars\""),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_clear_pointer (&self->data, g_strfreev);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->rank, g_free);
  g_clear_pointer (&self->threads, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
work_free (Work *self)
{
  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_free (self->data);
  g_free (self->out);
  g_free (self);
}

static gpointer
work_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->dataset = mtn_dataset_load (work->data, job, cancellable, error);
  if (work->dataset == NULL)
    return NULL;

  if (!mtn_train (work->dataset, NULL, 0, &work->options, work->out, job, cancellable, error))
    return NULL;

  return work;
}

static void
print_result (const Work *work, gboolean as_json, double seconds)
{
  const MtnDataset *dataset = work->dataset;
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
      g_string_append (out, ", \"seconds\": ");
      mtn_cli_json_text_append_number (out, seconds);
      g_string_append (out, ", \"engine\": \"cpu\"");
      g_string_append (out, "}\n");
    }

  mtn_cli_write (out->str, (gssize) out->len);
}

/* The engine trains nothing yet that it could do on a graphics card: what was asked for must exist all the
 * same. */
static gboolean
check_engine (const MtnCliCommon *common, GError **error)
{
  g_autofree char *message = NULL;
  g_autoptr (MtnEngine) engine = NULL;

  if (common->engine != MTN_ENGINE_CUDA)
    return TRUE;

  engine = mtn_engine_new (common->engine, common->device, &message);
  if (engine == NULL)
    g_set_error_literal (error, MTN_ERROR, MTN_ERROR_ENGINE, message);
  else if (common->verbose)
    mtn_cli_say (_ ("This kind of model is solved on the CPU; %s is not used"), mtn_engine_get_name (engine));

  return engine != NULL;
}

static int
train (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  MtnTrainOptions train_options = MTN_TRAIN_OPTIONS_INIT;
  Work *work;
  int format;
  int model;
  int number;
  gint64 started = g_get_monotonic_time ();
  gboolean done;

  format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  model = format >= 0 ? mtn_cli_parse_choice (options->model, "--model", models, &error) : -1;
  if (model < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  train_options.model = models[model];
  train_options.seed = options->common.seed;

  if (options->rank != NULL)
    {
      if (!mtn_cli_parse_integer (options->rank, "--rank", 1, MAX_RANK, &number, &error))
        return mtn_cli_misuse (command.name, "%s", error->message);
      train_options.rank = (guint) number;
    }
  if (options->threads != NULL)
    {
      if (!mtn_cli_parse_integer (options->threads, "--threads", 1, MAX_THREADS, &number, &error))
        return mtn_cli_misuse (command.name, "%s", error->message);
      train_options.n_threads = (guint) number;
    }
  if (options->data == NULL || *options->data[0] == '\0')
    return mtn_cli_misuse (command.name, _ ("--data is missing: the folder or archive to train on"));
  if (options->data[1] != NULL)
    return mtn_cli_misuse (command.name, _ ("--data is given twice: this version trains on one data set"));
  if (options->out == NULL || *options->out == '\0')
    return mtn_cli_misuse (command.name, _ ("--out is missing: the file to write the model to"));
  if (g_file_test (options->out, G_FILE_TEST_IS_DIR))
    {
      mtn_cli_complain (_ ("%s is a folder; --out names a file"), options->out);
      return MTN_CLI_FAILED;
    }
  if (!check_engine (&options->common, &error))
    return mtn_cli_fail (error);

  work = g_new0 (Work, 1);
  work->data = g_strdup (options->data[0]);
  work->out = g_strdup (options->out);
  work->options = train_options;
  if (options->common.verbose)
    mtn_cli_say (_ ("Training %s on %s"), train_options.model, work->data);

  /* The work is kept here: what it read is to be told. */
  done = mtn_cli_job_run (work_in_thread, work, NULL, options->common.verbose, &error) != NULL;
  if (work->dataset != NULL && options->common.verbose)
    for (char **warning = work->dataset->warnings; warning != NULL && *warning != NULL; warning++)
      mtn_cli_complain ("%s", *warning);
  if (done)
    print_result (work, format == 1, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  work_free (work);

  return done ? MTN_CLI_DONE : mtn_cli_fail (error);
}

int
mtn_cli_train (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data,
      N_ ("What to train on: a MovieLens folder or ZIP archive"), N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
      N_ ("Where to write the model; a file that is there is replaced"), N_ ("FILE") },
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &options.model, N_ ("Kind of model (default: blend)"),
      "blend|edlae|demographic|popularity" },
    { "rank", 0, 0, G_OPTION_ARG_FILENAME, &options.rank,
      N_ ("Size of the shared eigenbasis of blend and edlae (default: 160)"), "N" },
    { "threads", 0, 0, G_OPTION_ARG_FILENAME, &options.threads,
      N_ ("Threads, at most (default: as many as there are processors); the result is the same"), "N" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : train (&options);
}
