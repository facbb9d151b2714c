/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A step in operations of the engine. */

#include "mtn-net-device-private.h"

#include <math.h>

#define VALUE(tensor) ((tensor).arrays[MTN_NET_DEVICE_VALUE])
#define GRADIENT(tensor) ((tensor).arrays[MTN_NET_DEVICE_GRADIENT])

/* Offsets that begin with 0; the columns are those behind the first. */
static guint *
dup_offsets (const MtnNetRows *rows, guint n_rows)
{
  guint *offsets = g_new (guint, n_rows + 1);

  for (guint r = 0; r <= n_rows; r++)
    offsets[r] = rows->offsets[r] - rows->offsets[0];

  return offsets;
}

static MtnActivation
get_activation (const MtnNet *net)
{
  return net->options.activation == MTN_NET_TANH ? MTN_ACTIVATION_TANH : MTN_ACTIVATION_RELU;
}

static void
forward (MtnNetDevice *self)
{
  MtnNet *net = self->net;
  const MtnNetRows *in = &net->batch->in;
  guint n_rows = net->batch->n_rows;
  g_autofree guint *offsets = dup_offsets (in, n_rows);
  const MtnRows rows = { n_rows, offsets, in->columns + in->offsets[0], net->in_values };

  for (guint l = 0; l < net->n_layers; l++)
    {
      const MtnNetLayer *layer = &net->layers[l];
      MtnNetDeviceLayer *here = &self->layers[l];
      MtnActivation activation = l + 1 < net->n_layers ? get_activation (net) : MTN_ACTIVATION_NONE;
      MtnDrop storage;
      const MtnDrop *drop = mtn_net_get_drop (net, l + 1, &storage);

      if (l == 0)
        mtn_engine_gather (self->engine, &rows, VALUE (here->weight), VALUE (here->bias), activation,
                           layer->n_in, layer->n_out, here->units);
      else
        mtn_engine_dense (self->engine, self->layers[l - 1].units, VALUE (here->weight), VALUE (here->bias),
                          activation, n_rows, layer->n_in, layer->n_out, here->units);
      if (drop != NULL)
        mtn_engine_drop (self->engine, here->units, n_rows, layer->n_out, drop);
    }
}

/* The logits become deltas. */
static gboolean
measure (MtnNetDevice *self)
{
  static const MtnLoss losses[] = {
    [MTN_NET_BCE] = MTN_LOSS_BCE,
    [MTN_NET_MSE] = MTN_LOSS_MSE,
    [MTN_NET_MULTINOMIAL] = MTN_LOSS_MULTINOMIAL,
  };
  MtnNet *net = self->net;
  const MtnNetBatch *batch = net->batch;
  guint n_rows = batch->n_rows, n_out = net->sizes[net->n_layers];
  gboolean is_multinomial = net->options.loss == MTN_NET_MULTINOMIAL;
  gboolean has_excluded = batch->excluded.offsets != NULL;
  g_autofree guint *target_offsets = dup_offsets (&batch->targets, n_rows);
  g_autofree guint *excluded_offsets = has_excluded ? dup_offsets (&batch->excluded, n_rows) : NULL;
  g_autofree float *row_losses = g_new0 (float, n_rows);
  MtnRows targets = { n_rows, target_offsets, batch->targets.columns + batch->targets.offsets[0], NULL };
  MtnRows excluded = { n_rows, excluded_offsets, NULL, NULL };
  double n_parts = is_multinomial ? n_rows : net->n_cells, sum = 0;
  float scale = n_parts > 0 ? (float) (1 / n_parts) : 0;

  if (batch->targets.values != NULL && net->options.loss != MTN_NET_BCE)
    targets.values = batch->targets.values + batch->targets.offsets[0];
  if (has_excluded)
    excluded.columns = batch->excluded.columns + batch->excluded.offsets[0];

  mtn_engine_set_goals (self->engine, &targets, has_excluded ? &excluded : NULL, n_out, self->goals);
  if (!mtn_engine_loss (self->engine, losses[net->options.loss], self->layers[net->n_layers - 1].units,
                        self->goals, n_rows, n_out, scale, row_losses))
    return FALSE;

  for (guint r = 0; r < n_rows; r++)
    sum += (double) row_losses[r];
  net->loss = n_parts > 0 ? sum / n_parts : 0;
  net->is_finite = isfinite (net->loss);

  return TRUE;
}

