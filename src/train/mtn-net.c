/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Life of a network and what its callers call. A step is one run of the team through mtn_net_forward(),
 * mtn_net_measure() and mtn_net_backward(). */

#include "mtn-net-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

#include "mtn-denormals.h"
#include "mtn-error.h"
#include "mtn-net-device.h"
#include "mtn-net-memory.h"

/* Entries of a batch's input for which there is room from the start. */
#define ENTRIES_PER_ROW 256

static gboolean
is_probability (double p)
{
  return p >= 0 && p < 1;
}

static gboolean
check_options (const MtnNetOptions *options, GError **error)
{
  gboolean is_good = options->n_layers >= 1 && options->max_rows >= 1 && options->max_rows <= G_MAXINT / 2;

  for (guint l = 0; is_good && l <= options->n_layers; l++)
    is_good = options->sizes[l] >= 1 && options->sizes[l] <= G_MAXINT / 64;
  if (!is_good)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("a network needs at least one layer, each of at least one unit, and batches of "
                              "at "
                              "least one row"));
      return FALSE;
    }

  if (!is_probability (options->drop_input) || !is_probability (options->drop_hidden))
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("the probability of drop-out must be at least 0 and below 1"));
      return FALSE;
    }

  if (!(options->learning_rate >= 0 && isfinite (options->learning_rate) && is_probability (options->beta1) &&
        is_probability (options->beta2) && options->epsilon > 0 && options->l2 >= 0 && options->decay >= 0 &&
        options->clip >= 0))
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE,
                           _ ("the optimiser needs a learning rate, weight decay and clipping that are not "
                              "negative, betas of at least 0 and below 1, and an epsilon above 0"));
      return FALSE;
    }

  return TRUE;
}

static guint
round_up (guint n, guint to)
{
  return (n + to - 1) / to * to;
}

static void
lay_out (MtnNet *self)
{
  gsize at = 0;

  for (guint l = 0; l < self->n_layers; l++)
    {
      MtnNetLayer *layer = &self->layers[l];

      layer->n_in = self->sizes[l];
      layer->n_out = self->sizes[l + 1];
      layer->n_lines = l == 0 ? layer->n_in : round_up (layer->n_in, MTN_NET_PANEL);
      layer->n_padded_out = round_up (layer->n_out, MTN_NET_PANEL);
      layer->line = (gsize) layer->n_padded_out + 16;
      layer->offset = at;
      layer->bias_offset = at + layer->n_lines * layer->line;
      at = layer->bias_offset + layer->n_padded_out;
    }
  self->n_stored = at;
}

static gboolean
allocate_members (MtnNet *self)
{
  guint n = mtn_net_team_get_n (self->team);
  gboolean is_complete = TRUE;
  guint widest = 0;

  for (guint l = 0; l < self->n_layers; l++)
    widest = MAX (widest, self->layers[l].n_padded_out);

  self->waiting = g_new0 (MtnNetWaiting, n);
  for (guint i = 0; i < n; i++)
    {
      self->waiting[i].row = MTN_NET_TILE;
      for (guint j = 0; j < 2; j++)
        {
          self->waiting[i].gradients[j] = mtn_net_memory_new ((gsize) MTN_NET_TILE * widest);
          is_complete = is_complete && self->waiting[i].gradients[j] != NULL;
        }
    }

  return is_complete;
}

/* What is needed wherever the work is done. */
static gboolean
allocate_state (MtnNet *self)
{
  self->values = mtn_net_memory_new (self->n_stored);
  self->means = mtn_net_memory_new (self->n_stored);
  self->variances = mtn_net_memory_new (self->n_stored);
  self->live = mtn_net_memory_new (self->max_padded_rows);
  self->in_room = (gsize) self->options.max_rows * MIN (ENTRIES_PER_ROW, self->sizes[0]);
  self->in_values = g_new (float, self->in_room);
  self->column_ends = g_new (guint, self->sizes[0] + 1);
  self->column_rows = g_new (guint, self->in_room);
  self->column_values = g_new (float, self->in_room);

  return self->values != NULL && self->means != NULL && self->variances != NULL && self->live != NULL;
}

