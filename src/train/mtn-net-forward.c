/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-private.h"

/* So many inputs at a time: their weights in a share of the columns stay in the second-level cache while the
 * next ones are fetched. */
#define DEPTH 64

const MtnDrop *
mtn_net_get_drop (MtnNet *self, guint index, MtnDrop *drop)
{
  const MtnNetOptions *options = &self->options;
  double p = index == 0 ? options->drop_input : options->drop_hidden;

  if (self->task < MTN_NET_GRADIENT || !(p > 0) || index == self->n_layers ||
      (index > 0 && index + 1 == self->n_layers && !options->drop_last))
    return NULL;

  *drop = mtn_drop_init (p, options->seed, self->n_steps, index);
  return drop;
}

/* What follows the product: bias and, unless these are logits, activation and drop-out. */
static void
finish (MtnNet *self, guint index, guint block, guint unit, guint n_units)
{
  MtnNetLayer *layer = &self->layers[index];
  float *units = mtn_net_layer_get_block (layer, layer->units, block) + (gsize) unit * MTN_NET_BLOCK;
  const float *bias = self->values + layer->bias_offset + unit;
  MtnDrop storage;

  if (index + 1 < self->n_layers)
    self->kernels->activate (units, bias, unit, n_units, block * MTN_NET_BLOCK, self->options.activation,
                             mtn_net_get_drop (self, index + 1, &storage));
  else
    for (guint j = 0; j < n_units; j++)
      for (guint b = 0; b < MTN_NET_BLOCK; b++)
        units[j * MTN_NET_BLOCK + b] += bias[j];
}

static void
forward_sparse (MtnNet *self, guint member)
{
  MtnNetLayer *layer = &self->layers[0];
  const MtnNetRows *in = &self->batch->in;
  guint first, end;

  mtn_net_team_share (self->team, member, mtn_net_layer_get_n_panels (layer) * self->n_blocks, &first, &end);
  for (guint item = first; item < end; item++)
    {
      guint unit = item / self->n_blocks * MTN_NET_PANEL;
      guint block = item % self->n_blocks;
      guint row = block * MTN_NET_BLOCK;
      float tile[MTN_NET_BLOCK * MTN_NET_PANEL] __attribute__ ((aligned (64))) = { 0 };

      /* Values are those of the batch, not of the table that it is a window of. */
      self->kernels->gather (in->offsets + row, in->columns, self->in_values - in->offsets[0],
                             MIN (MTN_NET_BLOCK, self->batch->n_rows - row),
                             self->values + layer->offset + unit, layer->line, tile);
      self->kernels->transpose (tile, mtn_net_layer_get_block (layer, layer->units, block) +
                                          (gsize) unit * MTN_NET_BLOCK);
      finish (self, 0, block, unit, MTN_NET_PANEL);
    }
}

static void
forward_dense (MtnNet *self, guint index, guint member)
{
  MtnNetLayer *layer = &self->layers[index];
  MtnNetLayer *before = &self->layers[index - 1];
  const float *weight = self->values + layer->offset;
  guint n_units = layer->n_padded_out;
  guint first, end;

  mtn_net_team_share (self->team, member, mtn_net_layer_get_n_panels (layer), &first, &end);
  first *= MTN_NET_PANEL;
  end = MIN (end * MTN_NET_PANEL, n_units);

  for (guint k = 0; k < layer->n_in; k += DEPTH)
    for (guint unit = first; unit < end; unit += MTN_NET_TILE)
      for (guint block = 0; block < self->n_blocks; block++)
        self->kernels->multiply (weight + k * layer->line + unit, 1, layer->line,
                                 mtn_net_layer_get_block (before, before->units, block) +
                                     (gsize) k * MTN_NET_BLOCK,
                                 MIN (DEPTH, layer->n_in - k),
                                 mtn_net_layer_get_block (layer, layer->units, block) +
                                     (gsize) unit * MTN_NET_BLOCK,
                                 k > 0, block == 0 ? DEPTH * layer->line : 0);

  for (guint unit = first; unit < end; unit += MTN_NET_PANEL)
    for (guint block = 0; block < self->n_blocks; block++)
      finish (self, index, block, unit, MTN_NET_PANEL);
}

void
mtn_net_forward (MtnNet *self, guint member)
{
  forward_sparse (self, member);
  mtn_net_team_barrier (self->team);

  for (guint l = 1; l < self->n_layers; l++)
    {
      forward_dense (self, l, member);
      if (l + 1 < self->n_layers)
        mtn_net_team_barrier (self->team);
    }
}
