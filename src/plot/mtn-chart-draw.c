/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Title, axes and labels, and the order in which everything is drawn. */

#include "mtn-chart-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

static double
crisp (double at)
{
  return floor (at) + 0.5;
}

static void
draw_text (MtnChartView *self,
           cairo_t *cr,
           const char *text,
           MtnPlotColor color,
           double x,
           double y,
           double align,
           double angle)
{
  mtn_plot_text_draw (self->text, cr, text, self->theme->font_size, FALSE, color, x, y, align, angle);
}

static char *
axis_name (MtnChartView *self, const MtnChartAxis *axis, double width)
{
  g_autofree char *name = NULL;

  if (axis->name == NULL && axis->unit == NULL)
    return NULL;
  if (axis->unit == NULL)
    name = g_strdup (axis->name);
  else if (axis->name == NULL)
    name = g_strdup (axis->unit);
  else
    name = g_strdup_printf ("%s (%s)", axis->name, axis->unit);

  return mtn_plot_text_fit (self->text, name, self->theme->font_size, FALSE, width);
}

static void
draw_head (MtnChartView *self, cairo_t *cr)
{
  g_autofree char *name = axis_name (self, self->up_axis, self->width);
  double size = self->theme->font_size * MTN_TITLE_SCALE;

  if (self->chart->title != NULL && self->chart->title[0] != '\0')
    {
      g_autofree char *title = mtn_plot_text_fit (self->text, self->chart->title, size, TRUE, self->width);

      mtn_plot_text_draw (self->text, cr, title, size, TRUE, self->theme->text,
                          self->theme->rtl ? self->width : 0, 0, self->theme->rtl ? 1 : 0, 0);
    }
  if (name != NULL)
    draw_text (self, cr, name, self->theme->muted, 0, self->axis_name_y, 0, 0);
}

static void
draw_notes (MtnChartView *self, cairo_t *cr)
{
  guint n = g_strv_length (self->notes);

  for (guint i = 0; i < n; i++)
    draw_text (self, cr, self->notes[i], self->theme->muted, self->theme->rtl ? self->width : 0,
               self->height - (n - i) * self->label_height, self->theme->rtl ? 1 : 0, 0);
}