static gboolean
allocate (MtnNet *self)
{
  const MtnNetLayer *last = &self->layers[self->n_layers - 1];
  gsize n_rows = self->max_padded_rows;
  gsize n_parts = n_rows / MTN_NET_BLOCK * mtn_net_layer_get_n_panels (last);
  gboolean is_complete;

  self->goals = mtn_net_memory_new (n_rows * last->n_padded_out);
  self->totals = mtn_net_memory_new (n_rows);
  self->log_sums = mtn_net_memory_new (n_rows);
  self->greatest = mtn_net_memory_new (n_parts * MTN_NET_BLOCK);
  self->sums = mtn_net_memory_new (n_parts * MTN_NET_BLOCK);
  is_complete = self->goals != NULL && self->totals != NULL && self->log_sums != NULL &&
                self->greatest != NULL && self->sums != NULL;
  if (self->options.clip > 0)
    {
      self->gradient = mtn_net_memory_new (self->n_stored);
      is_complete = is_complete && self->gradient != NULL;
    }

  for (guint l = 0; l < self->n_layers; l++)
    {
      MtnNetLayer *layer = &self->layers[l];

      layer->units = mtn_net_memory_new (n_rows * layer->n_padded_out);
      layer->deltas = mtn_net_memory_new (l + 1 < self->n_layers ? n_rows * layer->n_padded_out : 0);
      layer->panels = mtn_net_memory_new (n_rows * layer->n_padded_out);
      is_complete = is_complete && layer->units != NULL && layer->deltas != NULL && layer->panels != NULL;
    }

  self->losses = g_new (double, n_parts);
  self->squares = g_new (double, self->n_stored / 1024 + 1);

  return is_complete;
}

MtnNet *
mtn_net_new (const MtnNetOptions *options, GError **error)
{
  return mtn_net_new_with_kernels (options, mtn_net_kernels_get (), error);
}

MtnNet *
mtn_net_new_with_kernels (const MtnNetOptions *options, const MtnNetKernels *kernels, GError **error)
{
  g_autoptr (MtnNet) self = NULL;

  if (!check_options (options, error))
    return NULL;

  self = g_new0 (MtnNet, 1);
  self->options = *options;
  self->n_layers = options->n_layers;
  self->sizes = g_memdup2 (options->sizes, (options->n_layers + 1) * sizeof *options->sizes);
  self->options.sizes = self->sizes;
  self->layers = g_new0 (MtnNetLayer, self->n_layers);
  self->kernels = kernels;
  self->max_padded_rows = round_up (options->max_rows, MTN_NET_BLOCK);

  self->team = mtn_net_team_new (options->engine != NULL ? 1 : options->n_threads);
  lay_out (self);
  if (!allocate_state (self) || (options->engine == NULL && (!allocate (self) || !allocate_members (self))))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("not enough memory to train a network of %zu parameters with batches of %u: make the "
                      "layers or the batches smaller"),
                   mtn_net_get_n_parameters (self), options->max_rows);
      return NULL;
    }
  mtn_net_init_parameters (self);
  if (options->engine != NULL)
    self->device = mtn_net_device_new (self);

  return g_steal_pointer (&self);
}

void
mtn_net_free (MtnNet *self)
{
  if (self == NULL)
    return;

  mtn_net_device_free (self->device);
  for (guint i = 0; self->waiting != NULL && i < mtn_net_team_get_n (self->team); i++)
    for (guint j = 0; j < 2; j++)
      mtn_net_memory_free (self->waiting[i].gradients[j]);
  g_free (self->waiting);
  mtn_net_team_free (self->team);
  for (guint l = 0; l < self->n_layers; l++)
    {
      mtn_net_memory_free (self->layers[l].units);
      mtn_net_memory_free (self->layers[l].deltas);
      mtn_net_memory_free (self->layers[l].panels);
    }
  mtn_net_memory_free (self->values);
  mtn_net_memory_free (self->means);
  mtn_net_memory_free (self->variances);
  mtn_net_memory_free (self->gradient);
  mtn_net_memory_free (self->goals);
  mtn_net_memory_free (self->live);
  mtn_net_memory_free (self->totals);
  mtn_net_memory_free (self->log_sums);
  mtn_net_memory_free (self->greatest);
  mtn_net_memory_free (self->sums);
  g_free (self->losses);
  g_free (self->squares);
  g_free (self->in_values);
  g_free (self->column_ends);
  g_free (self->column_rows);
  g_free (self->column_values);
  g_free (self->layers);
  g_free (self->sizes);
  g_free (self);
}

