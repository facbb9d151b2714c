/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plot-color.h"

#include <math.h>

/* WCAG 2.1, "relative luminance". */
static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (MtnPlotColor self)
{
  return 0.2126 * linear (self.red) + 0.7152 * linear (self.green) + 0.0722 * linear (self.blue);
}

double
mtn_plot_color_contrast (MtnPlotColor one, MtnPlotColor other)
{
  double a = luminance (one) + 0.05;
  double b = luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

MtnPlotColor
mtn_plot_color_mix (MtnPlotColor one, MtnPlotColor other, double t)
{
  return (MtnPlotColor){
    one.red + t * (other.red - one.red),
    one.green + t * (other.green - one.green),
    one.blue + t * (other.blue - one.blue),
  };
}

void
mtn_plot_color_set (MtnPlotColor self, cairo_t *cr)
{
  cairo_set_source_rgb (cr, self.red, self.green, self.blue);
}
