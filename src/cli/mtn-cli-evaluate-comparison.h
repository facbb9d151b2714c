/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"

G_BEGIN_DECLS

/**
 * mtn_cli_evaluate_comparison:
 * @main_k: position of the K that it is about
 * @split: (nullable)
 * @leaks: [n_models] (nullable elements): as in the files
 *
 * A picture of all models of an evaluation side by side: what they score with intervals, by what was hidden or by the
 * number of picks, and in each run.
 *
 * Returns: (transfer full): an SVG document
 */
GBytes *mtn_cli_evaluate_comparison (const MtnEvaluation         *evaluation,
                                     const MtnEvaluationOptions  *options,
                                     guint                        main_k,
                                     const char                  *split,
                                     const char * const          *leaks,
                                     GError                     **error);

G_END_DECLS
