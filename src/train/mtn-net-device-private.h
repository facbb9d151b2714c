/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine-training.h"
#include "mtn-net-device.h"

G_BEGIN_DECLS

/* Of a tensor: its values, Adam's moments, and its gradient. */
enum
{
  MTN_NET_DEVICE_VALUE,
  MTN_NET_DEVICE_MEAN,
  MTN_NET_DEVICE_VARIANCE,
  MTN_NET_DEVICE_GRADIENT,
  MTN_NET_DEVICE_N_ARRAYS,
};

typedef struct
{
  MtnBuffer *arrays[MTN_NET_DEVICE_N_ARRAYS];
} MtnNetDeviceTensor;

typedef struct
{
  MtnNetDeviceTensor weight;   /* [n_in, n_out] */
  MtnNetDeviceTensor bias;     /* [n_out] */
  MtnBuffer         *units;    /* [max_rows, n_out]; of the last layer logits, then deltas */
  MtnBuffer         *deltas;   /* (nullable) [max_rows, n_out]: of the last layer there are none */
} MtnNetDeviceLayer;

struct _MtnNetDevice
{
  MtnNet            *net;
  MtnEngine         *engine;
  MtnNetDeviceLayer *layers;         /* [net->n_layers] */
  MtnBuffer         *goals;          /* [max_rows, outputs] */
  gboolean           has_state;      /* there are buffers, and the state is in them */

  GPtrArray         *steps;          /* done since the arrays of the net were the state */
  guint64            first_step;     /* number of steps at which they were */
  gsize              n_kept_bytes;   /* of the batches of @steps */
  guint              n_until_check;  /* steps until one is checked; 0: the next one */
};

/* mtn-net-device-step.c: net->task on the engine, which has the state. FALSE: the engine has failed. */
gboolean mtn_net_device_do   (MtnNetDevice *self, float *logits);
/* One of the arrays of all tensors, into the layout of net->values. */
gboolean mtn_net_device_read (MtnNetDevice *self, guint array, float *stored);

G_END_DECLS
