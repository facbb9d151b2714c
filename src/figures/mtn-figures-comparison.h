/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * mtn_figures_comparison:
 * @main_k: position of the K that it is about
 * @split: (nullable)
 * @leaks: [n_models] (nullable elements): as in the files
 *
 * A picture of all models of an evaluation side by side: what they score with intervals, by what was hidden or by the
 * number of picks, and in each run.
 */
MtnFigure *mtn_figures_comparison (const MtnEvaluation         *evaluation,
                                   const MtnEvaluationOptions  *options,
                                   guint                        main_k,
                                   const char                  *split,
                                   const char * const          *leaks);

G_END_DECLS
