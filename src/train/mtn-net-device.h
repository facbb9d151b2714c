/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-net-private.h"

G_BEGIN_DECLS

/**
 * MtnNetDevice:
 *
 * A network that is trained on an engine: its parameters, moments and units are
 * in the memory of the device, and a step is operations of
 * mtn-engine-training.h. The arrays of the #MtnNet are the state as it was
 * some steps ago, and the batches since are kept: where a card fails, the CPU
 * begins with that state, does those steps again, and comes to the same bits.
 * Now and then a whole step is done on the CPU too, and must come to the same.
 */
typedef struct _MtnNetDevice MtnNetDevice;

/* @net: with its options; it outlives this. */
MtnNetDevice *mtn_net_device_new    (MtnNet        *net);
void          mtn_net_device_free   (MtnNetDevice  *self);

/**
 * mtn_net_device_run:
 * @logits: (nullable): for %MTN_NET_PREDICT
 * @error: %MTN_ERROR_ENGINE when the engine failed and nobody could take over
 *
 * Does net->task with the batch that mtn_net_take_batch() took: net->loss, net->is_finite, net->gradient.
 */
gboolean      mtn_net_device_run    (MtnNetDevice  *self,
                                     float         *logits,
                                     GError       **error);
/* Brings the state into the arrays of the net. */
gboolean      mtn_net_device_fetch  (MtnNetDevice  *self,
                                     GError       **error);
/* The arrays of the net, and its number of steps, are others now. */
void          mtn_net_device_forget (MtnNetDevice  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetDevice, mtn_net_device_free)

G_END_DECLS
