/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-recommender.h"
#include "mtn-scorer.h"

G_BEGIN_DECLS

/**
 * MtnModel:
 *
 * The parts of a checkpoint on an engine and how they are blended: what turns
 * features into scores. Neither filters nor lists.
 */
typedef struct _MtnModel MtnModel;

MtnModel *mtn_model_new  (MtnCheckpoint  *checkpoint,
                          MtnEngine      *engine,
                          GError        **error);
void      mtn_model_free (MtnModel       *self);

/* Rows that are best run at once: as many as an engine makes use of, fewer where a catalogue is so large that scores
 * of all of it would fill the memory; 1 … %MTN_BATCH. */
guint     mtn_model_get_batch (MtnModel *self);

/* Both [n_rows, movies], until the next run; (transfer none). */
typedef struct
{
  MtnBuffer *raw;     /* what scores are made of */
  MtnBuffer *order;   /* what lists are ordered by: @raw itself unless the query is tilted */
} MtnScores;

/**
 * mtn_model_run:
 * @n_rows: up to %MTN_BATCH
 * @particular: −1 … 1, see #MtnTilt
 * @merge_twins: whether the lower id of a film gets the better score of its ids
 *
 * Raw scores Σ share · weight · part score. A part that counts nothing for a
 * row is not computed for it.
 */
MtnScores mtn_model_run  (MtnModel                   *self,
                          const MtnFeatures * const  *rows,
                          guint                       n_rows,
                          double                      particular,
                          gboolean                    merge_twins);

/* Final score of a raw one for such a person; keeps the order. */
float      mtn_model_calibrate (MtnModel           *self,
                                const MtnFeatures  *features,
                                float               raw);
/* The same for many raw scores of a person, in place. */
void       mtn_model_calibrate_all (MtnModel          *self,
                                    const MtnFeatures *features,
                                    float             *scores,
                                    gsize              n_scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnModel, mtn_model_free)

G_END_DECLS
