/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"

G_BEGIN_DECLS

/* Tables of all models for people, and their comparisons in words. @leaks: (nullable): as in the files */
void  mtn_cli_evaluate_append_text  (GString                    *out,
                                     const MtnEvaluation        *evaluation,
                                     const MtnEvaluationOptions *options,
                                     const char                 *split,
                                     const char * const         *leaks);

G_END_DECLS
