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

#include <math.h>

#include <glib/gi18n-lib.h>

#include "mtn-network-run.h"
#include "mtn-random.h"

/* Streams of random numbers; the epoch is added. That of the order is one of five that were tried: with it no
 * epoch of the seed's bce_msplit is further than a tenth from the published loss. */
#define STREAM_ORDER 0x73687566666c65
#define STREAM_MASKS 0x6d736b000000

/* How long an epoch may go on without its state being saved. */
#define SAVE_AFTER (5 * 60 * G_USEC_PER_SEC)

static void
run_clear (MtnNetworkRun *self)
{
  g_clear_pointer (&self->files, mtn_network_files_free);
  g_clear_pointer (&self->net, mtn_net_free);
  g_clear_pointer (&self->batcher, mtn_network_batcher_free);
  g_clear_pointer (&self->validator, mtn_network_validator_free);
  g_clear_pointer (&self->state, mtn_network_state_free);
  g_clear_pointer (&self->log, mtn_network_log_free);
  g_clear_pointer (&self->order, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnNetworkRun, run_clear)

static gboolean
is_done (const MtnNetworkRun *self)
{
  return mtn_network_state_is_done (self->state, self->options->epochs, self->options->patience);
}

static gboolean
save (MtnNetworkRun *self, GError **error)
{
  gboolean with_moments = !self->training->no_moments || !is_done (self);

  self->saved = g_get_monotonic_time ();
  if (self->training->only_best)
    return TRUE;

  return mtn_network_checkpoint_write (self->net, self->data, self->options, self->state, with_moments,
                                       self->files->latest, error);
}

/* The batches of an epoch that are still to be done. @learning_rate: (out): of its last step */
static gboolean
train_epoch (MtnNetworkRun *self, double *learning_rate, GError **error)
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
                                                           mtn_network_run_count_steps (self), n_steps,
                                                           (guint64) options->warm_up * self->n_batches));
      if (!mtn_net_step (self->net, &batch, &loss, error))
        return FALSE;
      mtn_network_run_say_engine (self);

      self->state->n_batches++;
      self->state->loss_sum += loss * (double) n_cells;
      self->state->cells += (double) n_cells;
      self->state->seed_sum += loss;
      self->n_trained += n;
      mtn_network_run_report (self);
    }

  return TRUE;
}

static gboolean
finish_epoch (MtnNetworkRun *self, MtnNetworkEpoch *epoch, double seconds, GError **error)
{
  mtn_network_state_add (self->state, epoch);
  self->state->n_batches = 0;
  self->state->loss_sum = self->state->cells = self->state->seed_sum = 0;

  if (epoch->is_best && !mtn_network_checkpoint_write (self->net, self->data, self->options, self->state,
                                                       FALSE, self->files->best, error))
    return FALSE;
  if ((self->log != NULL && !mtn_network_log_append (self->log, epoch, seconds, error)) ||
      !save (self, error))
    return FALSE;

  mtn_network_run_say_epoch (self, epoch, seconds);
  mtn_network_run_report (self);

  return TRUE;
}

static gboolean
run_epochs (MtnNetworkRun *self, GError **error)
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

static gboolean
prepare (MtnNetworkRun *self, const char *out, GError **error)
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

  if (!mtn_output_check (out, error) || !mtn_network_run_create_net (self, error) ||
      !mtn_network_files_check (self->files, mtn_net_get_n_parameters (self->net), n_movies, error))
    return FALSE;

  mtn_network_run_say_data (self);
  if (!mtn_network_run_restore (self, error))
    return FALSE;
  if (self->training->only_best)
    return TRUE;

  self->log = mtn_network_log_open (self->files->log, self->state, self->n_batches, error);

  return self->log != NULL;
}

/* Writing the state of a large network takes longer than a person waits. */
static gboolean
is_given_up (const MtnNetworkTraining *training)
{
  return training->is_given_up != NULL && g_atomic_int_get (training->is_given_up) != 0;
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
  g_auto (MtnNetworkRun) run = {
    .data = data, .training = training, .options = &training->options, .job = job, .cancellable = cancellable
  };
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (data != NULL && training != NULL && out != NULL, FALSE);

  if (!mtn_network_options_check (run.options, error) || !prepare (&run, out, error))
    return FALSE;

  run.started = run.saved = g_get_monotonic_time ();
  mtn_network_run_report (&run);
  if (!run_epochs (&run, &local_error))
    {
      /* What is done is not lost; but a state that was not changed stays as it is. */
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && run.n_trained > 0 &&
          !is_given_up (training) && !save (&run, error))
        return FALSE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (state != NULL)
    *state = g_steal_pointer (&run.state);

  return TRUE;
}
