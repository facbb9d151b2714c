/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart.h"

G_BEGIN_DECLS

/**
 * MtnChartTable:
 *
 * The numbers behind a chart, for those who would rather read them, or cannot see it: a row for every x (or category,
 * or column of a histogram, or row of a heat map), a column for every visible series, its interval and, where it is
 * smoothed, what was measured. A copy: the chart may change.
 */
typedef struct _MtnChartTable MtnChartTable;

MtnChartTable *mtn_chart_table_new           (const MtnChart      *chart);
/* Without columns; for tables that no chart stands before. */
MtnChartTable *mtn_chart_table_new_empty     (gsize                n_rows);
/* @values: [rows]: copied; NaN: nothing there */
void           mtn_chart_table_add_numbers   (MtnChartTable       *self,
                                              const char          *title,
                                              const double        *values);
/* @texts: [rows] (nullable elements): copied */
void           mtn_chart_table_add_texts     (MtnChartTable       *self,
                                              const char          *title,
                                              const char * const  *texts);
void           mtn_chart_table_free          (MtnChartTable       *self);

guint          mtn_chart_table_get_n_columns (MtnChartTable       *self);
gsize          mtn_chart_table_get_n_rows    (MtnChartTable       *self);
const char    *mtn_chart_table_get_title     (MtnChartTable       *self,
                                              guint                column);
/* (nullable): of a column of texts; NULL in one of numbers. */
const char    *mtn_chart_table_get_name      (MtnChartTable       *self,
                                              gsize                row,
                                              guint                column);
/* NaN: nothing there; of a name its place. */
double         mtn_chart_table_get_value     (MtnChartTable       *self,
                                              gsize                row,
                                              guint                column);
/* (transfer full): for people; "" where there is nothing. */
char          *mtn_chart_table_dup_text      (MtnChartTable       *self,
                                              gsize                row,
                                              guint                column);

/* Appends lines of comma-separated values (RFC 4180, but for line feeds alone); numbers in full, with a point. */
void           mtn_chart_table_append_csv    (MtnChartTable       *self,
                                              GString             *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnChartTable, mtn_chart_table_free)

G_END_DECLS
