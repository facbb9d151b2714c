/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-chart-table.h"

G_BEGIN_DECLS

/**
 * MtnChartTableView:
 *
 * The numbers behind a chart as a table: sorted by a click on a heading, copied with Ctrl+C (the chosen rows, or all).
 */
#define MTN_TYPE_CHART_TABLE_VIEW (mtn_chart_table_view_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartTableView, mtn_chart_table_view, MTN, CHART_TABLE_VIEW, GtkWidget)

GtkWidget *mtn_chart_table_view_new       (void);

/* @table: (transfer full) (nullable); @n_pinned: of its first rows, which stay on top */
void       mtn_chart_table_view_take_table (MtnChartTableView *self,
                                            MtnChartTable     *table,
                                            guint              n_pinned);

/* (transfer full): the chosen rows in the order of the table, or all, with tabs between columns. */
char      *mtn_chart_table_view_dup_text  (MtnChartTableView *self);
/* Puts them on the clipboard. */
void       mtn_chart_table_view_copy      (MtnChartTableView *self);

G_END_DECLS
