/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-evaluation.h"
#include "mtn-figure.h"
#include "mtn-summary.h"

G_BEGIN_DECLS

/* What figures of an evaluation share: of one model, and of several side by side. */

/* "With age, gender, occupation and films", say; NULL where there is one run. */
const char    *mtn_figures_run_title      (const MtnEvaluation  *evaluation,
                                           guint                 run);
/* All rows of a run, averaged as its protocol says. */
MtnSelection   mtn_figures_run_select     (const MtnRun         *run,
                                           gboolean              means_only);
double         mtn_figures_run_get_mean   (const MtnRun         *run,
                                           const MtnMeasures    *measures,
                                           guint                 k,
                                           guint                 metric);

/* An empty chart of NDCG at the K of position @k along what was hidden or picked, and a line in it. */
MtnChart      *mtn_figures_run_slices     (const MtnRun         *run,
                                           guint                 k);
MtnChartSeries *mtn_figures_run_add_slices (MtnChart            *chart,
                                           const MtnRun         *run,
                                           const MtnMeasures    *measures,
                                           guint                 k,
                                           const char           *name,
                                           gboolean              has_interval);
/* What a random order and the number of ratings give. */
void           mtn_figures_run_add_baselines (MtnChart          *chart,
                                           const MtnRun         *run,
                                           guint                 k);

G_END_DECLS
