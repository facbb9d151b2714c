/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-view.h"
#include "mtn-plot-scale.h"
#include "mtn-plot-text.h"
#include "mtn-plot-thin.h"

G_BEGIN_DECLS

/* How the names of categories along the bottom are written. */
typedef enum
{
  MTN_LABELS_LEVEL,
  MTN_LABELS_SLANTED,
} MtnLabels;

/* One series as pixels. */
typedef struct
{
  MtnPlotPoint *points;   /* lines, points: thinned; NaN is a gap */
  gsize         n_points;
  guint         place;    /* bars: which of them in the group */
} MtnSeriesPixels;

struct _MtnChartView
{
  const MtnChart     *chart;
  const MtnPlotTheme *theme;
  MtnPlotText        *text;
  double              width, height;
  double              label_height;
  double              thin;            /* see mtn_plot_thin() */

  MtnPlotRect         area;
  /* Along the bottom and the left side, whichever of the chart's axes that is. */
  MtnPlotScale        across, up;
  const MtnChartAxis *across_axis;
  const MtnChartAxis *up_axis;
  GArray             *across_ticks;    /* of MtnPlotTick, with the labels as drawn */
  GArray             *up_ticks;
  MtnLabels           labels;

  MtnSeriesPixels    *pixels;          /* [series]: by mtn_chart_view_find_pixels() */
  gboolean            has_pixels;
  guint               n_bars;          /* series that share a category */
  gboolean            empty;           /* nothing can be drawn */
  gboolean            cuts;            /* values lie outside of the scales */
  double              heat_min, heat_max;
  double              axis_name_y;
  int                 decimals;        /* of numbers at bars; −1: as they come */
  char              **notes;           /* below everything */
  MtnPlotRect         taken[16];       /* by names of lines across, while drawing */
  guint               n_taken;
};

#define MTN_VIEW_SERIES(self, i) ((MtnChartSeries *) g_ptr_array_index ((self)->chart->series, (i)))
#define MTN_TITLE_SCALE 1.15
#define MTN_LEAST_AREA 16.0 /* pixels: below, nothing is drawn */

/* Sets min and max of both scales from what is visible. */
void     mtn_chart_view_find_range   (MtnChartView         *self,
                                      MtnPlotScale         *x,
                                      MtnPlotScale         *y);
/* Sets area, ticks and labels. */
void     mtn_chart_view_place        (MtnChartView         *self);

/* Of every curve, before it is drawn: who only asks for scales need not wait for that. */
void     mtn_chart_view_find_pixels  (MtnChartView         *self);

/* A point in pixels, whichever way the chart lies; NaN in both where it cannot be drawn. */
MtnPlotPoint mtn_chart_view_point    (MtnChartView         *self,
                                      double                x,
                                      double                y);
/* The bar or histogram column @i of a series; FALSE where there is none. */
gboolean mtn_chart_view_bar          (MtnChartView         *self,
                                      guint                 series,
                                      gsize                 i,
                                      MtnPlotRect          *rect);
const MtnPlotScale *mtn_chart_view_x_scale (MtnChartView   *self);
const MtnPlotScale *mtn_chart_view_y_scale (MtnChartView   *self);

void     mtn_chart_draw_bars         (MtnChartView         *self,
                                      cairo_t              *cr,
                                      guint                 series);
/* What stands at a bar; all of a chart with as many decimals. */
char    *mtn_chart_value_text        (MtnChartView         *self,
                                      double                value);

/* On top of everything: the numbers of the bars of a series. */
void     mtn_chart_draw_bar_values   (MtnChartView         *self,
                                      cairo_t              *cr,
                                      guint                 series);
void     mtn_chart_draw_curve        (MtnChartView         *self,
                                      cairo_t              *cr,
                                      guint                 series);
/* A line of more points than pixels, thinned, in the colour that is set. */
void     mtn_chart_draw_dense        (cairo_t              *cr,
                                      const MtnPlotPoint   *points,
                                      gsize                 n,
                                      double                line_width);
void     mtn_chart_draw_line_at      (MtnChartView         *self,
                                      cairo_t              *cr,
                                      guint                 series);
void     mtn_chart_draw_heat         (MtnChartView         *self,
                                      cairo_t              *cr,
                                      guint                 series);
/* The bar that says which colour is which value, at the right edge. */
void     mtn_chart_draw_heat_key     (MtnChartView         *self,
                                      cairo_t              *cr);

/* How wide that bar with its labels is; 0 without a heat map. */
double   mtn_chart_heat_key_width    (MtnChartView         *self);

MtnPlotColor mtn_chart_series_color  (const MtnChartSeries *self,
                                      const MtnPlotTheme   *theme);
void     mtn_chart_set_dash          (cairo_t              *cr,
                                      MtnDash               dash,
                                      double                unit);
void     mtn_chart_marker            (cairo_t              *cr,
                                      MtnMarker             marker,
                                      MtnPlotColor          background,
                                      double                x,
                                      double                y,
                                      double                radius);

/* White space, so to say, across a filled rectangle: the second sign of bars. */
void     mtn_chart_hatch             (cairo_t              *cr,
                                      const MtnPlotRect    *rect,
                                      MtnPlotColor          color);

/* Wider columns for files than for the screen: fewer points, smaller files. */
void     mtn_chart_view_set_thin     (MtnChartView         *self,
                                      double                width);

G_END_DECLS
