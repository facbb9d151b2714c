/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Samples → shuffled batches → epochs. Everything random is a function of the
 * seed and of the number of the epoch or step, so that a run that is stopped
 * anywhere needs the parameters, Adam's moments and a few sums to go on.
 *
 * At the end of an epoch the best model is written first, then the line of the
 * log, then the latest state: whoever is killed in between does that epoch again,
 * and comes to the same.
 */

#include "mtn-network-train.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-logistic.h"
#include "mtn-network-batch.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-network-log.h"
#include "mtn-network-validate.h"
#include "mtn-random.h"

/* Streams of random numbers; the epoch is added. */
#define STREAM_ORDER 0x6f7264000000
#define STREAM_MASKS 0x6d736b000000

/* How long an epoch may go on without its state being saved. */
#define SAVE_AFTER (5 * 60 * G_USEC_PER_SEC)

/* Catalogue and header of a checkpoint, generously. */
#define OVERHEAD_PER_MOVIE 256
#define OVERHEAD (1024 * 1024)

typedef struct
{
  const MtnNetworkData *data;
  const MtnNetworkTraining *training;
  const MtnNetworkOptions *options;
  MtnNetworkFiles *files;
  MtnNet *net;
  MtnNetworkBatcher *batcher;
  MtnNetworkValidator *validator; /* (nullable) */
  MtnNetworkState *state;
  MtnNetworkLog *log;
  guint *order; /* [train->n_samples] */
  guint n_batches;
  gint64 started;
  gint64 saved;
  guint64 n_trained; /* samples since @started */
  MtnJob *job;
  GCancellable *cancellable;
} Run;

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->files, mtn_network_files_free);
  g_clear_pointer (&self->net, mtn_net_free);
  g_clear_pointer (&self->batcher, mtn_network_batcher_free);
  g_clear_pointer (&self->validator, mtn_network_validator_free);
  g_clear_pointer (&self->state, mtn_network_state_free);
  g_clear_pointer (&self->log, mtn_network_log_free);
  g_clear_pointer (&self->order, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static guint64
count_steps (const Run *self)
{
  return (guint64) self->state->epochs->len * self->n_batches + self->state->n_batches;
}

static void
say (const Run *self, const char *line)
{
  if (self->training->say != NULL)
    self->training->say (line, self->training->say_data);
}

/* The mean over all cells of what the network is to say, as log-odds. */
static double
compute_bias (const Run *self)
{
  const MtnSampleSet *set = self->data->train;
  const MtnRatings *ratings = set->ratings;
  double sum = 0;

  for (guint s = 0; s < set->n_samples; s++)
    {
      guint person = set->samples[s].person;

      if (self->options->loss == MTN_NET_BCE)
        sum += ratings->offsets[person + 1] - ratings->offsets[person];
      else
        for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
          sum += ratings->stars[i] / 5.0;
    }

  return mtn_log_odds (sum / ((double) set->n_samples * ratings->n_movies));
}

static gboolean
create_net (Run *self, GError **error)
{
  const MtnNetworkOptions *options = self->options;
  MtnCatalog *catalog = self->data->dataset->catalog;
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  MtnNetOptions wanted = MTN_NET_OPTIONS_INIT;
  guint sizes[MTN_NETWORK_MAX_HIDDEN + 2];

  sizes[0] = mtn_network_n_inputs (mtn_catalog_get_n_genres (catalog), n_movies);
  memcpy (sizes + 1, options->hidden, options->n_hidden * sizeof (guint));
  sizes[options->n_hidden + 1] = n_movies;

  wanted.sizes = sizes;
  wanted.n_layers = options->n_hidden + 1;
  wanted.loss = options->loss;
  wanted.max_rows = options->batch_size;
  wanted.n_threads = options->threads;
  wanted.seed = options->seed;
  wanted.drop_hidden = options->dropout;
  wanted.learning_rate = options->learning_rate;
  wanted.decay = options->weight_decay;
  wanted.clip = options->clip;
  self->net = mtn_net_new (&wanted, error);
  if (self->net == NULL)
    return FALSE;

  if (options->output_bias == MTN_NETWORK_BIAS_RATE)
    mtn_net_set_output_bias (self->net, NULL, (float) compute_bias (self));

  return TRUE;
}

static gboolean
fail_resume (const Run *self, MtnError code, const char *problem, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->training->resume);

  g_set_error (error, MTN_ERROR, (int) code, _ ("%s cannot be gone on from: %s"), shown, problem);

  return FALSE;
}

