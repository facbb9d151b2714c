/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that makes the data sets of the seed. */

#include "mtn-cli-prepare.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-data.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-cli-json-text.h"
#include "mtn-error.h"
#include "mtn-json-text.h"
#include "mtn-prepare.h"

typedef struct
{
  MtnCliCommon common;
  char **data;
  char *out;
  char *split;
  char *fractions;
  char *masks;
  char *train_ratio;
  char *validation_ratio;
  char *features;
  char *summary;
} Options;

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  const char *data;
  const char *out;
  MtnPrepareOptions options;
  MtnPrepareTold told;
  MtnDataset *dataset;
} Work;

static const char *const splits[] = { "masks", "users", NULL };
static const char *const features[] = { "documented", "seed-2023", NULL };

static const MtnCliCommand command = {
  .name = "prepare",
  .summary = N_ ("Makes from a MovieLens data set what models are trained and tested on: each person\n"
                 "several times, every time with other films hidden. With the default options these\n"
                 "are the splits of the project that Matinee grew from, film by film."),
  .examples = N_ ("Example:\n"
                  "  matinee prepare --data ml-100k --out prepared\n"
                  "  matinee prepare --data ml-100k --out csv --split users --format csv"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_strfreev (self->data);
  g_free (self->out);
  g_free (self->split);
  g_free (self->fractions);
  g_free (self->masks);
  g_free (self->train_ratio);
  g_free (self->validation_ratio);
  g_free (self->features);
  g_free (self->summary);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
work_clear (Work *self)
{
  mtn_prepare_told_clear (&self->told);
  g_clear_pointer (&self->dataset, mtn_dataset_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gpointer
work_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  /* What cannot be written is not worth a long reading. */
  if (!mtn_prepare_check_out (work->out, error))
    return NULL;

  work->dataset = mtn_dataset_load (work->data, job, cancellable, error);
  if (work->dataset == NULL ||
      !mtn_prepare (work->dataset, &work->options, work->out, &work->told, job, cancellable, error))
    return NULL;

  return work;
}

static gboolean
parse_fractions (const char *text, MtnSplitOptions *split, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  split->n_fractions = g_strv_length (words);
  if (split->n_fractions > MTN_SPLIT_MAX_FRACTIONS)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("--mask-fractions takes at most %d numbers"),
                   MTN_SPLIT_MAX_FRACTIONS);
      return FALSE;
    }

  for (guint i = 0; i < split->n_fractions; i++)
    if (!mtn_cli_parse_number (g_strstrip (words[i]), "--mask-fractions", 0, 0.999, &split->fractions[i],
                               error))
      return FALSE;

  return TRUE;
}

static gboolean
parse_split (const Options *options, MtnSplitOptions *split, GError **error)
{
  int masks = (int) split->n_masks;

  if ((options->fractions != NULL && !parse_fractions (options->fractions, split, error)) ||
      (options->masks != NULL &&
       !mtn_cli_parse_integer (options->masks, "--masks", 1, MTN_SPLIT_MAX_MASKS, &masks, error)) ||
      (options->train_ratio != NULL &&
       !mtn_cli_parse_number (options->train_ratio, "--train-ratio", 0, 1, &split->train_ratio, error)) ||
      (options->validation_ratio != NULL &&
       !mtn_cli_parse_number (options->validation_ratio, "--validation-ratio", 0, 0.999,
                              &split->validation_ratio, error)))
    return FALSE;

  split->n_masks = (guint) masks;
  split->seed = options->common.seed;
  return TRUE;
}

static char *
dup_size (guint64 size)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_small = size < 1000000;

  g_ascii_formatd (number, sizeof number, is_small ? "%.0f" : "%.1f", (double) size / (is_small ? 1e3 : 1e6));
  return g_strdup_printf ("%s %s", number, is_small ? "kB" : "MB");
}

static void
append_text (GString *out, const Work *work)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (work->told.splits); kind++)
    {
      g_autofree char *folder = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *size = dup_size (work->told.splits[kind].size);

      if (!work->told.splits[kind].is_there)
        continue;

      folder = g_build_filename (work->out, work->told.splits[kind].folder, NULL);
      shown = g_filename_display_name (folder);
      g_string_append_printf (out, "%s: ", shown);
      for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
        if (work->told.splits[kind].n_samples[part] > 0)
          g_string_append_printf (out, _ ("%s %u samples of %u people, "), mtn_split_part_name (part),
                                  work->told.splits[kind].n_samples[part],
                                  work->told.splits[kind].n_people[part]);
      g_string_append_printf (out, _ ("%u files, %s\n"), work->told.splits[kind].n_files, size);
    }
}

