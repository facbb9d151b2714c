/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-view.h"
#include "mtn-figure.h"

G_BEGIN_DECLS

struct _MtnFigure
{
  char      *title;
  char      *subtitle;
  char      *warning;
  char      *caption;
  guint      columns;
  double     width;
  GPtrArray *charts;
};

/* Places everything and, with @cr, draws it. @thin: see mtn_plot_thin(). Returns: the height in pixels */
double mtn_figure_draw (MtnFigure          *self,
                        const MtnPlotTheme *theme,
                        cairo_t            *cr,
                        double              thin);

G_END_DECLS
