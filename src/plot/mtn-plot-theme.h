/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-plot-color.h"

G_BEGIN_DECLS

#define MTN_PLOT_N_COLORS 8

/**
 * MtnPlotTheme:
 *
 * What a chart looks like, whatever it shows. Everything that carries meaning
 * has a contrast of at least 3 : 1 against @background, text 4.5 : 1. The palette
 * stays apart for people with protanopia, deuteranopia and tritanopia; dashes,
 * markers and hatching say the same a second time.
 */
typedef struct
{
  MtnPlotColor background;
  MtnPlotColor text;
  MtnPlotColor muted;        /* labels of axes, captions */
  MtnPlotColor grid;
  MtnPlotColor axis;
  MtnPlotColor faint;        /* bars that say little: groups too small to trust */
  MtnPlotColor palette[MTN_PLOT_N_COLORS];
  MtnPlotColor heat[5];      /* from the least to the most */
  const char  *font;         /* a family that fontconfig knows everywhere */
  double       font_size;    /* of labels, in pixels; titles are larger */
  gboolean     rtl;          /* texts begin at the right; axes stay: numbers grow to the right */
} MtnPlotTheme;

extern const MtnPlotTheme mtn_plot_theme_light;
extern const MtnPlotTheme mtn_plot_theme_dark;

/* The same for people who need more contrast: no greys for text, colours of at least 4.5 : 1. */
MtnPlotTheme mtn_plot_theme_contrast (const MtnPlotTheme *self);

/* The colour of series @index: the same whatever else is in the chart. */
MtnPlotColor mtn_plot_theme_color (const MtnPlotTheme *self,
                                   guint               index);

/* @t from 0 to 1, clamped. */
MtnPlotColor mtn_plot_theme_heat  (const MtnPlotTheme *self,
                                   double              t);

G_END_DECLS
