/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-report.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-io.h"
#include "mtn-cli-json-text.h"
#include "mtn-file.h"
#include "mtn-report.h"
#include "mtn-train.h"

#define DEFAULT_RESULTS "models/results"

typedef struct
{
  MtnCliCommon common;
  char *out;
  char *results;
} Options;

static const MtnCliCommand command = {
  .name = "report",
  .summary = N_ ("Writes the report of everything that was measured, in Markdown, from the JSON files that\n"
                 "evaluate, train --grid, tune, explore and recommend wrote. What is missing is named."),
  .examples = N_ ("Example:\n"
                  "  matinee report --out models/REPORT.md"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->results, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print (const MtnReportResults *results, const char *path, gboolean as_json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *shown = g_filename_display_name (path);

  if (!as_json)
    g_string_append_printf (out, _ ("%s: from %u evaluations, %u trainings and %s\n"), shown,
                            results->evaluations->len, results->trainings->len,
                            results->exploration != NULL ? _ ("an exploration") : _ ("no exploration"));
  else
    {
      g_string_append (out, "{\"report\": ");
      mtn_cli_json_text_append_string (out, shown);
      g_string_append_printf (out, ", \"evaluations\": %u, \"trainings\": %u, \"explored\": %s}\n",
                              results->evaluations->len, results->trainings->len,
                              results->exploration != NULL ? "true" : "false");
    }
  mtn_cli_write (out->str, (gssize) out->len);
}

static int
report (const Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  const char *folder = options->results != NULL ? options->results : DEFAULT_RESULTS;
  MtnTrainOptions training = MTN_TRAIN_OPTIONS_INIT;
  g_autoptr (MtnReportResults) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);

  if (format < 0)
    return mtn_cli_misuse (command.name, "%s", error->message);
  if (options->out == NULL || *options->out == '\0')
    return mtn_cli_misuse (command.name, _ ("--out is missing: the file to write the report to"));

  if (options->common.verbose)
    mtn_cli_say (_ ("Reading results in %s"), folder);
  results = mtn_report_results_load (folder, &error);
  if (results == NULL)
    return mtn_cli_fail (error);

  text = mtn_report_write (results, options->out, training.model);
  if (!mtn_file_replace_bytes (options->out, text, strlen (text), &error))
    return mtn_cli_fail (error);
  print (results, options->out, format == 1);

  return MTN_CLI_DONE;
}

int
mtn_cli_report (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
      N_ ("Where to write the report; a file that is there is replaced"), N_ ("FILE") },
    { "results", 0, 0, G_OPTION_ARG_FILENAME, &options.results,
      N_ ("Folder with the results (default: models/results)"), N_ ("DIR") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print what was done (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : report (&options);
}
