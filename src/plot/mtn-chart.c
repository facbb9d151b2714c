/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart.h"

#include <math.h>
#include <string.h>

#include "mtn-plot-text.h"
#include "mtn-plot-theme.h"

static double *
copy_values (const double *values, gsize n)
{
  return values == NULL || n == 0 ? NULL : g_memdup2 (values, n * sizeof (double));
}

static void
series_free (MtnChartSeries *self)
{
  g_free (self->name);
  g_free (self->x);
  g_free (self->y);
  g_free (self->low);
  g_free (self->high);
  g_free (self->raw);
  g_free (self->faint);
  g_free (self);
}

static void
axis_clear (MtnChartAxis *self)
{
  g_free (self->name);
  g_free (self->unit);
  g_strfreev (self->categories);
}

MtnChart *
mtn_chart_new (const char *title)
{
  MtnChart *self = g_new0 (MtnChart, 1);

  self->title = mtn_plot_text_clean (title);
  self->x.min = self->x.max = self->y.min = self->y.max = NAN;
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) series_free);
  self->span = 1;

  return self;
}

void
mtn_chart_free (MtnChart *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->note);
  axis_clear (&self->x);
  axis_clear (&self->y);
  g_ptr_array_unref (self->series);
  g_free (self);
}

static MtnChartSeries *
series_copy (const MtnChartSeries *self)
{
  MtnChartSeries *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->x = copy_values (self->x, self->kind == MTN_SERIES_HISTOGRAM && self->n > 0 ? self->n + 1 : self->n);
  copy->y = copy_values (self->y, self->n);
  copy->low = copy_values (self->low, self->n);
  copy->high = copy_values (self->high, self->n);
  copy->raw = copy_values (self->raw, self->n);
  copy->faint = g_memdup2 (self->faint, self->n);
  copy->reserved = self->n;

  return copy;
}

static void
axis_copy (MtnChartAxis *copy)
{
  copy->name = g_strdup (copy->name);
  copy->unit = g_strdup (copy->unit);
  copy->categories = g_strdupv (copy->categories);
}

MtnChart *
mtn_chart_copy (const MtnChart *self)
{
  MtnChart *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->note = g_strdup (self->note);
  axis_copy (&copy->x);
  axis_copy (&copy->y);
  copy->series = g_ptr_array_new_with_free_func ((GDestroyNotify) series_free);
  for (guint i = 0; i < self->series->len; i++)
    g_ptr_array_add (copy->series, series_copy (g_ptr_array_index (self->series, i)));

  return copy;
}

void
mtn_chart_set_note (MtnChart *self, const char *note)
{
  char *clean = mtn_plot_text_clean (note);

  g_free (self->note);
  self->note = clean;
}

void
mtn_chart_axis_set (MtnChartAxis *self, const char *name, const char *unit, MtnScaleKind scale)
{
  char *clean_name = mtn_plot_text_clean (name);
  char *clean_unit = mtn_plot_text_clean (unit);

  g_free (self->name);
  g_free (self->unit);
  self->name = clean_name;
  self->unit = clean_unit;
  self->scale = scale;
}

void
mtn_chart_axis_set_categories (MtnChartAxis *self, const char *const *names)
{
  guint n = g_strv_length ((char **) names);
  char **clean = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    clean[i] = mtn_plot_text_clean (names[i]);

  g_strfreev (self->categories);
  self->categories = clean;
  self->scale = MTN_SCALE_CATEGORY;
}

MtnMarker
mtn_chart_marker_for (guint color)
{
  return MTN_MARKER_DISC + (color + color / MTN_PLOT_N_COLORS) % (MTN_N_MARKERS - 1);
}

