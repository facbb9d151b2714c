/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <pango/pangocairo.h>

#include "mtn-poster-style.h"
#include "mtn-poster.h"

G_BEGIN_DECLS

/**
 * mtn_poster_painter_draw_styled:
 *
 * Like mtn_poster_painter_draw() but with the choices made by the caller. For tests.
 */
void         mtn_poster_painter_draw_styled (MtnPosterPainter     *self,
                                             cairo_t              *cr,
                                             const MtnPosterStyle *style,
                                             const char           *title,
                                             int                   year,
                                             double                width,
                                             double                height);

/**
 * mtn_poster_painter_get_layout:
 *
 * Returns: (transfer none): the layout for titles, at the reference size
 */
PangoLayout *mtn_poster_painter_get_layout  (MtnPosterPainter     *self,
                                             gboolean              serif);

G_END_DECLS
