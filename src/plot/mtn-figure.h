/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart.h"
#include "mtn-plot-theme.h"

G_BEGIN_DECLS

#define MTN_FIGURE_ERROR (mtn_figure_error_quark ())

typedef enum
{
  MTN_FIGURE_ERROR_FAILED, /* cairo could not: too large, out of memory */
} MtnFigureError;

GQuark mtn_figure_error_quark (void);

/**
 * MtnFigure:
 *
 * Charts in a grid under one title, with one legend for all of them and a caption
 * that says where the numbers come from. The bytes of a file depend on the figure,
 * the theme, the fonts and the version of cairo: on no date and no chance.
 */
typedef struct _MtnFigure MtnFigure;

MtnFigure *mtn_figure_new          (const char          *title);
void       mtn_figure_free         (MtnFigure           *self);

/* One line or more under the title: data set, protocol, split. Wraps. */
void       mtn_figure_set_subtitle (MtnFigure           *self,
                                    const char          *subtitle);
/* A warning under the subtitle that nobody should miss: "leaks: same people in training and test". */
void       mtn_figure_set_warning  (MtnFigure           *self,
                                    const char          *warning);
/* Small print below everything: provenance, intervals. Wraps. */
void       mtn_figure_set_caption  (MtnFigure           *self,
                                    const char          *caption);
/* Default 2. */
void       mtn_figure_set_columns  (MtnFigure           *self,
                                    guint                columns);
/* Pixels; default 920. Heights follow from what the charts need. */
void       mtn_figure_set_width    (MtnFigure           *self,
                                    double               width);
/* (transfer full): charts fill the grid row by row. */
void       mtn_figure_take         (MtnFigure           *self,
                                    MtnChart            *chart);

/**
 * mtn_figure_to_svg:
 * @theme: (nullable): light where NULL
 *
 * Text stays text: it can be searched, read aloud and selected.
 *
 * Returns: (transfer full) (nullable): a whole document; %MTN_FIGURE_ERROR
 */
GBytes    *mtn_figure_to_svg       (MtnFigure           *self,
                                    const MtnPlotTheme  *theme,
                                    GError             **error);
GBytes    *mtn_figure_to_pdf       (MtnFigure           *self,
                                    const MtnPlotTheme  *theme,
                                    GError             **error);
/* @scale: pixels of the image a pixel of the figure: 1, 2, 4. */
GBytes    *mtn_figure_to_png       (MtnFigure           *self,
                                    const MtnPlotTheme  *theme,
                                    double               scale,
                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFigure, mtn_figure_free)

G_END_DECLS
