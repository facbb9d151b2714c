/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-zoom.h"

#include <math.h>

/* A stroke: of a box that is no higher only the width is meant. */
#define FLAT 8.0

/* Of the whole range. Closer, doubles and labels have nothing more to tell. */
#define CLOSEST 1e-6

enum
{
  X_MIN,
  X_MAX,
  Y_MIN,
  Y_MAX,
};

/* Logarithms on a log scale: there, steps are factors. */
static double
to_scale (const MtnChartAxis *axis, double value)
{
  return axis->scale == MTN_SCALE_LOG ? log (value) : value;
}

static double
from_scale (const MtnChartAxis *axis, double value)
{
  return axis->scale == MTN_SCALE_LOG ? exp (value) : value;
}

static void
set_ends (MtnChart *chart, const double *ends)
{
  chart->x.min = ends[X_MIN];
  chart->x.max = ends[X_MAX];
  chart->y.min = ends[Y_MIN];
  chart->y.max = ends[Y_MAX];
}

void
mtn_chart_zoom_init (MtnChartZoom *self, MtnChart *chart)
{
  *self = (MtnChartZoom){ .axis = { chart->x.min, chart->x.max, chart->y.min, chart->y.max },
                          .part = { NAN, NAN, NAN, NAN } };
}

void
mtn_chart_zoom_apply (MtnChartZoom *self, MtnChart *chart)
{
  double ends[4];

  for (guint i = 0; i < 4; i++)
    ends[i] = isnan (self->part[i]) ? self->axis[i] : self->part[i];
  set_ends (chart, ends);
}

void
mtn_chart_zoom_reset (MtnChartZoom *self, MtnChart *chart)
{
  set_ends (chart, self->axis);
  mtn_chart_zoom_init (self, chart);
}

gboolean
mtn_chart_zoom_can (const MtnChart *chart, gboolean x)
{
  const MtnChartAxis *axis = x ? &chart->x : &chart->y;

  if (axis->scale == MTN_SCALE_CATEGORY)
    return FALSE;
  for (guint i = 0; i < chart->series->len && !x; i++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, i);

      if (series->kind == MTN_SERIES_BAR || series->kind == MTN_SERIES_HISTOGRAM)
        return FALSE;
    }

  return TRUE;
}

/* What there is to be seen without a zoom: the data may have grown since it began. */
static void
find_all (const MtnChartZoom *self, const MtnChart *chart, double *all)
{
  MtnChart whole = *chart;
  g_autoptr (MtnChartView) view = NULL;

  set_ends (&whole, self->axis);
  view = mtn_chart_view_new (&whole, NULL, 400, 300);
  mtn_chart_view_get_range (view, &all[X_MIN], &all[X_MAX], &all[Y_MIN], &all[Y_MAX]);
}

/* Both ends of an axis, on its scale. All of it is no zoom. */
static void
set_part (MtnChartZoom *self,
          const MtnChartAxis *axis,
          guint first,
          double min,
          double max,
          const double *all)
{
  double whole_min = to_scale (axis, all[first]);
  double whole_max = to_scale (axis, all[first + 1]);
  double whole = whole_max - whole_min;

  if (!(max - min > whole * CLOSEST))
    return;

  if (max - min >= whole * (1 - 1e-9))
    {
      self->part[first] = self->part[first + 1] = NAN;
      return;
    }
  if (min < whole_min)
    {
      max += whole_min - min;
      min = whole_min;
    }
  if (max > whole_max)
    {
      min -= max - whole_max;
      max = whole_max;
    }
  self->part[first] = from_scale (axis, min);
  self->part[first + 1] = from_scale (axis, max);
}

static gboolean
finish (MtnChartZoom *self, MtnChart *chart, const double *before)
{
  gboolean changed = FALSE;

  self->is_on = FALSE;
  for (guint i = 0; i < 4; i++)
    {
      self->is_on = self->is_on || !isnan (self->part[i]);
      changed = changed || !(self->part[i] == before[i] || (isnan (self->part[i]) && isnan (before[i])));
    }
  mtn_chart_zoom_apply (self, chart);

  return changed;
}

