/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Lines with their bands, points, and straight lines across the chart. */

#include "mtn-chart-view-private.h"

#include <math.h>

#define LINE_WIDTH 2.0
#define BAND_ALPHA 0.18
#define RAW_FADED 0.6
#define MARKER 3.6
#define DOT 1.8            /* radius where there are many */
#define PIECE 4            /* points of a long line that are drawn at once */
#define MANY 400           /* points from which each is a dot */
#define ROOM_FOR_ALL 14.0  /* pixels between markers of one line, to mark every point */
#define ROOM_FOR_SOME 64.0 /* else between those that are marked */

static void
set_color (cairo_t *cr, MtnPlotColor color, double alpha)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, alpha);
}

static void
band_run (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series, gsize start, gsize end)
{
  g_autofree MtnPlotPoint *low = g_new (MtnPlotPoint, end - start);
  g_autofree MtnPlotPoint *high = g_new (MtnPlotPoint, end - start);
  gsize n_low = end - start;
  gsize n_high = end - start;

  for (gsize i = start; i < end; i++)
    {
      low[i - start] = mtn_chart_view_point (self, series->x[i], series->low[i]);
      high[i - start] = mtn_chart_view_point (self, series->x[i], series->high[i]);
    }
  if (!self->chart->horizontal)
    {
      n_low = mtn_plot_thin (low, n_low, self->thin);
      n_high = mtn_plot_thin (high, n_high, self->thin);
    }

  /* Closing the band before left the pen there. */
  cairo_new_sub_path (cr);
  for (gsize i = 0; i < n_high; i++)
    cairo_line_to (cr, high[i].x, high[i].y);
  for (gsize i = n_low; i-- > 0;)
    cairo_line_to (cr, low[i].x, low[i].y);
  cairo_close_path (cr);
}

static gboolean
has_interval_at (MtnChartView *self, const MtnChartSeries *series, gsize i)
{
  return i < series->n && !isnan (mtn_chart_view_point (self, series->x[i], series->low[i]).x) &&
         !isnan (mtn_chart_view_point (self, series->x[i], series->high[i]).x);
}

/* An interval of its own between points without is no band. */
static gboolean
is_lonely (MtnChartView *self, const MtnChartSeries *series, gsize i)
{
  return has_interval_at (self, series, i) && !has_interval_at (self, series, i + 1) &&
         (i == 0 || !has_interval_at (self, series, i - 1));
}

static void
draw_band (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series, MtnPlotColor color)
{
  gsize i = 0;

  cairo_new_path (cr);
  while (i < series->n)
    {
      gsize start = i;

      while (has_interval_at (self, series, i))
        i++;
      if (i > start)
        band_run (self, cr, series, start, i);
      else
        i++;
    }
  set_color (cr, color, BAND_ALPHA);
  cairo_fill (cr);
}

/* Bars of error in the colour that is set; on a line where a band cannot be seen. */
static void
draw_intervals (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series)
{
  const double cap = 3;

  for (gsize i = 0; i < series->n; i++)
    {
      MtnPlotPoint low = mtn_chart_view_point (self, series->x[i], series->low[i]);
      MtnPlotPoint high = mtn_chart_view_point (self, series->x[i], series->high[i]);
      double dx = self->chart->horizontal ? 0 : cap;
      double dy = self->chart->horizontal ? cap : 0;

      if (isnan (low.x) || isnan (high.x))
        continue;
      if (series->kind == MTN_SERIES_LINE && !is_lonely (self, series, i))
        continue;
      cairo_move_to (cr, low.x, low.y);
      cairo_line_to (cr, high.x, high.y);
      cairo_move_to (cr, low.x - dx, low.y - dy);
      cairo_line_to (cr, low.x + dx, low.y + dy);
      cairo_move_to (cr, high.x - dx, high.y - dy);
      cairo_line_to (cr, high.x + dx, high.y + dy);
    }
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

/* A point of its own between gaps is a dot, or it would be invisible. */
static void
draw_line (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series, const MtnSeriesPixels *pixels)
{
  gsize n = pixels->n_points;
  gboolean is_image = cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  /* For a long line that goes up and down cairo takes far longer than for its pieces. A dash would begin anew
   * in each, and in files a path is smaller. */
  gboolean in_pieces = is_image && n > 2 * PIECE && series->dash == MTN_DASH_SOLID;

  if (self->thin <= 1 && !self->chart->horizontal && n > self->area.width * (is_image ? 0.5 : 2))
    {
      mtn_chart_draw_dense (cr, pixels->points, n, LINE_WIDTH);
      return;
    }

  mtn_chart_set_dash (cr, series->dash, LINE_WIDTH);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, n > MANY ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND);
  if (in_pieces)
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < n; i++)
    {
      const MtnPlotPoint *point = &pixels->points[i];

      if (isnan (point->y))
        continue;
      if (i == 0 || isnan (pixels->points[i - 1].y))
        cairo_move_to (cr, point->x, point->y);
      else
        cairo_line_to (cr, point->x, point->y);
      if (in_pieces && i % PIECE == PIECE - 1)
        {
          cairo_stroke (cr);
          cairo_move_to (cr, point->x, point->y);
        }
    }
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, NULL, 0, 0);

  for (gsize i = 0; i < n; i++)
    if (!isnan (pixels->points[i].y) && (i == 0 || isnan (pixels->points[i - 1].y)) &&
        (i + 1 == n || isnan (pixels->points[i + 1].y)))
      mtn_chart_marker (cr, MTN_MARKER_DISC, self->theme->background, pixels->points[i].x,
                        pixels->points[i].y, LINE_WIDTH * 1.2);
}