static void
backward (MtnNetDevice *self)
{
  MtnNet *net = self->net;
  guint n_rows = net->batch->n_rows;
  const MtnRows by_column = { net->sizes[0], net->column_ends, net->column_rows, net->column_values };

  for (guint l = net->n_layers; l-- > 0;)
    {
      const MtnNetLayer *layer = &net->layers[l];
      MtnNetDeviceLayer *here = &self->layers[l];
      MtnNetDeviceLayer *before = l > 0 ? &self->layers[l - 1] : NULL;
      MtnBuffer *deltas = l + 1 == net->n_layers ? here->units : here->deltas;
      MtnDrop storage;

      mtn_engine_column_sums (self->engine, deltas, n_rows, layer->n_out, GRADIENT (here->bias));
      if (l == 0)
        {
          /* The sparse layer again, of the input by its columns. */
          mtn_engine_gather (self->engine, &by_column, deltas, NULL, MTN_ACTIVATION_NONE, n_rows,
                             layer->n_out, GRADIENT (here->weight));
          continue;
        }

      mtn_engine_dense_tn (self->engine, before->units, deltas, layer->n_in, n_rows, layer->n_out,
                           GRADIENT (here->weight));
      mtn_engine_dense_nt (self->engine, deltas, VALUE (here->weight), n_rows, layer->n_out, layer->n_in,
                           before->deltas);
      mtn_engine_derive (self->engine, before->deltas, before->units, n_rows, layer->n_in,
                         get_activation (net), mtn_net_get_drop (net, l, &storage));
    }
}

/* Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013. FALSE:
 * the engine has failed. */
static gboolean
get_factor (MtnNetDevice *self, float *factor)
{
  MtnNet *net = self->net;
  double sum = 0, norm;

  *factor = 1;
  if (!(net->options.clip > 0))
    return TRUE;

  for (guint l = 0; l < net->n_layers; l++)
    {
      const MtnNetLayer *layer = &net->layers[l];
      double weights, biases;

      if (!mtn_engine_sum_squares (self->engine, GRADIENT (self->layers[l].weight),
                                   (gsize) layer->n_in * layer->n_out, &weights) ||
          !mtn_engine_sum_squares (self->engine, GRADIENT (self->layers[l].bias), layer->n_out, &biases))
        return FALSE;
      sum += weights + biases;
    }

  norm = sqrt (sum);
  net->is_finite = isfinite (norm);
  *factor = (float) MIN (net->options.clip / (norm + 1e-6), 1);

  return TRUE;
}

static void
adapt (MtnNetDevice *self,
       const MtnNetDeviceTensor *tensor,
       const MtnAdam *adam,
       gsize n_values,
       float factor)
{
  MtnBuffer *const *arrays = tensor->arrays;

  mtn_engine_adam (self->engine, adam, arrays[MTN_NET_DEVICE_VALUE], arrays[MTN_NET_DEVICE_MEAN],
                   arrays[MTN_NET_DEVICE_VARIANCE], arrays[MTN_NET_DEVICE_GRADIENT], n_values, factor);
}

gboolean
mtn_net_device_do (MtnNetDevice *self, float *logits)
{
  MtnNet *net = self->net;
  guint n_out = net->sizes[net->n_layers];
  MtnAdam adam = mtn_net_get_adam (net);
  float factor;

  net->is_finite = TRUE;
  forward (self);
  if (net->task == MTN_NET_PREDICT)
    return mtn_buffer_read (self->layers[net->n_layers - 1].units, 0, logits,
                            (gsize) net->batch->n_rows * n_out);

  if (!measure (self))
    return FALSE;
  if (net->task < MTN_NET_GRADIENT || !net->is_finite)
    return TRUE;

  backward (self);
  if (net->task == MTN_NET_GRADIENT)
    return mtn_net_device_read (self, MTN_NET_DEVICE_GRADIENT, net->gradient);

  if (!get_factor (self, &factor))
    return FALSE;
  for (guint l = 0; net->is_finite && l < net->n_layers; l++)
    {
      const MtnNetLayer *layer = &net->layers[l];

      adapt (self, &self->layers[l].weight, &adam, (gsize) layer->n_in * layer->n_out, factor);
      adapt (self, &self->layers[l].bias, &adam, layer->n_out, factor);
    }

  return TRUE;
}
