/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What a training tells people. */

#include "mtn-network-run.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* "1:02:03", "4:05" */
static char *
dup_duration (double seconds)
{
  guint left = (guint) MIN (seconds, 1e9);

  if (left >= 3600)
    return g_strdup_printf ("%u:%02u:%02u", left / 3600, left / 60 % 60, left % 60);

  return g_strdup_printf ("%u:%02u", left / 60, left % 60);
}

static MtnNetworkProgress
measure (const MtnNetworkRun *self)
{
  const guint n_samples = self->data->train->n_samples;
  const guint n_epochs = self->options->epochs;
  guint64 done = (guint64) self->state->epochs->len * n_samples +
                 MIN ((guint64) self->state->n_batches * self->options->batch_size, n_samples);
  guint64 total = (guint64) n_epochs * n_samples;
  double seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double) self->n_trained / seconds : 0;

  return (MtnNetworkProgress){
    .label = self->training->label,
    .epochs = self->state->epochs,
    .epoch = MIN (self->state->epochs->len + 1, n_epochs),
    .n_epochs = n_epochs,
    .fraction = (double) done / (double) total,
    .loss = self->state->cells > 0 ? self->state->loss_sum / self->state->cells : NAN,
    .rate = rate,
    .seconds_left = rate > 0 ? (double) (total - done) / rate : NAN,
  };
}

static void
report_to_job (const MtnNetworkRun *self, const MtnNetworkProgress *progress)
{
  g_autofree char *left = NULL;
  g_autofree char *losses = NULL;
  g_autofree char *message = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE], validation[G_ASCII_DTOSTR_BUF_SIZE];

  left = isfinite (progress->seconds_left) ? dup_duration (progress->seconds_left) : g_strdup ("–:––");
  g_ascii_formatd (number, sizeof number, "%.4f", isfinite (progress->loss) ? progress->loss : 0.0);
  if (self->state->best_epoch > 0 && isfinite (self->state->best_loss))
    {
      g_ascii_formatd (validation, sizeof validation, "%.4f", self->state->best_loss);
      losses = g_strdup_printf (_ ("loss %s, best %s"), number, validation);
    }
  else
    losses = g_strdup_printf (_ ("loss %s"), number);
  /* What a narrow line cuts off is what the log says too. */
  message =
      g_strdup_printf (_ ("%s%sepoch %u/%u, %s left, %.0f samples/s, %s"),
                       progress->label != NULL ? progress->label : "", progress->label != NULL ? ": " : "",
                       progress->epoch, progress->n_epochs, left, progress->rate, losses);
  mtn_job_report (self->job,
                  self->training->from + (self->training->to - self->training->from) * progress->fraction,
                  message);
}

void
mtn_network_run_report (MtnNetworkRun *self)
{
  MtnNetworkProgress progress;

  if (self->job == NULL && self->training->watch == NULL)
    return;

  progress = measure (self);
  if (self->job != NULL)
    report_to_job (self, &progress);
  if (self->training->watch != NULL)
    self->training->watch (&progress, self->training->watch_data);
}

void
mtn_network_run_say (const MtnNetworkRun *self, const char *line)
{
  if (self->training->say != NULL)
    self->training->say (line, self->training->say_data);
}

/* What is learnt from and what is chosen on, which is half of what the figures mean. */
void
mtn_network_run_say_data (const MtnNetworkRun *self)
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
  mtn_network_run_say (self, line);

  if (self->options->output_bias == MTN_NETWORK_BIAS_RATE)
    mtn_network_run_say (self, _ ("The biases of the outputs start at the log-odds of the mean target"));
}

void
mtn_network_run_say_engine (const MtnNetworkRun *self)
{
  g_autofree char *notice = NULL;

  /* Whoever listens to nothing is told by who made the engine. */
  if (self->training->engine == NULL || self->training->say == NULL)
    return;

  notice = mtn_engine_take_notice (self->training->engine);
  if (notice != NULL)
    mtn_network_run_say (self, notice);
}

void
mtn_network_run_say_epoch (const MtnNetworkRun *self, const MtnNetworkEpoch *epoch, double seconds)
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
  mtn_network_run_say (self, line->str);
}
