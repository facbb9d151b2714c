/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From values to the ends of the scales. */

#include "mtn-chart-view-private.h"

#include <math.h>

typedef struct
{
  double min, max;
} Range;

static void
include (Range *range, const MtnPlotScale *scale, double value)
{
  if (!mtn_plot_scale_can (scale, value))
    return;
  /* Written so that the first value replaces NaN. */
  if (!(range->min <= value))
    range->min = value;
  if (!(range->max >= value))
    range->max = value;
}

static void
include_series (const MtnChartSeries *series,
                const MtnPlotScale *x_scale,
                const MtnPlotScale *y_scale,
                Range *x,
                Range *y)
{
  if (series->kind == MTN_SERIES_HEAT)
    return;

  for (gsize i = 0; i < series->n; i++)
    {
      if (series->kind != MTN_SERIES_EVENT && mtn_plot_scale_can (y_scale, series->y[i]))
        {
          include (y, y_scale, series->y[i]);
          if (series->raw != NULL)
            include (y, y_scale, series->raw[i]);
          if (series->low != NULL)
            include (y, y_scale, series->low[i]);
          if (series->high != NULL)
            include (y, y_scale, series->high[i]);
        }
      if (series->kind != MTN_SERIES_REFERENCE)
        include (x, x_scale, series->x[i]);
    }
  if (series->kind == MTN_SERIES_HISTOGRAM && series->n > 0)
    include (x, x_scale, series->x[series->n]);
}

static gboolean
stands_on_zero (MtnChartView *self)
{
  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->kind == MTN_SERIES_BAR || series->kind == MTN_SERIES_HISTOGRAM)
        return TRUE;
    }

  return FALSE;
}

/* A range of one value, or of none, becomes one that can be drawn. */
static void
widen (Range *range, MtnScaleKind kind)
{
  double margin;

  if (isnan (range->min))
    {
      range->min = kind == MTN_SCALE_LOG ? 1 : 0;
      range->max = kind == MTN_SCALE_LOG ? 10 : 1;
      return;
    }
  if (range->min < range->max)
    return;

  if (kind == MTN_SCALE_LOG)
    {
      range->min /= 2;
      range->max = MIN (range->max * 2, G_MAXDOUBLE);
      if (!(range->min > 0 && range->min < range->max))
        {
          range->min = 1;
          range->max = 10;
        }
      return;
    }

  margin = kind == MTN_SCALE_TIME ? 12 * 3600 : range->min == 0 ? 1 : fabs (range->min) * 0.1;
  range->min -= margin;
  range->max += margin;
  /* The largest doubles have no room around them. */
  range->min = CLAMP (range->min, -G_MAXDOUBLE / 4, G_MAXDOUBLE / 4);
  range->max = CLAMP (range->max, -G_MAXDOUBLE / 4, G_MAXDOUBLE / 4);
  if (!(range->min < range->max))
    {
      range->min = -G_MAXDOUBLE / 2;
      range->max = G_MAXDOUBLE / 2;
    }
}

static void
settle (MtnChartView *self, MtnPlotScale *scale, Range range, const MtnChartAxis *axis, gboolean from_zero)
{
  gboolean has_min = mtn_plot_scale_can (scale, axis->min);
  gboolean has_max = mtn_plot_scale_can (scale, axis->max);

  if (from_zero && scale->kind == MTN_SCALE_LINEAR && !isnan (range.min))
    {
      range.min = MIN (range.min, 0);
      range.max = MAX (range.max, 0);
      /* Bars of nothing: upwards, as those of something would be. */
      if (range.min == range.max)
        range.max = 1;
    }
  /* A bar needs some height even where it stands for the least. */
  if (from_zero && scale->kind == MTN_SCALE_LOG && range.min / 2 > 0)
    range.min /= 2;
  self->cuts = self->cuts || (has_min && range.min < axis->min) || (has_max && range.max > axis->max);
  if (has_min)
    range.min = axis->min;
  if (has_max)
    range.max = axis->max;
  if (has_min && !(range.max > range.min))
    range.max = has_max ? NAN : range.min;
  if (isnan (range.max))
    range.min = NAN;

  widen (&range, scale->kind);
  scale->min = range.min;
  scale->max = range.max;
}

static void
settle_categories (MtnChartView *self,
                   MtnPlotScale *scale,
                   const MtnChartAxis *axis,
                   Range range,
                   gsize n_heat)
{
  double n = axis->categories != NULL ? g_strv_length (axis->categories) : 0;

  if (isfinite (range.max))
    n = MAX (n, floor (range.max) + 1);
  n = MAX (n, n_heat);

  scale->min = -0.5;
  scale->max = MAX (n, 1) - 0.5;
}

void
mtn_chart_view_find_range (MtnChartView *self, MtnPlotScale *x, MtnPlotScale *y)
{
  const MtnChart *chart = self->chart;
  Range x_range = { NAN, NAN };
  Range y_range = { NAN, NAN };
  gsize heat_rows = 0;
  gsize heat_columns = 0;

  x->kind = chart->x.scale;
  x->whole = chart->x.whole;
  y->kind = chart->y.scale;
  y->whole = chart->y.whole;
  self->heat_min = self->heat_max = NAN;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->hidden)
        continue;
      include_series (series, x, y, &x_range, &y_range);
      if (series->kind == MTN_SERIES_HEAT && series->columns > 0)
        {
          Range heat = { self->heat_min, self->heat_max };
          MtnPlotScale linear = { MTN_SCALE_LINEAR };

          heat_columns = MAX (heat_columns, series->columns);
          heat_rows = MAX (heat_rows, series->n / series->columns);
          for (gsize j = 0; j < series->n; j++)
            include (&heat, &linear, series->y[j]);
          self->heat_min = heat.min;
          self->heat_max = heat.max;
        }
    }
  self->empty = (isnan (x_range.min) || isnan (y_range.min)) && isnan (self->heat_min);

  if (x->kind == MTN_SCALE_CATEGORY)
    settle_categories (self, x, &chart->x, x_range, heat_columns);
  else
    settle (self, x, x_range, &chart->x, chart->x.from_zero);
  if (y->kind == MTN_SCALE_CATEGORY)
    settle_categories (self, y, &chart->y, y_range, heat_rows);
  else
    settle (self, y, y_range, &chart->y, chart->y.from_zero || stands_on_zero (self));
}
