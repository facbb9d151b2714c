/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnPosterColor:
 *
 * An opaque sRGB colour, each channel from 0 to 1.
 */
typedef struct
{
  double red, green, blue;
} MtnPosterColor;

/**
 * MtnPosterTone:
 *
 * The four colours of a palette. Every poster is made of these and nothing else.
 */
typedef enum
{
  MTN_POSTER_TONE_PAPER,
  MTN_POSTER_TONE_INK,
  MTN_POSTER_TONE_STRONG,
  MTN_POSTER_TONE_BRIGHT,
  MTN_POSTER_N_TONES,
} MtnPosterTone;

typedef struct
{
  const char *name;
  guint32     tones[MTN_POSTER_N_TONES]; /* 0xRRGGBB */
} MtnPosterPalette;

extern const MtnPosterPalette mtn_poster_palette_signal;
extern const MtnPosterPalette mtn_poster_palette_lagoon;
extern const MtnPosterPalette mtn_poster_palette_circus;
extern const MtnPosterPalette mtn_poster_palette_seaside;
extern const MtnPosterPalette mtn_poster_palette_mustard;
extern const MtnPosterPalette mtn_poster_palette_brick;
extern const MtnPosterPalette mtn_poster_palette_meadow;
extern const MtnPosterPalette mtn_poster_palette_claret;
extern const MtnPosterPalette mtn_poster_palette_arcana;
extern const MtnPosterPalette mtn_poster_palette_silver;
extern const MtnPosterPalette mtn_poster_palette_blood;
extern const MtnPosterPalette mtn_poster_palette_blush;
extern const MtnPosterPalette mtn_poster_palette_cosmos;
extern const MtnPosterPalette mtn_poster_palette_field;
extern const MtnPosterPalette mtn_poster_palette_mesa;
extern const MtnPosterPalette mtn_poster_palette_slate;

MtnPosterColor mtn_poster_palette_get    (const MtnPosterPalette *palette,
                                          MtnPosterTone           tone);

/**
 * mtn_poster_color_contrast:
 *
 * Returns: the WCAG 2 contrast ratio, from 1 to 21
 */
double         mtn_poster_color_contrast (const MtnPosterColor   *one,
                                          const MtnPosterColor   *other);
gboolean       mtn_poster_color_equal    (const MtnPosterColor   *one,
                                          const MtnPosterColor   *other);
void           mtn_poster_color_set      (const MtnPosterColor   *self,
                                          cairo_t                *cr);

G_END_DECLS
