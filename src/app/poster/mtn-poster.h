/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnPosterPainter:
 *
 * Draws the posters of films from title, year and genres: nothing is random,
 * so a film's poster is the same on every machine and at every size. Keeps the
 * Pango objects that are costly to make; one thread at a time.
 */
typedef struct _MtnPosterPainter MtnPosterPainter;

MtnPosterPainter *mtn_poster_painter_new  (void);
void              mtn_poster_painter_free (MtnPosterPainter *self);

/**
 * mtn_poster_painter_draw:
 * @title: as shown, without the year
 * @year: 0 when unknown
 * @genres: (nullable): MovieLens names, NULL-terminated; unknown names are ignored
 * @width, @height: in the user space of @cr, meant to be 2 : 3
 *
 * Draws over the whole rectangle at the origin of @cr. Round corners, edge and
 * shadow are the widget's business. Nothing is drawn where a side is shorter
 * than 1 or longer than 32767. The state of @cr is kept, but not its path.
 */
void              mtn_poster_painter_draw (MtnPosterPainter   *self,
                                           cairo_t            *cr,
                                           const char         *title,
                                           int                 year,
                                           const char * const *genres,
                                           double              width,
                                           double              height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPosterPainter, mtn_poster_painter_free)

G_END_DECLS
