/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * From a data set to a checkpoint: parts on all people, curves on people held
 * out, then everything into one file.
 */

#include "mtn-train.h"

#include <string.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>

#include "mtn-assemble.h"
#include "mtn-calibration.h"
#include "mtn-error.h"
#include "mtn-network-files.h"

/* Shares of the time. */
#define CALIBRATED 0.85
#define FITTED 0.98

#define MLP "mlp"

/* Those of plans, and the network of the seed. */
const char *const *
mtn_train_get_models (void)
{
  static const char **models = NULL;

  if (g_once_init_enter (&models))
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (const char *const *name = mtn_plan_get_models (); *name != NULL; name++)
        g_ptr_array_add (names, (gpointer) *name);
      g_ptr_array_add (names, (gpointer) MLP);
      g_ptr_array_add (names, NULL);
      g_once_init_leave (&models, (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE));
    }

  return models;
}

static void
set_number (MtnCheckpointWriter *writer, const char *key, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  mtn_checkpoint_writer_set_provenance (writer, key, text);
}

/* Date and program are the writer's. */
static void
set_provenance (MtnCheckpointWriter *writer,
                MtnDataset *dataset,
                MtnRatings *ratings,
                gboolean is_all,
                const MtnPlan *plan,
                const MtnTrainOptions *options,
                const MtnCurves *curves)
{
  g_autofree char *metrics = mtn_assemble_metrics (curves);
  g_autofree char *described =
      g_strdup_printf ("{\"model\": \"%s\", \"seed\": %" G_GUINT64_FORMAT ", \"rank\": %u}", plan->model,
                       options->seed, options->rank);

  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_NAME, plan->name);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATASET, dataset->name);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_DATA_SHA256, dataset->sha256);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_LICENCE, dataset->licence);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_SPLIT, is_all ? "all" : "users");
  set_number (writer, MTN_PROVENANCE_SEED, options->seed);
  set_number (writer, MTN_PROVENANCE_PEOPLE, ratings->n_people);
  set_number (writer, MTN_PROVENANCE_RATINGS, ratings->offsets[ratings->n_people]);
  mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_OPTIONS, described);
  if (metrics != NULL)
    mtn_checkpoint_writer_set_provenance (writer, MTN_PROVENANCE_METRICS, metrics);
}

static void
report (MtnJob *job, double fraction, const char *message)
{
  if (job != NULL)
    mtn_job_report (job, fraction, message);
}

static gboolean
train (MtnDataset *dataset,
       MtnRatings *ratings,
       const MtnPerson *people,
       gboolean is_all,
       const MtnPlan *plan,
       const MtnTrainOptions *options,
       const char *out,
       MtnJob *job,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (MtnKinds) kinds = mtn_kinds_new (dataset->catalog);
  g_autoptr (MtnFilms) films = mtn_films_new (dataset, ratings);
  g_autoptr (MtnCatalog) catalog = NULL;
  g_autoptr (MtnCurves) curves = NULL;
  g_autoptr (MtnParts) parts = NULL;
  g_autoptr (MtnArchitecture) architecture = NULL;
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  const MtnLesson lesson = {
    .ratings = ratings,
    .films = films,
    .kinds = kinds,
    .people = people,
    .rank = options->rank,
    .seed = options->seed,
    .engine = options->network.engine,
  };

  /* Popularity is its own calibration. */
  if (plan->n_learners > 0 || plan->demographic)
    {
      MtnCalibrationInput input = {
        .plan = plan,
        .lesson = &lesson,
        .vocabulary = dataset->vocabulary,
        .n_threads = options->n_threads,
      };

      curves = mtn_calibration_measure (&input, job, CALIBRATED, cancellable, error);
    }
  else
    curves = mtn_curves_new ();
  if (curves == NULL)
    return FALSE;

  report (job, CALIBRATED, _ ("Training with everybody"));
  parts = mtn_parts_fit (plan, &lesson, dataset->vocabulary, options->n_threads, cancellable, error);
  if (parts == NULL)
    return FALSE;

  report (job, FITTED, _ ("Writing the model"));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  architecture = mtn_assemble_architecture (plan, parts, curves);
  catalog = films->pick_only != NULL ? mtn_catalog_copy_with_pick_only (dataset->catalog, films->pick_only)
                                     : mtn_catalog_ref (dataset->catalog);
  writer = mtn_checkpoint_writer_new (catalog, dataset->vocabulary, architecture);
  mtn_assemble_tensors (plan, films, parts, writer);
  set_provenance (writer, dataset, ratings, is_all, plan, options, curves);
  if (!mtn_checkpoint_writer_write (writer, out, error))
    return FALSE;

  report (job, 1, NULL);

  return TRUE;
}