/* What tells a run apart from others, or NULL. */
static char *
find_difference (const MtnNetworkCheckpoint *there,
                 const MtnNetworkData *data,
                 const MtnNetworkOptions *options,
                 const char *start)
{
  const char *dataset = mtn_checkpoint_get_provenance (there->checkpoint, MTN_PROVENANCE_DATASET);
  g_autofree char *difference = mtn_network_options_find_difference (&there->options, options);

  if (difference != NULL)
    return g_strdup_printf (_ ("its options are others (%s)"), difference);
  if (!g_str_equal (there->fingerprint, data->fingerprint))
    return g_strdup_printf (_ ("it was trained on other data (%s)"), dataset != NULL ? dataset : "?");
  if (g_strcmp0 (there->state->start, start) != 0)
    return g_strdup (_ ("it began with another model"));

  return NULL;
}

/* Whether @path holds the best model of this very run, or a later one of it. */
static gboolean
is_best_of (const char *path,
            const MtnNetworkData *data,
            const MtnNetworkOptions *options,
            const MtnNetworkState *state)
{
  g_autoptr (MtnNetworkCheckpoint) best = mtn_network_checkpoint_read (path, NULL);
  g_autofree char *difference = best != NULL ? find_difference (best, data, options, state->start) : NULL;

  return best != NULL && difference == NULL && best->state->best_epoch >= state->best_epoch;
}

/* The model that was best so far must be at its place before one goes on: nothing might be better. */
static gboolean
bring_best (const Run *self, GError **error)
{
  g_autofree char *beside = mtn_network_files_dup_best (self->training->resume);
  g_autofree char *content = NULL;
  gsize length;

  if (self->state->best_epoch == 0 || is_best_of (self->files->best, self->data, self->options, self->state))
    return TRUE;

  if (beside == NULL || !is_best_of (beside, self->data, self->options, self->state))
    return fail_resume (self, MTN_ERROR_UNSUPPORTED,
                        _ ("the best model so far is neither at its place nor beside it"), error);

  return g_file_get_contents (beside, &content, &length, error) &&
         mtn_file_replace_bytes (self->files->best, content, length, error);
}

static gboolean
resume (Run *self, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (self->training->resume, error);
  g_autofree char *difference = NULL;
  g_autofree char *line = NULL;

  if (latest == NULL)
    return FALSE;

  difference = find_difference (latest, self->data, self->options,
                                self->training->start != NULL ? self->state->start : latest->state->start);
  if (difference != NULL)
    return fail_resume (self, MTN_ERROR_USAGE, difference, error);
  if (latest->state->n_batches > self->n_batches || latest->state->epochs->len > self->options->epochs)
    return fail_resume (self, MTN_ERROR_USAGE, _ ("it is further than this training goes"), error);

  g_clear_pointer (&self->state, mtn_network_state_free);
  self->state = g_steal_pointer (&latest->state);

  line = g_strdup_printf (_ ("Going on after %u epochs and %u batches"), self->state->epochs->len,
                          self->state->n_batches);
  say (self, line);

  return mtn_network_checkpoint_restore (latest, self->net, TRUE, count_steps (self), error) &&
         bring_best (self, error);
}