static void
draw_markers (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnSeriesPixels *pixels = &self->pixels[index];
  double length = self->chart->horizontal ? self->area.height : self->area.width;
  gboolean all = length / MAX (pixels->n_points, 1) >= ROOM_FOR_ALL;
  /* Lines that lie on each other are not marked at the same places. */
  double next = all ? -G_MAXDOUBLE : ROOM_FOR_SOME * (0.25 + 0.2 * (series->color % 4)) + self->area.x;

  for (gsize i = 0; i < pixels->n_points; i++)
    {
      const MtnPlotPoint *point = &pixels->points[i];

      if (isnan (point->y) || point->x < next)
        continue;
      mtn_chart_marker (cr, series->marker, self->theme->background, point->x, point->y, MARKER);
      if (!all)
        next = point->x + ROOM_FOR_SOME;
    }
}

/* Dots as lines of no length with round ends: one path, some forty bytes a dot in a file. */
static void
draw_dots (MtnChartView *self, cairo_t *cr, const MtnSeriesPixels *pixels, double radius)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < pixels->n_points; i++)
    {
      const MtnPlotPoint *point = &pixels->points[i];
      gint64 *place;

      if (isnan (point->y))
        continue;
      /* What covers the same half pixel would not be seen. */
      place = g_new (gint64, 1);
      *place = ((gint64) floor (point->x * 2) << 32) + (gint64) floor (point->y * 2);
      if (!g_hash_table_add (seen, place))
        continue;
      cairo_move_to (cr, point->x, point->y);
      cairo_line_to (cr, point->x, point->y);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 2 * radius);
  cairo_stroke (cr);
}

static void
draw_points (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnSeriesPixels *pixels = &self->pixels[index];

  if (pixels->n_points > MANY)
    {
      draw_dots (self, cr, pixels, DOT);
      return;
    }

  for (gsize i = 0; i < pixels->n_points; i++)
    {
      if (isnan (pixels->points[i].y))
        continue;
      mtn_plot_color_set (series->faint != NULL && series->faint[i]
                              ? self->theme->faint
                              : mtn_chart_series_color (series, self->theme),
                          cr);
      mtn_chart_marker (cr, series->marker, self->theme->background, pixels->points[i].x, pixels->points[i].y,
                        MARKER);
    }
}

/* What was measured, under the smoothed line. */
static void
draw_raw (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series, MtnPlotColor color)
{
  g_autofree MtnPlotPoint *points = g_new (MtnPlotPoint, MAX (series->n, 1));
  MtnSeriesPixels pixels = { points, series->n };

  for (gsize i = 0; i < series->n; i++)
    points[i] = mtn_chart_view_point (self, series->x[i], series->raw[i]);
  if (!self->chart->horizontal)
    pixels.n_points = mtn_plot_thin (points, series->n, self->thin);
  mtn_plot_color_set (mtn_plot_color_mix (color, self->theme->background, RAW_FADED), cr);
  draw_line (self, cr, series, &pixels);
}

/* A cross at the foot of the chart for what has a place but no value: a loss that is no number any more. */
static void
draw_gaps (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series)
{
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);
  double last = -G_MAXDOUBLE;

  for (gsize i = 0; i < series->n; i++)
    {
      MtnPlotPoint point;
      double place;

      if (isfinite (series->y[i]))
        continue;
      point = mtn_chart_view_point (self, series->x[i], y->min);
      place = self->chart->horizontal ? point.y : point.x;
      if (isnan (place) || fabs (place - last) < 2 * MARKER)
        continue;
      mtn_chart_marker (cr, MTN_MARKER_CROSS, self->theme->background, point.x, point.y, MARKER);
      last = place;
    }
}

