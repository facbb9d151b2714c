/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-bench.h"

#include <glib/gi18n.h>

#include "mtn-cli-args.h"
#include "mtn-cli-bench-measure.h"
#include "mtn-cli-io.h"
#include "mtn-cli-job.h"
#include "mtn-cli-json-text.h"
#include "mtn-cli-session.h"
#include "mtn-dataset.h"
#include "mtn-error.h"
#include "mtn-json-text.h"

#define DEFAULT_SECONDS 2.0
#define MAX_SECONDS 600.0

typedef struct
{
  MtnCliCommon common;
  char *model;
  char *data;
  char *seconds_text;
  double seconds;
} Options;

static const MtnCliCommand command = {
  .name = "bench",
  .arguments = NULL,
  .summary =
      N_ ("Measures how fast a model answers one person and many, and how fast a network of the seed's\n"
          "size trains, beside what this machine can do at best."),
  .examples = N_ ("Example:\n"
                  "  matinee bench                         the shipped model, invented people\n"
                  "  matinee bench -m my.safetensors --data ml-100k --format json"),
};

static void
options_clear (Options *self)
{
  mtn_cli_common_clear (&self->common);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->seconds_text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  const Options *options;
  MtnCliSession *session;
  MtnDataset *dataset; /* (nullable) */
  MtnCliBench bench;
} Work;

/* People of the data set who know films of the model, or invented ones; half of what they have rated. */
static GPtrArray *
create_profiles (MtnCatalog *model, MtnCatalog *known, MtnRatings *ratings)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);

  for (guint u = 0; u < ratings->n_people && profiles->len < MTN_CLI_BENCH_PEOPLE; u++)
    {
      g_autoptr (MtnProfile) profile = mtn_profile_new ();

      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i += 2)
        {
          int id = mtn_catalog_get_movie (known, ratings->movies[i])->id;

          if (mtn_catalog_find_id (model, id) >= 0)
            mtn_profile_set_pick (profile, id, ratings->stars[i]);
        }
      if (mtn_profile_get_n_picks (profile) > 0)
        g_ptr_array_add (profiles, g_steal_pointer (&profile));
    }

  return profiles;
}

/* A task's result that says no more than that it is there. */
static gpointer
work_through (MtnJob *job, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  MtnCatalog *model = mtn_checkpoint_get_catalog (work->session->checkpoint);
  MtnCatalog *known = model;
  double seconds = work->options->seconds;
  g_autoptr (MtnRatings) ratings = NULL;
  g_autoptr (GPtrArray) profiles = NULL;

  if (work->options->data != NULL)
    {
      work->dataset = mtn_dataset_load (work->options->data, job, cancellable, error);
      if (work->dataset == NULL)
        return NULL;
      known = work->dataset->catalog;
      ratings = mtn_ratings_ref (work->dataset->ratings);
    }
  else
    ratings = mtn_cli_bench_invent (MTN_CLI_BENCH_PEOPLE, mtn_catalog_get_n_movies (model),
                                    work->options->common.seed);

  profiles = create_profiles (model, known, ratings);
  if (profiles->len == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN,
                   _ ("nobody in %s has rated a film of this model: name the data that it was trained on"),
                   work->options->data != NULL ? work->options->data : _ ("its catalogue"));
      return NULL;
    }

  mtn_job_report (job, 0.1, _ ("Measuring the machine"));
  mtn_cli_bench_measure_machine (&work->bench);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  mtn_job_report (job, 0.3, _ ("Asking for recommendations"));
  if (!mtn_cli_bench_measure_answers (&work->bench, work->session->recommender, work->session->checkpoint,
                                      profiles, seconds, cancellable, error))
    return NULL;

  mtn_job_report (job, 0.7, _ ("Training a network"));
  if (!mtn_cli_bench_measure_training (&work->bench, mtn_catalog_get_n_genres (known), ratings, seconds,
                                       cancellable, error))
    return NULL;

  return work;
}

