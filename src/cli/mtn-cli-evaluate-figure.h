/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"

G_BEGIN_DECLS

/**
 * mtn_cli_evaluate_figure:
 * @model: which one
 * @main_k: position of the K that curves and groups are about
 * @leaks: (nullable): as in the files
 *
 * A picture of what a result file says: MAP and precision at each K beside a perfect ranking and the number of
 * ratings, how they spread over the rows, and NDCG by share hidden or number of picks, by gender and age.
 *
 * Returns: (transfer full): an SVG document
 */
GBytes *mtn_cli_evaluate_figure (const MtnEvaluation         *evaluation,
                                 guint                        model,
                                 const MtnEvaluationOptions  *options,
                                 guint                        main_k,
                                 const char                  *split,
                                 const char                  *leaks,
                                 GError                     **error);

G_END_DECLS
