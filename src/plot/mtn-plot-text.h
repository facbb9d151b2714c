/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-plot-color.h"

G_BEGIN_DECLS

/**
 * MtnPlotText:
 *
 * Measures and draws single lines of text in one family. Of one thread: it uses
 * that thread's font map. Widths do not depend on the scale or the surface.
 */
typedef struct _MtnPlotText MtnPlotText;

MtnPlotText *mtn_plot_text_new     (const char   *family);
void         mtn_plot_text_free    (MtnPlotText  *self);
const char  *mtn_plot_text_family  (MtnPlotText  *self);

/* Pixels. @size is the height of the font in pixels. */
double       mtn_plot_text_width   (MtnPlotText  *self,
                                    const char   *text,
                                    double        size,
                                    gboolean      bold);
double       mtn_plot_text_height  (MtnPlotText  *self,
                                    double        size);

/**
 * mtn_plot_text_fit:
 *
 * Returns: (transfer full): @text, with its end replaced by an ellipsis where it is wider than @width
 */
char        *mtn_plot_text_fit     (MtnPlotText  *self,
                                    const char   *text,
                                    double        size,
                                    gboolean      bold,
                                    double        width);

/**
 * mtn_plot_text_wrap:
 *
 * Returns: (transfer full) (array zero-terminated=1): @text as lines no wider than @width where words allow it
 */
char       **mtn_plot_text_wrap    (MtnPlotText  *self,
                                    const char   *text,
                                    double        size,
                                    gboolean      bold,
                                    double        width);

/**
 * mtn_plot_text_draw:
 * @x: where the text's left edge is; its centre or right edge for an @align of .5 or 1
 * @y: its top edge
 * @angle: in radians clockwise, about @x, @y
 */
void         mtn_plot_text_draw    (MtnPlotText  *self,
                                    cairo_t      *cr,
                                    const char   *text,
                                    double        size,
                                    gboolean      bold,
                                    MtnPlotColor  color,
                                    double        x,
                                    double        y,
                                    double        align,
                                    double        angle);

/**
 * mtn_plot_text_collect:
 * @into: SVG elements are appended to it
 *
 * From now on text drawn with @cr becomes <text> elements instead of glyphs: text
 * that can be searched and selected, at a tenth of the size.
 */
void         mtn_plot_text_collect (cairo_t      *cr,
                                    GString      *into);

/**
 * mtn_plot_text_clean:
 * @text: (nullable)
 *
 * Returns: (transfer full) (nullable): valid UTF-8 on one line without control characters; NULL for NULL
 */
char        *mtn_plot_text_clean   (const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPlotText, mtn_plot_text_free)

G_END_DECLS
