/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <pango/pangocairo.h>

#include "mtn-poster-style.h"

G_BEGIN_DECLS

#define MTN_POSTER_WIDTH 160.0
#define MTN_POSTER_HEIGHT 240.0

/* What a layout needs to draw one poster into 0, 0, 160, 240. */
typedef struct
{
  cairo_t              *cr;
  const MtnPosterStyle *style;
  const char           *title;
  int                   year;
  gboolean              small;        /* too small for the line with ticks and year */
  PangoLayout          *title_layout; /* in the face of the style, at the reference size */
  PangoLayout          *year_layout;
} MtnPosterSheet;

void mtn_poster_layout_draw (const MtnPosterSheet *sheet);

G_END_DECLS