static gboolean
start_from (Run *self, GError **error)
{
  g_autoptr (MtnNetworkCheckpoint) start = mtn_network_checkpoint_read (self->training->start, error);

  if (start == NULL || !mtn_network_checkpoint_restore (start, self->net, FALSE, 0, error))
    return FALSE;

  self->state->start = g_strdup (mtn_checkpoint_get_sha256 (start->checkpoint));

  return TRUE;
}

static gboolean
is_done (const Run *self)
{
  return mtn_network_state_is_done (self->state, self->options->epochs, self->options->patience);
}

static gboolean
save (Run *self, GError **error)
{
  gboolean with_moments = !self->training->no_moments || !is_done (self);

  self->saved = g_get_monotonic_time ();

  return mtn_network_checkpoint_write (self->net, self->data, self->options, self->state, with_moments,
                                       self->files->latest, error);
}

/* "1:02:03", "4:05" */
static char *
dup_duration (double seconds)
{
  guint left = (guint) MIN (seconds, 1e9);

  if (left >= 3600)
    return g_strdup_printf ("%u:%02u:%02u", left / 3600, left / 60 % 60, left % 60);

  return g_strdup_printf ("%u:%02u", left / 60, left % 60);
}

static void
report (Run *self)
{
  const guint n_samples = self->data->train->n_samples;
  guint64 done = (guint64) self->state->epochs->len * n_samples +
                 MIN ((guint64) self->state->n_batches * self->options->batch_size, n_samples);
  guint64 total = (guint64) self->options->epochs * n_samples;
  double seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double) self->n_trained / seconds : 0;
  g_autofree char *left = NULL;
  g_autofree char *losses = NULL;
  g_autofree char *message = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE], validation[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->job == NULL)
    return;

  left = rate > 0 ? dup_duration ((double) (total - done) / rate) : g_strdup ("–:––");
  g_ascii_formatd (number, sizeof number, "%.4f",
                   self->state->cells > 0 ? self->state->loss_sum / self->state->cells : 0.0);
  if (self->state->best_epoch > 0 && isfinite (self->state->best_loss))
    {
      g_ascii_formatd (validation, sizeof validation, "%.4f", self->state->best_loss);
      losses = g_strdup_printf (_ ("loss %s, best validation %s"), number, validation);
    }
  else
    losses = g_strdup_printf (_ ("loss %s"), number);
  message = g_strdup_printf (_ ("%s%sepoch %u of %u, %s, %.0f samples/s, %s left"),
                             self->training->label != NULL ? self->training->label : "",
                             self->training->label != NULL ? ": " : "",
                             MIN (self->state->epochs->len + 1, self->options->epochs), self->options->epochs,
                             losses, rate, left);
  mtn_job_report (self->job,
                  self->training->from +
                      (self->training->to - self->training->from) * (double) done / (double) total,
                  message);
}

/* The batches of an epoch that are still to be done. @loss_rate: (out): of its last step */
static gboolean
train_epoch (Run *self, double *learning_rate, GError **error)
{
  const MtnNetworkOptions *options = self->options;
  guint epoch = self->state->epochs->len + 1;
  g_autoptr (MtnSampleSet) drawn = NULL;
  const MtnSampleSet *set = self->data->train;
  guint64 n_steps = (guint64) options->epochs * self->n_batches;
  MtnRandom random;

  if (options->fresh_masks)
    {
      drawn = mtn_network_data_draw (set, options->seed, STREAM_MASKS + epoch);
      set = drawn;
    }
  for (guint s = 0; s < set->n_samples; s++)
    self->order[s] = s;
  mtn_random_init (&random, options->seed, STREAM_ORDER + epoch);
  mtn_random_shuffle (&random, self->order, set->n_samples);

  *learning_rate = mtn_network_schedule_get (options->schedule, options->learning_rate,
                                             (guint64) epoch * self->n_batches - 1, n_steps,
                                             (guint64) options->warm_up * self->n_batches);
  while (self->state->n_batches < self->n_batches)
    {
      guint first = self->state->n_batches * options->batch_size;
      guint n = MIN (options->batch_size, set->n_samples - first);
      MtnNetBatch batch;
      guint64 n_cells;
      double loss;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () - self->saved > SAVE_AFTER && !save (self, error))
        return FALSE;

      n_cells = mtn_network_batcher_fill (self->batcher, set, self->order + first, n, &batch);
      mtn_net_set_learning_rate (self->net,
                                 mtn_network_schedule_get (options->schedule, options->learning_rate,
                                                           count_steps (self), n_steps,
                                                           (guint64) options->warm_up * self->n_batches));
      if (!mtn_net_step (self->net, &batch, &loss, error))
        return FALSE;

      self->state->n_batches++;
      self->state->loss_sum += loss * (double) n_cells;
      self->state->cells += (double) n_cells;
      self->state->seed_sum += loss;
      self->n_trained += n;
      report (self);
    }

  return TRUE;
}

