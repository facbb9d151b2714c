/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-job.h"
#include "mtn-network-train.h"

G_BEGIN_DECLS

/**
 * MtnTrainOptions:
 *
 * What `matinee train` was asked for. Initialise with %MTN_TRAIN_OPTIONS_INIT.
 */
typedef struct
{
  const char         *model;      /* of mtn_train_get_models(); "blend" is the default that is shipped */
  guint64             seed;       /* wherever something random happens */
  guint               rank;       /* of the shared eigenbasis */
  guint               n_threads;  /* at most; 0: as many as there are processors. Does not change the result */
  const MtnSplit     *prepared;   /* (nullable): samples over the people of the data set. "mlp" is trained on those of the
                                   * training part, the other models on its people */
  MtnNetworkTraining  network;    /* of "mlp"; its split says whom the others are trained on too, its engine is that of
                                   * autoencoders. Seed and threads are those above */
} MtnTrainOptions;

#define MTN_TRAIN_OPTIONS_INIT { .model = "blend", .seed = 42, .rank = 160, .network = MTN_NETWORK_TRAINING_INIT }

/* Names of the models there are, the default first; NULL-terminated. */
const char * const *mtn_train_get_models (void);

/* Whether training a model of this name can make use of a card. */
gboolean mtn_train_uses_engine (const char *model);

/**
 * mtn_train:
 * @people: (nullable): [n_people] rows of the data set to train on, each at most once; NULL: all
 * @out: replaced when the training is done, in one step
 * @job: (nullable): told how far it is
 * @error: %MTN_ERROR_USAGE for options that make no sense, %MTN_ERROR_UNSUPPORTED for a model that
 *   this data set does not allow, %MTN_ERROR_NUMERIC when a factorisation fails or is too large for the
 *   memory, %G_FILE_ERROR (before the work) when @out cannot be written, %G_IO_ERROR_CANCELLED
 *
 * Trains a model and writes it, atomically. The same data, options and
 * build give the same bytes on the same kind of processor, whatever the number
 * of threads; the date is that of SOURCE_DATE_EPOCH, where it is set. “mlp” is
 * trained in epochs and writes more files: mtn_network_train().
 */
gboolean mtn_train (MtnDataset             *dataset,
                    const guint            *people,
                    guint                   n_people,
                    const MtnTrainOptions  *options,
                    const char             *out,
                    MtnJob                 *job,
                    GCancellable           *cancellable,
                    GError                **error);

G_END_DECLS
