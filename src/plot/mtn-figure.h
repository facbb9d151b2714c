/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-chart-view.h"
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
/* (transfer full): deep. */
MtnFigure *mtn_figure_copy         (MtnFigure           *self);

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

/* (nullable): as set, on one line. */
const char *mtn_figure_get_title   (MtnFigure           *self);
const char *mtn_figure_get_subtitle (MtnFigure          *self);
const char *mtn_figure_get_warning (MtnFigure           *self);
const char *mtn_figure_get_caption (MtnFigure           *self);
guint      mtn_figure_get_n_charts (MtnFigure           *self);
/* (transfer none): may be changed: hidden series, kinds of axis, smoothing. */
MtnChart  *mtn_figure_get_chart    (MtnFigure           *self,
                                    guint                index);

/**
 * mtn_figure_place_charts:
 * @height: pixels; rows grow to fill it. 0: as high as they need
 * @scale: size of text: 1 where that is 12 pixels
 * @rects: (out) [charts]: where each goes, from 0, 0
 *
 * For those who draw charts one by one, on the screen.
 *
 * Returns: the height, more than @height where the charts need it
 */
double     mtn_figure_place_charts (MtnFigure           *self,
                                    double               width,
                                    double               height,
                                    double               scale,
                                    MtnPlotRect         *rects);

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

/* (transfer full): the numbers behind all charts, one table after the other under its title; what the figure says of
 * itself comes first, in lines that begin with #. */
GBytes    *mtn_figure_to_csv       (MtnFigure           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFigure, mtn_figure_free)

G_END_DECLS