static void
draw_grid (MtnChartView *self, cairo_t *cr)
{
  gboolean upright = self->chart->horizontal;
  GArray *ticks = upright ? self->across_ticks : self->up_ticks;
  const MtnPlotScale *scale = upright ? &self->across : &self->up;

  if (scale->kind == MTN_SCALE_CATEGORY)
    return;

  for (guint i = 0; i < ticks->len; i++)
    {
      double at = crisp (mtn_plot_scale_to_pixel (scale, g_array_index (ticks, MtnPlotTick, i).value));

      cairo_move_to (cr, upright ? at : self->area.x, upright ? self->area.y : at);
      cairo_line_to (cr, upright ? at : self->area.x + self->area.width,
                     upright ? self->area.y + self->area.height : at);
    }
  mtn_plot_color_set (self->theme->grid, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* The line that bars stand on, and that curves end at. */
static void
draw_base (MtnChartView *self, cairo_t *cr)
{
  const MtnPlotScale *scale = mtn_chart_view_y_scale (self);
  double at;

  if (scale->kind == MTN_SCALE_CATEGORY)
    return;

  at = crisp (mtn_plot_scale_to_pixel (scale, scale->kind == MTN_SCALE_LOG
                                                  ? scale->min
                                                  : CLAMP (0, scale->min, scale->max)));
  if (self->chart->horizontal)
    {
      cairo_move_to (cr, at, self->area.y);
      cairo_line_to (cr, at, self->area.y + self->area.height);
    }
  else
    {
      cairo_move_to (cr, self->area.x, at);
      cairo_line_to (cr, self->area.x + self->area.width, at);
    }
  mtn_plot_color_set (self->theme->axis, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_labels (MtnChartView *self, cairo_t *cr)
{
  double bottom = self->area.y + self->area.height;
  g_autofree char *name = axis_name (self, self->across_axis, self->width);

  for (guint i = 0; i < self->up_ticks->len; i++)
    {
      const MtnPlotTick *tick = &g_array_index (self->up_ticks, MtnPlotTick, i);

      draw_text (self, cr, tick->label, self->theme->muted, self->area.x - 8,
                 mtn_plot_scale_to_pixel (&self->up, tick->value) - self->label_height / 2, 1, 0);
    }
  for (guint i = 0; i < self->across_ticks->len; i++)
    {
      const MtnPlotTick *tick = &g_array_index (self->across_ticks, MtnPlotTick, i);
      double at = mtn_plot_scale_to_pixel (&self->across, tick->value);

      if (self->labels == MTN_LABELS_SLANTED)
        /* Its end under the middle of what it names. */
        draw_text (self, cr, tick->label, self->theme->muted, at - self->label_height * 0.35, bottom + 4, 1,
                   -G_PI / 4);
      else
        draw_text (self, cr, tick->label, self->theme->muted, at, bottom + 5, 0.5, 0);
    }
  if (name != NULL)
    draw_text (self, cr, name, self->theme->muted, self->area.x + self->area.width / 2,
               self->height - (g_strv_length (self->notes) + 1) * self->label_height -
                   (self->notes[0] != NULL ? 3 : 0),
               0.5, 0);
}

typedef void (*DrawSeries) (MtnChartView *self, cairo_t *cr, guint series);

/* What covers comes first: cells and bars below curves, lines across and numbers on top. */
static void
draw_series (MtnChartView *self, cairo_t *cr)
{
  static const struct
  {
    guint kinds;
    DrawSeries draw;
    gboolean clipped;
  } passes[] = {
    { 1 << MTN_SERIES_HEAT, mtn_chart_draw_heat, TRUE },
    { 1 << MTN_SERIES_BAR | 1 << MTN_SERIES_HISTOGRAM, mtn_chart_draw_bars, TRUE },
    { 1 << MTN_SERIES_LINE | 1 << MTN_SERIES_POINTS, mtn_chart_draw_curve, TRUE },
    { 1 << MTN_SERIES_MARK, mtn_chart_draw_bars, TRUE },
    { 1 << MTN_SERIES_BAR, mtn_chart_draw_bar_values, FALSE },
    { 1 << MTN_SERIES_REFERENCE | 1 << MTN_SERIES_EVENT, mtn_chart_draw_line_at, FALSE },
  };

  for (guint p = 0; p < G_N_ELEMENTS (passes); p++)
    {
      gboolean clipping = FALSE;

      for (guint i = 0; i < self->chart->series->len; i++)
        {
          const MtnChartSeries *series = MTN_VIEW_SERIES (self, i);

          if (series->hidden || series->n == 0 || !(passes[p].kinds & 1 << series->kind))
            continue;
          /* Where nothing is cut a clip would only make files larger. */
          if (passes[p].clipped && self->cuts && !clipping)
            {
              clipping = TRUE;
              cairo_save (cr);
              cairo_rectangle (cr, self->area.x - 1, self->area.y - 1, self->area.width + 2,
                               self->area.height + 2);
              cairo_clip (cr);
            }
          passes[p].draw (self, cr, i);
        }
      if (clipping)
        cairo_restore (cr);
    }
}

void
mtn_chart_view_draw (MtnChartView *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  if (self->width <= 0 || self->height <= 0)
    return;

  self->n_taken = 0;
  cairo_save (cr);
  cairo_new_path (cr);
  draw_head (self, cr);
  draw_notes (self, cr);
  if (self->empty)
    {
      draw_text (self, cr, _ ("No data"), self->theme->muted, self->width / 2,
                 self->height / 2 - self->label_height / 2, 0.5, 0);
    }
  else if (self->area.width >= MTN_LEAST_AREA && self->area.height >= MTN_LEAST_AREA)
    {
      mtn_chart_view_find_pixels (self);
      draw_grid (self, cr);
      draw_series (self, cr);
      draw_base (self, cr);
      draw_labels (self, cr);
      if (!isnan (self->heat_min))
        mtn_chart_draw_heat_key (self, cr);
    }
  cairo_restore (cr);
}
