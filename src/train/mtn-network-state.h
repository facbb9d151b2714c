/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define MTN_NETWORK_METRICS_K 10

/**
 * MtnNetworkEpoch:
 *
 * What one epoch came to. Losses are true means over the cells of all its
 * samples; those “of the seed” are what the seed logged: means of the means of the batches,
 * divided by the number of films once more. What there is no validation for is NaN.
 */
typedef struct
{
  guint    epoch;           /* from 1 */
  double   train_loss;
  double   val_loss;
  double   train_loss_seed;
  double   val_loss_seed;
  double   precision;       /* of the validation samples: at %MTN_NETWORK_METRICS_K, hidden films being relevant */
  double   map;
  double   ndcg;
  double   learning_rate;   /* of its last step */
  gboolean is_best;         /* so far */
} MtnNetworkEpoch;

/**
 * MtnNetworkState:
 *
 * How far a training got, beside the network itself: all that is needed to go on
 * as if it had never stopped. Of the time it took it knows nothing, so that it is the
 * same for the same run.
 */
typedef struct
{
  GArray *epochs;           /* (element-type MtnNetworkEpoch): those that are done */
  guint   n_batches;        /* done of the one under way */
  double  loss_sum;         /* over these: of loss × cells, … */
  double  cells;            /* … of cells, … */
  double  seed_sum;         /* … and of the losses alone */
  guint   best_epoch;       /* 0: none yet */
  double  best_loss;        /* its validation loss */
  char   *start;            /* (nullable): checksum of the model that it began with */
} MtnNetworkState;

MtnNetworkState *mtn_network_state_new       (void);
void             mtn_network_state_free      (MtnNetworkState       *self);

/* Adds an epoch that is done. The best is the one with the lowest validation loss, of equals the latest (and
 * without validation the latest of all); fills in is_best. */
void             mtn_network_state_add       (MtnNetworkState       *self,
                                              MtnNetworkEpoch       *epoch);

/* Whether nothing is left to do: all epochs, or @patience of them (0: any) without a better one. */
gboolean         mtn_network_state_is_done   (const MtnNetworkState *self,
                                              guint                  n_epochs,
                                              guint                  patience);

/* JSON object; @fingerprint: of the data. */
char            *mtn_network_state_to_json   (const MtnNetworkState *self,
                                              const char            *fingerprint);
/* @fingerprint: (out) (transfer full); %MTN_ERROR_FORMAT for what is no such text. @what names the source. */
MtnNetworkState *mtn_network_state_from_json (const char            *text,
                                              const char            *what,
                                              char                 **fingerprint,
                                              GError               **error);

/* Adds the epoch after the last one from such members, which a line of the training log holds too: FALSE, with or
 * without @error set, when it is not that. */
gboolean         mtn_network_state_add_json  (MtnNetworkState       *self,
                                              JsonNode              *node,
                                              const char            *what,
                                              GError               **error);

/* Appends the members of a line of the training log, from "epoch" on, without the braces; see TRAINING_LOG.md. */
void             mtn_network_epoch_append    (const MtnNetworkEpoch *self,
                                              GString               *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkState, mtn_network_state_free)

G_END_DECLS