static MtnChartSeries *
add_series (MtnChart *self, MtnSeriesKind kind, const char *name)
{
  MtnChartSeries *series = g_new0 (MtnChartSeries, 1);

  series->kind = kind;
  series->name = mtn_plot_text_clean (name);
  series->color = kind == MTN_SERIES_MARK || kind == MTN_SERIES_REFERENCE || kind == MTN_SERIES_EVENT
                      ? MTN_CHART_INK
                      : self->series->len;
  g_ptr_array_add (self->series, series);

  return series;
}

MtnChartSeries *
mtn_chart_add (MtnChart *self,
               MtnSeriesKind kind,
               const char *name,
               const double *x,
               const double *y,
               gsize n)
{
  MtnChartSeries *series;
  gsize n_x = kind == MTN_SERIES_HISTOGRAM && n > 0 ? n + 1 : n;

  g_return_val_if_fail (y != NULL || n == 0, NULL);
  g_return_val_if_fail (n < G_MAXSIZE / sizeof (double) - 1, NULL);

  series = add_series (self, kind, name);
  series->n = series->reserved = n;
  series->y = copy_values (y, n);
  series->x = copy_values (x, n_x);
  if (series->x == NULL && n > 0)
    {
      series->x = g_new (double, n_x);
      for (gsize i = 0; i < n_x; i++)
        series->x[i] = i;
    }
  if (kind == MTN_SERIES_LINE || kind == MTN_SERIES_POINTS)
    series->marker = MTN_MARKER_DISC + series->color % (MTN_N_MARKERS - 1);

  return series;
}

MtnChartSeries *
mtn_chart_add_line_at (MtnChart *self, MtnSeriesKind kind, const char *name, double value)
{
  MtnChartSeries *series;

  g_return_val_if_fail (kind == MTN_SERIES_REFERENCE || kind == MTN_SERIES_EVENT, NULL);

  series = add_series (self, kind, name);
  series->n = 1;
  series->x = copy_values (&value, 1);
  series->y = copy_values (&value, 1);
  series->dash = MTN_DASH_DASHED;

  return series;
}

MtnChartSeries *
mtn_chart_add_heat (MtnChart *self, const char *name, const double *values, gsize rows, gsize columns)
{
  MtnChartSeries *series;

  g_return_val_if_fail (rows == 0 || columns <= G_MAXSIZE / sizeof (double) / rows, NULL);

  series = add_series (self, MTN_SERIES_HEAT, name);
  self->x.scale = self->y.scale = MTN_SCALE_CATEGORY;
  series->n = rows * columns;
  series->columns = columns;
  series->y = copy_values (values, series->n);

  return series;
}

void
mtn_chart_series_set_interval (MtnChartSeries *self, const double *low, const double *high)
{
  double *new_low = copy_values (low, self->n);
  double *new_high = copy_values (high, self->n);

  g_free (self->low);
  g_free (self->high);
  self->low = new_low;
  self->high = new_high;
}

void
mtn_chart_series_set_faint (MtnChartSeries *self, const gboolean *faint)
{
  g_free (self->faint);
  self->faint = g_new0 (guint8, MAX (self->n, 1));
  for (gsize i = 0; i < self->n; i++)
    self->faint[i] = faint[i] != FALSE;
}

gboolean
mtn_chart_is_mark (const MtnChart *self, guint index)
{
  const MtnChartSeries *series = g_ptr_array_index (self->series, index);

  return index > 0 && series->kind == MTN_SERIES_POINTS && series->name == NULL;
}

void
mtn_chart_series_append (MtnChartSeries *self, double x, double y)
{
  g_return_if_fail (self->kind == MTN_SERIES_LINE || self->kind == MTN_SERIES_POINTS);
  g_return_if_fail (self->low == NULL && self->high == NULL && self->faint == NULL && self->raw == NULL);

  if (self->n == self->reserved)
    {
      self->reserved = MAX (64, 2 * self->reserved);
      self->x = g_renew (double, self->x, self->reserved);
      self->y = g_renew (double, self->y, self->reserved);
    }
  self->x[self->n] = x;
  self->y[self->n] = y;
  self->n++;
}
