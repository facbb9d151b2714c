/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The palettes. Tones are chosen so that ink or paper reads on every ground
 * that mtn-poster-style.c may pick (4.5 : 1 and better, see the tests).
 */

#include "mtn-poster-color.h"

#include <math.h>

#define PALETTE(name, paper, ink, strong, bright) \
  const MtnPosterPalette mtn_poster_palette_##name = { #name, { paper, ink, strong, bright } }

PALETTE (signal, 0xF5E8D3, 0x1C1917, 0xC22C19, 0xF4B02A);
PALETTE (lagoon, 0xF4E8CE, 0x12303A, 0x0F6A6E, 0xF09A3E);
PALETTE (circus, 0xFFF2DB, 0x2D1A4A, 0x6B3FA8, 0xFF9F2E);
PALETTE (seaside, 0xFDF3DE, 0x14325C, 0x1D64A8, 0xFFC533);
PALETTE (mustard, 0xFFF3D2, 0x2B1B17, 0xF6BE1B, 0xEE5A38);
PALETTE (brick, 0xEFE2CC, 0x17212F, 0xA9372A, 0xE2AC4C);
PALETTE (meadow, 0xEFEBDB, 0x1D2E28, 0x34694F, 0xDCC148);
PALETTE (claret, 0xF5E6D8, 0x2B1826, 0x8A2B44, 0xEBA07A);
PALETTE (arcana, 0xF0E7F0, 0x211749, 0x553A9C, 0xEBB840);
PALETTE (silver, 0xECE6D6, 0x141415, 0x4C4A48, 0xD9BE72);
PALETTE (blood, 0xEFE3CC, 0x160D10, 0xA01320, 0xC3CC3A);
PALETTE (blush, 0xFDEAE0, 0x47102A, 0xC42F4C, 0xF7A79B);
PALETTE (cosmos, 0xEAF0EE, 0x0D1838, 0x26479A, 0xFF7D45);
PALETTE (field, 0xEBE3C9, 0x24271B, 0x596136, 0xE07042);
PALETTE (mesa, 0xF8E4C0, 0x3A1812, 0xB0431E, 0xF0AC44);
PALETTE (slate, 0xEAE7DF, 0x202A33, 0x48606E, 0xE8A15B);

MtnPosterColor
mtn_poster_palette_get (const MtnPosterPalette *palette, MtnPosterTone tone)
{
  guint32 rgb = palette->tones[tone];

  return (MtnPosterColor){ (rgb >> 16) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0 };
}

/* WCAG 2.1, "relative luminance". */
static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const MtnPosterColor *self)
{
  return 0.2126 * linear (self->red) + 0.7152 * linear (self->green) + 0.0722 * linear (self->blue);
}

double
mtn_poster_color_contrast (const MtnPosterColor *one, const MtnPosterColor *other)
{
  double a = luminance (one) + 0.05;
  double b = luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

gboolean
mtn_poster_color_equal (const MtnPosterColor *one, const MtnPosterColor *other)
{
  return one->red == other->red && one->green == other->green && one->blue == other->blue;
}

void
mtn_poster_color_set (const MtnPosterColor *self, cairo_t *cr)
{
  cairo_set_source_rgb (cr, self->red, self->green, self->blue);
}