static void
tell_epoch (const Run *self, const MtnNetworkEpoch *epoch, double seconds)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->training->label != NULL)
    g_string_append_printf (line, "%s: ", self->training->label);
  g_string_append_printf (line, _ ("epoch %u of %u: loss %s"), epoch->epoch, self->options->epochs,
                          g_ascii_formatd (number, sizeof number, "%.4f", epoch->train_loss));
  if (isfinite (epoch->val_loss))
    g_string_append_printf (line, _ (", validation %s"),
                            g_ascii_formatd (number, sizeof number, "%.4f", epoch->val_loss));
  if (isfinite (epoch->map))
    g_string_append_printf (line, _ (", MAP@10 %s"),
                            g_ascii_formatd (number, sizeof number, "%.4f", epoch->map));
  g_string_append_printf (line, _ (", %s s"), g_ascii_formatd (number, sizeof number, "%.1f", seconds));
  if (epoch->is_best)
    g_string_append (line, _ (", the best so far"));
  say (self, line->str);
}

static gboolean
finish_epoch (Run *self, MtnNetworkEpoch *epoch, double seconds, GError **error)
{
  mtn_network_state_add (self->state, epoch);
  self->state->n_batches = 0;
  self->state->loss_sum = self->state->cells = self->state->seed_sum = 0;

  if (epoch->is_best && !mtn_network_checkpoint_write (self->net, self->data, self->options, self->state,
                                                       FALSE, self->files->best, error))
    return FALSE;
  if (!mtn_network_log_append (self->log, epoch, seconds, error) || !save (self, error))
    return FALSE;

  tell_epoch (self, epoch, seconds);

  return TRUE;
}

static gboolean
run_epochs (Run *self, GError **error)
{
  while (!is_done (self))
    {
      gint64 began = g_get_monotonic_time ();
      MtnNetworkEpoch epoch = { .epoch = self->state->epochs->len + 1 };
      guint n_movies = self->data->ratings->n_movies;

      if (!train_epoch (self, &epoch.learning_rate, error))
        return FALSE;
      epoch.train_loss = self->state->loss_sum / self->state->cells;
      epoch.train_loss_seed = self->state->seed_sum / self->n_batches / n_movies;
      epoch.val_loss = epoch.val_loss_seed = epoch.precision = epoch.map = epoch.ndcg = NAN;
      if (self->validator != NULL &&
          !mtn_network_validator_run (self->validator, self->net, &epoch, self->cancellable, error))
        return FALSE;
      if (!finish_epoch (self, &epoch, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, error))
        return FALSE;
    }

  return TRUE;
}

