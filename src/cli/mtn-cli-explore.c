/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The subcommand that looks at a data set. */

#include "mtn-cli-explore.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-data.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-cli-json-text.h"
#include "mtn-cli-taste.h"
#include "mtn-exploration-json.h"
#include "mtn-figures-explore.h"
#include "mtn-figures-taste.h"
#include "mtn-file.h"
#include "mtn-folder.h"
#include "mtn-json-text.h"
#include "mtn-json-tree.h"
#include "mtn-taste-json.h"
#include "mtn-union.h"

#define JSON_NAME "exploration.json"
#define TASTE_NAME "taste.json"

typedef struct
{
  MtnCliCommon common;
  char **data;
  char *out;
  char *profile;
  char *model;
} Options;

/* What the worker is given, and what it leaves to be told. */
typedef struct
{
  const char *const *data;
  const char *out;
  const char *profile; /* (nullable) */
  const char *model;   /* (nullable) */
  MtnDataset *dataset;
  MtnExploration *exploration;
  MtnCliTaste *taste;  /* (nullable) */
  GPtrArray *files;    /* names */
  GPtrArray *left_out; /* of figures */
} Work;

static const struct
{
  const char *name;
  MtnFigure *(*draw) (const MtnExploration *self);
} figures[] = {
  { "stars", mtn_figures_explore_stars },       { "tail", mtn_figures_explore_tail },
  { "genres", mtn_figures_explore_genres },     { "people", mtn_figures_explore_people },
  { "activity", mtn_figures_explore_activity }, { "sparsity", mtn_figures_explore_sparsity },
  { "together", mtn_figures_explore_together }, { "sample", mtn_figures_explore_sample },
  { "splits", mtn_figures_explore_splits },
};

static const MtnCliCommand command = {
  .name = "explore",
  .summary = N_ ("Counts and draws what there is in a MovieLens data set: ratings, the long tail, genres,\n"
                 "people, time, and how samples are made of it. Writes exploration.json and SVG files."),
  .examples =
      N_ ("Examples:\n"
          "  matinee explore --data ml-100k --out exploration\n"
          "  matinee explore --data ml-100k --data ml-latest-small --out both\n"
          "  matinee explore --data ml-100k --out mine --profile ~/.local/share/matinee/profiles/me.json"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_strfreev (self->data);
  g_free (self->out);
  g_free (self->profile);
  g_free (self->model);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->taste, mtn_cli_taste_free);
  g_clear_pointer (&self->exploration, mtn_exploration_free);
  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->left_out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
write_file (Work *work, const char *folder, const char *name, const void *bytes, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_ptr_array_add (work->files, g_strdup (name));
  return mtn_file_replace_bytes (path, bytes, length, error);
}

static gboolean
write_json (Work *work, const char *folder, const char *name, JsonNode *json, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  mtn_json_tree_append (text, json);
  return write_file (work, folder, name, text->str, text->len, error);
}

static gboolean
write_exploration (Work *work, const char *folder, GError **error)
{
  g_autoptr (JsonNode) json = mtn_exploration_to_json (work->exploration);

  return write_json (work, folder, JSON_NAME, json, error);
}

/* @figure: (transfer full) */
static gboolean
write_figure (Work *work, const char *folder, const char *name, MtnFigure *figure, GError **error)
{
  g_autoptr (MtnFigure) owned = figure;
  g_autofree char *file = g_strconcat (name, ".svg", NULL);
  g_autoptr (GBytes) svg = mtn_figure_to_svg (owned, NULL, error);

  return svg != NULL &&
         write_file (work, folder, file, g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), error);
}

static gboolean
write_taste (Work *work, const char *folder, GError **error)
{
  const MtnCliTaste *taste = work->taste;
  g_autoptr (JsonNode) json = NULL;

  if (taste == NULL)
    return TRUE;

  json = mtn_taste_to_json (taste->taste, work->dataset->catalog, taste->name, taste->n_unknown);
  return write_json (work, folder, TASTE_NAME, json, error) &&
         write_figure (work, folder, "taste",
                       mtn_figures_taste (work->exploration, taste->taste, taste->name, taste->n_unknown),
                       error);
}

