/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-evaluate.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-evaluate-print.h"
#include "mtn-cli-evaluate-save.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-default-model.h"
#include "mtn-error.h"

#define MAX_K 100000
#define MAX_FOLDS 1000

typedef struct
{
  MtnCliCommon common;
  char **models;
  char **ks;
  char **metrics;
  char *threshold;
  char *save_path;
  char **data_paths;
  gboolean is_file;
  char *protocol;
  char *split;
  char *folds;
  char *threads;
  gboolean no_rows;
  gboolean alone;
  char *cache;
} Options;

static const MtnCliCommand command = {
  .name = "evaluate",
  .summary =
      N_ ("Measures how good models are, on people or ratings that they have not seen, and writes the\n"
          "figures (JSON) and a picture of them (SVG). A model is a file or a kind of model. Protocol\n"
          "seed asks a file as it is; the others train its kind anew without those who are asked."),
  .examples = N_ ("Example:\n"
                  "  matinee evaluate -m blend edlae -d ml-100k --protocol favorites\n"
                  "  matinee evaluate -m bce_msplit_best.safetensors -d prepared -k 5 10 -s results"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_clear_pointer (&self->models, g_strfreev);
  g_clear_pointer (&self->ks, g_strfreev);
  g_clear_pointer (&self->metrics, g_strfreev);
  g_clear_pointer (&self->threshold, g_free);
  g_clear_pointer (&self->save_path, g_free);
  g_clear_pointer (&self->data_paths, g_strfreev);
  g_clear_pointer (&self->protocol, g_free);
  g_clear_pointer (&self->split, g_free);
  g_clear_pointer (&self->folds, g_free);
  g_clear_pointer (&self->threads, g_free);
  g_clear_pointer (&self->cache, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
compare_ks (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* Whole numbers, ascending, each once; behind one flag or several, with commas or without. */
static gboolean
parse_ks (char **texts, MtnEvaluationOptions *options, GError **error)
{
  static const char *const usual[] = { "5", "10", "20", "50", NULL };
  g_autoptr (GArray) ks = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  for (char *const *text = texts != NULL ? texts : (char *const *) usual; *text != NULL; text++)
    {
      g_auto (GStrv) parts = g_strsplit (*text, ",", -1);

      for (char **part = parts; *part != NULL; part++)
        {
          int k;

          if (!mtn_cli_parse_integer (g_strstrip (*part), "--metric-ks", 1, MAX_K, &k, error))
            return FALSE;
          g_array_append_vals (ks, &(guint){ (guint) k }, 1);
        }
    }
  g_array_sort (ks, compare_ks);
  for (guint i = 0; i < ks->len; i++)
    if (n == 0 || g_array_index (ks, guint, i) != g_array_index (ks, guint, n - 1))
      g_array_index (ks, guint, n++) = g_array_index (ks, guint, i);

  options->n_ks = n;
  options->ks = (const guint *) g_array_free (g_steal_pointer (&ks), FALSE);

  return TRUE;
}

static gboolean
parse (const Options *options, MtnEvaluateWork *work, GError **error)
{
  static const char *const protocols[] = { "seed", "new-users", "favorites", NULL };
  static const char *const splits[] = { "users", "masks", NULL };
  int protocol, split, number;

  if (!parse_ks (options->ks, &work->options, error))
    return FALSE;

  protocol = mtn_cli_parse_choice (options->protocol, "--protocol", protocols, error);
  split = protocol >= 0 ? mtn_cli_parse_choice (options->split, "--split", splits, error) : -1;
  if (split < 0)
    return FALSE;
  work->input.has_protocol = options->protocol != NULL;
  work->input.protocol = (MtnProtocolKind) protocol;
  work->input.split = split == 1 ? MTN_SPLIT_MASKS : MTN_SPLIT_USERS;

  if (options->threshold != NULL && !mtn_cli_parse_number (options->threshold, "--predicted-threshold", 0, 1,
                                                           &work->options.threshold, error))
    return FALSE;
  if (options->threshold != NULL && work->input.has_protocol && protocol == MTN_PROTOCOL_FAVORITES)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("--predicted-threshold does not go with favorites, where films rated 4 or more "
                              "are to be found"));
      return FALSE;
    }

  if (options->folds != NULL)
    {
      if (!mtn_cli_parse_integer (options->folds, "--folds", 2, MAX_FOLDS, &number, error))
        return FALSE;
      work->options.n_folds = (guint) number;
    }

  return mtn_cli_parse_threads (options->threads, &work->options.n_threads, error);
}

/* What a union is to be compared with. */
static gboolean
add_models_alone (MtnEvaluateWork *work, GError **error)
{
  static const char *const suffixes[] = { "100k-alone", "later-alone" };

  for (guint m = 0; m < work->n_asked; m++)
    for (guint set = 0; set < G_N_ELEMENTS (suffixes); set++)
      {
        const char *word = g_ptr_array_index (work->words, m);
        MtnEvaluateSource *source =
            mtn_evaluate_source_new (word, work->options.seed, work->options.n_threads, error);

        if (source == NULL)
          return FALSE;
        g_ptr_array_add (work->sources, source);
        g_ptr_array_add (work->words, g_strdup (word));
        g_ptr_array_add (work->names,
                         g_strdup_printf ("%s-%s", (const char *) work->names->pdata[m], suffixes[set]));
      }

  return TRUE;
}

static int
evaluate (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (MtnEvaluateWork) work = mtn_evaluate_work_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) saved = g_array_new (FALSE, TRUE, sizeof (MtnCliEvaluateSaved));
  const char *folder = options->save_path != NULL ? options->save_path : ".";
  guint columns;
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);

  work->options.seed = options->common.seed;
  work->options.engine = options->common.engine;
  work->options.device = options->common.device;
  work->input.paths = options->data_paths;
  work->input.is_file = options->is_file;
  work->input.seed = options->common.seed;
  if (format < 0 || !parse (options, work, &error) ||
      !mtn_cli_evaluate_parse_columns (options->metrics, &columns, &error))
    return mtn_cli_misuse (command.name, "%s", error->message);
  if (options->data_paths == NULL || *options->data_paths[0] == '\0')
    return mtn_cli_misuse (command.name, _ ("--data-load-path is missing: what to evaluate on"));

  work->data_label = g_strjoinv (" + ", options->data_paths);
  for (char **word = options->models; word != NULL && *word != NULL; word++)
    g_ptr_array_add (work->words, g_strdup (*word));
  if (work->words->len == 0)
    g_ptr_array_add (work->words, mtn_default_model_dup_path ());
  if (options->alone && (options->data_paths[1] == NULL || !work->input.has_protocol ||
                         work->input.protocol == MTN_PROTOCOL_SEED))
    return mtn_cli_misuse (command.name,
                           _ ("--alone is for two data sets and protocol new-users or favorites"));
  if (!mtn_evaluate_work_open_models (work, &error) || (options->alone && !add_models_alone (work, &error)))
    return mtn_cli_fail (error);
  if (!mtn_cli_make_folder (folder, &error) ||
      (options->cache != NULL && !mtn_cli_make_folder (options->cache, &error)))
    return mtn_cli_fail (error);
  for (guint m = 0; m < work->sources->len; m++)
    mtn_evaluate_source_set_cache (g_ptr_array_index (work->sources, m), options->cache);

  if (options->common.verbose)
    mtn_cli_say (_ ("Evaluating on %s"), work->data_label);
  if (mtn_cli_job_run (mtn_evaluate_work_run, work, NULL, options->common.verbose, &error) == NULL)
    return mtn_cli_fail (error);
  if (work->evaluation->notice != NULL)
    mtn_cli_complain ("%s", work->evaluation->notice);
  for (char **warning = work->data->dataset->warnings;
       options->common.verbose && warning != NULL && *warning != NULL; warning++)
    mtn_cli_complain ("%s", *warning);

  g_array_set_clear_func (saved, (GDestroyNotify) mtn_cli_evaluate_saved_clear);
  g_array_set_size (saved, work->evaluation->n_models);
  if (!mtn_cli_evaluate_save (work, folder, options->no_rows, (MtnCliEvaluateSaved *) saved->data, &error))
    return mtn_cli_fail (error);
  for (guint m = 0; options->common.verbose && m < saved->len; m++)
    mtn_cli_say (_ ("Saved %s and .svg"), g_array_index (saved, MtnCliEvaluateSaved, m).json);
  mtn_cli_evaluate_print (work, format == 1, columns, (const MtnCliEvaluateSaved *) saved->data);

  return MTN_CLI_DONE;
}

