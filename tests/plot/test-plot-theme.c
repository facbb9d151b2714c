/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Colours can be seen, and told apart, also by people who see fewer of them. */

#include <math.h>

#include "mtn-plot-theme.h"

static const MtnPlotTheme *const themes[] = { &mtn_plot_theme_light, &mtn_plot_theme_dark };

static void
test_contrast_known (void)
{
  MtnPlotColor black = MTN_PLOT_RGB (0x000000);
  MtnPlotColor white = MTN_PLOT_RGB (0xFFFFFF);
  MtnPlotColor grey = MTN_PLOT_RGB (0x767676);

  g_assert_cmpfloat_with_epsilon (mtn_plot_color_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (mtn_plot_color_contrast (white, white), 1, 1e-9);
  /* The lightest grey that WCAG takes for text on white. */
  g_assert_cmpfloat_with_epsilon (mtn_plot_color_contrast (grey, white), 4.54, 0.01);
}

static void
test_contrast (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      const MtnPlotTheme *theme = themes[t];

      for (guint i = 0; i < MTN_PLOT_N_COLORS; i++)
        {
          g_test_message ("theme %u, colour %u: %.2f", t, i,
                          mtn_plot_color_contrast (theme->palette[i], theme->background));
          g_assert_cmpfloat (mtn_plot_color_contrast (theme->palette[i], theme->background), >=, 3);
        }
      g_assert_cmpfloat (mtn_plot_color_contrast (theme->text, theme->background), >=, 7);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme->muted, theme->background), >=, 4.5);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme->faint, theme->background), >=, 3);
    }
}

/* Also on the background of GNOME's windows and cards, where charts lie on the screen. */
static void
test_contrast_on_window (void)
{
  MtnPlotColor light_window = MTN_PLOT_RGB (0xFAFAFA);
  MtnPlotColor dark_window = MTN_PLOT_RGB (0x242424);

  for (guint i = 0; i < MTN_PLOT_N_COLORS; i++)
    {
      g_assert_cmpfloat (mtn_plot_color_contrast (mtn_plot_theme_light.palette[i], light_window), >=, 3);
      g_assert_cmpfloat (mtn_plot_color_contrast (mtn_plot_theme_dark.palette[i], dark_window), >=, 3);
    }
}

static void
test_high_contrast (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      MtnPlotTheme theme = mtn_plot_theme_contrast (themes[t]);

      for (guint i = 0; i < MTN_PLOT_N_COLORS; i++)
        g_assert_cmpfloat (mtn_plot_color_contrast (theme.palette[i], theme.background), >=, 4.5);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme.text, theme.background), >=, 11);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme.muted, theme.background), >=, 11);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme.axis, theme.background), >=, 4.5);
      g_assert_cmpfloat (mtn_plot_color_contrast (theme.faint, theme.background), >=, 3);
    }
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/* Björn Ottosson, "A perceptual color space for image processing", 2020. @rgb: linear */
static void
to_oklab (const double *rgb, double *lab)
{
  double l = cbrt (0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]);
  double m = cbrt (0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]);
  double s = cbrt (0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);

  lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

/* Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color vision
 * deficiency", IEEE TVCG 15(6), 2009, severity 1: nothing, protanopia, deuteranopia, tritanopia.
 */
static const double visions[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

static double
distance (MtnPlotColor one, MtnPlotColor other, guint vision)
{
  MtnPlotColor both[] = { one, other };
  double labs[2][3];

  for (guint i = 0; i < 2; i++)
    {
      double rgb[] = { linear (both[i].red), linear (both[i].green), linear (both[i].blue) };
      double seen[3];

      for (guint r = 0; r < 3; r++)
        seen[r] = CLAMP (visions[vision][r][0] * rgb[0] + visions[vision][r][1] * rgb[1] +
                             visions[vision][r][2] * rgb[2],
                         0, 1);
      to_oklab (seen, labs[i]);
    }

  return sqrt (pow (labs[0][0] - labs[1][0], 2) + pow (labs[0][1] - labs[1][1], 2) +
               pow (labs[0][2] - labs[1][2], 2));
}

/* .02 is what one just sees; the first four, which most charts have, are further apart. */
static void
test_apart (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    for (guint v = 0; v < G_N_ELEMENTS (visions); v++)
      for (guint i = 0; i < MTN_PLOT_N_COLORS; i++)
        for (guint j = 0; j < i; j++)
          {
            double apart = distance (themes[t]->palette[i], themes[t]->palette[j], v);

            g_test_message ("theme %u, vision %u, colours %u and %u: %.3f", t, v, j, i, apart);
            g_assert_cmpfloat (apart, >=, i < 4 ? 0.085 : 0.065);
          }
}

/* More is always more contrast against the page, in both themes. */
static void
test_heat (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++)
    {
      double before = 0;

      for (guint i = 0; i <= 40; i++)
        {
          double contrast =
              mtn_plot_color_contrast (mtn_plot_theme_heat (themes[t], i / 40.0), themes[t]->background);

          g_assert_cmpfloat (contrast, >, before - (i < 3 ? 0.2 : 0));
          before = contrast;
        }
      g_assert_cmpfloat (before, >=, 7);
    }
  g_assert_cmpfloat (mtn_plot_theme_heat (themes[0], NAN).red, ==, themes[0]->heat[0].red);
  g_assert_cmpfloat (mtn_plot_theme_heat (themes[0], 7).red, ==, themes[0]->heat[4].red);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot/theme/contrast-known", test_contrast_known);
  g_test_add_func ("/plot/theme/contrast", test_contrast);
  g_test_add_func ("/plot/theme/contrast-on-window", test_contrast_on_window);
  g_test_add_func ("/plot/theme/apart", test_apart);
  g_test_add_func ("/plot/theme/heat", test_heat);
  g_test_add_func ("/plot/theme/high-contrast", test_high_contrast);

  return g_test_run ();
}