/* What is learnt from and what is chosen on, which is half of what the figures mean. */
static void
tell_data (const Run *self)
{
  const MtnNetworkData *data = self->data;
  g_autofree char *line = NULL;

  if (self->validator == NULL)
    line =
        g_strdup_printf (_ ("%u samples to train on, none to choose the best epoch on: the last one is kept"),
                         data->train->n_samples);
  else if (data->is_test_validation)
    line = g_strdup_printf (_ ("%u samples to train on; the best epoch is chosen on the %u samples of the "
                               "test, as "
                               "the seed had it"),
                            data->train->n_samples, data->validation->n_samples);
  else
    line = g_strdup_printf (_ ("%u samples to train on, %u others to choose the best epoch on"),
                            data->train->n_samples, data->validation->n_samples);
  say (self, line);

  if (self->options->output_bias == MTN_NETWORK_BIAS_RATE)
    say (self, _ ("The biases of the outputs start at the log-odds of the mean target"));
}

static gboolean
prepare (Run *self, const char *out, GError **error)
{
  const MtnNetworkData *data = self->data;
  guint n_movies = data->ratings->n_movies;

  self->files = mtn_network_files_new (out);
  self->batcher = mtn_network_batcher_new (data->dataset->catalog, data->dataset->vocabulary, data->people,
                                           self->options->features, self->options->masked);
  self->n_batches = (data->train->n_samples + self->options->batch_size - 1) / self->options->batch_size;
  self->order = g_new (guint, data->train->n_samples);
  self->state = mtn_network_state_new ();
  if (data->validation != NULL && data->validation->n_samples > 0)
    self->validator = mtn_network_validator_new (data, self->options);

  if (!mtn_output_check (out, error) || !create_net (self, error) ||
      !mtn_network_files_check (self->files, mtn_net_get_n_parameters (self->net),
                                OVERHEAD + (gsize) n_movies * OVERHEAD_PER_MOVIE, error))
    return FALSE;

  tell_data (self);
  if ((self->training->start != NULL && !start_from (self, error)) ||
      (self->training->resume != NULL && !resume (self, error)))
    return FALSE;

  self->log = mtn_network_log_open (self->files->log, self->state, error);

  return self->log != NULL;
}

gboolean
mtn_network_train (const MtnNetworkData *data,
                   const MtnNetworkTraining *training,
                   const char *out,
                   MtnNetworkState **state,
                   MtnJob *job,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Run) run = {
    .data = data, .training = training, .options = &training->options, .job = job, .cancellable = cancellable
  };
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (data != NULL && training != NULL && out != NULL, FALSE);

  if (!mtn_network_options_check (run.options, error) || !prepare (&run, out, error))
    return FALSE;

  run.started = run.saved = g_get_monotonic_time ();
  report (&run);
  if (!run_epochs (&run, &local_error))
    {
      /* What is done is not lost; but a state that was not changed stays as it is. */
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && run.n_trained > 0 &&
          !save (&run, error))
        return FALSE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (state != NULL)
    *state = g_steal_pointer (&run.state);

  return TRUE;
}

gboolean
mtn_network_is_done (const MtnNetworkData *data,
                     const MtnNetworkTraining *training,
                     const char *out,
                     gboolean *resumable)
{
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (out);
  g_autoptr (MtnNetworkCheckpoint) latest = mtn_network_checkpoint_read (files->latest, NULL);
  g_autoptr (MtnCheckpoint) start =
      training->start != NULL ? mtn_checkpoint_open (training->start, NULL) : NULL;
  g_autofree char *difference = NULL;

  *resumable = FALSE;
  if (latest == NULL || latest->options.epochs != training->options.epochs)
    return FALSE;

  difference = find_difference (latest, data, &training->options,
                                start != NULL ? mtn_checkpoint_get_sha256 (start) : NULL);
  if (difference != NULL ||
      (latest->state->best_epoch > 0 && !is_best_of (files->best, data, &training->options, latest->state)))
    return FALSE;
  if (mtn_network_state_is_done (latest->state, training->options.epochs, training->options.patience))
    return TRUE;

  *resumable = mtn_checkpoint_get_weights (latest->checkpoint, "adam", "mean", NULL) != NULL;

  return FALSE;
}