int
mtn_cli_evaluate (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.models,
      N_ ("Models: files, or kinds of model to train (default: the model that comes with Matinee)"),
      N_ ("FILE") },
    { "metric-ks", 'k', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.ks,
      N_ ("Lengths of lists to measure (default: 5 10 20 50)"), "N" },
    { "metrics", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.metrics,
      N_ ("Which to print, such as map ndcg coverage; files have all of them (default: all)"), N_ ("NAME") },
    { "predicted-threshold", 'p', 0, G_OPTION_ARG_FILENAME, &options.threshold,
      N_ ("To be found are films with stars / 5 above X (default: 0, any)"), "X" },
    { "save-path", 's', 0, G_OPTION_ARG_FILENAME, &options.save_path,
      N_ ("Folder for the results, made when it is missing (default: the current one)"), N_ ("DIR") },
    { "data-load-path", 'd', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.data_paths,
      N_ ("A prepared folder, a MovieLens folder or archive (two: a union), or a folder of the seed's CSV "
          "files"),
      N_ ("PATH") },
    { "file-mode", 'f', 0, G_OPTION_ARG_NONE, &options.is_file, N_ ("PATH is one CSV file"), NULL },
    { "no-file-mode", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &options.is_file,
      N_ ("PATH is a folder (default)"), NULL },
    { "protocol", 0, 0, G_OPTION_ARG_FILENAME, &options.protocol,
      N_ ("Who is asked what (default: seed for prepared rows)"), "seed|new-users|favorites" },
    { "split", 0, 0, G_OPTION_ARG_FILENAME, &options.split,
      N_ ("Which rows the seed protocol makes of a MovieLens data set (default: users)"), "users|masks" },
    { "folds", 0, 0, G_OPTION_ARG_FILENAME, &options.folds,
      N_ ("Parts that the people are cut into, each asked once (default: 5)"), "N" },
    MTN_CLI_THREADS_ENTRY (options.threads),
    { "alone", 0, 0, G_OPTION_ARG_NONE, &options.alone,
      N_ ("Of two data sets: ask the same kinds of each alone too, to compare with"), NULL },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options.cache,
      N_ ("Keep the models that are trained in DIR, and take those that this build left there"), N_ ("DIR") },
    { "no-rows", 0, 0, G_OPTION_ARG_NONE, &options.no_rows,
      N_ ("Leave the lists of what each row scored out of the files"), NULL },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : evaluate (&options);
}
