/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Where things go. Labels decide how much room is left for the area between the
 * axes, and that area decides how many labels there are; two rounds settle it.
 */

#include "mtn-chart-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define GAP 6.0             /* between labels and what they label */
#define BETWEEN 12.0        /* between labels side by side */
#define MOST_NAMES 0.42     /* of the width for names at the left */
#define SLANTED_NAMES 130.0 /* pixels of a slanted name */
#define SLANT (G_PI / 4)
#define MOST_LABELS 500 /* no chart is higher */

static double
font (MtnChartView *self)
{
  return self->theme->font_size;
}

static double
label_width (MtnChartView *self, const char *label)
{
  return mtn_plot_text_width (self->text, label, font (self), FALSE);
}

static double
widest (MtnChartView *self, GArray *ticks)
{
  double width = 0;

  for (guint i = 0; i < ticks->len; i++)
    width = MAX (width, label_width (self, g_array_index (ticks, MtnPlotTick, i).label));

  return width;
}

static gboolean
overlap (MtnChartView *self, const MtnPlotScale *scale, GArray *ticks)
{
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < ticks->len; i++)
    {
      const MtnPlotTick *tick = &g_array_index (ticks, MtnPlotTick, i);
      double width = label_width (self, tick->label);
      double middle = mtn_plot_scale_to_pixel (scale, tick->value);

      if (middle - width / 2 < end + BETWEEN)
        return TRUE;
      end = middle + width / 2;
    }

  return FALSE;
}

/* The ends that somebody has set stay. */
static void
round_scale (MtnPlotScale *scale, const MtnChartAxis *axis, guint max_ticks)
{
  double min = scale->min;
  double max = scale->max;

  mtn_plot_scale_round (scale, max_ticks);
  if (mtn_plot_scale_can (scale, axis->min))
    scale->min = min;
  if (mtn_plot_scale_can (scale, axis->max))
    scale->max = max;
}

static GArray *
category_ticks (MtnChartView *self,
                const MtnPlotScale *scale,
                const MtnChartAxis *axis,
                double room,
                double width)
{
  GArray *ticks = mtn_plot_ticks_empty ();
  guint n = axis->categories != NULL ? g_strv_length (axis->categories) : 0;
  double slot = fabs (scale->to - scale->from) / (scale->max - scale->min);
  double stride = slot >= room ? 1 : ceil (room / MAX (slot, 1e-6));

  /* Room for one, or none: a name for thousands of categories would say nothing. */
  for (double i = 0; i < n && ticks->len < MOST_LABELS; i += stride)
    {
      MtnPlotTick tick = { i, mtn_plot_text_fit (self->text, axis->categories[(guint) i], font (self), FALSE,
                                                 width) };

      g_array_append_val (ticks, tick);
    }

  return ticks;
}

static void
replace_ticks (GArray **ticks, GArray *with)
{
  g_clear_pointer (ticks, g_array_unref);
  *ticks = with;
}

/* Returns: how wide the labels at the left are */
static double
place_up (MtnChartView *self)
{
  guint most;

  if (self->up.kind == MTN_SCALE_CATEGORY)
    {
      replace_ticks (&self->up_ticks, category_ticks (self, &self->up, self->up_axis, self->label_height,
                                                      self->width * MOST_NAMES));
      return widest (self, self->up_ticks);
    }

  most = (guint) CLAMP (self->area.height / (2.2 * self->label_height) + 1, 2, 12);
  if (self->up_axis == &self->chart->y)
    round_scale (&self->up, self->up_axis, most);
  replace_ticks (&self->up_ticks, mtn_plot_ticks_new (&self->up, most));

  return widest (self, self->up_ticks);
}

