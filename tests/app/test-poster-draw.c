/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Drawing: one poster at every time and size, and nothing that breaks it. */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "mtn-poster-private.h"

static const char *const space[] = { "Action", "Sci-Fi", NULL };

static cairo_surface_t *
draw (MtnPosterPainter *painter, const char *title, int year, const char *const *genres, int width)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, width * 3 / 2);
  cairo_t *cr = cairo_create (surface);

  mtn_poster_painter_draw (painter, cr, title, year, genres, width, width * 1.5);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
get_pixel (cairo_surface_t *surface, int x, int y, int *channels)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  memcpy (&pixel, data + y * cairo_image_surface_get_stride (surface) + 4 * x, sizeof pixel);
  for (guint i = 0; i < 3; i++)
    channels[i] = pixel >> 8 * i & 0xFF;
}

static gboolean
same_bytes (cairo_surface_t *one, cairo_surface_t *other)
{
  gsize length = (gsize) cairo_image_surface_get_stride (one) * cairo_image_surface_get_height (one);

  return memcmp (cairo_image_surface_get_data (one), cairo_image_surface_get_data (other), length) == 0;
}

static void
test_repeatable (void)
{
  g_autoptr (MtnPosterPainter) fresh = mtn_poster_painter_new ();
  g_autoptr (MtnPosterPainter) used = mtn_poster_painter_new ();
  cairo_surface_t *first = draw (used, "Star Wars", 1977, space, 160);
  cairo_surface_t *between = draw (used, "Alien", 1979, space, 160);
  cairo_surface_t *again = draw (used, "Star Wars", 1977, space, 160);
  cairo_surface_t *elsewhere = draw (fresh, "Star Wars", 1977, space, 160);

  g_assert_true (same_bytes (first, again));
  g_assert_true (same_bytes (first, elsewhere));
  g_assert_false (same_bytes (first, between));
  cairo_surface_destroy (first);
  cairo_surface_destroy (between);
  cairo_surface_destroy (again);
  cairo_surface_destroy (elsewhere);
}

/* A poster of twice the size is the same picture: blocks of it have the colours of the small one. */
static void
test_scales (void)
{
  static const char *const titles[] = { "Star Wars", "Fargo", "The Third Man", "Titanic",
                                        "2001: A Space Odyssey" };
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      cairo_surface_t *small = draw (painter, titles[i], 1990 + i, space, 160);
      cairo_surface_t *large = draw (painter, titles[i], 1990 + i, space, 320);
      guint n_off = 0;

      for (int y = 0; y < 240; y++)
        for (int x = 0; x < 160; x++)
          {
            int a[3], b[4][3];

            get_pixel (small, x, y, a);
            for (guint j = 0; j < 4; j++)
              get_pixel (large, 2 * x + j % 2, 2 * y + j / 2, b[j]);
            for (guint c = 0; c < 3; c++)
              if (ABS (a[c] - (b[0][c] + b[1][c] + b[2][c] + b[3][c]) / 4) > 96)
                {
                  n_off++;
                  break;
                }
          }
      g_test_message ("%s: %u pixels differ", titles[i], n_off);
      /* Glyphs and edges lie on whole pixels, so outlines may move by half a pixel. */
      g_assert_cmpuint (n_off, <, 160 * 240 / 50);
      cairo_surface_destroy (small);
      cairo_surface_destroy (large);
    }
}

/* Ink on all of the rectangle and on nothing else. */
static void
test_covers (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint layout = 0; layout < MTN_POSTER_N_LAYOUTS; layout++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 120, 160);
      cairo_t *cr = cairo_create (surface);
      const guint8 *data;
      MtnPosterStyle style;

      mtn_poster_style_init (&style, "A Long Title for a Film", 1984, space);
      style.layout = layout;
      cairo_translate (cr, 10, 5);
      mtn_poster_painter_draw_styled (painter, cr, &style, "A Long Title for a Film", 1984, 100, 150);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      data = cairo_image_surface_get_data (surface);
      for (int y = 0; y < 160; y++)
        for (int x = 0; x < 120; x++)
          {
            guint32 pixel;
            gboolean inside = x >= 10 && x < 110 && y >= 5 && y < 155;

            memcpy (&pixel, data + y * cairo_image_surface_get_stride (surface) + 4 * x, sizeof pixel);
            g_assert_cmpuint (pixel >> 24, ==, inside ? 0xFF : 0);
          }
      cairo_surface_destroy (surface);
    }
}

static void
test_leaves_state (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 300);
  cairo_t *cr = cairo_create (surface);
  cairo_matrix_t before, after;
  double x, y, width, height;

  cairo_translate (cr, 3, 4);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
  cairo_move_to (cr, 5, 5); /* a path begun by somebody else is not painted */
  cairo_line_to (cr, 50, 50);
  cairo_get_matrix (cr, &before);
  mtn_poster_painter_draw (painter, cr, "Fargo", 1996, space, 160, 240);
  cairo_get_matrix (cr, &after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpint (cairo_get_antialias (cr), ==, CAIRO_ANTIALIAS_BEST);
  cairo_clip_extents (cr, &x, &y, &width, &height);
  g_assert_cmpfloat (width - x, ==, 200);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_odd_titles (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  g_autofree char *long_title = g_strnfill (300, 'w');
  g_autofree char *many_words = NULL;
  const char *titles[] = { "",
                           " ",
                           "\n\t\r",
                           "\x01\x02",
                           "\xff\xff",
                           "M",
                           "باد ما را خواهد برد",
                           "侍",
                           "👩‍🚀",
                           "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
                           "...",
                           "\xe2\x80\xae",
                           long_title,
                           NULL,
                           ": ",
                           "?: a tail of words" };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (words, "of a ");
  many_words = g_string_free (g_steal_pointer (&words), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    for (int year = 1900; year < 1912; year++) /* gives every layout */
      cairo_surface_destroy (draw (painter, titles[i] != NULL ? titles[i] : many_words, year, space, 40));
}

/* Whatever the size: no error, no endless work, and no ink where there is no size. */
static void
test_odd_sizes (void)
{
  static const double sizes[] = { 0,   -1,   1e-9,  0.5, 1,     7,        96, 119.999,
                                  120, 3000, 32767, 1e6, 1e300, INFINITY, NAN };
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 32, 32);
        cairo_t *cr = cairo_create (surface);
        gboolean drawn = sizes[i] >= 1 && sizes[i] <= 32767 && sizes[j] >= 1 && sizes[j] <= 32767;

        mtn_poster_painter_draw (painter, cr, "The Big Sleep", 1946, space, sizes[i], sizes[j]);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_flush (surface);
        g_assert_cmpint (cairo_image_surface_get_data (surface)[0] != 0, ==, drawn);
        cairo_surface_destroy (surface);
      }
}

static gpointer
paint_many (gpointer data)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < 100; i++)
    cairo_surface_destroy (draw (painter, "Brief Encounter", 1900 + i, space, 64));

  return NULL;
}

/* A painter of its own is all that a thread needs. */
static void
test_threads (void)
{
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("painter", paint_many, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/poster/draw/repeatable", test_repeatable);
  g_test_add_func ("/poster/draw/scales", test_scales);
  g_test_add_func ("/poster/draw/covers", test_covers);
  g_test_add_func ("/poster/draw/leaves-state", test_leaves_state);
  g_test_add_func ("/poster/draw/odd-titles", test_odd_titles);
  g_test_add_func ("/poster/draw/odd-sizes", test_odd_sizes);
  g_test_add_func ("/poster/draw/threads", test_threads);

  return g_test_run ();
}
