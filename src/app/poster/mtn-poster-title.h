/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <pango/pangocairo.h>

#include "mtn-poster-color.h"
#include "mtn-poster-words.h"

G_BEGIN_DECLS

#define MTN_POSTER_MAX_ROWS 10

/* The size at which words are measured; widths are kept in ems. */
#define MTN_POSTER_REFERENCE_SIZE 40.0

typedef struct
{
  guint  first, end; /* words */
  double size;
  double width;      /* em */
  double baseline;
} MtnPosterRow;

/**
 * MtnPosterTitle:
 *
 * A title set in rows: words are shaped once at a reference size, everything
 * else is arithmetic, and drawing scales.
 */
typedef struct
{
  MtnPosterWords words;
  PangoLayout   *layout; /* borrowed: holds this title until the next one is set with it */
  double         widths[2 * MTN_POSTER_MAX_WORDS]; /* em */
  MtnPosterRow   rows[MTN_POSTER_MAX_ROWS];
  guint          n_rows;
  double         measure; /* the width of the column */
  double         height;
} MtnPosterTitle;

/* Lengths in units of the poster, which is 160 by 240. */
typedef struct
{
  gboolean capitals;
  gboolean stack;  /* several lines of capitals may each fill the column */
  double   width;
  double   height; /* wished for, not kept by tails and stacks */
  double   size;   /* the largest, but for titles of very few letters */
} MtnPosterTitleSpec;

void mtn_poster_title_init  (MtnPosterTitle           *self,
                             PangoLayout              *layout,
                             const char               *text,
                             const MtnPosterTitleSpec *spec);
void mtn_poster_title_clear (MtnPosterTitle           *self);
void mtn_poster_title_draw  (const MtnPosterTitle     *self,
                             cairo_t                  *cr,
                             double                    x,
                             double                    y,
                             const MtnPosterColor     *color);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnPosterTitle, mtn_poster_title_clear)

G_END_DECLS
