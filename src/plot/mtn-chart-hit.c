/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From a pixel back to points. */

#include "mtn-chart-view-private.h"

#include <math.h>

static gboolean
can_be_hit (MtnChartView *self, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);

  return !series->hidden && !mtn_chart_is_mark (self->chart, index) && series->kind != MTN_SERIES_REFERENCE &&
         series->kind != MTN_SERIES_EVENT && series->kind != MTN_SERIES_HEAT;
}

/* What lies outside of a part that has been zoomed into is not found. */
static gboolean
is_in (const MtnPlotScale *scale, double value)
{
  double hair = (scale->max - scale->min) * 1e-9;

  return value >= scale->min - hair && value <= scale->max + hair;
}

/* Where along the x axis a point is; of a column of a histogram its middle. */
static double
along (MtnChartView *self, const MtnChartSeries *series, gsize i)
{
  const MtnPlotScale *x = mtn_chart_view_x_scale (self);

  if (!mtn_plot_scale_can (mtn_chart_view_y_scale (self), series->y[i]))
    return NAN;
  if (series->kind == MTN_SERIES_HISTOGRAM)
    return (mtn_plot_scale_to_pixel (x, series->x[i]) + mtn_plot_scale_to_pixel (x, series->x[i + 1])) / 2;

  return is_in (x, series->x[i]) ? mtn_plot_scale_to_pixel (x, series->x[i]) : NAN;
}

static gboolean
nearest (MtnChartView *self, guint index, double at, double upon, MtnChartHit *hit)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  const MtnPlotScale *y = mtn_chart_view_y_scale (self);
  double best = G_MAXDOUBLE;
  double best_upon = G_MAXDOUBLE;
  gboolean found = FALSE;

  for (gsize i = 0; i < series->n; i++)
    {
      double place = along (self, series, i);
      double distance = fabs (place - at);
      double height;

      /* Also passes over NaN. */
      if (!(distance <= best))
        continue;
      height = mtn_plot_scale_to_pixel (y, series->y[i]);
      if (distance == best && fabs (height - upon) >= best_upon)
        continue;
      found = TRUE;
      best = distance;
      best_upon = fabs (height - upon);
      hit->series = index;
      hit->index = i;
      hit->x = series->kind == MTN_SERIES_HISTOGRAM
                   ? mtn_plot_scale_to_value (mtn_chart_view_x_scale (self), place)
                   : series->x[i];
      hit->y = series->y[i];
      hit->low = series->low != NULL ? series->low[i] : NAN;
      hit->high = series->high != NULL ? series->high[i] : NAN;
      hit->px = self->chart->horizontal ? height : place;
      hit->py = self->chart->horizontal ? place : height;
    }

  return found;
}

static gboolean
cell_at (MtnChartView *self, guint index, double px, double py, MtnChartHit *hit)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);
  double column = floor (mtn_plot_scale_to_value (&self->across, px) + 0.5);
  double row = floor (mtn_plot_scale_to_value (&self->up, py) + 0.5);
  gsize i;

  if (series->hidden || series->columns == 0 || !(column >= 0 && column < series->columns) ||
      !(row >= 0 && row < series->n / series->columns))
    return FALSE;

  i = (gsize) row * series->columns + (gsize) column;
  *hit = (MtnChartHit){ index,
                        i,
                        column,
                        series->y[i],
                        NAN,
                        NAN,
                        mtn_plot_scale_to_pixel (&self->across, column),
                        mtn_plot_scale_to_pixel (&self->up, row) };

  return isfinite (series->y[i]);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const MtnChartHit *one = a;
  const MtnChartHit *other = b;

  if (one->y != other->y)
    return one->y > other->y ? -1 : 1;

  return one->series < other->series ? -1 : one->series > other->series;
}

/* Of categories, and of epochs, one is meant: what another series has elsewhere is not to be read there. */
static void
keep_nearest (MtnChartView *self, GArray *hits, double at)
{
  double nearest_x = NAN, best = G_MAXDOUBLE;

  for (guint i = 0; i < hits->len; i++)
    {
      const MtnChartHit *hit = &g_array_index (hits, MtnChartHit, i);
      double distance = fabs ((self->chart->horizontal ? hit->py : hit->px) - at);

      if (distance < best)
        {
          best = distance;
          nearest_x = hit->x;
        }
    }
  for (guint i = hits->len; i-- > 0;)
    if (g_array_index (hits, MtnChartHit, i).x != nearest_x)
      g_array_remove_index (hits, i);
}

GArray *
mtn_chart_view_hit (MtnChartView *self, double px, double py)
{
  GArray *hits = g_array_new (FALSE, TRUE, sizeof (MtnChartHit));
  double at = self->chart->horizontal ? py : px;
  double upon = self->chart->horizontal ? px : py;

  if (self->empty || self->area.width < MTN_LEAST_AREA || self->area.height < MTN_LEAST_AREA ||
      !mtn_chart_view_to_value (self, px, py, NULL, NULL))
    return hits;

  for (guint i = 0; i < self->chart->series->len; i++)
    {
      MtnChartHit hit = { 0 };
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->kind == MTN_SERIES_HEAT ? cell_at (self, i, px, py, &hit)
                                          : can_be_hit (self, i) && nearest (self, i, at, upon, &hit))
        g_array_append_val (hits, hit);
    }
  if (mtn_chart_view_x_scale (self)->kind == MTN_SCALE_CATEGORY || mtn_chart_view_x_scale (self)->whole)
    keep_nearest (self, hits, at);
  g_array_sort (hits, compare_hits);

  return hits;
}

double
mtn_chart_view_step (MtnChartView *self, double x, int direction)
{
  const MtnPlotScale *scale = mtn_chart_view_x_scale (self);
  double best = NAN;

  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (!can_be_hit (self, i))
        continue;
      for (gsize j = 0; j < series->n; j++)
        {
          double place = series->kind == MTN_SERIES_HISTOGRAM && isfinite (series->x[j + 1])
                             ? series->x[j] / 2 + series->x[j + 1] / 2
                             : series->x[j];

          if (!mtn_plot_scale_can (scale, place) || !is_in (scale, place) ||
              !mtn_plot_scale_can (mtn_chart_view_y_scale (self), series->y[j]))
            continue;
          /* From nowhere the first step is onto the first or the last one. */
          if (direction > 0 ? (isnan (x) || place > x) && !(best <= place)
                            : (isnan (x) || place < x) && !(best >= place))
            best = place;
        }
    }

  return isnan (best) ? x : best;
}
