/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-private.h"

#include <math.h>

/* A part is a panel of outputs in a block of rows. Parts are added up in their order, so that the loss does
 * not depend on who computed which. */
typedef struct
{
  guint part, block;
  guint unit, n_units;
  float *units, *goals;
} Part;

static Part
get_part (MtnNet *self, guint panel, guint block)
{
  MtnNetLayer *layer = &self->layers[self->n_layers - 1];
  guint unit = panel * MTN_NET_PANEL;
  gsize at = (gsize) unit * MTN_NET_BLOCK;

  return (Part){ block * mtn_net_layer_get_n_panels (layer) + panel,
                 block,
                 unit,
                 MIN (MTN_NET_PANEL, layer->n_out - unit),
                 mtn_net_layer_get_block (layer, layer->units, block) + at,
                 mtn_net_layer_get_block (layer, self->goals, block) + at };
}

/* log Σ exp (logit) of each row, out of what its parts say; every member does it for some blocks. */
static void
sum_up (MtnNet *self, guint member)
{
  guint n_panels = mtn_net_layer_get_n_panels (&self->layers[self->n_layers - 1]);
  guint first, end;

  mtn_net_team_share (self->team, member, self->n_blocks * MTN_NET_BLOCK, &first, &end);
  for (guint r = first; r < end; r++)
    {
      gsize at = (gsize) (r / MTN_NET_BLOCK) * n_panels * MTN_NET_BLOCK + r % MTN_NET_BLOCK;
      float greatest = -G_MAXFLOAT;
      double sum = 0;

      for (guint p = 0; p < n_panels; p++)
        greatest = MAX (greatest, self->greatest[at + p * MTN_NET_BLOCK]);
      for (guint p = 0; p < n_panels; p++)
        if (self->sums[at + p * MTN_NET_BLOCK] != 0)
          sum += (double) self->sums[at + p * MTN_NET_BLOCK] *
                 exp ((double) self->greatest[at + p * MTN_NET_BLOCK] - (double) greatest);

      /* A row that excludes everything has no softmax, and no deltas that would need it. */
      self->log_sums[r] = sum == 0 ? 0 : (float) ((double) greatest + log (sum));
    }
}

static double
measure_part (MtnNet *self, const Part *part)
{
  const MtnNetKernels *kernels = self->kernels;
  guint row = part->block * MTN_NET_BLOCK;
  float per_cell = self->n_cells > 0 ? (float) (1 / self->n_cells) : 0;

  switch (self->options.loss)
    {
    case MTN_NET_BCE:
      return kernels->bce (part->units, part->goals, part->n_units, self->live + row, per_cell);
    case MTN_NET_MSE:
      return kernels->mse (part->units, part->goals, part->n_units, self->live + row, per_cell);
    case MTN_NET_MULTINOMIAL:
      return kernels->softmax (part->units, part->goals, part->n_units, self->live + row,
                               self->log_sums + row, self->totals + row, 1.0f / self->batch->n_rows);
    default:
      g_return_val_if_reached (NAN);
    }
}

void
mtn_net_measure (MtnNet *self, guint member)
{
  MtnNetLayer *layer = &self->layers[self->n_layers - 1];
  guint n_panels = mtn_net_layer_get_n_panels (layer);
  guint n_parts = n_panels * self->n_blocks;
  guint first, end;
  double loss = 0;

  /* The panels whose logits this member has computed. */
  mtn_net_team_share (self->team, member, n_panels, &first, &end);

  if (self->options.loss == MTN_NET_MULTINOMIAL)
    {
      for (guint panel = first; panel < end; panel++)
        for (guint block = 0; block < self->n_blocks; block++)
          {
            Part part = get_part (self, panel, block);

            self->kernels->softmax_sums (part.units, part.goals, part.n_units,
                                         self->greatest + (gsize) part.part * MTN_NET_BLOCK,
                                         self->sums + (gsize) part.part * MTN_NET_BLOCK);
          }
      mtn_net_team_barrier (self->team);
      sum_up (self, member);
      mtn_net_team_barrier (self->team);
    }

  for (guint panel = first; panel < end; panel++)
    for (guint block = 0; block < self->n_blocks; block++)
      {
        Part part = get_part (self, panel, block);

        self->losses[part.part] = measure_part (self, &part);
        if (self->task >= MTN_NET_GRADIENT)
          self->kernels->transpose (part.units, layer->panels + ((gsize) panel * self->max_padded_rows +
                                                                 block * MTN_NET_BLOCK) *
                                                                    MTN_NET_PANEL);
      }

  mtn_net_team_barrier (self->team);
  if (member == 0)
    {
      for (guint i = 0; i < n_parts; i++)
        loss += self->losses[i];
      self->loss = self->options.loss == MTN_NET_MULTINOMIAL ? loss / self->batch->n_rows
                   : self->n_cells > 0                       ? loss / self->n_cells
                                                             : 0;
      self->is_finite = isfinite (self->loss);
    }
  mtn_net_team_barrier (self->team);
}
