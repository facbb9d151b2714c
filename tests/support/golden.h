/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* Pictures that somebody has looked at, and how far what is drawn is from them. With MTN_UPDATE_GOLDENS=1 a test
 * program writes them anew. */

#include <cairo.h>
#include <glib.h>
#include <math.h>

typedef struct
{
  double mean;  /* of blocks, 0 to 255 */
  double worst; /* block */
} Difference;

static inline const guint8 *
pixel_at (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x;
}

/* Sums of a channel over a block of the one minus those of the other: blurred,
 * so that only differences larger than anti-aliasing count.
 */
static inline double
compare_block (cairo_surface_t *one, cairo_surface_t *other, int x0, int y0, int width, int height)
{
  double worst = 0;

  for (guint channel = 0; channel < 3; channel++)
    {
      guint index = G_BYTE_ORDER == G_LITTLE_ENDIAN ? channel : channel + 1;
      int sum = 0;

      for (int y = y0; y < y0 + height; y++)
        for (int x = x0; x < x0 + width; x++)
          sum += pixel_at (one, x, y)[index] - pixel_at (other, x, y)[index];
      worst = MAX (worst, fabs ((double) sum) / (width * height));
    }

  return worst;
}

/* Of a part of both. */
static inline Difference
compare (cairo_surface_t *one, cairo_surface_t *other, int x, int y, int width, int height, int block)
{
  Difference difference = { 0, 0 };
  guint n_blocks = 0;

  for (int v = y; v + block <= y + height; v += block)
    for (int u = x; u + block <= x + width; u += block)
      {
        double here = compare_block (one, other, u, v, block, block);

        difference.worst = MAX (difference.worst, here);
        difference.mean += here;
        n_blocks++;
      }
  difference.mean /= n_blocks;

  return difference;
}

/* tests/@room/goldens/@name. What was @drawn is left in the build folder. */
static inline cairo_surface_t *
load_golden (cairo_surface_t *drawn, const char *room, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, room, "goldens", name, NULL);
  g_autofree char *copy = g_test_build_filename (G_TEST_BUILT, room, name, NULL);
  cairo_surface_t *loaded, *golden;
  cairo_t *cr;

  cairo_surface_write_to_png (drawn, g_getenv ("MTN_UPDATE_GOLDENS") != NULL ? path : copy);
  loaded = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (loaded), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (loaded), ==, cairo_image_surface_get_width (drawn));
  g_assert_cmpint (cairo_image_surface_get_height (loaded), ==, cairo_image_surface_get_height (drawn));

  /* PNGs may come back in another format. */
  golden =
      cairo_surface_create_similar_image (drawn, CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (drawn),
                                          cairo_image_surface_get_height (drawn));
  cr = cairo_create (golden);
  cairo_set_source_surface (cr, loaded, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (loaded);
  cairo_surface_flush (golden);
  cairo_surface_flush (drawn);

  return golden;
}
