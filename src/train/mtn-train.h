/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-job.h"

G_BEGIN_DECLS

/**
 * MtnTrainOptions:
 *
 * What `matinee train` was asked for. Initialise with %MTN_TRAIN_OPTIONS_INIT.
 */
typedef struct
{
  const char *model;     /* "blend" (the default that is shipped), "edlae", "demographic", "popularity" */
  guint64     seed;      /* wherever something random happens */
  guint       rank;      /* of the shared eigenbasis */
  guint       n_threads; /* of the linear algebra; 0: one, which gives the same bytes on every computer */
} MtnTrainOptions;

#define MTN_TRAIN_OPTIONS_INIT { .model = "blend", .seed = 42, .rank = 160 }

/**
 * mtn_train:
 * @job: (nullable): told how far it is
 * @people: (nullable): rows of the data set to train on; NULL: all
 *
 * Trains a model in closed form and writes it to @out, atomically. The same data,
 * options and build give the same bytes.
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
