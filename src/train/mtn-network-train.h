/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-network-data.h"
#include "mtn-network-state.h"

G_BEGIN_DECLS

/* A line for people: what is trained on, what an epoch came to. Called in the thread of the training. */
typedef void (*MtnNetworkSayFunc) (const char *line,
                                   gpointer    user_data);

/**
 * MtnNetworkProgress:
 *
 * How far a training is, in numbers: what is said to people is made of the same.
 */
typedef struct
{
  const char   *label;          /* (nullable): what is trained, of several */
  const GArray *epochs;         /* (element-type MtnNetworkEpoch): those that are done, also before it was last begun */
  guint         epoch;          /* under way, from 1; at the end the last one */
  guint         n_epochs;       /* at most */
  double        fraction;       /* of the training, 0 … 1 */
  double        loss;           /* of the epoch under way so far; NaN where it has no batch yet */
  double        rate;           /* samples a second since it was last begun; 0: not known yet */
  double        seconds_left;   /* at that rate, for all epochs; NaN: not known yet */
} MtnNetworkProgress;

/* Called in the thread of the training, when it begins and after every batch and epoch. @progress is the training's. */
typedef void (*MtnNetworkWatchFunc) (const MtnNetworkProgress *progress,
                                     gpointer                  user_data);

/**
 * MtnNetworkTraining:
 *
 * How a network is trained. Initialise with %MTN_NETWORK_TRAINING_INIT.
 */
typedef struct
{
  MtnNetworkOptions  options;
  const char        *resume;       /* (nullable): a `…_latest` checkpoint of the same options and data, to go on from */
  const char        *start;        /* (nullable): a network of the same size whose parameters to begin with */
  const char        *label;        /* (nullable): what is trained, in front of the progress */
  MtnEngine         *engine;       /* (nullable): a card to train on, without buffers of others; NULL or one on the CPU: the
                                    * processor, which has a path of its own for this */
  double             from;         /* share of the job that this is: from here … */
  double             to;           /* … to there */
  gboolean           only_best;    /* write the model alone: neither the latest state nor a log */
  gboolean           no_moments;   /* leave Adam's moments out of the latest state once the training is done */
  MtnNetworkSayFunc  say;          /* (nullable) */
  gpointer           say_data;
  MtnNetworkWatchFunc watch;       /* (nullable) */
  gpointer           watch_data;
  const gint        *is_given_up;  /* (nullable): atomic; not 0: a training that is cancelled writes nothing more */
} MtnNetworkTraining;

#define MTN_NETWORK_TRAINING_INIT { .options = MTN_NETWORK_OPTIONS_INIT, .to = 1 }

/**
 * mtn_network_train:
 * @training: with settled options
 * @out: the model: the best epoch by the loss on the validation samples. Beside it come the latest
 *   state and the log, see #MtnNetworkFiles; each is replaced whole
 * @state: (out) (optional) (transfer full)
 * @job: (nullable)
 * @cancellable: (nullable): looked at after every batch; what was done until then is in the latest state,
 *   unless the training was given up. Where it could not be written, that is the error, and the state before it stays
 * @error: %MTN_ERROR_USAGE when @training->resume is of other options, %MTN_ERROR_UNSUPPORTED when it is of other
 *   data, %MTN_ERROR_NUMERIC when the training diverges, %G_FILE_ERROR (before the work where it can be
 *   known), %G_IO_ERROR_CANCELLED
 *
 * Trains a network in epochs of shuffled batches. The same data, options and build give the same
 * bytes, in one go or in several, on every card; on the processor they are others in their last bits.
 * When a card fails, the CPU goes on as the card would have, and that is said.
 */
gboolean mtn_network_train (const MtnNetworkData      *data,
                            const MtnNetworkTraining  *training,
                            const char                *out,
                            MtnNetworkState          **state,
                            MtnJob                    *job,
                            GCancellable              *cancellable,
                            GError                   **error);

/**
 * mtn_network_is_done:
 *
 * Whether the files of @out are those of this training, all of its epochs done. (It may
 * then still be that the run stopped early, by its patience.)
 *
 * @resumable: (out): otherwise, whether its latest state can be gone on from
 */
gboolean mtn_network_is_done (const MtnNetworkData      *data,
                              const MtnNetworkTraining  *training,
                              const char                *out,
                              gboolean                  *resumable);

/* Learning rate of a step: @step of @n_steps in all, both from 0, of which the first @n_warm_up warm up. */
double   mtn_network_schedule_get (MtnNetworkSchedule  schedule,
                                   double              learning_rate,
                                   guint64             step,
                                   guint64             n_steps,
                                   guint64             n_warm_up);

G_END_DECLS
