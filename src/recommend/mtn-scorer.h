/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"
#include "mtn-features.h"
#include "mtn-tilt.h"

G_BEGIN_DECLS

/* Most rows that go through the engine in one call. */
#define MTN_BATCH 256

/**
 * MtnScorer:
 *
 * A part of a model made ready on an engine; one file mtn-scorer-….c for each
 * type of part. What is costly to prepare waits for the first call.
 */
typedef struct _MtnScorer MtnScorer;

/* @tilt: (transfer none): like @engine and @checkpoint it must outlive the scorer. @error: %MTN_ERROR_UNSUPPORTED */
MtnScorer *mtn_scorer_new             (MtnCheckpoint              *checkpoint,
                                       const MtnPart              *part,
                                       MtnEngine                  *engine,
                                       MtnTilt                    *tilt,
                                       GError                    **error);
void       mtn_scorer_free            (MtnScorer                  *self);
/* Does now what otherwise waits for the first call, so that it is seen how much memory is left. */
void       mtn_scorer_prepare         (MtnScorer                  *self);
/* Whether everybody gets the same scores: then one row is enough. */
gboolean   mtn_scorer_is_same_for_all (MtnScorer                  *self);

/**
 * mtn_scorer_run:
 * @n_rows: up to %MTN_BATCH
 * @out: [n_rows, movies]
 */
void       mtn_scorer_run             (MtnScorer                  *self,
                                       const MtnFeatures * const  *rows,
                                       guint                       n_rows,
                                       MtnBuffer                  *out);
/* Tilts what the scorer gave for these rows, [n_rows, movies], in place; @particular: −1 … 1, not 0. */
void       mtn_scorer_tilt            (MtnScorer                  *self,
                                       const MtnFeatures * const  *rows,
                                       guint                       n_rows,
                                       double                      particular,
                                       MtnBuffer                  *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnScorer, mtn_scorer_free)

G_END_DECLS