static void
copy_part (const MtnChartZoom *self, double *before)
{
  for (guint i = 0; i < 4; i++)
    before[i] = self->part[i];
}

gboolean
mtn_chart_zoom_by (MtnChartZoom *self,
                   MtnChart *chart,
                   MtnChartView *view,
                   double px,
                   double py,
                   double factor)
{
  gboolean is_x = mtn_chart_zoom_can (chart, TRUE);
  const MtnChartAxis *axis = is_x ? &chart->x : &chart->y;
  guint first = is_x ? X_MIN : Y_MIN;
  double all[4], now[4], before[4];
  double x, y, still, min, max;

  if (!mtn_chart_zoom_can (chart, is_x) || !mtn_chart_view_to_value (view, px, py, &x, &y))
    return FALSE;

  copy_part (self, before);
  find_all (self, chart, all);
  mtn_chart_view_get_range (view, &now[X_MIN], &now[X_MAX], &now[Y_MIN], &now[Y_MAX]);
  still = to_scale (axis, is_x ? x : y);
  min = to_scale (axis, now[first]);
  max = to_scale (axis, now[first + 1]);
  set_part (self, axis, first, still - (still - min) * factor, still + (max - still) * factor, all);

  return finish (self, chart, before);
}

gboolean
mtn_chart_zoom_move (MtnChartZoom *self, MtnChart *chart, MtnChartView *view, double dx, double dy)
{
  MtnPlotRect area = mtn_chart_view_get_area (view);
  double all[4], now[4], before[4];

  if (!self->is_on || area.width <= 0 || area.height <= 0)
    return FALSE;

  copy_part (self, before);
  find_all (self, chart, all);
  mtn_chart_view_get_range (view, &now[X_MIN], &now[X_MAX], &now[Y_MIN], &now[Y_MAX]);
  for (guint i = 0; i < 2; i++)
    {
      const MtnChartAxis *axis = i == 0 ? &chart->x : &chart->y;
      guint first = i == 0 ? X_MIN : Y_MIN;
      double min = to_scale (axis, now[first]);
      double max = to_scale (axis, now[first + 1]);
      gboolean across = (i == 0) != chart->horizontal;
      /* What is taken by the pointer goes with it; upwards on the screen is the higher value. */
      double share = across ? -dx / area.width : dy / area.height;

      if (!isnan (self->part[first]))
        set_part (self, axis, first, min + share * (max - min), max + share * (max - min), all);
    }

  return finish (self, chart, before);
}

gboolean
mtn_chart_zoom_to (MtnChartZoom *self, MtnChart *chart, MtnChartView *view, MtnPlotRect box)
{
  MtnPlotRect area = mtn_chart_view_get_area (view);
  double left = CLAMP (box.x, area.x, area.x + area.width);
  double right = CLAMP (box.x + box.width, area.x, area.x + area.width);
  double top = CLAMP (box.y, area.y, area.y + area.height);
  double bottom = CLAMP (box.y + box.height, area.y, area.y + area.height);
  double all[4], before[4], x[2], y[2];

  if (right - left < FLAT && bottom - top < FLAT)
    return FALSE;
  if (!mtn_chart_view_to_value (view, left, bottom, &x[0], &y[0]) ||
      !mtn_chart_view_to_value (view, right, top, &x[1], &y[1]))
    return FALSE;

  copy_part (self, before);
  find_all (self, chart, all);
  for (guint i = 0; i < 2; i++)
    {
      const MtnChartAxis *axis = i == 0 ? &chart->x : &chart->y;
      gboolean across = (i == 0) != chart->horizontal;
      double one = to_scale (axis, i == 0 ? x[0] : y[0]);
      double other = to_scale (axis, i == 0 ? x[1] : y[1]);

      if (mtn_chart_zoom_can (chart, i == 0) && (across ? right - left : bottom - top) >= FLAT)
        set_part (self, axis, i == 0 ? X_MIN : Y_MIN, MIN (one, other), MAX (one, other), all);
    }

  return finish (self, chart, before);
}
