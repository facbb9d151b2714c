/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnPlotColor:
 *
 * An opaque sRGB colour, each channel from 0 to 1.
 */
typedef struct
{
  double red, green, blue;
} MtnPlotColor;

/* 0xRRGGBB as a constant expression. */
#define MTN_PLOT_RGB(rgb) { ((rgb) >> 16) / 255.0, ((rgb) >> 8 & 0xFF) / 255.0, ((rgb) & 0xFF) / 255.0 }

/**
 * mtn_plot_color_contrast:
 *
 * Returns: the WCAG 2 contrast ratio, from 1 to 21
 */
double       mtn_plot_color_contrast (MtnPlotColor  one,
                                      MtnPlotColor  other);

/* @one at @t = 0, @other at 1, between them mixed channel by channel. */
MtnPlotColor mtn_plot_color_mix      (MtnPlotColor  one,
                                      MtnPlotColor  other,
                                      double        t);
void         mtn_plot_color_set      (MtnPlotColor  self,
                                      cairo_t      *cr);

G_END_DECLS
