/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A chart in a rectangle:
 *
 *   mtn-chart-range   values to the ends of the scales
 *   mtn-chart-place   where things go
 *   mtn-chart-draw    title, axes and labels
 *   mtn-chart-curve, -bars, -heat   the series
 *   mtn-chart-hit, -hover   what is under the pointer
 */

#include "mtn-chart-view-private.h"

#include <math.h>

/* Cairo's image surfaces end at 32767. */
#define MAX_SIZE 32767.0

/* Of a category's place that its bars fill. */
#define FILLED 0.8

/* Pixels: wider ones look like blocks, not like values. */
#define WIDEST_BAR 56.0
#define WIDEST_ROW 26.0

const MtnPlotScale *
mtn_chart_view_x_scale (MtnChartView *self)
{
  return self->chart->horizontal ? &self->up : &self->across;
}

const MtnPlotScale *
mtn_chart_view_y_scale (MtnChartView *self)
{
  return self->chart->horizontal ? &self->across : &self->up;
}

MtnPlotPoint
mtn_chart_view_point (MtnChartView *self, double x, double y)
{
  double along = mtn_plot_scale_to_pixel (mtn_chart_view_x_scale (self), x);
  double upon = mtn_plot_scale_to_pixel (mtn_chart_view_y_scale (self), y);

  if (isnan (along) || isnan (upon))
    return (MtnPlotPoint){ NAN, NAN };

  return self->chart->horizontal ? (MtnPlotPoint){ upon, along } : (MtnPlotPoint){ along, upon };
}

/* Where bars stand: zero, or the edge that is nearest to it. */
static double
foot (const MtnPlotScale *scale)
{
  if (scale->kind == MTN_SCALE_LOG)
    return scale->min;

  return CLAMP (0, scale->min, scale->max);
}

gboolean
mtn_chart_view_bar (MtnChartView *self, guint index, gsize i, MtnPlotRect *rect)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnPlotScale *x = mtn_chart_view_x_scale (self);
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);
  double from;
  double to;
  double low = mtn_plot_scale_to_pixel (y, foot (y));
  double high = mtn_plot_scale_to_pixel (y, series->y[i]);

  if (series->kind == MTN_SERIES_HISTOGRAM)
    {
      from = mtn_plot_scale_to_pixel (x, series->x[i]);
      to = mtn_plot_scale_to_pixel (x, series->x[i + 1]);
    }
  else
    {
      double slot = fabs (x->to - x->from) / (x->max - x->min);
      gboolean shared = self->chart->bars == MTN_BARS_GROUPED && self->n_bars > 1;
      guint n = shared && series->kind == MTN_SERIES_BAR ? self->n_bars : 1;
      double widest = MAX (self->n_bars, 1) * (self->chart->horizontal ? WIDEST_ROW : WIDEST_BAR);
      double wide = MIN (slot * FILLED, widest);

      if (series->kind == MTN_SERIES_MARK)
        wide = MIN (slot, wide * 1.15);
      from = mtn_plot_scale_to_pixel (x, series->x[i]) - wide / 2;
      if (n > 1)
        from += wide * self->pixels[index].place / n;
      to = from + wide / n;
      /* A hair of background between neighbours. */
      if (n > 1 && to - from > 4)
        to -= 1;
    }

  if (isnan (from) || isnan (to) || isnan (low) || isnan (high))
    return FALSE;

  if (self->chart->horizontal)
    *rect = (MtnPlotRect){ MIN (low, high), MIN (from, to), fabs (high - low), fabs (to - from) };
  else
    *rect = (MtnPlotRect){ MIN (from, to), MIN (low, high), fabs (to - from), fabs (high - low) };

  return TRUE;
}

/* On which side of the area a point lies, −1, 0 or 1; a gap lies in it. */
static int
find_side (MtnChartView *self, const MtnPlotPoint *point)
{
  return point->x < self->area.x - 1 ? -1 : point->x > self->area.x + self->area.width + 1 ? 1 : 0;
}

/* Of a line that has been zoomed into, drops the points that no visible stretch of it ends at. */
static gsize
crop (MtnChartView *self, MtnPlotPoint *points, gsize n)
{
  gsize kept = 0;
  int before = 0;

  for (gsize i = 0; i < n; i++)
    {
      int side = find_side (self, &points[i]);
      int after = i + 1 < n ? find_side (self, &points[i + 1]) : side;

      if (side == 0 || (i > 0 && before != side) || after != side)
        points[kept++] = points[i];
      before = side;
    }

  return kept;
}

void
mtn_chart_view_find_pixels (MtnChartView *self)
{
  if (self->has_pixels)
    return;

  self->has_pixels = TRUE;
  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);
      MtnSeriesPixels *pixels = &self->pixels[i];

      g_clear_pointer (&pixels->points, g_free);
      pixels->n_points = 0;
      if (series->hidden || (series->kind != MTN_SERIES_LINE && series->kind != MTN_SERIES_POINTS) ||
          series->n == 0)
        continue;

      pixels->points = g_new (MtnPlotPoint, series->n);
      for (gsize j = 0; j < series->n; j++)
        pixels->points[j] = mtn_chart_view_point (self, series->x[j], series->y[j]);
      pixels->n_points = series->n;
      if (series->kind == MTN_SERIES_LINE && !self->chart->horizontal)
        {
          if (self->cuts)
            pixels->n_points = crop (self, pixels->points, pixels->n_points);
          pixels->n_points = mtn_plot_thin (pixels->points, pixels->n_points, self->thin);
        }
    }
}

