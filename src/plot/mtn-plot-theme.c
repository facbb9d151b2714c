/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* In the spirit of Okabe and Ito's colours (Color Universal Design, 2008), which
 * are too pale for lines on white: these differ in lightness as well as in hue.
 * The tests compute contrasts and what is left of the distances for people with
 * each kind of colour blindness.
 */

#include "mtn-plot-theme.h"

#include <math.h>

const MtnPlotTheme mtn_plot_theme_light = {
  .background = MTN_PLOT_RGB (0xFFFFFF),
  .text = MTN_PLOT_RGB (0x2E3436),
  .muted = MTN_PLOT_RGB (0x5E6468),
  .grid = MTN_PLOT_RGB (0xE4E4E4),
  .axis = MTN_PLOT_RGB (0xB8B8B8),
  .faint = MTN_PLOT_RGB (0x949494),
  .palette = { MTN_PLOT_RGB (0x1C71D8), MTN_PLOT_RGB (0xC64600), MTN_PLOT_RGB (0x0B4F3A),
               MTN_PLOT_RGB (0xD66E9A), MTN_PLOT_RGB (0x4A2A82), MTN_PLOT_RGB (0xA88A00),
               MTN_PLOT_RGB (0x16707F), MTN_PLOT_RGB (0x4A1A0A) },
  .heat = { MTN_PLOT_RGB (0xEEF4FB), MTN_PLOT_RGB (0xB9D6F2), MTN_PLOT_RGB (0x72ABDF),
            MTN_PLOT_RGB (0x2A6FBB), MTN_PLOT_RGB (0x0B3B78) },
  .font = "Sans",
  .font_size = 12,
};

const MtnPlotTheme mtn_plot_theme_dark = {
  .background = MTN_PLOT_RGB (0x363636),
  .text = MTN_PLOT_RGB (0xFFFFFF),
  .muted = MTN_PLOT_RGB (0xC0C0C0),
  .grid = MTN_PLOT_RGB (0x4C4C4C),
  .axis = MTN_PLOT_RGB (0x787878),
  .faint = MTN_PLOT_RGB (0x9A9A9A),
  .palette = { MTN_PLOT_RGB (0x78AEED), MTN_PLOT_RGB (0xFFA348), MTN_PLOT_RGB (0xB2FFC2),
               MTN_PLOT_RGB (0xE2518B), MTN_PLOT_RGB (0x8576E1), MTN_PLOT_RGB (0xFFE72A),
               MTN_PLOT_RGB (0x66E3EA), MTN_PLOT_RGB (0xB18505) },
  .heat = { MTN_PLOT_RGB (0x333D47), MTN_PLOT_RGB (0x2F5C8C), MTN_PLOT_RGB (0x4C90D2),
            MTN_PLOT_RGB (0x9CC8F2), MTN_PLOT_RGB (0xF0F7FF) },
  .font = "Sans",
  .font_size = 12,
};

MtnPlotTheme
mtn_plot_theme_contrast (const MtnPlotTheme *self)
{
  MtnPlotColor black = MTN_PLOT_RGB (0x000000), white = MTN_PLOT_RGB (0xFFFFFF);
  MtnPlotTheme theme = *self;

  theme.text =
      mtn_plot_color_contrast (black, self->background) > mtn_plot_color_contrast (white, self->background)
          ? black
          : white;
  theme.muted = theme.text;
  theme.axis = mtn_plot_color_mix (theme.text, self->background, 0.2);
  theme.grid = mtn_plot_color_mix (theme.text, self->background, 0.65);
  theme.faint = mtn_plot_color_mix (theme.text, self->background, 0.4);
  for (guint i = 0; i < MTN_PLOT_N_COLORS; i++)
    for (double t = 0.05; mtn_plot_color_contrast (theme.palette[i], self->background) < 4.5 && t < 1;
         t += 0.05)
      theme.palette[i] = mtn_plot_color_mix (self->palette[i], theme.text, t);

  return theme;
}

MtnPlotColor
mtn_plot_theme_color (const MtnPlotTheme *self, guint index)
{
  return self->palette[index % MTN_PLOT_N_COLORS];
}

MtnPlotColor
mtn_plot_theme_heat (const MtnPlotTheme *self, double t)
{
  /* Written so that NaN becomes the least. */
  double place = (t > 0 ? MIN (t, 1) : 0) * (G_N_ELEMENTS (self->heat) - 1);
  guint below = MIN ((guint) place, G_N_ELEMENTS (self->heat) - 2);

  return mtn_plot_color_mix (self->heat[below], self->heat[below + 1], place - below);
}