static void
append_text (GString *out, const Work *work)
{
  const MtnCliBench *bench = &work->bench;
  double step_rate = bench->sample_rate / MTN_CLI_BENCH_BATCH;
  double roof = mtn_cli_bench_get_roof (bench);

  g_string_append_printf (out,
                          _ ("machine       %u threads: matrices %.0f GFLOP/s, memory %.1f GB/s at best\n"),
                          bench->n_threads, bench->peak_flops / 1e9, bench->peak_bandwidth / 1e9);
  g_string_append_printf (out,
                          _ ("one person    half within %.3f ms, 95 %% within %.3f ms, 99 %% within %.3f ms "
                             "(%u calls)\n"),
                          bench->p50 * 1e3, bench->p95 * 1e3, bench->p99 * 1e3, bench->n_calls);
  g_string_append_printf (out,
                          _ ("              %.2f MB of weights: %.1f GB/s, %.2f times what memory gives\n"),
                          bench->n_bytes / 1e6, bench->n_bytes / bench->p50 / 1e9,
                          bench->n_bytes / bench->p50 / bench->peak_bandwidth);
  g_string_append_printf (out, _ ("%u people  %.0f people/s (%u calls)\n"), MTN_CLI_BENCH_PEOPLE,
                          bench->people_rate, bench->n_batches);
  g_string_append_printf (out, _ ("              %.2f MFLOP a person: %.1f GFLOP/s, %.0f %% of the peak\n"),
                          bench->n_operations / 1e6, bench->n_operations * bench->people_rate / 1e9,
                          100 * bench->n_operations * bench->people_rate / bench->peak_flops);
  g_string_append_printf (out, _ ("training      %.0f samples/s: %u-%u-%u-%u-%u, batches of %u (%u steps)\n"),
                          bench->sample_rate, bench->sizes[0], bench->sizes[1], bench->sizes[2],
                          bench->sizes[3], bench->sizes[4], MTN_CLI_BENCH_BATCH, bench->n_steps);
  g_string_append_printf (
      out, _ ("              %.1f GFLOP/s, %.1f GB/s; %.0f %% of what is possible, bound by %s\n"),
      bench->step_operations * step_rate / 1e9, bench->step_bytes * step_rate / 1e9, 100 * roof * step_rate,
      bench->step_operations / bench->peak_flops > bench->step_bytes / bench->peak_bandwidth ? _ ("matrices")
                                                                                             : _ ("memory"));
}

static void
append_number (GString *json, const char *key, double value)
{
  g_string_append_printf (json, "\"%s\": ", key);
  mtn_cli_json_text_append_number (json, value);
}

