/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What a series looks like, in a chart and in a legend. */

#include "mtn-chart-view-private.h"

#include <math.h>

#define FADED 0.75

MtnPlotColor
mtn_chart_series_color (const MtnChartSeries *self, const MtnPlotTheme *theme)
{
  MtnPlotColor color = self->color == MTN_CHART_INK ? theme->text : mtn_plot_theme_color (theme, self->color);

  return self->faded ? mtn_plot_color_mix (color, theme->background, FADED) : color;
}

void
mtn_chart_set_dash (cairo_t *cr, MtnDash dash, double unit)
{
  static const double patterns[MTN_N_DASHES][4] = {
    [MTN_DASH_DASHED] = { 3, 2, 3, 2 },
    [MTN_DASH_DOTTED] = { 1, 1.5, 1, 1.5 },
    [MTN_DASH_MIXED] = { 4, 1.5, 1, 1.5 },
  };
  double scaled[4];

  for (guint i = 0; i < G_N_ELEMENTS (scaled); i++)
    scaled[i] = patterns[dash][i] * unit;
  cairo_set_dash (cr, scaled, dash == MTN_DASH_SOLID ? 0 : G_N_ELEMENTS (scaled), 0);
}

static void
polygon (cairo_t *cr, const double *xy, guint n, double x, double y, double radius)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + radius * xy[2 * i], y + radius * xy[2 * i + 1]);
  cairo_close_path (cr);
}

/* In the colour that is set. All have about the area of the disc. */
void
mtn_chart_marker (cairo_t *cr, MtnMarker marker, MtnPlotColor background, double x, double y, double radius)
{
  static const double square[] = { -.88, -.88, .88, -.88, .88, .88, -.88, .88 };
  static const double triangle[] = { 0, -1.25, 1.2, .85, -1.2, .85 };
  static const double wedge[] = { 0, 1.25, 1.2, -.85, -1.2, -.85 };
  static const double diamond[] = { 0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0 };

  cairo_new_path (cr);
  switch (marker)
    {
    case MTN_MARKER_SQUARE:
      polygon (cr, square, 4, x, y, radius);
      cairo_fill (cr);
      break;
    case MTN_MARKER_TRIANGLE:
      polygon (cr, triangle, 3, x, y, radius);
      cairo_fill (cr);
      break;
    case MTN_MARKER_WEDGE:
      polygon (cr, wedge, 3, x, y, radius);
      cairo_fill (cr);
      break;
    case MTN_MARKER_DIAMOND:
      polygon (cr, diamond, 4, x, y, radius);
      cairo_fill (cr);
      break;
    case MTN_MARKER_CROSS:
    case MTN_MARKER_PLUS:
      {
        double a = marker == MTN_MARKER_CROSS ? radius : radius * 1.3;
        double b = marker == MTN_MARKER_CROSS ? radius : 0;

        cairo_save (cr);
        cairo_set_dash (cr, NULL, 0, 0);
        cairo_set_line_width (cr, radius * 0.6);
        cairo_move_to (cr, x - a, y - b);
        cairo_line_to (cr, x + a, y + b);
        cairo_move_to (cr, x - b, y + a);
        cairo_line_to (cr, x + b, y - a);
        cairo_stroke (cr);
        cairo_restore (cr);
      }
      break;
    case MTN_MARKER_RING:
      cairo_arc (cr, x, y, radius * 1.1, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_save (cr);
      mtn_plot_color_set (background, cr);
      cairo_arc (cr, x, y, radius * 0.55, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_restore (cr);
      break;
    case MTN_MARKER_DISC:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_fill (cr);
      break;
    case MTN_MARKER_NONE:
    case MTN_N_MARKERS:
      break;
    }
}

void
mtn_chart_hatch (cairo_t *cr, const MtnPlotRect *rect, MtnPlotColor color)
{
  double reach = rect->width + rect->height;

  /* Cut by hand: a clip for each bar makes files large. A line is x + y = d. */
  for (double d = 4; d < reach; d += 8)
    {
      double x0 = MAX (0, d - rect->height);
      double x1 = MIN (d, rect->width);

      cairo_move_to (cr, rect->x + x0, rect->y + d - x0);
      cairo_line_to (cr, rect->x + x1, rect->y + d - x1);
    }
  mtn_plot_color_set (color, cr);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_block (const MtnChartSeries *series,
            const MtnPlotTheme *theme,
            cairo_t *cr,
            double x,
            double y,
            double side)
{
  MtnPlotRect rect = { x, y, side, side };

  cairo_rectangle (cr, x, y, side, side);
  cairo_fill (cr);
  if (series->hatched)
    mtn_chart_hatch (cr, &rect, theme->background);
}

void
mtn_chart_swatch_draw (const MtnChartSeries *series,
                       const MtnPlotTheme *theme,
                       cairo_t *cr,
                       double x,
                       double y,
                       double width,
                       double height)
{
  MtnPlotColor color = mtn_chart_series_color (series, theme);
  double middle = y + height / 2;

  cairo_save (cr);
  cairo_new_path (cr);
  mtn_plot_color_set (color, cr);
  switch (series->kind)
    {
    case MTN_SERIES_BAR:
    case MTN_SERIES_HISTOGRAM:
    case MTN_SERIES_HEAT:
      {
        double side = MIN (width, height) * 0.8;

        draw_block (series, theme, cr, x + (width - side) / 2, middle - side / 2, side);
      }
      break;
    case MTN_SERIES_POINTS:
      mtn_chart_marker (cr, series->marker, theme->background, x + width / 2, middle, 3.5);
      break;
    case MTN_SERIES_LINE:
    case MTN_SERIES_MARK:
    case MTN_SERIES_REFERENCE:
    case MTN_SERIES_EVENT:
      mtn_chart_set_dash (cr, series->dash, 2);
      cairo_set_line_width (cr, 2);
      cairo_move_to (cr, x, middle);
      cairo_line_to (cr, x + width, middle);
      cairo_stroke (cr);
      if (series->kind == MTN_SERIES_LINE)
        mtn_chart_marker (cr, series->marker, theme->background, x + width / 2, middle, 3.2);
      break;
    }
  cairo_restore (cr);
}
