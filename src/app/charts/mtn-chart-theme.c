/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-chart-theme.h"

#include <adwaita.h>
#include <string.h>

/* Labels are smaller than the text around the chart. */
#define LABEL_SIZE 0.82
#define MIN_SIZE 6
#define MAX_SIZE 60

gboolean
mtn_chart_theme_init (MtnPlotTheme *theme, GtkWidget *widget)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  MtnPlotTheme before = *theme;

  /* Assigned as a whole, padding and all, so that two can be compared as bytes. */
  memcpy (theme, adw_style_manager_get_dark (style) ? &mtn_plot_theme_dark : &mtn_plot_theme_light,
          sizeof *theme);
  if (adw_style_manager_get_high_contrast (style))
    {
      MtnPlotTheme contrast = mtn_plot_theme_contrast (theme);

      memcpy (theme, &contrast, sizeof *theme);
    }
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  theme->font = g_intern_string (pango_font_description_get_family (font));
  theme->font_size = CLAMP (size * LABEL_SIZE, MIN_SIZE, MAX_SIZE);
  theme->rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  return memcmp (&before, theme, sizeof before) != 0;
}

double
mtn_chart_theme_scale (const MtnPlotTheme *theme)
{
  return theme->font_size / 12;
}
