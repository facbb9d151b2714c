/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * mtn_figures_evaluation:
 * @model: which one
 * @main_k: position of the K that curves and groups are about
 * @leaks: (nullable): as in the files
 *
 * A picture of what a result file says: MAP and precision at each K beside a perfect ranking and the number of
 * ratings, how they spread over the rows, and NDCG by share hidden or number of picks, by gender and age.
 */
MtnFigure  *mtn_figures_evaluation (const MtnEvaluation         *evaluation,
                                    guint                        model,
                                    const MtnEvaluationOptions  *options,
                                    guint                        main_k,
                                    const char                  *split,
                                    const char                  *leaks);

G_END_DECLS
