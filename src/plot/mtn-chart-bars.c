/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Bars, histograms, and the short marks across a category. */

#include "mtn-chart-view-private.h"

#include <math.h>

#define OUTLINE_ALPHA 0.12

static void
fill_bars (MtnChartView *self, cairo_t *cr, guint index, gboolean faint)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  MtnPlotColor color = mtn_chart_series_color (series, self->theme);
  MtnPlotRect rect;
  gboolean any = FALSE;

  for (gsize i = 0; i < series->n; i++)
    if ((series->faint != NULL && series->faint[i]) == faint && mtn_chart_view_bar (self, index, i, &rect))
      {
        /* Neighbours in a histogram are told apart by a hair. */
        double hair = series->kind == MTN_SERIES_HISTOGRAM && rect.width > 4 ? 1 : 0;

        cairo_rectangle (cr, rect.x, rect.y, rect.width - hair, rect.height);
        any = TRUE;
      }
  if (!any)
    return;

  mtn_plot_color_set (faint ? self->theme->faint : color, cr);
  cairo_fill (cr);
  if (!series->hatched)
    return;
  for (gsize i = 0; i < series->n; i++)
    if ((series->faint != NULL && series->faint[i]) == faint && mtn_chart_view_bar (self, index, i, &rect))
      mtn_chart_hatch (cr, &rect, self->theme->background);
}

static void
draw_intervals (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);
  MtnPlotRect rect;

  for (gsize i = 0; i < series->n; i++)
    {
      double low = mtn_plot_scale_to_pixel (y, series->low[i]);
      double high = mtn_plot_scale_to_pixel (y, series->high[i]);
      double middle;
      double cap;

      if (isnan (low) || isnan (high) || !mtn_chart_view_bar (self, index, i, &rect))
        continue;
      middle = self->chart->horizontal ? rect.y + rect.height / 2 : rect.x + rect.width / 2;
      cap = MIN (3, (self->chart->horizontal ? rect.height : rect.width) / 3);
      if (self->chart->horizontal)
        {
          cairo_move_to (cr, low, middle);
          cairo_line_to (cr, high, middle);
          cairo_move_to (cr, low, middle - cap);
          cairo_line_to (cr, low, middle + cap);
          cairo_move_to (cr, high, middle - cap);
          cairo_line_to (cr, high, middle + cap);
        }
      else
        {
          cairo_move_to (cr, middle, low);
          cairo_line_to (cr, middle, high);
          cairo_move_to (cr, middle - cap, low);
          cairo_line_to (cr, middle + cap, low);
          cairo_move_to (cr, middle - cap, high);
          cairo_line_to (cr, middle + cap, high);
        }
    }
  mtn_plot_color_set (self->theme->text, cr);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

char *
mtn_chart_value_text (MtnChartView *self, double value)
{
  return self->decimals < 0 ? mtn_plot_number (value) : mtn_plot_number_fixed (value, self->decimals);
}

/* All numbers or none: some of them would look as if they were the important ones. */
static gboolean
values_fit (MtnChartView *self, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  MtnPlotRect rect;

  for (gsize i = 0; i < series->n; i++)
    {
      g_autofree char *label = mtn_chart_value_text (self, series->y[i]);

      if (!mtn_chart_view_bar (self, index, i, &rect))
        continue;
      if (self->chart->horizontal)
        return rect.height >= self->label_height * 0.72;
      if (mtn_plot_text_width (self->text, label, self->theme->font_size, FALSE) > rect.width + 4)
        return FALSE;
    }

  return TRUE;
}

/* On a little of the background: a mark may run through it. */
static void
draw_value (MtnChartView *self,
            cairo_t *cr,
            const char *label,
            const MtnPlotRect *bar,
            double end,
            gboolean negative)
{
  double width = mtn_plot_text_width (self->text, label, self->theme->font_size, FALSE);
  double x = negative ? bar->x - 4 - width : end + 4;
  double y = bar->y + (bar->height - self->label_height) / 2;

  if (!self->chart->horizontal)
    {
      x = bar->x + (bar->width - width) / 2;
      y = negative ? bar->y + bar->height : MIN (end, bar->y) - self->label_height;
    }
  cairo_rectangle (cr, x - 1, y + 2, width + 2, self->label_height - 4);
  cairo_set_source_rgba (cr, self->theme->background.red, self->theme->background.green,
                         self->theme->background.blue, 0.75);
  cairo_fill (cr);
  mtn_plot_text_draw (self->text, cr, label, self->theme->font_size, FALSE, self->theme->text, x, y, 0, 0);
}