/* Returns: how high the labels below are */
static double
place_across (MtnChartView *self)
{
  MtnPlotScale *scale = &self->across;

  self->labels = MTN_LABELS_LEVEL;
  if (scale->kind == MTN_SCALE_CATEGORY)
    {
      double slot = fabs (scale->to - scale->from) / (scale->max - scale->min);

      replace_ticks (&self->across_ticks, category_ticks (self, scale, self->across_axis, 0, G_MAXDOUBLE));
      if (widest (self, self->across_ticks) + GAP <= slot)
        return self->label_height;

      /* Short ones stay level and skip; long ones lean. */
      if (widest (self, self->across_ticks) < 3 * self->label_height)
        {
          replace_ticks (&self->across_ticks,
                         category_ticks (self, scale, self->across_axis,
                                         widest (self, self->across_ticks) + GAP, G_MAXDOUBLE));
          return self->label_height;
        }
      self->labels = MTN_LABELS_SLANTED;
      replace_ticks (&self->across_ticks,
                     category_ticks (self, scale, self->across_axis, self->label_height * 1.3,
                                     MIN (SLANTED_NAMES, self->height * 0.4 / sin (SLANT))));
      return widest (self, self->across_ticks) * sin (SLANT) + self->label_height * cos (SLANT);
    }

  for (guint most = (guint) CLAMP (self->area.width / 40, 2, 16); most >= 2; most--)
    {
      MtnPlotScale unrounded = *scale;

      if (self->across_axis == &self->chart->y)
        round_scale (scale, self->across_axis, most);
      replace_ticks (&self->across_ticks, mtn_plot_ticks_new (scale, most));
      if (!overlap (self, scale, self->across_ticks))
        return self->label_height;
      *scale = unrounded;
    }
  /* Two that touch are one too many. */
  g_array_set_size (self->across_ticks, MIN (self->across_ticks->len, 1));

  return self->label_height;
}

/* What a name slanted to the left needs beyond its tick, or half of a level label. */
static double
overhang_left (MtnChartView *self)
{
  double overhang = 0;

  for (guint i = 0; i < self->across_ticks->len; i++)
    {
      const MtnPlotTick *tick = &g_array_index (self->across_ticks, MtnPlotTick, i);
      double width = label_width (self, tick->label);
      double reach =
          self->labels == MTN_LABELS_SLANTED ? width * cos (SLANT) + self->label_height / 2 : width / 2;
      double place = mtn_plot_scale_to_pixel (&self->across, tick->value) - self->area.x;

      overhang = MAX (overhang, reach - place);
    }

  return overhang;
}

static double
overhang_right (MtnChartView *self)
{
  const MtnPlotTick *last;
  double place;

  if (self->across_ticks->len == 0 || self->labels == MTN_LABELS_SLANTED)
    return 0;

  last = &g_array_index (self->across_ticks, MtnPlotTick, self->across_ticks->len - 1);
  place = self->area.x + self->area.width - mtn_plot_scale_to_pixel (&self->across, last->value);

  return MAX (0, label_width (self, last->label) / 2 - place);
}

static guint
count_left_out (MtnChartView *self)
{
  guint left_out = 0;

  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      /* An empty place among bars or cells is meant. */
      if (series->hidden || (series->kind != MTN_SERIES_LINE && series->kind != MTN_SERIES_POINTS))
        continue;
      for (gsize j = 0; j < series->n; j++)
        left_out += !mtn_plot_scale_can (mtn_chart_view_x_scale (self), series->x[j]) ||
                    !mtn_plot_scale_can (mtn_chart_view_y_scale (self), series->y[j]);
    }

  return left_out;
}

static void
add_note (MtnChartView *self, GPtrArray *notes, const char *text)
{
  char **lines = mtn_plot_text_wrap (self->text, text, font (self), FALSE, self->width);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (notes, lines[i]);
  g_free (lines);
}

static void
find_notes (MtnChartView *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  guint left_out = count_left_out (self);

  if (self->chart->note != NULL)
    add_note (self, notes, self->chart->note);
  if (self->chart->smoothing > 0)
    {
      g_autofree char *weight = mtn_plot_number_fixed (self->chart->smoothing, 2);
      g_autofree char *text = g_strdup_printf (_ ("Smoothed %s; faint: what was measured"), weight);

      add_note (self, notes, text);
    }
  if (left_out > 0)
    {
      gboolean log = self->across.kind == MTN_SCALE_LOG || self->up.kind == MTN_SCALE_LOG;
      g_autofree char *text =
          g_strdup_printf (log ? ngettext ("%u value that is not finite or not positive left out",
                                           "%u values that are not finite or not positive left out", left_out)
                               : ngettext ("%u value that is not finite left out",
                                           "%u values that are not finite left out", left_out),
                           left_out);

      add_note (self, notes, text);
    }
  g_ptr_array_add (notes, NULL);
  self->notes = (char **) g_ptr_array_free (g_steal_pointer (&notes), FALSE);
}

