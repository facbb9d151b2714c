/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-grid-info.h"

#include <math.h>

#include "mtn-evaluation.h"
#include "mtn-json-read.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-summary.h"

#define LEAKS_MASKS "leaks: same people in training and test"
#define CHOSEN_ON_TEST "the best epoch was chosen on these rows"

static const guint ks[MTN_GRID_N_KS] = { 5, 10, 20, 50 };

/* A checkpoint as it is, whomever it has seen. */
static MtnCheckpoint *
open_model (gpointer data, const guint *people, guint n_people, GCancellable *cancellable, GError **error)
{
  return mtn_checkpoint_open (data, error);
}

static guint *
dup_people (const MtnNetworkData *data, guint *n_people)
{
  g_autofree gboolean *is_there = g_new0 (gboolean, MAX (data->ratings->n_people, 1));
  guint *people = g_new (guint, MAX (data->ratings->n_people, 1));

  for (guint s = 0; s < data->train->n_samples; s++)
    is_there[data->train->samples[s].person] = TRUE;

  *n_people = 0;
  for (guint u = 0; u < data->ratings->n_people; u++)
    if (is_there[u])
      people[(*n_people)++] = u;

  return people;
}

/* What each row came to in one column, at one K. */
static JsonArray *
list_rows (const MtnMeasures *measures, guint k, guint column, gboolean are_whole)
{
  guint n_rows = mtn_measures_get_n_rows (measures);
  JsonArray *list = json_array_sized_new (n_rows);

  for (guint r = 0; r < n_rows; r++)
    {
      double value = mtn_measures_get_row (measures, r)[k * MTN_N_COLUMNS + column];

      if (are_whole)
        json_array_add_int_element (list, (gint64) value);
      else
        json_array_add_double_element (list, value);
    }

  return list;
}

static JsonObject *
describe_k (const MtnMeasures *measures, const MtnSummary *summary, guint k, gboolean with_rows)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "mean_top_intersections", summary->seed_intersections[k]);
  json_object_set_double_member (object, "mean_retrieval_precision", summary->seed_precision[k]);
  json_object_set_double_member (object, "map", summary->seed_map[k]);
  if (with_rows)
    {
      json_object_set_array_member (object, "average_precisions",
                                    list_rows (measures, k, MTN_METRIC_MAP, FALSE));
      json_object_set_array_member (object, "retrieval_precisions",
                                    list_rows (measures, k, MTN_METRIC_PRECISION, FALSE));
      json_object_set_array_member (object, "intersections",
                                    list_rows (measures, k, MTN_COLUMN_SEED_INTERSECTIONS, TRUE));
    }
  json_object_set_double_member (object, "top_intersections",
                                 mtn_summary_get (summary, k, MTN_COLUMN_INTERSECTIONS).mean);
  json_object_set_double_member (object, "ndcg", mtn_summary_get (summary, k, MTN_METRIC_NDCG).mean);
  json_object_set_double_member (object, "recall", mtn_summary_get (summary, k, MTN_METRIC_RECALL).mean);

  return object;
}

static JsonObject *
describe_metrics (const MtnMeasures *measures, gboolean with_rows)
{
  MtnSelection selection = { .means_only = TRUE };
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &selection);
  JsonObject *metrics = json_object_new (), *global = json_object_new ();

  json_object_set_double_member (global, "mean_precision", summary->global_precision);
  json_object_set_double_member (global, "mean_recalls", summary->global_recall);
  json_object_set_object_member (metrics, "global", global);
  for (guint k = 0; k < MTN_GRID_N_KS; k++)
    {
      g_autofree char *key = g_strdup_printf ("%u", ks[k]);

      json_object_set_object_member (metrics, key, describe_k (measures, summary, k, with_rows));
    }

  return metrics;
}

/* MAP at each K: of the popularity baseline, of a perfect ranking, or of any order. */
static JsonObject *
describe_reference (const MtnMeasures *measures)
{
  MtnSelection selection = { .means_only = TRUE };
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &selection);
  JsonObject *object = json_object_new ();

  for (guint k = 0; k < MTN_GRID_N_KS; k++)
    {
      g_autofree char *key = g_strdup_printf ("%u", ks[k]);
      JsonObject *at = json_object_new ();

      json_object_set_double_member (at, "mean_retrieval_precision", summary->seed_precision[k]);
      json_object_set_double_member (at, "map", summary->seed_map[k]);
      json_object_set_object_member (object, key, at);
    }

  return object;
}

static void
set_losses (JsonObject *object, const char *key, const MtnNetworkState *state, gsize field)
{
  JsonArray *list = json_array_sized_new (state->epochs->len);

  for (guint i = 0; i < state->epochs->len; i++)
    {
      double loss = G_STRUCT_MEMBER (double, &g_array_index (state->epochs, MtnNetworkEpoch, i), field);

      if (isfinite (loss))
        json_array_add_double_element (list, loss);
      else
        json_array_add_null_element (list);
    }
  json_object_set_array_member (object, key, list);
}

