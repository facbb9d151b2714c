/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What the pointer, or the keyboard, has found: a guide, dots, and a box of names and values. */

#include "mtn-chart-view-private.h"

#include <math.h>

#define PAD 12.0
#define SWATCH 22.0
#define ROW_GAP 5.0
#define RADIUS 8.0

char *
mtn_chart_view_dup_place (MtnChartView *self, const MtnChartHit *hit)
{
  const MtnChartAxis *axis = &self->chart->x;
  const MtnPlotScale *scale = mtn_chart_view_x_scale (self);
  g_autofree char *number = NULL;

  if (axis->scale == MTN_SCALE_CATEGORY)
    {
      guint n = axis->categories != NULL ? g_strv_length (axis->categories) : 0;

      if (hit->x >= 0 && hit->x < n && hit->x == floor (hit->x))
        return g_strdup (axis->categories[(guint) hit->x]);
    }
  if (axis->scale == MTN_SCALE_TIME)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) hit->x);

      if (time != NULL)
        return scale->max - scale->min > 4 * 24 * 3600 ? mtn_plot_time (time, 24 * 3600)
                                                       : mtn_plot_moment (time);
    }

  number = mtn_plot_number (hit->x);
  return axis->name != NULL ? g_strdup_printf ("%s %s", axis->name, number) : g_steal_pointer (&number);
}

char *
mtn_chart_hit_dup_value (const MtnChartHit *hit)
{
  g_autofree char *value = mtn_plot_number (hit->y);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (!isfinite (hit->low) || !isfinite (hit->high))
    return g_steal_pointer (&value);

  low = mtn_plot_number (hit->low);
  high = mtn_plot_number (hit->high);
  return g_strdup_printf ("%s (%s\342\200\223%s)", value, low, high);
}

static void
rounded (cairo_t *cr, const MtnPlotRect *rect)
{
  double right = rect->x + rect->width;
  double bottom = rect->y + rect->height;

  cairo_new_path (cr);
  cairo_arc (cr, right - RADIUS, rect->y + RADIUS, RADIUS, -G_PI / 2, 0);
  cairo_arc (cr, right - RADIUS, bottom - RADIUS, RADIUS, 0, G_PI / 2);
  cairo_arc (cr, rect->x + RADIUS, bottom - RADIUS, RADIUS, G_PI / 2, G_PI);
  cairo_arc (cr, rect->x + RADIUS, rect->y + RADIUS, RADIUS, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_guide (MtnChartView *self, cairo_t *cr, const MtnChartHit *hits, guint n_hits)
{
  if (self->chart->horizontal)
    {
      cairo_move_to (cr, self->area.x, floor (hits[0].py) + 0.5);
      cairo_line_to (cr, self->area.x + self->area.width, floor (hits[0].py) + 0.5);
    }
  else
    {
      cairo_move_to (cr, floor (hits[0].px) + 0.5, self->area.y);
      cairo_line_to (cr, floor (hits[0].px) + 0.5, self->area.y + self->area.height);
    }
  mtn_plot_color_set (self->theme->axis, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  for (guint i = 0; i < n_hits; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, hits[i].series);

      if ((series->kind != MTN_SERIES_LINE && series->kind != MTN_SERIES_POINTS) ||
          hits[i].py < self->area.y - 1 || hits[i].py > self->area.y + self->area.height + 1)
        continue;
      mtn_plot_color_set (mtn_chart_series_color (series, self->theme), cr);
      mtn_chart_marker (cr, MTN_MARKER_DISC, self->theme->background, hits[i].px, hits[i].py, 4);
    }
}

/* Beside the guide where there is room, and always whole. */
static MtnPlotRect
place_box (MtnChartView *self, const MtnChartHit *hit, double width, double height)
{
  MtnPlotRect box = { hit->px + PAD, self->area.y + 6, width, height };

  if (self->chart->horizontal)
    box = (MtnPlotRect){ self->area.x + self->area.width - width, hit->py + PAD, width, height };
  if (box.x + width > self->width)
    box.x = hit->px - PAD - width;
  if (box.y + height > self->height)
    box.y = hit->py - PAD - height;
  box.x = floor (CLAMP (box.x, 0, MAX (self->width - width, 0))) + 0.5;
  box.y = floor (CLAMP (box.y, 0, MAX (self->height - height, 0))) + 0.5;

  return box;
}

void
mtn_chart_view_draw_hits (MtnChartView *self, cairo_t *cr, const MtnChartHit *hits, guint n_hits)
{
  gboolean rtl = self->theme->rtl;
  double size = self->theme->font_size;
  double row = self->label_height + ROW_GAP;
  double names = 0;
  double values = 0;
  double width;
  guint rows;
  MtnPlotRect box;
  g_autofree char *place = NULL;

  if (n_hits == 0)
    return;

  place = mtn_chart_view_dup_place (self, &hits[0]);
  /* More rows than the chart is high cannot be read anyway. */
  rows = (guint) CLAMP ((self->height - 2 * PAD) / row - 1, 1, n_hits);
  for (guint i = 0; i < rows; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, hits[i].series);
      g_autofree char *value = mtn_chart_hit_dup_value (&hits[i]);

      if (series->name != NULL)
        names = MAX (names, mtn_plot_text_width (self->text, series->name, size, FALSE));
      values = MAX (values, mtn_plot_text_width (self->text, value, size, TRUE));
    }
  width = MAX (SWATCH + 8 + names + (names > 0 ? 20 : 0) + values,
               mtn_plot_text_width (self->text, place, size, TRUE));
  box = place_box (self, &hits[0], width + 2 * PAD, (rows + 1) * row + 2 * PAD - ROW_GAP);

  cairo_save (cr);
  cairo_new_path (cr);
  draw_guide (self, cr, hits, n_hits);
  rounded (cr, &box);
  mtn_plot_color_set (self->theme->background, cr);
  cairo_fill_preserve (cr);
  mtn_plot_color_set (self->theme->axis, cr);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  mtn_plot_text_draw (self->text, cr, place, size, TRUE, self->theme->text,
                      rtl ? box.x + box.width - PAD : box.x + PAD, box.y + PAD, rtl ? 1 : 0, 0);
  for (guint i = 0; i < rows; i++)
    {
      const MtnChartSeries *series = MTN_VIEW_SERIES (self, hits[i].series);
      g_autofree char *value = mtn_chart_hit_dup_value (&hits[i]);
      double y = box.y + PAD + (i + 1) * row;
      double start = rtl ? box.x + box.width - PAD - SWATCH : box.x + PAD;

      mtn_chart_swatch_draw (series, self->theme, cr, start, y, SWATCH, self->label_height);
      if (series->name != NULL)
        mtn_plot_text_draw (self->text, cr, series->name, size, FALSE, self->theme->text,
                            rtl ? start - 8 : start + SWATCH + 8, y, rtl ? 1 : 0, 0);
      mtn_plot_text_draw (self->text, cr, value, size, TRUE, self->theme->text,
                          rtl ? box.x + PAD : box.x + box.width - PAD, y, rtl ? 0 : 1, 0);
    }
  cairo_restore (cr);
}
