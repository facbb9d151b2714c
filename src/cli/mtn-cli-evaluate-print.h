/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"

G_BEGIN_DECLS

/* Columns of the tables, as bits: the metrics, and coverage behind them. */
#define MTN_CLI_COVERAGE  MTN_N_METRICS
#define MTN_CLI_N_COLUMNS (MTN_N_METRICS + 1)

/* @words: (nullable): keys of metrics, "coverage"; with commas or without; NULL: all of them. %MTN_ERROR_USAGE */
gboolean mtn_cli_evaluate_parse_columns (char               **words,
                                         guint               *columns,
                                         GError             **error);
/* Tables of all models for people, and their comparisons in words. @leaks: (nullable): as in the files */
void  mtn_cli_evaluate_append_text  (GString                    *out,
                                     const MtnEvaluation        *evaluation,
                                     const MtnEvaluationOptions *options,
                                     const char                 *split,
                                     const char * const         *leaks,
                                     guint                       columns);

G_END_DECLS
