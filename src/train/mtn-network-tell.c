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

void
mtn_network_run_report (MtnNetworkRun *self)
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