/* People of the training part, as rows of the data set; NULL: all of them. */
static guint *
dup_people (const MtnNetworkData *data, const guint *people, guint *n_people)
{
  g_autofree gboolean *is_trained_on = g_new0 (gboolean, MAX (data->ratings->n_people, 1));
  guint *rows = g_new (guint, MAX (data->ratings->n_people, 1));

  for (guint s = 0; s < data->train->n_samples; s++)
    is_trained_on[data->train->samples[s].person] = TRUE;

  *n_people = 0;
  for (guint u = 0; u < data->ratings->n_people; u++)
    if (is_trained_on[u])
      rows[(*n_people)++] = people != NULL ? people[u] : u;

  return rows;
}

/* Whom a model in closed form learns from: with a split by people, those of its training part. A split by
 * masks keeps nobody apart. */
static gboolean
select_people (MtnDataset *dataset,
               const guint **people,
               guint *n_people,
               guint **owned,
               const MtnTrainOptions *options,
               MtnJob *job,
               GCancellable *cancellable,
               GError **error)
{
  MtnNetworkOptions network = options->network.options;
  g_autoptr (MtnNetworkData) data = NULL;

  network.seed = options->seed;
  if (options->prepared != NULL)
    network.split = options->prepared->options.kind == MTN_SPLIT_USERS ? MTN_NETWORK_SPLIT_USERS
                                                                       : MTN_NETWORK_SPLIT_MASKS;
  if (network.split != MTN_NETWORK_SPLIT_USERS)
    return TRUE;

  mtn_network_options_settle (&network);
  data = mtn_network_data_new (dataset, *people, *n_people, options->prepared, &network, job, cancellable,
                               error);
  if (data == NULL)
    return FALSE;

  *owned = dup_people (data, *people, n_people);
  *people = *owned;

  return TRUE;
}

static gboolean
train_network (MtnDataset *dataset,
               const guint *people,
               guint n_people,
               const MtnTrainOptions *options,
               const char *out,
               MtnJob *job,
               GCancellable *cancellable,
               GError **error)
{
  MtnNetworkTraining training = options->network;
  g_autoptr (MtnNetworkData) data = NULL;

  training.options.seed = options->seed;
  training.options.threads = options->n_threads;
  mtn_network_options_settle (&training.options);
  if (!mtn_network_options_check (&training.options, error) || !mtn_output_check (out, error))
    return FALSE;

  data = mtn_network_data_new (dataset, people, n_people, options->prepared, &training.options, job,
                               cancellable, error);

  return data != NULL && mtn_network_train (data, &training, out, NULL, job, cancellable, error);
}

gboolean
mtn_train_uses_engine (const char *model)
{
  return g_strcmp0 (model, MLP) == 0 || mtn_plan_uses_engine (model);
}

gboolean
mtn_train (MtnDataset *dataset,
           const guint *people,
           guint n_people,
           const MtnTrainOptions *options,
           const char *out,
           MtnJob *job,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MtnRatings) selected = NULL;
  g_autofree MtnPerson *selected_people = NULL;
  g_autofree guint *owned = NULL;
  g_autofree char *folder = NULL;
  MtnPlan plan;
  int n_threads;
  gboolean done;

  g_return_val_if_fail (dataset != NULL && options != NULL && out != NULL, FALSE);

  if (g_strcmp0 (options->model, MLP) == 0 && dataset->film_sets != NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("“%s” learns from one data set: to it, who could not know a film is who did not rate "
                      "it"),
                   MLP);
      return FALSE;
    }
  if (g_strcmp0 (options->model, MLP) == 0)
    return train_network (dataset, people, n_people, options, out, job, cancellable, error);

  if (options->rank == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("the rank of a model must be 1 or more"));
      return FALSE;
    }
  if (!mtn_plan_init (&plan, options->model, dataset->vocabulary, error) ||
      !select_people (dataset, &people, &n_people, &owned, options, job, cancellable, error))
    return FALSE;

  if (people == NULL)
    selected = mtn_ratings_ref (dataset->ratings);
  else
    {
      selected = mtn_ratings_select (dataset->ratings, people, n_people);
      selected_people = g_new (MtnPerson, MAX (n_people, 1));
      for (guint u = 0; u < n_people; u++)
        selected_people[u] = dataset->people[people[u]];
    }

  if (selected->offsets[selected->n_people] == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("there are no ratings to train on"));
      return FALSE;
    }
  folder = g_path_get_dirname (out);
  if (!mtn_output_check (out, error) ||
      !mtn_output_check_space (folder, mtn_plan_get_size (&plan, selected, options->rank), error))
    return FALSE;

  /* Sums are always added in the same order when the library does not share them out; whole models are
   * trained side by side instead. So the bytes are the same for every number of threads. */
  n_threads = openblas_get_num_threads ();
  openblas_set_num_threads (1);
  done = train (dataset, selected, people != NULL ? selected_people : dataset->people, people == NULL, &plan,
                options, out, job, cancellable, error);
  openblas_set_num_threads (n_threads);

  return done;
}
