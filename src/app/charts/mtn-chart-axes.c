/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-axes.h"

#include <math.h>

/* Kinds of both axes as the figure came, of one chart. */
typedef struct
{
  MtnScaleKind x, y;
  gboolean from_zero;
} Came;

struct _MtnChartAxes
{
  MtnFigure *figure;
  guint n;
  Came *came; /* [n] */
};

static gboolean
is_numeric (MtnScaleKind kind)
{
  return kind == MTN_SCALE_LINEAR || kind == MTN_SCALE_LOG;
}

MtnChartAxes *
mtn_chart_axes_new (MtnFigure *figure)
{
  MtnChartAxes *self = g_new0 (MtnChartAxes, 1);

  self->figure = figure;
  self->n = figure != NULL ? mtn_figure_get_n_charts (figure) : 0;
  self->came = g_new0 (Came, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      const MtnChart *chart = mtn_figure_get_chart (figure, i);

      self->came[i] = (Came){ chart->x.scale, chart->y.scale, chart->y.from_zero };
    }

  return self;
}

void
mtn_chart_axes_free (MtnChartAxes *self)
{
  if (self == NULL)
    return;

  g_free (self->came);
  g_free (self);
}

static MtnScaleKind
get_kind (MtnChartAxes *self, guint chart, gboolean x)
{
  return x ? self->came[chart].x : self->came[chart].y;
}

gboolean
mtn_chart_axes_can (MtnChartAxes *self, gboolean x)
{
  for (guint i = 0; i < self->n; i++)
    if (is_numeric (get_kind (self, i, x)))
      return TRUE;

  return FALSE;
}

gboolean
mtn_chart_axes_came_log (MtnChartAxes *self, gboolean x)
{
  return self->n > 0 && get_kind (self, 0, x) == MTN_SCALE_LOG;
}

gboolean
mtn_chart_axes_came_from_zero (MtnChartAxes *self)
{
  return self->n > 0 && self->came[0].from_zero;
}

static guint
count_without_logarithm (const MtnChart *chart, gboolean x)
{
  guint n = 0;

  for (guint i = 0; i < chart->series->len; i++)
    {
      const MtnChartSeries *series = g_ptr_array_index (chart->series, i);
      const double *values = x ? series->x : series->y;
      gboolean is_line_at = series->kind == MTN_SERIES_REFERENCE || series->kind == MTN_SERIES_EVENT;

      if (series->hidden || values == NULL || (is_line_at && (series->kind == MTN_SERIES_EVENT) != x))
        continue;
      for (gsize j = 0; j < series->n; j++)
        n += isfinite (values[j]) && values[j] <= 0;
    }

  return n;
}

guint
mtn_chart_axes_count_without_logarithm (MtnChartAxes *self, gboolean x)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    if (is_numeric (get_kind (self, i, x)))
      n += count_without_logarithm (mtn_figure_get_chart (self->figure, i), x);

  return n;
}

void
mtn_chart_axes_apply (MtnChartAxes *self, gboolean log_x, gboolean log_y, gboolean from_zero)
{
  for (guint i = 0; i < self->n; i++)
    {
      MtnChart *chart = mtn_figure_get_chart (self->figure, i);

      if (is_numeric (self->came[i].x))
        chart->x.scale = log_x ? MTN_SCALE_LOG : MTN_SCALE_LINEAR;
      if (is_numeric (self->came[i].y))
        {
          chart->y.scale = log_y ? MTN_SCALE_LOG : MTN_SCALE_LINEAR;
          chart->y.from_zero = from_zero && !log_y;
        }
    }
}
