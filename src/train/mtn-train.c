/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * From a data set to a checkpoint: parts on all people, curves on people held
 * out, then everything into one file.
 */

#include "mtn-train.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <cblas.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "mtn-assemble.h"
#include "mtn-calibration.h"
#include "mtn-error.h"

/* Shares of the time. */
#define CALIBRATED 0.85
#define FITTED 0.98

/* A folder that does not exist or may not be written to is told before the work, not after it. */
static gboolean
check_writable (const char *out, GError **error)
{
  g_autofree char *probe = g_strconcat (out, ".XXXXXX", NULL);
  g_autofree char *shown = g_filename_display_name (out);
  int fd;

  if (g_file_test (out, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _ ("%s: is a folder; name a file to write"),
                   shown);
      return FALSE;
    }

  fd = g_mkstemp (probe);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s cannot be written: %s"), shown,
                   g_strerror (code));
      return FALSE;
    }
  close (fd);
  g_unlink (probe);

  return TRUE;
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
  g_autoptr (MtnCurves) curves = NULL;
  g_autoptr (MtnParts) parts = NULL;
  g_autoptr (MtnArchitecture) architecture = NULL;
  g_autoptr (MtnCheckpointWriter) writer = NULL;

  /* Popularity is its own calibration. */
  if (plan->edlae || plan->demographic)
    {
      MtnCalibrationInput input = {
        .plan = plan,
        .ratings = ratings,
        .kinds = kinds,
        .people = people,
        .vocabulary = dataset->vocabulary,
        .rank = options->rank,
        .seed = options->seed,
        .n_threads = options->n_threads,
      };

      curves = mtn_calibration_measure (&input, job, CALIBRATED, cancellable, error);
    }
  else
    curves = mtn_curves_new ();
  if (curves == NULL)
    return FALSE;

  report (job, CALIBRATED, _ ("Training with everybody"));
  parts =
      mtn_parts_fit (plan, ratings, kinds, people, dataset->vocabulary, options->rank, cancellable, error);
  if (parts == NULL)
    return FALSE;

  report (job, FITTED, _ ("Writing the model"));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  architecture = mtn_assemble_architecture (plan, parts, curves);
  writer = mtn_checkpoint_writer_new (dataset->catalog, dataset->vocabulary, architecture);
  mtn_assemble_tensors (plan, parts, writer);
  set_provenance (writer, dataset, ratings, is_all, plan, options, curves);
  if (!mtn_checkpoint_writer_write (writer, out, error))
    return FALSE;

  report (job, 1, NULL);

  return TRUE;
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
  MtnPlan plan;
  int n_threads;
  gboolean done;

  g_return_val_if_fail (dataset != NULL && options != NULL && out != NULL, FALSE);

  if (options->rank == 0)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("the rank of a model must be 1 or more"));
      return FALSE;
    }
  if (!mtn_plan_init (&plan, options->model, dataset->vocabulary, error))
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
  if (!check_writable (out, error))
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
