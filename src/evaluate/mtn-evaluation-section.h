/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <json-glib/json-glib.h>

#include "mtn-evaluation.h"
#include "mtn-summary.h"

G_BEGIN_DECLS

/* Inside of the results' JSON: what is told of one run. */

/* What groups and comparisons tell: the other metrics follow these. */
#define MTN_N_MAIN_METRICS 4
extern const MtnMetric mtn_main_metrics[MTN_N_MAIN_METRICS];

/* How much is told. */
typedef enum
{
  MTN_DETAIL_ROWS,   /* everything, and what each row scored */
  MTN_DETAIL_FULL,
  MTN_DETAIL_MAIN,   /* at the main K alone, intervals and baselines of the main metrics; of a run no groups */
} MtnDetail;

/* rows, people, skipped_rows, global, "<K>", baselines, slices and groups of one model. */
void         mtn_section_add_run       (JsonObject          *into,
                                        const MtnEvaluation *evaluation,
                                        const MtnRun        *run,
                                        guint                model,
                                        MtnDetail            detail);
/* All rows of the run, averaged as its protocol says. */
MtnSelection mtn_section_get_selection (const MtnRun        *run);
/* Key of a metric. */
const char  *mtn_section_get_key       (MtnMetric            metric);
/* A number, or null for NAN: an end of an interval that there is not. */
void         mtn_section_set_bound     (JsonObject          *object,
                                        const char          *key,
                                        double               value);
/* A string, or null. */
void         mtn_section_set_text      (JsonObject          *object,
                                        const char          *key,
                                        const char          *text);

G_END_DECLS
