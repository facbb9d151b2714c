/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-recommender.h"
#include "mtn-trials.h"

G_BEGIN_DECLS

/* Most trials that go through a model in one call. */
#define MTN_PREDICTOR_BATCH 64

/**
 * MtnPredictor:
 *
 * A checkpoint that is asked about people of a data set: films go in and come back
 * under the data set's indices, by id, whatever the order of the model's catalogue.
 * Of one thread.
 */
typedef struct _MtnPredictor MtnPredictor;

/* @dataset: must outlive it; of a data set whose films the model does not know there is %MTN_ERROR_UNSUPPORTED. */
MtnPredictor *mtn_predictor_new  (MtnCheckpoint    *checkpoint,
                                  MtnDataset       *dataset,
                                  MtnEngineKind     engine,
                                  int               device,
                                  GError          **error);
void          mtn_predictor_free (MtnPredictor     *self);

/**
 * mtn_predictor_run:
 * @trials: of the data set
 * @first: of @n trials, at most %MTN_PREDICTOR_BATCH
 * @order: (out caller-allocates): [n, movies] what to rank by
 * @scores: (out caller-allocates): [n, movies] what the model says
 *
 * A film that the model does not know gets −∞ in @order and 0 in @scores; one that it never lists
 * (pick_only) −∞ in @order.
 */
gboolean      mtn_predictor_run  (MtnPredictor     *self,
                                  const MtnTrials  *trials,
                                  guint             first,
                                  guint             n,
                                  float            *order,
                                  float            *scores,
                                  GError          **error);

/* What people should be told about the engine, once; (transfer full) (nullable). */
char         *mtn_predictor_take_notice (MtnPredictor *self);
/* Name of the engine that it runs on; (transfer none). */
const char   *mtn_predictor_get_engine (MtnPredictor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPredictor, mtn_predictor_free)

G_END_DECLS