static void
place_bars (MtnChartView *self)
{
  for (guint i = 0; i < self->chart->series->len; i++)
    if (MTN_VIEW_SERIES (self, i)->kind == MTN_SERIES_BAR && !MTN_VIEW_SERIES (self, i)->hidden)
      self->pixels[i].place = self->n_bars++;
}

MtnChartView *
mtn_chart_view_new (const MtnChart *chart, const MtnPlotTheme *theme, double width, double height)
{
  MtnChartView *self;
  MtnPlotScale x = { 0 };
  MtnPlotScale y = { 0 };

  g_return_val_if_fail (chart != NULL, NULL);

  self = g_new0 (MtnChartView, 1);
  self->chart = chart;
  self->theme = theme != NULL ? theme : &mtn_plot_theme_light;
  self->text = mtn_plot_text_new (self->theme->font);
  /* Written so that NaN becomes nothing. */
  self->width = width > 0 ? MIN (width, MAX_SIZE) : 0;
  self->height = height > 0 ? MIN (height, MAX_SIZE) : 0;
  self->label_height = mtn_plot_text_height (self->text, self->theme->font_size);
  self->thin = 1;
  self->pixels = g_new0 (MtnSeriesPixels, MAX (chart->series->len, 1));

  place_bars (self);
  mtn_chart_view_find_range (self, &x, &y);
  self->across = chart->horizontal ? y : x;
  self->up = chart->horizontal ? x : y;
  self->across_axis = chart->horizontal ? &chart->y : &chart->x;
  self->up_axis = chart->horizontal ? &chart->x : &chart->y;
  self->across_ticks = mtn_plot_ticks_empty ();
  self->up_ticks = mtn_plot_ticks_empty ();
  mtn_chart_view_place (self);

  return self;
}

void
mtn_chart_view_free (MtnChartView *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->chart->series->len; i++)
    g_free (self->pixels[i].points);
  g_free (self->pixels);
  g_array_unref (self->across_ticks);
  g_array_unref (self->up_ticks);
  g_strfreev (self->notes);
  mtn_plot_text_free (self->text);
  g_free (self);
}

void
mtn_chart_view_set_thin (MtnChartView *self, double width)
{
  self->thin = width;
  self->has_pixels = FALSE;
}

MtnPlotRect
mtn_chart_view_get_area (MtnChartView *self)
{
  return self->area;
}

void
mtn_chart_view_get_range (MtnChartView *self, double *x_min, double *x_max, double *y_min, double *y_max)
{
  const MtnPlotScale *x = mtn_chart_view_x_scale (self);
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);

  *x_min = x->min;
  *x_max = x->max;
  *y_min = y->min;
  *y_max = y->max;
}

gboolean
mtn_chart_view_to_value (MtnChartView *self, double px, double py, double *x, double *y)
{
  double along = self->chart->horizontal ? py : px;
  double upon = self->chart->horizontal ? px : py;

  if (!(px >= self->area.x && px <= self->area.x + self->area.width && py >= self->area.y &&
        py <= self->area.y + self->area.height))
    return FALSE;

  if (x != NULL)
    *x = mtn_plot_scale_to_value (mtn_chart_view_x_scale (self), along);
  if (y != NULL)
    *y = mtn_plot_scale_to_value (mtn_chart_view_y_scale (self), upon);

  return TRUE;
}

gboolean
mtn_chart_view_to_pixel (MtnChartView *self, double x, double y, double *px, double *py)
{
  MtnPlotPoint point = mtn_chart_view_point (self, x, y);

  if (isnan (point.x))
    return FALSE;

  if (px != NULL)
    *px = point.x;
  if (py != NULL)
    *py = point.y;

  return TRUE;
}

double
mtn_chart_natural_height (const MtnChart *chart)
{
  double height = 240;

  if (chart->height > 0)
    return chart->height;

  if (chart->horizontal ||
      (chart->series->len > 0 &&
       ((MtnChartSeries *) g_ptr_array_index (chart->series, 0))->kind == MTN_SERIES_HEAT))
    {
      const MtnChartAxis *axis = chart->horizontal ? &chart->x : &chart->y;
      guint n = axis->categories != NULL ? g_strv_length (axis->categories) : 0;
      guint n_bars = 0;

      for (guint i = 0; i < chart->series->len; i++)
        n_bars += ((MtnChartSeries *) g_ptr_array_index (chart->series, i))->kind == MTN_SERIES_BAR;
      if (chart->bars == MTN_BARS_OVERLAID || n_bars == 0)
        n_bars = 1;

      height = 90 + n * (n_bars == 1 ? 20 : 15 * n_bars + 6);
      height = MIN (height, 8000);
    }

  return height;
}