static void
set_string (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
describe_provenance (const MtnNetworkData *data,
                     const MtnNetworkCheckpoint *model,
                     const char *file,
                     const MtnEvaluation *evaluation,
                     const MtnMeasures *measures)
{
  static const char *const copied[] = { MTN_PROVENANCE_PROGRAM, MTN_PROVENANCE_NAME, MTN_PROVENANCE_DATASET,
                                        MTN_PROVENANCE_DATA_SHA256, MTN_PROVENANCE_SPLIT };
  JsonObject *object = json_object_new ();
  g_autofree char *options = mtn_network_options_to_json (&model->options);
  JsonNode *node = mtn_json_read_text (options, "options", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    set_string (object, copied[i], mtn_checkpoint_get_provenance (model->checkpoint, copied[i]));
  json_object_set_string_member (object, "protocol", "seed");
  set_string (object, "leaks", model->options.split == MTN_NETWORK_SPLIT_MASKS ? LEAKS_MASKS : NULL);
  set_string (object, "chosen_on", data->is_test_validation ? CHOSEN_ON_TEST : NULL);
  json_object_set_int_member (object, "rows", mtn_measures_get_n_rows (measures));
  json_object_set_string_member (object, "file", file);
  json_object_set_string_member (object, "sha256", mtn_checkpoint_get_sha256 (model->checkpoint));
  if (model->state->start != NULL)
    json_object_set_string_member (object, "start_sha256", model->state->start);
  json_object_set_string_member (object, "engine", evaluation->engine);
  json_object_set_member (object, "options", node);
  json_object_set_object_member (object, "popularity", describe_reference (evaluation->runs[0].popularity));
  json_object_set_object_member (object, "ceiling", describe_reference (evaluation->runs[0].ceiling));
  json_object_set_object_member (object, "random", describe_reference (evaluation->runs[0].random));

  return object;
}

/* @latest: whose losses are those of all epochs */
static JsonObject *
describe (const MtnNetworkData *data,
          const MtnNetworkCheckpoint *model,
          const MtnNetworkCheckpoint *latest,
          const char *file,
          const MtnEvaluation *evaluation,
          const MtnMeasures *measures,
          gboolean with_rows)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "metrics", describe_metrics (measures, with_rows));
  set_losses (object, "train_losses", latest->state, G_STRUCT_OFFSET (MtnNetworkEpoch, train_loss_seed));
  set_losses (object, "val_losses", latest->state, G_STRUCT_OFFSET (MtnNetworkEpoch, val_loss_seed));
  set_losses (object, "train_losses_mean", latest->state, G_STRUCT_OFFSET (MtnNetworkEpoch, train_loss));
  set_losses (object, "val_losses_mean", latest->state, G_STRUCT_OFFSET (MtnNetworkEpoch, val_loss));
  json_object_set_int_member (object, "epoch", model->state->epochs->len);
  json_object_set_int_member (object, "best_epoch", latest->state->best_epoch);
  json_object_set_object_member (object, "provenance",
                                 describe_provenance (data, model, file, evaluation, measures));

  return object;
}

/* Paths of the files of models, in a folder. */
static char **
dup_paths (const char *folder, const char *const *names, guint n_names)
{
  char **paths = g_new0 (char *, n_names + 1);

  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".safetensors", NULL);

      paths[i] = g_build_filename (folder, file, NULL);
    }

  return paths;
}

gboolean
mtn_grid_info_add (JsonObject *root,
                   const MtnNetworkData *data,
                   const MtnGridOptions *options,
                   const char *folder,
                   const char *const *names,
                   guint n_names,
                   gboolean with_rows,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (GStrv) paths = dup_paths (folder, names, n_names);
  g_autofree MtnModelSource *sources = g_new0 (MtnModelSource, n_names);
  MtnEvaluationOptions wanted = {
    .protocol = MTN_PROTOCOL_SEED,
    .ks = ks,
    .n_ks = MTN_GRID_N_KS,
    .seed = options->training.options.seed,
    .n_threads = options->training.options.threads,
    .engine = options->engine,
    .device = options->device,
  };
  g_autofree guint *people = NULL;
  g_autoptr (MtnEvaluation) evaluation = NULL;
  guint n_people;

  for (guint i = 0; i < n_names; i++)
    sources[i] = (MtnModelSource){ names[i], open_model, paths[i] };
  people = dup_people (data, &n_people);
  evaluation = mtn_evaluation_new (data->dataset, (MtnSampleSet *) data->test, people, n_people, &wanted,
                                   sources, n_names, NULL, cancellable, error);
  if (evaluation == NULL)
    return FALSE;
  if (evaluation->notice != NULL && options->training.say != NULL)
    options->training.say (evaluation->notice, options->training.say_data);

  for (guint i = 0; i < n_names; i++)
    {
      g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (paths[i]);
      g_autofree char *file = g_path_get_basename (paths[i]);
      g_autoptr (MtnNetworkCheckpoint) model = mtn_network_checkpoint_read (paths[i], error);
      g_autoptr (MtnNetworkCheckpoint) latest = NULL;

      if (model == NULL)
        return FALSE;
      /* Of a latest one that is the file itself. */
      latest = mtn_network_checkpoint_read (g_str_has_suffix (names[i], "_latest") ? paths[i] : files->latest,
                                            error);
      if (latest == NULL)
        return FALSE;

      json_object_set_object_member (root, names[i],
                                     describe (data, model, latest, file, evaluation,
                                               evaluation->runs[0].models[i], with_rows));
    }

  return TRUE;
}