void
mtn_net_set_learning_rate (MtnNet *self, double learning_rate)
{
  g_return_if_fail (learning_rate >= 0 && isfinite (learning_rate));

  self->options.learning_rate = learning_rate;
}

MtnAdam
mtn_net_get_adam (MtnNet *self)
{
  const MtnNetOptions *options = &self->options;
  double t = (double) self->n_steps + 1;

  return (MtnAdam){
    .beta1 = (float) options->beta1,
    .beta2 = (float) options->beta2,
    .rest1 = (float) (1 - options->beta1),
    .rest2 = (float) (1 - options->beta2),
    .step = (float) (options->learning_rate / (1 - pow (options->beta1, t))),
    .spread = (float) (1 / sqrt (1 - pow (options->beta2, t))),
    .epsilon = (float) options->epsilon,
    .l2 = (float) options->l2,
    .keep = (float) (1 - options->learning_rate * options->decay),
  };
}

static void
run_cb (guint member, gpointer user_data)
{
  MtnNet *self = user_data;
  guint64 mode = mtn_denormals_flush ();

  mtn_net_set_goals (self, member, TRUE);
  mtn_net_forward (self, member);
  if (self->task != MTN_NET_PREDICT)
    {
      mtn_net_measure (self, member);
      if (self->task >= MTN_NET_GRADIENT && self->is_finite)
        mtn_net_backward (self, member);
      mtn_net_set_goals (self, member, FALSE);
    }

  mtn_denormals_restore (mode);
}

/* @logits: (nullable): to predict on an engine */
static gboolean
run (MtnNet *self, const MtnNetBatch *batch, MtnNetTask task, float *logits, double *loss, GError **error)
{
  if (!mtn_net_take_batch (self, batch, task, error))
    return FALSE;

  self->is_finite = TRUE;
  self->adam = mtn_net_get_adam (self);
  if (self->device == NULL)
    mtn_net_team_run (self->team, run_cb, self);
  else if (!mtn_net_device_run (self->device, logits, error))
    return FALSE;

  if (!self->is_finite)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_NUMERIC,
                   _ ("training diverges: after %" PRIu64
                      " steps the loss or its gradient is no longer finite; train with a lower learning rate "
                      "or "
                      "with gradient clipping"),
                   self->n_steps);
      return FALSE;
    }

  if (task == MTN_NET_STEP)
    self->n_steps++;
  if (loss != NULL)
    *loss = self->loss;

  return TRUE;
}

gboolean
mtn_net_step (MtnNet *self, const MtnNetBatch *batch, double *loss, GError **error)
{
  return run (self, batch, MTN_NET_STEP, NULL, loss, error);
}

gboolean
mtn_net_loss (MtnNet *self, const MtnNetBatch *batch, double *loss, GError **error)
{
  return run (self, batch, MTN_NET_LOSS, NULL, loss, error);
}

gboolean
mtn_net_predict (MtnNet *self, const MtnNetBatch *batch, float *logits, GError **error)
{
  const MtnNetLayer *last = &self->layers[self->n_layers - 1];

  if (!run (self, batch, MTN_NET_PREDICT, logits, NULL, error))
    return FALSE;
  if (self->device != NULL)
    return TRUE;

  for (guint r = 0; r < batch->n_rows; r++)
    {
      const float *units = mtn_net_layer_get_block (last, last->units, r / MTN_NET_BLOCK) + r % MTN_NET_BLOCK;

      for (guint j = 0; j < last->n_out; j++)
        logits[(gsize) r * last->n_out + j] = units[(gsize) j * MTN_NET_BLOCK];
    }

  return TRUE;
}

gboolean
mtn_net_get_gradient (MtnNet *self, const MtnNetBatch *batch, float *gradient, double *loss, GError **error)
{
  if (self->gradient == NULL)
    self->gradient = mtn_net_memory_new (self->n_stored);
  if (self->gradient == NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC, _ ("not enough memory for the gradient"));
      return FALSE;
    }

  if (!run (self, batch, MTN_NET_GRADIENT, NULL, loss, error))
    return FALSE;
  mtn_net_copy_to_plain (self, self->gradient, gradient);

  return TRUE;
}
