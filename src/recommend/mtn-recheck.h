/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-model.h"

G_BEGIN_DECLS

/**
 * MtnRecheck:
 *
 * Computes a sample of what a card computes again on the CPU: the first person,
 * and one of every few hundred after that. Both give the same bits, or the card is
 * not to be believed.
 */
typedef struct _MtnRecheck MtnRecheck;

/* Returns: (nullable): nothing is to be checked on the CPU itself. @checkpoint outlives it, @engine too. */
MtnRecheck *mtn_recheck_new    (MtnCheckpoint *checkpoint, MtnEngine *engine);
void        mtn_recheck_free   (MtnRecheck *self);

/* FALSE: the engine has failed, with this or before. @self: (nullable); the rest as mtn_model_run() had and gave it. */
gboolean    mtn_recheck_scores (MtnRecheck                *self,
                                const MtnFeatures * const *rows,
                                guint                      n_rows,
                                double                     particular,
                                gboolean                   merge_twins,
                                const MtnScores           *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRecheck, mtn_recheck_free)

G_END_DECLS
