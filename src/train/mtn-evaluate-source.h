/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"
#include "mtn-train.h"

G_BEGIN_DECLS

/**
 * MtnEvaluateSource:
 *
 * A model that was named to be evaluated: a checkpoint, which is asked as it is or
 * whose kind is trained anew, or a kind of model. Where an evaluation needs a model of some of the
 * people it trains one into a temporary file.
 */
typedef struct _MtnEvaluateSource MtnEvaluateSource;

/* @word: a file, or the name of a kind. Anything but a file or a kind is %MTN_ERROR_USAGE. */
MtnEvaluateSource *mtn_evaluate_source_new            (const char         *word,
                                                       guint64             seed,
                                                       guint               n_threads,
                                                       GError            **error);
void               mtn_evaluate_source_free           (MtnEvaluateSource  *self);

/* For files: "default", "edlae"; @number: 1, or higher where others are called so. */
char              *mtn_evaluate_source_dup_name       (MtnEvaluateSource  *self,
                                                       guint               number);
/* (nullable): the checkpoint that was named; NULL: it was a kind. */
MtnCheckpoint     *mtn_evaluate_source_get_checkpoint (MtnEvaluateSource  *self);
/* (nullable): options of the training as a JSON object. */
const char        *mtn_evaluate_source_get_options    (MtnEvaluateSource  *self);

/* From now on: models of @dataset, trained anew. Before: the checkpoint as it is. */
void               mtn_evaluate_source_retrain        (MtnEvaluateSource  *self,
                                                       MtnDataset         *dataset);
/* The same, of one set of a union alone: people of the other are not learnt from. */
void               mtn_evaluate_source_retrain_alone  (MtnEvaluateSource  *self,
                                                       MtnDataset         *dataset,
                                                       guint               set);
/* (nullable): a folder in which models are kept that are trained, and looked for before another one is. */
void               mtn_evaluate_source_set_cache      (MtnEvaluateSource  *self,
                                                       const char         *folder);
/* An MtnModelSource.open(). */
MtnCheckpoint     *mtn_evaluate_source_open           (gpointer            data,
                                                       const guint        *people,
                                                       guint               n_people,
                                                       GCancellable       *cancellable,
                                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEvaluateSource, mtn_evaluate_source_free)

G_END_DECLS