static gboolean
write_figures (Work *work, const char *folder, MtnJob *job, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      MtnFigure *figure;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      mtn_job_report (job, (double) i / G_N_ELEMENTS (figures), _ ("Drawing"));
      figure = figures[i].draw (work->exploration);
      if (figure == NULL)
        {
          g_ptr_array_add (work->left_out, g_strdup (figures[i].name));
          continue;
        }

      if (!write_figure (work, folder, figures[i].name, figure, error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
work_in_thread (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  g_autofree char *staged = NULL;

  work->dataset = mtn_union_load (work->data, job, cancellable, error);
  if (work->dataset == NULL)
    return NULL;

  work->exploration = mtn_exploration_new (work->dataset, job, cancellable, error);
  if (work->exploration == NULL)
    return NULL;

  if (work->profile != NULL)
    {
      work->taste = mtn_cli_taste_new (work->exploration, work->profile, work->model, error);
      if (work->taste == NULL)
        return NULL;
    }

  staged = mtn_folder_stage (work->out, error);
  if (staged == NULL)
    return NULL;

  if (!write_exploration (work, staged, error) || !write_taste (work, staged, error) ||
      !write_figures (work, staged, job, cancellable, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      mtn_folder_discard (staged);
      return NULL;
    }

  return mtn_folder_merge (staged, work->out, error) ? work : NULL;
}

static void
append_line (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "%-20s %s\n", name, text);
}

G_GNUC_PRINTF (3, 4)
static void
append (GString *out, const char *name, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append_line (out, name, text);
}

static void
append_spread (GString *out, const char *name, const MtnSpread *spread)
{
  char median[G_ASCII_DTOSTR_BUF_SIZE];
  char mean[G_ASCII_DTOSTR_BUF_SIZE];

  append (out, name, _ ("%.0f to %.0f, median %s, mean %s"), spread->min, spread->max,
          g_ascii_formatd (median, sizeof median, "%g", spread->median),
          g_ascii_formatd (mean, sizeof mean, "%.2f", spread->mean));
}

static void
append_text (GString *out, const Work *work)
{
  const MtnExploration *found = work->exploration;
  g_autofree char *folder = g_filename_display_name (work->out);
  g_autofree char *files = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  append_line (out, _ ("Data set"), work->dataset->name);
  append (out, _ ("People"), "%u", found->counts.n_people);
  append (out, _ ("Films"), _ ("%u, of %u genres"), found->counts.n_movies, found->counts.n_genres);
  if (found->both.is_there)
    append (out, _ ("In both data sets"), _ ("%u films: of %u and of %u"), found->both.n_in_both,
            found->both.n_movies[0], found->both.n_movies[1]);
  append (out, _ ("Ratings"), _ ("%u, mean %s stars"), found->counts.n_ratings,
          g_ascii_formatd (number, sizeof number, "%.2f", found->stars.mean));
  append (out, _ ("Not rated"), _ ("%s %% of people × films"),
          g_ascii_formatd (number, sizeof number, "%.3f", 100 * found->counts.sparsity));
  append_spread (out, _ ("Ratings per person"), &found->tail.people);
  append_spread (out, _ ("Ratings per film"), &found->tail.movies);
  if (found->people.age.n > 0)
    append_spread (out, _ ("Age"), &found->people.age);
  for (guint kind = 0; kind < G_N_ELEMENTS (found->splits); kind++)
    if (found->splits[kind].is_there)
      append (out, kind == MTN_SPLIT_MASKS ? _ ("Split by masks") : _ ("Split by users"),
              _ ("%u samples to train on, %u to test on"), found->splits[kind].n_samples[MTN_SPLIT_TRAIN],
              found->splits[kind].n_samples[MTN_SPLIT_TEST]);
  if (work->taste != NULL)
    append (out, _ ("Taste"), _ ("%s: %u picks, %u more are not in the data"), work->taste->name,
            work->taste->taste->n_picks, work->taste->n_unknown);
  if (work->left_out->len > 1)
    {
      g_autofree char *names = g_strjoinv (", ", (char **) work->left_out->pdata);

      append (out, _ ("Not drawn"), _ ("%s: the data set has not what it takes"), names);
    }
  files = g_strjoinv (", ", (char **) work->files->pdata);
  append (out, _ ("Written"), "%s: %s", folder, files);
}

static void
append_names (GString *out, const char *key, GPtrArray *names)
{
  g_string_append_printf (out, ", \"%s\": [", key);
  for (guint i = 0; i + 1 < names->len; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      mtn_json_text_append_string (out, g_ptr_array_index (names, i));
    }
  g_string_append_c (out, ']');
}

static void
append_json (GString *out, const Work *work, double seconds)
{
  const MtnExplorationCounts *counts = &work->exploration->counts;
  g_autofree char *folder = g_filename_display_name (work->out);

  g_string_append (out, "{\"out\": ");
  mtn_json_text_append_string (out, folder);
  g_string_append (out, ", \"dataset\": ");
  mtn_json_text_append_string (out, work->dataset->name);
  g_string_append_printf (out,
                          ", \"data_sha256\": \"%s\", \"people\": %u, \"films\": %u, \"ratings\": %u, "
                          "\"sparsity\": ",
                          work->dataset->sha256, counts->n_people, counts->n_movies, counts->n_ratings);
  mtn_json_text_append_double (out, counts->sparsity);
  append_names (out, "files", work->files);
  append_names (out, "left_out", work->left_out);
  g_string_append (out, ", \"seconds\": ");
  mtn_cli_json_text_append_number (out, seconds);
  g_string_append (out, "}\n");
}

static int
explore (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { .out = options->out,
                         .files = g_ptr_array_new_with_free_func (g_free),
                         .left_out = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GString) out = g_string_new (NULL);
  gint64 started = g_get_monotonic_time ();
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);
  gboolean done;
  int status;

  if (format < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  status = mtn_cli_data_check (command.name, (const char *const *) options->data, NULL);
  if (status >= 0)
    return status;
  if (options->out == NULL || *options->out == '\0')
    return mtn_cli_misuse (command.name, _ ("--out is missing: the folder to write to"));

  if (options->model != NULL && options->profile == NULL)
    return mtn_cli_misuse (command.name,
                           _ ("--model says whose films a profile is about: it goes with --profile"));

  work.data = (const char *const *) options->data;
  work.profile = options->profile;
  work.model = options->model;
  if (options->common.verbose)
    {
      g_autofree char *names = g_strjoinv (", ", options->data);

      mtn_cli_say (_ ("Exploring %s"), names);
    }
  done = mtn_cli_job_run (work_in_thread, &work, NULL, options->common.verbose, &error) != NULL;
  if (work.dataset != NULL && options->common.verbose)
    for (char **warning = work.dataset->warnings; *warning != NULL; warning++)
      mtn_cli_complain ("%s", *warning);
  if (!done)
    return mtn_cli_fail (error);

  g_ptr_array_add (work.files, NULL);
  g_ptr_array_add (work.left_out, NULL);
  if (format == 1)
    append_json (out, &work, (double) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  else
    append_text (out, &work);
  mtn_cli_write (out->str, (gssize) out->len);

  return MTN_CLI_DONE;
}

int
mtn_cli_explore (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data,
      N_ ("A MovieLens folder or ZIP archive, or a prepared folder; two become one"), N_ ("DIR") },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
      N_ ("The folder to write to; it is made, files of the same names are replaced"), N_ ("DIR") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options.profile,
      N_ ("A saved profile: also compare its taste with everyone's"), N_ ("FILE") },
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options.model,
      N_ ("The model whose films the profile is about (default: the one that comes with Matinee)"),
      N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the summary (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : explore (&options);
}