static void
append_json (GString *out, const Work *work, double seconds)
{
  g_autofree char *shown = g_filename_display_name (work->out);
  gboolean is_first = TRUE;

  g_string_append (out, "{\"out\": ");
  mtn_json_text_append_string (out, shown);
  g_string_append_printf (out, ", \"format\": \"%s\", \"dataset\": ", work->options.csv ? "csv" : "compact");
  mtn_json_text_append_string (out, work->dataset->name);
  g_string_append_printf (out,
                          ", \"data_sha256\": \"%s\", \"features\": \"%s\", \"seed\": %" G_GUINT64_FORMAT,
                          work->dataset->sha256, work->options.features, work->options.split.seed);
  g_string_append (out, ", \"splits\": {");
  for (guint kind = 0; kind < G_N_ELEMENTS (work->told.splits); kind++)
    {
      if (!work->told.splits[kind].is_there)
        continue;

      g_string_append_printf (out, "%s\"%s\": {\"folder\": ", is_first ? "" : ", ",
                              mtn_split_kind_name (kind));
      mtn_json_text_append_string (out, work->told.splits[kind].folder);
      for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
        if (work->told.splits[kind].n_samples[part] > 0)
          g_string_append_printf (out, ", \"%s\": {\"samples\": %u, \"people\": %u}",
                                  mtn_split_part_name (part), work->told.splits[kind].n_samples[part],
                                  work->told.splits[kind].n_people[part]);
      g_string_append_printf (out, ", \"files\": %u, \"bytes\": %" G_GUINT64_FORMAT "}",
                              work->told.splits[kind].n_files, work->told.splits[kind].size);
      is_first = FALSE;
    }
  g_string_append (out, "}, \"seconds\": ");
  mtn_cli_json_text_append_number (out, seconds);
  g_string_append (out, "}\n");
}

static int
prepare (const Options *options)
{
  static const char *const formats[] = { "compact", "csv", NULL };
  static const char *const summaries[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { .out = options->out };
  g_autoptr (GString) out = g_string_new (NULL);
  gint64 started = g_get_monotonic_time ();
  int format, summary, split, feature, status;
  gboolean done;

  work.options.split = (MtnSplitOptions) MTN_SPLIT_OPTIONS_INIT;
  format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  summary = format >= 0 ? mtn_cli_parse_choice (options->summary, "--summary", summaries, &error) : -1;
  split = summary >= 0 ? mtn_cli_parse_choice (options->split, "--split", splits, &error) : -1;
  feature = split >= 0 ? mtn_cli_parse_choice (options->features, "--features", features, &error) : -1;
  if (feature < 0 || !parse_split (options, &work.options.split, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);
  status =
      mtn_cli_data_check (command.name, (const char *const *) options->data,
                          _ ("samples are made of one data set, for they cannot tell films that a person "
                             "did not rate from films that came too late to be known"));
  if (status >= 0)
    return status;
  if (options->out == NULL || *options->out == '\0')
    return mtn_cli_misuse (command.name, _ ("--out is missing: the folder to make"));

  work.options.csv = format == 1;
  work.options.both = options->split == NULL;
  work.options.split.kind = split == 1 ? MTN_SPLIT_USERS : MTN_SPLIT_MASKS;
  work.options.features = features[feature];
  work.data = options->data[0];
  if (options->common.verbose)
    mtn_cli_say (_ ("Preparing %s in %s"), work.data, options->out);

  done = mtn_cli_job_run (work_in_thread, &work, NULL, options->common.verbose, &error) != NULL;
  if (work.dataset != NULL && options->common.verbose)
    for (char **warning = work.dataset->warnings; *warning != NULL; warning++)
      mtn_cli_complain ("%s", *warning);
  if (!done)
    return mtn_cli_fail (error);

  if (summary == 1)
    append_json (out, &work, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  else
    append_text (out, &work);
  mtn_cli_write (out->str, (gssize) out->len);

  return MTN_CLI_DONE;
}

int
mtn_cli_prepare (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data, N_ ("A MovieLens folder or ZIP archive"),
      N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
      N_ ("The folder to make; prepared data that are there are replaced"), N_ ("DIR") },
    { "split", 0, 0, G_OPTION_ARG_FILENAME, &options.split,
      N_ ("What the test holds: other masks of the same people, or other people (default: both, each in a "
          "folder "
          "of its own)"),
      "masks|users" },
    { "mask-fractions", 0, 0, G_OPTION_ARG_FILENAME, &options.fractions,
      N_ ("Shares of the films to hide (default: 0.2,0.4,0.6,0.8,0.9)"), "P,…" },
    { "masks", 0, 0, G_OPTION_ARG_FILENAME, &options.masks,
      N_ ("How often each person and share is drawn (default: 4)"), "N" },
    { "train-ratio", 0, 0, G_OPTION_ARG_FILENAME, &options.train_ratio,
      N_ ("Share to train on; the rest is the test (default: 0.9)"), "R" },
    { "validation-ratio", 0, 0, G_OPTION_ARG_FILENAME, &options.validation_ratio,
      N_ ("Share of those to train on that becomes a third part, to choose on (default: 0)"), "R" },
    { "features", 0, 0, G_OPTION_ARG_FILENAME, &options.features,
      N_ ("What a network is told about a person (default: documented)"), "documented|seed-2023" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("What to write: small files for matinee, or the CSV files of 2023 (default: compact)"),
      "compact|csv" },
    { "summary", 0, 0, G_OPTION_ARG_FILENAME, &options.summary,
      N_ ("How to print what was made (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : prepare (&options);
}
