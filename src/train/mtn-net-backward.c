/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From the deltas of a layer to those of the layer before and to the gradient of its parameters, which Adam
 * uses up where it arises: it is never written down, unless its norm must be known first. */

#include "mtn-net-private.h"

#include <math.h>

/* Floats: a part of the gradient whose squares are summed together. */
#define CHUNK 8192

static MtnNetTarget
get_target (MtnNet *self, gsize offset)
{
  gboolean is_kept = self->task == MTN_NET_GRADIENT || self->options.clip > 0;

  return (MtnNetTarget){ &self->adam, self->values + offset, self->means + offset, self->variances + offset,
                         is_kept ? self->gradient + offset : NULL };
}

static void
update_bias (MtnNet *self, MtnNetLayer *layer, guint member)
{
  guint first, end;

  mtn_net_team_share (self->team, member, mtn_net_layer_get_n_panels (layer), &first, &end);
  for (guint p = first; p < end; p++)
    {
      MtnNetTarget target = get_target (self, layer->bias_offset + p * MTN_NET_PANEL);
      const float *deltas = layer->panels + (gsize) p * self->max_padded_rows * MTN_NET_PANEL;
      float sum[MTN_NET_PANEL] = { 0 };

      for (guint r = 0; r < self->batch->n_rows; r++)
        for (guint j = 0; j < MTN_NET_PANEL; j++)
          sum[j] += deltas[r * MTN_NET_PANEL + j];

      if (target.gradient != NULL)
        memcpy (target.gradient, sum, sizeof sum);
      else
        self->kernels->adam (&target, sum, MTN_NET_PANEL);
    }
}

/* The deltas of MTN_NET_TILE units of the layer before, in both forms. */
static void
pass_back (MtnNet *self, guint index, guint unit)
{
  MtnNetLayer *layer = &self->layers[index];
  MtnNetLayer *before = &self->layers[index - 1];
  const float *outputs = index + 1 == self->n_layers ? layer->units : layer->deltas;
  float *panels = before->panels + (gsize) (unit / MTN_NET_PANEL) * self->max_padded_rows * MTN_NET_PANEL +
                  unit % MTN_NET_PANEL;
  gsize at = (gsize) unit * MTN_NET_BLOCK;
  MtnDrop storage;
  const MtnDrop *drop = mtn_net_get_drop (self, index, &storage);

  for (guint block = 0; block < self->n_blocks; block++)
    {
      float *deltas = mtn_net_layer_get_block (before, before->deltas, block) + at;

      self->kernels->multiply (self->values + layer->offset + unit * layer->line, layer->line, 1,
                               mtn_net_layer_get_block (layer, (float *) outputs, block), layer->n_out,
                               deltas, FALSE, 0);
      self->kernels->derive (deltas, mtn_net_layer_get_block (before, before->units, block) + at, unit,
                             MTN_NET_TILE, block * MTN_NET_BLOCK, self->options.activation, drop);

      for (guint b = 0; b < MTN_NET_BLOCK; b++, panels += MTN_NET_PANEL)
        for (guint j = 0; j < MTN_NET_TILE; j++)
          panels[j] = deltas[j * MTN_NET_BLOCK + b];
    }
}

static void
backward_dense (MtnNet *self, guint index, guint member)
{
  MtnNetLayer *layer = &self->layers[index];
  MtnNetLayer *before = &self->layers[index - 1];
  guint first, end;

  mtn_net_team_share (self->team, member, (layer->n_in + MTN_NET_TILE - 1) / MTN_NET_TILE, &first, &end);
  for (guint tile = first; tile < end; tile++)
    {
      guint unit = tile * MTN_NET_TILE;
      MtnNetTarget target = get_target (self, layer->offset + unit * layer->line);

      /* While the weights are what the forward pass saw. */
      pass_back (self, index, unit);
      self->kernels->update (&target, layer->line, before->units + (gsize) unit * MTN_NET_BLOCK,
                             (gsize) before->n_padded_out * MTN_NET_BLOCK, layer->panels,
                             self->max_padded_rows, self->batch->n_rows, mtn_net_layer_get_n_panels (layer),
                             &self->waiting[member]);
    }
  self->kernels->settle (&self->waiting[member]);
}

static void
backward_sparse (MtnNet *self, guint member)
{
  MtnNetLayer *layer = &self->layers[0];
  guint first, end;

  mtn_net_team_share (self->team, member, layer->n_in, &first, &end);
  for (guint column = first; column < end; column++)
    {
      MtnNetTarget target = get_target (self, layer->offset + column * layer->line);
      guint from = self->column_ends[column];

      self->kernels->update_sparse (&target, self->column_rows + from, self->column_values + from,
                                    self->column_ends[column + 1] - from, layer->panels,
                                    self->max_padded_rows, mtn_net_layer_get_n_panels (layer));
    }
}

/* Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013. */
static void
clip_and_adapt (MtnNet *self, guint member)
{
  guint n_chunks = (guint) ((self->n_stored + CHUNK - 1) / CHUNK);
  double sum = 0, norm;
  float scale;
  guint first, end;

  mtn_net_team_share (self->team, member, n_chunks, &first, &end);
  for (guint c = first; c < end; c++)
    {
      const float *gradient = self->gradient + (gsize) c * CHUNK;
      gsize n = MIN (CHUNK, self->n_stored - (gsize) c * CHUNK);
      double part = 0;

      for (gsize i = 0; i < n; i++)
        part += (double) gradient[i] * (double) gradient[i];
      self->squares[c] = part;
    }
  mtn_net_team_barrier (self->team);

  for (guint c = 0; c < n_chunks; c++)
    sum += self->squares[c];
  norm = sqrt (sum);
  if (member == 0)
    self->is_finite = isfinite (norm);
  if (!isfinite (norm))
    return;

  scale = (float) MIN (self->options.clip / (norm + 1e-6), 1);
  for (guint c = first; c < end; c++)
    {
      float *gradient = self->gradient + (gsize) c * CHUNK;
      gsize n = MIN (CHUNK, self->n_stored - (gsize) c * CHUNK);
      MtnNetTarget target = get_target (self, (gsize) c * CHUNK);

      for (gsize i = 0; i < n; i++)
        gradient[i] *= scale;
      self->kernels->adam (&target, gradient, n);
    }
}

void
mtn_net_backward (MtnNet *self, guint member)
{
  for (guint l = self->n_layers; l-- > 0;)
    {
      update_bias (self, &self->layers[l], member);
      if (l > 0)
        backward_dense (self, l, member);
      else
        backward_sparse (self, member);
      if (l > 0)
        mtn_net_team_barrier (self->team);
    }

  if (self->task == MTN_NET_STEP && self->options.clip > 0)
    {
      mtn_net_team_barrier (self->team);
      clip_and_adapt (self, member);
    }
}