static void
draw_values (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);
  MtnPlotRect rect;

  if (!values_fit (self, index))
    return;

  for (gsize i = 0; i < series->n; i++)
    {
      g_autofree char *label = mtn_chart_value_text (self, series->y[i]);
      double end =
          mtn_plot_scale_to_pixel (y, series->high != NULL && isfinite (series->high[i]) ? series->high[i]
                                                                                         : series->y[i]);
      gboolean negative = series->y[i] < 0;

      if (isnan (end) || !mtn_chart_view_bar (self, index, i, &rect))
        continue;
      draw_value (self, cr, label, &rect, end, negative);
    }
}

static guint
count_histograms (MtnChartView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->chart->series->len; i++)
    n += MTN_VIEW_SERIES (self, i)->kind == MTN_SERIES_HISTOGRAM && !MTN_VIEW_SERIES (self, i)->hidden;

  return n;
}

/* Several histograms in one chart are drawn as outlines, so that none hides another. */
static void
draw_outline (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  MtnPlotColor color = mtn_chart_series_color (series, self->theme);
  MtnPlotRect rect;
  gboolean open = FALSE;
  double foot = 0;
  double end = 0;

  for (gsize i = 0; i < series->n; i++)
    {
      if (!mtn_chart_view_bar (self, index, i, &rect))
        continue;
      foot = rect.y + rect.height;
      end = rect.x + rect.width;
      if (!open)
        cairo_move_to (cr, rect.x, foot);
      cairo_line_to (cr, rect.x, rect.y);
      cairo_line_to (cr, end, rect.y);
      open = TRUE;
    }
  if (!open)
    return;

  cairo_line_to (cr, end, foot);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, OUTLINE_ALPHA);
  cairo_fill_preserve (cr);
  mtn_plot_color_set (color, cr);
  mtn_chart_set_dash (cr, series->dash, 2);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_marks (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  MtnPlotRect rect;

  for (gsize i = 0; i < series->n; i++)
    {
      MtnPlotPoint point = mtn_chart_view_point (self, series->x[i], series->y[i]);

      if (isnan (point.x) || !mtn_chart_view_bar (self, index, i, &rect))
        continue;
      if (self->chart->horizontal)
        {
          cairo_move_to (cr, point.x, rect.y);
          cairo_line_to (cr, point.x, rect.y + rect.height);
        }
      else
        {
          cairo_move_to (cr, rect.x, point.y);
          cairo_line_to (cr, rect.x + rect.width, point.y);
        }
    }
  /* Through a bar it must be seen too, whatever the bar's colour. */
  mtn_plot_color_set (self->theme->background, cr);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  mtn_plot_color_set (mtn_chart_series_color (series, self->theme), cr);
  mtn_chart_set_dash (cr, series->dash, 2);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

void
mtn_chart_draw_bars (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);

  cairo_save (cr);
  cairo_new_path (cr);
  if (series->kind == MTN_SERIES_MARK)
    {
      draw_marks (self, cr, index);
    }
  else if (series->kind == MTN_SERIES_HISTOGRAM && !self->chart->horizontal && count_histograms (self) > 1)
    {
      draw_outline (self, cr, index);
    }
  else
    {
      fill_bars (self, cr, index, FALSE);
      fill_bars (self, cr, index, TRUE);
      if (series->low != NULL && series->high != NULL)
        draw_intervals (self, cr, index);
    }
  cairo_restore (cr);
}

void
mtn_chart_draw_bar_values (MtnChartView *self, cairo_t *cr, guint index)
{
  if (!self->chart->values)
    return;

  cairo_save (cr);
  cairo_new_path (cr);
  draw_values (self, cr, index);
  cairo_restore (cr);
}
