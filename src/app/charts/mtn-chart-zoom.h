/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-view.h"

G_BEGIN_DECLS

/**
 * MtnChartZoom:
 *
 * The part of a chart that is looked at. Set on the chart's axes: the file that is exported shows the same.
 */
typedef struct
{
  double   axis[4]; /* the axes' own ends: x min, x max, y min, y max */
  double   part[4]; /* what is looked at; NaN: all */
  gboolean is_on;
} MtnChartZoom;

/* Forgets what was looked at and remembers the chart's own ends. */
void     mtn_chart_zoom_init   (MtnChartZoom *self,
                                MtnChart     *chart);
/* Sets the ends of the chart's axes; after the chart was made anew. */
void     mtn_chart_zoom_apply  (MtnChartZoom *self,
                                MtnChart     *chart);
void     mtn_chart_zoom_reset  (MtnChartZoom *self,
                                MtnChart     *chart);
/* Whether the x axis, or the other, can be zoomed into: numbers can, categories and what bars stand on cannot. */
gboolean mtn_chart_zoom_can    (const MtnChart *chart,
                                gboolean      x);

/**
 * mtn_chart_zoom_by:
 * @view: of the chart as it is now
 * @px: what stays where it is, in pixels of the view
 * @factor: below 1: closer
 *
 * Zooms the x axis, or where that has categories the y axis, never beyond the data.
 *
 * Returns: whether anything changed
 */
gboolean mtn_chart_zoom_by     (MtnChartZoom *self,
                                MtnChart     *chart,
                                MtnChartView *view,
                                double        px,
                                double        py,
                                double        factor);
/* Moves by pixels, never beyond the data. */
gboolean mtn_chart_zoom_move   (MtnChartZoom *self,
                                MtnChart     *chart,
                                MtnChartView *view,
                                double        dx,
                                double        dy);
/* Into a box in pixels; a box as flat as a stroke is about one axis. */
gboolean mtn_chart_zoom_to     (MtnChartZoom *self,
                                MtnChart     *chart,
                                MtnChartView *view,
                                MtnPlotRect   box);

G_END_DECLS