/* Numbers below ten are read to the third digit after the point, unless all are whole. */
static void
find_decimals (MtnChartView *self)
{
  double most = 0;
  gboolean whole = TRUE;

  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->kind != MTN_SERIES_BAR || series->hidden)
        continue;
      for (gsize j = 0; j < series->n; j++)
        if (isfinite (series->y[j]))
          {
            most = MAX (most, fabs (series->y[j]));
            whole = whole && series->y[j] == floor (series->y[j]);
          }
    }
  self->decimals = whole || most >= 1000 ? -1 : most < 10 ? 3 : 1;
}

static gboolean
has_named_lines (MtnChartView *self)
{
  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->kind == MTN_SERIES_REFERENCE && series->name != NULL && !series->hidden)
        return TRUE;
    }

  return FALSE;
}

static double
widest_value (MtnChartView *self)
{
  double width = 0;

  for (guint i = 0; i < self->chart->series->len; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

      if (series->kind != MTN_SERIES_BAR || series->hidden)
        continue;
      for (gsize j = 0; j < MIN (series->n, MOST_LABELS); j++)
        {
          g_autofree char *label = mtn_chart_value_text (self, series->y[j]);

          width = MAX (width, label_width (self, label));
        }
    }

  return width;
}

static void
set_ends (MtnChartView *self)
{
  gboolean downwards = self->up.kind == MTN_SCALE_CATEGORY;

  self->across.from = self->area.x;
  self->across.to = self->area.x + self->area.width;
  /* Values grow upwards, lists run downwards. */
  self->up.from = downwards ? self->area.y : self->area.y + self->area.height;
  self->up.to = downwards ? self->area.y + self->area.height : self->area.y;
}

void
mtn_chart_view_place (MtnChartView *self)
{
  const MtnChart *chart = self->chart;
  double top = 0;
  double bottom;
  double right = mtn_chart_heat_key_width (self);
  double key = right;
  double below = self->label_height;
  double left = 0;
  MtnPlotScale across = self->across;
  MtnPlotScale up = self->up;

  find_notes (self);
  find_decimals (self);
  if (chart->title != NULL && chart->title[0] != '\0')
    top += mtn_plot_text_height (self->text, font (self) * MTN_TITLE_SCALE) + GAP;
  self->axis_name_y = top;
  if (self->up_axis->name != NULL || self->up_axis->unit != NULL)
    top += self->label_height + 2;
  /* Half of the topmost label stands above the area. */
  top += self->label_height / 2;
  if (chart->horizontal ? has_named_lines (self) : chart->values)
    top += self->label_height;
  bottom = g_strv_length (self->notes) * self->label_height + (self->notes[0] != NULL ? GAP / 2 : 0);
  if (self->across_axis->name != NULL || self->across_axis->unit != NULL)
    bottom += self->label_height + 2;
  if (chart->values && chart->horizontal)
    right = MAX (right, widest_value (self) + GAP);

  for (int round = 0; round < 3; round++)
    {
      self->across.min = across.min;
      self->across.max = across.max;
      self->up.min = up.min;
      self->up.max = up.max;
      self->area.x = left;
      self->area.y = top;
      self->area.width = MAX (self->width - left - right, 0);
      self->area.height = MAX (self->height - top - bottom - below - GAP, 0);
      set_ends (self);
      if (self->area.width < MTN_LEAST_AREA || self->area.height < MTN_LEAST_AREA)
        break;

      {
        double names = place_up (self);

        below = place_across (self);
        left = MAX (names + (names > 0 ? GAP + 2 : 0), MIN (overhang_left (self), self->width / 2));
        right = MAX (right, MIN (MAX (key, overhang_right (self)), self->width / 4));
      }
    }
}
