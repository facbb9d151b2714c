/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-figure.h"

G_BEGIN_DECLS

/**
 * MtnChartArea:
 *
 * Shows a figure and lets people work with it: legend, read-out, zoom, axes, smoothing, the table behind it, export.
 * Needs nothing of the window around it. What is chosen stays when the figure is replaced by one of the same title
 * and number of charts: new numbers of a run that trains.
 *
 * Actions, in the group "chart": `log-x`, `log-y`, `from-zero`, `table`, `light-export` (booleans), `reset-zoom`,
 * `copy`, `export` (string: "svg", "png", "png2", "png4", "pdf", "csv").
 *
 * Keys: Ctrl+C copies, Ctrl+E saves as SVG, Ctrl+T shows the table or the chart; those of the chart itself are in
 * mtn-chart-canvas.h.
 *
 * Properties: `reading` (string, nullable): what pointer or keyboard has found, in words; `smoothing` (double,
 * read-write, from 0 to .99).
 */
#define MTN_TYPE_CHART_AREA (mtn_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (MtnChartArea, mtn_chart_area, MTN, CHART_AREA, GtkWidget)

GtkWidget *mtn_chart_area_new         (void);

/* @figure: (transfer full) (nullable) */
void       mtn_chart_area_set_figure  (MtnChartArea *self,
                                       MtnFigure    *figure);
/* (transfer none) (nullable) */
MtnFigure *mtn_chart_area_get_figure  (MtnChartArea *self);

G_END_DECLS
