/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-table.h"
#include "mtn-result-store.h"

G_BEGIN_DECLS

/**
 * mtn_charts_facts:
 * @items: of #MtnResultItem
 * @only_differences: without columns in which all rows say the same
 * @n_pinned: (out): how many rows, the first ones, are of what is pinned
 *
 * What is known of the runs and results that are shown, a row each: what they scored, and every option they were made
 * with.
 *
 * Returns: (transfer full) (nullable): NULL where nothing is shown
 */
MtnChartTable *mtn_charts_facts (GListModel *items,
                                 gboolean    only_differences,
                                 guint      *n_pinned);

G_END_DECLS
