/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-network-batch.h"
#include "mtn-network-checkpoint.h"
#include "mtn-network-files.h"
#include "mtn-network-log.h"
#include "mtn-network-train.h"
#include "mtn-network-validate.h"

G_BEGIN_DECLS

/* A training under way; of mtn-network-train.c and its helpers alone. */
typedef struct
{
  const MtnNetworkData     *data;
  const MtnNetworkTraining *training;
  const MtnNetworkOptions  *options;
  MtnNetworkFiles          *files;
  MtnNet                   *net;
  MtnNetworkBatcher        *batcher;
  MtnNetworkValidator      *validator;   /* (nullable) */
  MtnNetworkState          *state;
  MtnNetworkLog            *log;         /* (nullable): not with only_best */
  guint                    *order;       /* [train->n_samples] */
  guint                     n_batches;   /* of an epoch */
  gint64                    started;
  gint64                    saved;
  guint64                   n_trained;   /* samples since @started */
  MtnJob                   *job;
  GCancellable             *cancellable;
} MtnNetworkRun;

/* Steps that Adam has made. */
static inline guint64
mtn_network_run_count_steps (const MtnNetworkRun *self)
{
  return (guint64) self->state->epochs->len * self->n_batches + self->state->n_batches;
}

/* Creates the network as the options say. */
gboolean mtn_network_run_create_net (MtnNetworkRun  *self,
                                     GError        **error);
/* Begins with the model that the training starts from, goes on from the state that it resumes, or neither. */
gboolean mtn_network_run_restore    (MtnNetworkRun  *self,
                                     GError        **error);

/* How far it is, for a bar and for whoever watches. */
void     mtn_network_run_report     (MtnNetworkRun  *self);
/* Lines for people. */
void     mtn_network_run_say        (const MtnNetworkRun   *self,
                                     const char            *line);
void     mtn_network_run_say_data   (const MtnNetworkRun   *self);
/* When the CPU has taken over from a card. */
void     mtn_network_run_say_engine (const MtnNetworkRun   *self);
void     mtn_network_run_say_epoch  (const MtnNetworkRun   *self,
                                     const MtnNetworkEpoch *epoch,
                                     double                 seconds);

G_END_DECLS
