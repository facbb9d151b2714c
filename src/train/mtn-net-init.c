/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-private.h"

#include <math.h>

#include "mtn-net-device.h"
#include "mtn-random.h"

static float
uniform (MtnRandom *random, double bound)
{
  return (float) ((2 * mtn_random_unit (random) - 1) * bound);
}

/* Weights: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010, equation 16. A stream of numbers for each layer, in the order of PyTorch's [out, in]. */
void
mtn_net_init_parameters (MtnNet *self)
{
  for (guint l = 0; l < self->n_layers; l++)
    {
      MtnNetLayer *layer = &self->layers[l];
      double bound = sqrt (6.0 / ((double) layer->n_in + layer->n_out));
      MtnRandom random;

      mtn_random_init (&random, self->options.seed, l);
      for (guint j = 0; j < layer->n_out; j++)
        for (guint i = 0; i < layer->n_in; i++)
          self->values[layer->offset + i * layer->line + j] = uniform (&random, bound);
      for (guint j = 0; j < layer->n_out; j++)
        self->values[layer->bias_offset + j] = uniform (&random, 1 / sqrt (layer->n_in));
    }
}

void
mtn_net_set_output_bias (MtnNet *self, const float *bias, float everywhere)
{
  const MtnNetLayer *layer = &self->layers[self->n_layers - 1];

  /* What was trained meanwhile stays. */
  if (self->device != NULL && !mtn_net_device_fetch (self->device, NULL))
    return;

  for (guint j = 0; j < layer->n_out; j++)
    self->values[layer->bias_offset + j] = bias != NULL ? bias[j] : everywhere;
  if (self->device != NULL)
    mtn_net_device_forget (self->device);
}
