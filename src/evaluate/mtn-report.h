/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-report-results.h"

G_BEGIN_DECLS

/**
 * mtn_report_write:
 * @path: where the report will be: links are made from there
 * @default_model: name of the kind of model that is shipped
 *
 * The report: introduction, data analysis, implementation, advantages and disadvantages, training,
 * evaluation, results. Every figure in it is one of @results; where one is missing it says which command
 * makes it. The same results give the same bytes.
 *
 * Returns: (transfer full): Markdown
 */
char *mtn_report_write (const MtnReportResults *results,
                        const char             *path,
                        const char             *default_model);

G_END_DECLS