void
mtn_chart_draw_curve (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  MtnPlotColor color = mtn_chart_series_color (series, self->theme);
  gboolean has_interval = series->low != NULL && series->high != NULL;

  cairo_save (cr);
  cairo_new_path (cr);
  if (has_interval && series->kind == MTN_SERIES_LINE)
    draw_band (self, cr, series, color);
  if (series->raw != NULL)
    draw_raw (self, cr, series, color);
  mtn_plot_color_set (color, cr);
  if (has_interval)
    draw_intervals (self, cr, series);
  if (series->kind == MTN_SERIES_LINE)
    {
      draw_line (self, cr, series, &self->pixels[index]);
      if (series->marker != MTN_MARKER_NONE)
        draw_markers (self, cr, index);
      draw_gaps (self, cr, series);
    }
  else
    {
      draw_points (self, cr, index);
    }
  cairo_restore (cr);
}

static gboolean
intersect (const MtnPlotRect *a, const MtnPlotRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static gboolean
is_free (MtnChartView *self, const MtnPlotRect *rect)
{
  if (rect->x < self->area.x || rect->y < 0 || rect->x + rect->width > self->width ||
      rect->y + rect->height > self->area.y + self->area.height)
    return FALSE;
  for (guint i = 0; i < self->n_taken; i++)
    if (intersect (rect, &self->taken[i]))
      return FALSE;

  return TRUE;
}

/* The name of a line across the chart beside it: on its one side or the other, near its one end or the other.
 */
static void
draw_name (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series, gboolean upright, double at)
{
  double size = self->theme->font_size * 0.92;
  double width = mtn_plot_text_width (self->text, series->name, size, FALSE) + 4;
  double height = mtn_plot_text_height (self->text, size);
  double right = self->area.x + self->area.width - width;
  double bottom = self->area.y + self->area.height - height - 2;
  MtnPlotRect level[] = { { right, at - height - 1, width, height },
                          { right, at + 2, width, height },
                          { self->area.x + 2, at - height - 1, width, height },
                          { self->area.x + 2, at + 2, width, height } };
  /* Bars that lie leave no room but above. */
  double top = self->chart->horizontal ? self->area.y - height - 1 : self->area.y + 1;
  MtnPlotRect erect[] = { { at + (self->chart->horizontal ? -width / 2 : 3), top, width, height },
                          { at - width - 2, top, width, height },
                          { at + 3, self->area.y + height + 2, width, height },
                          { at - width - 2, self->area.y + height + 2, width, height },
                          { at + 3, bottom, width, height } };
  const MtnPlotRect *places = upright ? erect : level;
  guint n_places = upright ? G_N_ELEMENTS (erect) : G_N_ELEMENTS (level);

  for (guint i = 0; i < n_places; i++)
    if (is_free (self, &places[i]))
      {
        set_color (cr, self->theme->background, 0.8);
        cairo_rectangle (cr, places[i].x, places[i].y, places[i].width, places[i].height);
        cairo_fill (cr);
        mtn_plot_text_draw (self->text, cr, series->name, size, FALSE, self->theme->text, places[i].x + 2,
                            places[i].y, 0, 0);
        if (self->n_taken < G_N_ELEMENTS (self->taken))
          self->taken[self->n_taken++] = places[i];
        return;
      }
}

void
mtn_chart_draw_line_at (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  gboolean upright = (series->kind == MTN_SERIES_EVENT) != self->chart->horizontal;
  const MtnPlotScale *scale = upright ? &self->across : &self->up;
  double at = mtn_plot_scale_to_pixel (scale, series->y[0]);

  if (isnan (at) || at < MIN (scale->from, scale->to) - 1 || at > MAX (scale->from, scale->to) + 1)
    return;

  cairo_save (cr);
  cairo_new_path (cr);
  mtn_plot_color_set (mtn_chart_series_color (series, self->theme), cr);
  mtn_chart_set_dash (cr, series->dash, 1.5);
  cairo_set_line_width (cr, 1.4);
  if (upright)
    {
      cairo_move_to (cr, at, self->area.y);
      cairo_line_to (cr, at, self->area.y + self->area.height);
    }
  else
    {
      cairo_move_to (cr, self->area.x, at);
      cairo_line_to (cr, self->area.x + self->area.width, at);
    }
  cairo_stroke (cr);
  if (series->name != NULL)
    draw_name (self, cr, series, upright, at);
  cairo_restore (cr);
}