static void
append_json (GString *out, const Work *work)
{
  const MtnCliBench *bench = &work->bench;
  double step_rate = bench->sample_rate / MTN_CLI_BENCH_BATCH;
  g_autofree char *file = g_filename_display_name (work->session->model_path);

  g_string_append (out, "{\"model\": ");
  mtn_json_text_append_string (out, mtn_cli_session_get_model_name (work->session));
  g_string_append (out, ", \"file\": ");
  mtn_json_text_append_string (out, file);
  g_string_append (out, ", \"engine\": ");
  mtn_json_text_append_string (out, mtn_engine_get_description (work->session->engine));
  g_string_append_printf (out, ", \"threads\": %u, \"people\": ", bench->n_threads);
  mtn_json_text_append_string (out, work->dataset != NULL ? work->dataset->name : "invented");

  g_string_append (out, ", \"machine\": {");
  append_number (out, "gemm_flops", bench->peak_flops);
  append_number (g_string_append (out, ", "), "memory_bytes", bench->peak_bandwidth);

  g_string_append_printf (out, "}, \"one_person\": {\"calls\": %u, ", bench->n_calls);
  append_number (out, "p50_ms", bench->p50 * 1e3);
  append_number (g_string_append (out, ", "), "p95_ms", bench->p95 * 1e3);
  append_number (g_string_append (out, ", "), "p99_ms", bench->p99 * 1e3);
  append_number (g_string_append (out, ", "), "weight_bytes", bench->n_bytes);
  append_number (g_string_append (out, ", "), "bytes_per_second", bench->n_bytes / bench->p50);

  g_string_append_printf (out, "}, \"batches\": {\"people_per_call\": %u, \"calls\": %u, ",
                          MTN_CLI_BENCH_PEOPLE, bench->n_batches);
  append_number (out, "people_per_second", bench->people_rate);
  append_number (g_string_append (out, ", "), "operations", bench->n_operations);
  append_number (g_string_append (out, ", "), "flops", bench->n_operations * bench->people_rate);

  g_string_append (out, "}, \"training\": {\"layers\": [");
  for (guint l = 0; l <= MTN_CLI_BENCH_N_LAYERS; l++)
    g_string_append_printf (out, "%s%u", l > 0 ? ", " : "", bench->sizes[l]);
  g_string_append_printf (out, "], \"batch_size\": %u, \"steps\": %u, ", MTN_CLI_BENCH_BATCH, bench->n_steps);
  append_number (out, "samples_per_second", bench->sample_rate);
  append_number (g_string_append (out, ", "), "flops", bench->step_operations * step_rate);
  append_number (g_string_append (out, ", "), "bytes_per_second", bench->step_bytes * step_rate);
  append_number (g_string_append (out, ", "), "share_of_roof", mtn_cli_bench_get_roof (bench) * step_rate);
  g_string_append_printf (out, ", \"bound_by\": \"%s\"}}\n",
                          bench->step_operations / bench->peak_flops >
                                  bench->step_bytes / bench->peak_bandwidth
                              ? "matrices"
                              : "memory");
}

static int
bench (Options *options)
{
  static const char *const formats[] = { "text", "json", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCliSession) session = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Work work = { .options = options };
  int format = mtn_cli_parse_choice (options->common.format_name, "--format", formats, &error);

  if (format < 0 ||
      (options->seconds_text != NULL &&
       !mtn_cli_parse_number (options->seconds_text, "--seconds", 0, MAX_SECONDS, &options->seconds, &error)))
    return mtn_cli_misuse (command.name, "%s", error->message);

  session = mtn_cli_session_open (options->model, NULL, &options->common, &error);
  if (session == NULL)
    return mtn_cli_fail (error);
  if (options->common.verbose)
    mtn_cli_session_say (session);

  work.session = session;
  if (mtn_cli_job_run (work_through, &work, NULL, options->common.verbose, &error) == NULL)
    {
      g_clear_pointer (&work.dataset, mtn_dataset_free);
      return mtn_cli_fail (error);
    }

  if (format == 1)
    append_json (out, &work);
  else
    append_text (out, &work);
  mtn_cli_write (out->str, (gssize) out->len);
  g_clear_pointer (&work.dataset, mtn_dataset_free);

  return MTN_CLI_DONE;
}

int
mtn_cli_bench (int argc, char **argv)
{
  g_auto (Options) options = { .common = MTN_CLI_COMMON_INIT, .seconds = DEFAULT_SECONDS };
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options.model,
      N_ ("The model to ask (default: the one that is shipped)"), "FILE" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
      N_ ("A MovieLens folder or archive whose people to ask and to train with (default: invented ones)"),
      "DIR" },
    { "seconds", 0, 0, G_OPTION_ARG_FILENAME, &options.seconds_text,
      N_ ("How long to repeat each measurement (default: 2)"), "S" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.common.format_name,
      N_ ("How to print the result (default: text)"), "text|json" },
    MTN_CLI_COMMON_ENTRIES (options.common),
    G_OPTION_ENTRY_NULL,
  };
  int status = mtn_cli_parse (&command, entries, &options.common, argc, argv, NULL);

  return status >= 0 ? status : bench (&options);
}
