/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-scale.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define DAY (24 * 3600.0)
#define YEAR (365.2425 * DAY)

/* More are never asked for, and would never fit. */
#define MOST_TICKS 100

static void
clear_tick (gpointer data)
{
  g_free (((MtnPlotTick *) data)->label);
}

static void
append (GArray *ticks, double value, char *label)
{
  MtnPlotTick tick = { value, label };

  g_array_append_val (ticks, tick);
}

static void
add_linear (GArray *ticks, const MtnPlotScale *scale, guint max_ticks)
{
  double nice = mtn_plot_nice_step (scale->max - scale->min, max_ticks - 1);
  double step = scale->whole ? MAX (nice, 1) : nice;
  double first = ceil (scale->min / step - 1e-9);
  double last = floor (scale->max / step + 1e-9);
  double size = MAX (fabs (scale->min), fabs (scale->max));
  /* All labels of an axis have the decimals of its step. Where that is hard to read, and three digits
   * tell them apart, each is written for itself.
   */
  int decimals = MAX (0, -(int) floor (log10 (step) + 1e-9));
  gboolean fixed = size < 100 * step ? decimals <= 4 && size < 1e6 : decimals <= 12 && size < 1e15;

  /* Epoch 1, then 5, 10 …, if it does not crowd them. */
  if (scale->whole && scale->min == floor (scale->min) && first * step - scale->min >= step * 0.5)
    append (ticks, scale->min, mtn_plot_number (scale->min));

  for (double i = first; i <= last && ticks->len < max_ticks; i++)
    {
      double value = i * step;

      append (ticks, value,
              value == 0 ? g_strdup ("0")
              : fixed    ? mtn_plot_number_fixed (value, decimals)
                         : mtn_plot_number (value));
    }
}

/* The densest of these that fits; where it would be one number alone, round numbers as on a linear scale. */
static void
add_log (GArray *ticks, const MtnPlotScale *scale, guint max_ticks)
{
  static const struct
  {
    guint n;
    double values[3];
  } densities[] = { { 3, { 1, 2, 5 } }, { 2, { 1, 3 } }, { 1, { 1 } } };
  int first = (int) floor (log10 (scale->min) + 1e-9);
  int last = (int) ceil (log10 (scale->max) - 1e-9);
  int stride = 1;

  while ((last - first) / stride + 1 > (int) max_ticks)
    stride++;

  for (guint d = stride > 1 ? 2 : 0; d < G_N_ELEMENTS (densities); d++)
    {
      g_array_set_size (ticks, 0);
      for (int decade = first; decade <= last; decade += stride)
        for (guint j = 0; j < densities[d].n; j++)
          {
            double value = densities[d].values[j] * pow (10, decade);

            if (value >= scale->min * (1 - 1e-9) && value <= scale->max * (1 + 1e-9))
              append (ticks, value, mtn_plot_number (value));
          }
      if (ticks->len <= max_ticks)
        break;
    }

  if (ticks->len < 2)
    {
      g_array_set_size (ticks, 0);
      add_linear (ticks, scale, max_ticks);
    }
}

static void
add_months (GArray *ticks, const MtnPlotScale *scale, guint months)
{
  /* xgettext:no-c-format */
  /* Translators: a month on the axis of a chart, as g_date_time_format() takes it: short */
  const char *format = C_ ("axis", "%Y-%m");
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc ((gint64) scale->min);
  int month;

  if (start == NULL)
    return;

  month = g_date_time_get_year (start) * 12 + g_date_time_get_month (start) - 1;
  for (month = (month + (int) months - 1) / (int) months * (int) months; ticks->len < MOST_TICKS;
       month += (int) months)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);
      double value;

      if (time == NULL)
        return;
      value = (double) g_date_time_to_unix (time);
      if (value > scale->max)
        return;
      if (value >= scale->min)
        append (ticks, value, g_date_time_format (time, months % 12 == 0 ? "%Y" : format));
    }
}

char *
mtn_plot_time (GDateTime *time, double step)
{
  /* xgettext:no-c-format */
  /* Translators: a day on the axis of a chart, as g_date_time_format() takes it: short */
  return g_date_time_format (time, step >= DAY ? C_ ("axis", "%Y-%m-%d") : "%H:%M");
}

char *
mtn_plot_moment (GDateTime *time)
{
  /* xgettext:no-c-format */
  /* Translators: day and time on the axis of a chart, as g_date_time_format() takes it */
  return g_date_time_format (time, C_ ("axis", "%Y-%m-%d %H:%M"));
}

static void
add_seconds (GArray *ticks, const MtnPlotScale *scale, double step)
{
  for (double value = ceil (scale->min / step) * step; value <= scale->max && ticks->len < MOST_TICKS;
       value += step)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) value);

      if (time != NULL)
        append (ticks, value,
                step >= 60 ? mtn_plot_time (time, step) : g_date_time_format (time, "%H:%M:%S"));
    }
}

static void
add_time (GArray *ticks, const MtnPlotScale *scale, guint max_ticks)
{
  static const double seconds[] = { 1,    2,     5,     15,    30,    60,      120,     300,     900,
                                    1800, 3600., 7200., 21600, 43200, 1 * DAY, 2 * DAY, 7 * DAY, 14 * DAY };
  static const guint months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000 };
  double range = scale->max - scale->min;

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (floor (range / seconds[i]) + 1 <= max_ticks)
      {
        add_seconds (ticks, scale, seconds[i]);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (floor (range / (months[i] * YEAR / 12)) + 1 <= max_ticks)
      {
        add_months (ticks, scale, months[i]);
        return;
      }
}

GArray *
mtn_plot_ticks_empty (void)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (MtnPlotTick));

  g_array_set_clear_func (ticks, clear_tick);
  return ticks;
}

GArray *
mtn_plot_ticks_new (const MtnPlotScale *self, guint max_ticks)
{
  GArray *ticks = mtn_plot_ticks_empty ();

  max_ticks = CLAMP (max_ticks, 2, MOST_TICKS);

  /* Also for NaN; a range that overflows has no steps. */
  if (!(self->min < self->max) || !isfinite (self->max - self->min))
    return ticks;

  switch (self->kind)
    {
    case MTN_SCALE_LINEAR:
      add_linear (ticks, self, max_ticks);
      break;
    case MTN_SCALE_LOG:
      if (self->min > 0)
        add_log (ticks, self, max_ticks);
      break;
    case MTN_SCALE_TIME:
      add_time (ticks, self, max_ticks);
      break;
    case MTN_SCALE_CATEGORY:
      break;
    }

  return ticks;
}
