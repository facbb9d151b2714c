/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart.h"
#include "mtn-plot-theme.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} MtnPlotRect;

/**
 * MtnChartView:
 *
 * A chart laid out in a rectangle: scales, ticks, labels that do not overlap, and
 * curves thinned to what can be seen. Made once for a size and drawn often. The
 * chart must outlive it and not change; after a change make a new one: that costs
 * about a millisecond for a hundred thousand points.
 */
typedef struct _MtnChartView MtnChartView;

/**
 * MtnChartHit:
 *
 * A point of a series, see mtn_chart_view_hit().
 */
typedef struct
{
  guint  series;      /* index in the chart */
  gsize  index;       /* of the point in the series */
  double x, y;        /* values; y of a heat map is that of the cell */
  double low, high;   /* NaN without an interval */
  double px, py;      /* pixels */
} MtnChartHit;

/**
 * mtn_chart_view_new:
 * @theme: (nullable): light where NULL; must outlive the view
 * @width: pixels
 *
 * The rectangle starts at 0, 0: translate the cairo context to draw it elsewhere.
 */
MtnChartView *mtn_chart_view_new      (const MtnChart     *chart,
                                       const MtnPlotTheme *theme,
                                       double              width,
                                       double              height);
void          mtn_chart_view_free     (MtnChartView       *self);

/* Draws everything on a background that the caller has filled. */
void          mtn_chart_view_draw     (MtnChartView       *self,
                                       cairo_t            *cr);

/**
 * mtn_chart_view_draw_hits:
 *
 * On top of it: a guide through the hits, a dot at each and a box with swatch, name
 * and value of each, the highest first.
 */
void          mtn_chart_view_draw_hits (MtnChartView      *self,
                                       cairo_t            *cr,
                                       const MtnChartHit  *hits,
                                       guint               n_hits);

/* (transfer full): what all hits have in common, "Epoch 12", and what one has of its own, ".39 (.37–.41)". */
char         *mtn_chart_view_dup_place (MtnChartView      *self,
                                       const MtnChartHit  *hit);
char         *mtn_chart_hit_dup_value (const MtnChartHit  *hit);

/* Where curves are: between the axes. */
MtnPlotRect   mtn_chart_view_get_area (MtnChartView       *self);

/* The ends of the scales, as they are drawn. */
void          mtn_chart_view_get_range (MtnChartView      *self,
                                       double             *x_min,
                                       double             *x_max,
                                       double             *y_min,
                                       double             *y_max);

/**
 * mtn_chart_view_to_value:
 * @x: (out) (optional): the value on the x axis; a category is its nearest integer ± ½
 *
 * Returns: whether the pixel is in the area
 */
gboolean      mtn_chart_view_to_value (MtnChartView       *self,
                                       double              px,
                                       double              py,
                                       double             *x,
                                       double             *y);
/* FALSE where the value cannot be drawn: not finite, or not positive on a log scale. */
gboolean      mtn_chart_view_to_pixel (MtnChartView       *self,
                                       double              x,
                                       double              y,
                                       double             *px,
                                       double             *py);

/**
 * mtn_chart_view_hit:
 *
 * The point of every visible series of lines, points, bars and histograms that is
 * nearest to the pixel along the x axis, and nearest along y among equals.
 *
 * Returns: (transfer full): of MtnChartHit, the highest y first; empty outside of the area
 */
GArray       *mtn_chart_view_hit      (MtnChartView       *self,
                                       double              px,
                                       double              py);

/**
 * mtn_chart_view_step:
 * @x: NaN: none yet
 * @direction: −1 or 1
 *
 * For the keyboard: the next x of any visible series after or before @x.
 *
 * Returns: that x, or @x at the end, or NaN where there is nothing
 */
double        mtn_chart_view_step     (MtnChartView       *self,
                                       double              x,
                                       int                 direction);

/* What a chart wants in a figure of that width: rows of horizontal bars need theirs. */
double        mtn_chart_natural_height (const MtnChart    *chart);

/* The sign of a series as legends show it, in the middle of the rectangle. */
void          mtn_chart_swatch_draw   (const MtnChartSeries *series,
                                       const MtnPlotTheme *theme,
                                       cairo_t            *cr,
                                       double              x,
                                       double              y,
                                       double              width,
                                       double              height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnChartView, mtn_chart_view_free)

G_END_DECLS
