/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-chart-view.h"

G_BEGIN_DECLS

/**
 * MtnChartSwatch:
 *
 * The sign of a series as the chart shows it: colour, dash, marker. In lists of runs and in legends.
 */
#define MTN_TYPE_CHART_SWATCH (mtn_chart_swatch_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartSwatch, mtn_chart_swatch, MTN, CHART_SWATCH, GtkWidget)

/* @series: its look is copied. */
GtkWidget *mtn_chart_swatch_new (const MtnChartSeries *series);
void       mtn_chart_swatch_set (MtnChartSwatch       *self,
                                 const MtnChartSeries *series);

G_END_DECLS
