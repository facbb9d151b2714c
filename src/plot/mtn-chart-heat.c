/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A matrix as cells, and the bar that says which colour is which value. */

#include "mtn-chart-view-private.h"

#include <math.h>

/* Cells of one shade are one path: a file of ten thousand cells stays small. */
#define SHADES 48

#define KEY_WIDTH 12.0
#define KEY_GAP 10.0

static double
shade_of (MtnChartView *self, double value)
{
  double range = self->heat_max / 2 - self->heat_min / 2;

  if (!(range > 0))
    return 0.5;

  return (value / 2 - self->heat_min / 2) / range;
}

static MtnPlotRect
cell (MtnChartView *self, gsize row, gsize column)
{
  double width = fabs (self->across.to - self->across.from) / (self->across.max - self->across.min);
  double height = fabs (self->up.to - self->up.from) / (self->up.max - self->up.min);
  double gap = MIN (width, height) >= 8 ? 1 : 0;

  return (MtnPlotRect){ self->area.x + column * width, self->area.y + row * height, width - gap,
                        height - gap };
}

static void
draw_numbers (MtnChartView *self, cairo_t *cr, const MtnChartSeries *series)
{
  for (gsize i = 0; i < series->n; i++)
    {
      MtnPlotRect rect = cell (self, i / series->columns, i % series->columns);
      MtnPlotColor color = mtn_plot_theme_heat (self->theme, shade_of (self, series->y[i]));
      g_autofree char *label = mtn_plot_number (series->y[i]);
      double size = MIN (self->theme->font_size, rect.height * 0.7);
      gboolean text_reads;

      if (!isfinite (series->y[i]) || size < 6 ||
          mtn_plot_text_width (self->text, label, size, FALSE) > rect.width - 2)
        continue;
      text_reads = mtn_plot_color_contrast (color, self->theme->text) >
                   mtn_plot_color_contrast (color, self->theme->background);
      mtn_plot_text_draw (self->text, cr, label, size, FALSE,
                          text_reads ? self->theme->text : self->theme->background, rect.x + rect.width / 2,
                          rect.y + (rect.height - mtn_plot_text_height (self->text, size)) / 2, 0.5, 0);
    }
}

void
mtn_chart_draw_heat (MtnChartView *self, cairo_t *cr, guint index)
{
  const MtnChartSeries *series = MTN_VIEW_SERIES (self, index);

  if (series->columns == 0)
    return;

  cairo_save (cr);
  for (guint shade = 0; shade < SHADES; shade++)
    {
      gboolean any = FALSE;

      cairo_new_path (cr);
      for (gsize i = 0; i < series->n; i++)
        {
          MtnPlotRect rect;

          if (!isfinite (series->y[i]) ||
              (guint) (shade_of (self, series->y[i]) * (SHADES - 1) + 0.5) != shade)
            continue;
          rect = cell (self, i / series->columns, i % series->columns);
          cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
          any = TRUE;
        }
      if (!any)
        continue;
      mtn_plot_color_set (mtn_plot_theme_heat (self->theme, shade / (SHADES - 1.0)), cr);
      cairo_fill (cr);
    }
  if (self->chart->values)
    draw_numbers (self, cr, series);
  cairo_restore (cr);
}

double
mtn_chart_heat_key_width (MtnChartView *self)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (isnan (self->heat_min))
    return 0;

  least = mtn_plot_number (self->heat_min);
  most = mtn_plot_number (self->heat_max);

  return KEY_GAP + KEY_WIDTH + 4 +
         MAX (mtn_plot_text_width (self->text, least, self->theme->font_size, FALSE),
              mtn_plot_text_width (self->text, most, self->theme->font_size, FALSE));
}

void
mtn_chart_draw_heat_key (MtnChartView *self, cairo_t *cr)
{
  g_autofree char *least = mtn_plot_number (self->heat_min);
  g_autofree char *most = mtn_plot_number (self->heat_max);
  double x = self->area.x + self->area.width + KEY_GAP;
  double height = MIN (self->area.height, 160);
  const guint steps = 24;

  for (guint i = 0; i < steps; i++)
    {
      /* Overlapping by a little: no seams. */
      cairo_rectangle (cr, x, self->area.y + height * i / steps, KEY_WIDTH,
                       height / steps + (i + 1 < steps ? 0.5 : 0));
      mtn_plot_color_set (mtn_plot_theme_heat (self->theme, 1 - i / (steps - 1.0)), cr);
      cairo_fill (cr);
    }
  mtn_plot_text_draw (self->text, cr, most, self->theme->font_size, FALSE, self->theme->muted,
                      x + KEY_WIDTH + 4, self->area.y - 2, 0, 0);
  if (self->heat_max > self->heat_min && height > 2 * self->label_height)
    mtn_plot_text_draw (self->text, cr, least, self->theme->font_size, FALSE, self->theme->muted,
                        x + KEY_WIDTH + 4, self->area.y + height - self->label_height + 2, 0, 0);
}
