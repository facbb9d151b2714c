/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"
#include "mtn-dataset.h"
#include "mtn-engine.h"
#include "mtn-measures.h"
#include "mtn-protocol.h"

G_BEGIN_DECLS

/**
 * MtnModelSource:
 * @name: for people and for names of files; different from all others
 * @open: gives a model that has seen @people alone, rows of the data set in no order; or, where the
 *   protocol asks one checkpoint as it is, that one
 *
 * Where an evaluation gets its models from. It knows no training: whoever calls it does.
 */
typedef struct
{
  const char    *name;
  MtnCheckpoint *(*open) (gpointer       data,
                          const guint   *people,
                          guint          n_people,
                          GCancellable  *cancellable,
                          GError       **error);
  gpointer       data;
} MtnModelSource;

/**
 * MtnEvaluationOptions:
 * @ks: [n_ks] ascending, each above 0
 * @n_folds: of new-users and favorites
 * @n_threads: 0: as many as there are processors; 1 where the engine is a graphics card. Does not change the result
 */
typedef struct
{
  MtnProtocolKind protocol;
  const guint    *ks;
  guint           n_ks;
  double          threshold;
  guint64         seed;
  guint           n_folds;
  guint           n_threads;
  MtnEngineKind   engine;
  int             device;   /* −1: the default */
} MtnEvaluationOptions;

#define MTN_EVALUATION_MAX_RUNS 3

/* What was measured in one run of the protocol. */
typedef struct
{
  MtnProtocol   protocol;
  guint         n_skipped;     /* rows that were not made: too few films, or nothing to be found */
  MtnMeasures **models;        /* [n_models], of the same rows */
  MtnMeasures  *popularity;    /* of the number of ratings in the training part, on the same rows */
  MtnMeasures  *ceiling;       /* of a perfect ranking, on the same rows */
  MtnMeasures  *random;        /* of any order, on average: mtn_metrics_compute_random(), on the same rows */
} MtnRun;

/**
 * MtnEvaluation:
 *
 * The rows of a protocol and what every model scored on them.
 */
typedef struct
{
  MtnDataset *dataset;         /* borrowed */
  guint       n_models;
  char      **names;           /* [n_models] */
  char       *engine;          /* that computed */
  char       *notice;          /* (nullable): what people should be told of it: that a card failed */
  guint       n_folds;         /* 0: one fixed split */
  guint       n_runs;
  MtnRun      runs[MTN_EVALUATION_MAX_RUNS];
} MtnEvaluation;

/**
 * mtn_evaluation_new:
 * @samples: (nullable): the test samples of the seed's protocol; NULL for the others
 * @train: (nullable): [n_train] people of the seed's training part; NULL: not known, and the catalogue of
 *   the first model says how often its films were rated
 * @sources: [n_sources] models, asked one after the other
 * @job: (nullable)
 * @error: what a source says, %MTN_ERROR_UNSUPPORTED for fewer people than folds or when no row is left,
 *   %G_IO_ERROR_CANCELLED
 *
 * Evaluates. New-users is one run; favorites three: all that is known, films
 * alone, attributes alone.
 */
MtnEvaluation *mtn_evaluation_new  (MtnDataset                 *dataset,
                                    MtnSampleSet               *samples,
                                    const guint                *train,
                                    guint                       n_train,
                                    const MtnEvaluationOptions *options,
                                    const MtnModelSource       *sources,
                                    guint                       n_sources,
                                    MtnJob                     *job,
                                    GCancellable               *cancellable,
                                    GError                    **error);
void           mtn_evaluation_free (MtnEvaluation              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEvaluation, mtn_evaluation_free)

G_END_DECLS
