/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Posters compared with pictures of them that somebody has looked at.
 *
 * Motifs are pure geometry: close to equal with every cairo. Whole posters
 * depend on the font, so they are compared only where Cantarell is there, and
 * in blocks: a letter may move by a fraction of a pixel, a word may not.
 *
 * After a wanted change run with MTN_UPDATE_GOLDENS=1, and look at the result.
 * What was drawn instead is left in the build folder.
 */

#include <math.h>
#include <string.h>

#include "golden.h"
#include "mtn-poster-private.h"

#define CELL_WIDTH 48
#define CELL_HEIGHT 45
#define CELL_SCALE 0.3
#define N_COLUMNS 9

#define POSTER_WIDTH 120
#define POSTER_HEIGHT 180
#define BLOCK 6

static const struct
{
  const char *title;
  int year;
  const char *genres[4];
} films[] = {
  { "Star Wars", 1977, { "Action", "Adventure", "Sci-Fi" } },
  { "Fargo", 1996, { "Crime", "Drama", "Thriller" } },
  { "Alien", 1979, { "Action", "Horror", "Sci-Fi" } },
  { "2001: A Space Odyssey", 1968, { "Drama", "Sci-Fi" } },
  { "Raiders of the Lost Ark", 1981, { "Action", "Adventure" } },
  { "Hoop Dreams", 1994, { "Documentary" } },
  { "Monty Python and the Holy Grail", 1974, { "Comedy" } },
  { "Été à Évreux", 0, { NULL } },
};

static cairo_surface_t *
draw_motifs (void)
{
  guint n_genres, n = 0;
  const MtnPosterGenre *genres = mtn_poster_get_genres (&n_genres);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, N_COLUMNS * CELL_WIDTH, 5 * CELL_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_genres; i++)
    for (guint j = 0; genres[i].motifs[j] != NULL; j++, n++)
      {
        const char *names[] = { genres[i].name, NULL };
        MtnMotifBox box = { cr, CELL_WIDTH / CELL_SCALE, CELL_HEIGHT / CELL_SCALE, CELL_HEIGHT / CELL_SCALE };
        MtnPosterStyle style;

        mtn_poster_style_init (&style, genres[i].motifs[j]->name, 2000, names);
        mtn_poster_style_get_figures (&style, &box);
        box.hash = style.hash;
        cairo_save (cr);
        cairo_translate (cr, n % N_COLUMNS * CELL_WIDTH, n / N_COLUMNS * CELL_HEIGHT);
        cairo_rectangle (cr, 0, 0, CELL_WIDTH, CELL_HEIGHT);
        cairo_clip (cr);
        mtn_poster_color_set (&box.panel, cr);
        cairo_paint (cr);
        cairo_scale (cr, CELL_SCALE, CELL_SCALE);
        genres[i].motifs[j]->draw (&box);
        cairo_restore (cr);
      }
  g_assert_cmpuint (n, ==, 5 * N_COLUMNS);
  cairo_destroy (cr);

  return surface;
}

static cairo_surface_t *
draw_posters (MtnPosterPainter *painter)
{
  const guint n_columns = 4;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, n_columns * POSTER_WIDTH,
                                                         G_N_ELEMENTS (films) / n_columns * POSTER_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    {
      cairo_save (cr);
      cairo_translate (cr, i % n_columns * POSTER_WIDTH, i / n_columns * POSTER_HEIGHT);
      mtn_poster_painter_draw (painter, cr, films[i].title, films[i].year, films[i].genres, POSTER_WIDTH,
                               POSTER_HEIGHT);
      cairo_restore (cr);
    }
  cairo_destroy (cr);

  return surface;
}

static void
test_motifs (void)
{
  cairo_surface_t *drawn = draw_motifs ();
  cairo_surface_t *golden = load_golden (drawn, "app", "motifs.png");
  guint n_genres, n = 0;
  const MtnPosterGenre *genres = mtn_poster_get_genres (&n_genres);

  for (guint i = 0; i < n_genres; i++)
    for (guint j = 0; genres[i].motifs[j] != NULL; j++, n++)
      {
        Difference difference = compare (drawn, golden, n % N_COLUMNS * CELL_WIDTH,
                                         n / N_COLUMNS * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT, 3);

        g_test_message ("%s: mean %.2f, worst %.1f", genres[i].motifs[j]->name, difference.mean,
                        difference.worst);
        g_assert_cmpfloat (difference.mean, <=, 1);
        g_assert_cmpfloat (difference.worst, <=, 16);
      }
  cairo_surface_destroy (golden);
  cairo_surface_destroy (drawn);
}

static gboolean
has_cantarell (MtnPosterPainter *painter)
{
  PangoLayout *layout = mtn_poster_painter_get_layout (painter, FALSE);
  g_autoptr (PangoFont) font =
      pango_context_load_font (pango_layout_get_context (layout), pango_layout_get_font_description (layout));
  g_autoptr (PangoFontDescription) found = pango_font_describe (font);

  return g_str_has_prefix (pango_font_description_get_family (found), "Cantarell");
}

static void
test_posters (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  cairo_surface_t *drawn, *golden;
  guint n_columns = 4;

  if (!has_cantarell (painter))
    {
      g_test_skip ("The font Cantarell is not installed");
      return;
    }

  drawn = draw_posters (painter);
  golden = load_golden (drawn, "app", "posters.png");
  for (guint i = 0; i < G_N_ELEMENTS (films); i++)
    {
      Difference difference = compare (drawn, golden, i % n_columns * POSTER_WIDTH,
                                       i / n_columns * POSTER_HEIGHT, POSTER_WIDTH, POSTER_HEIGHT, BLOCK);

      g_test_message ("%s: mean %.2f, worst %.1f", films[i].title, difference.mean, difference.worst);
      g_assert_cmpfloat (difference.mean, <=, 3);
      g_assert_cmpfloat (difference.worst, <=, 60);
    }
  cairo_surface_destroy (golden);
  cairo_surface_destroy (drawn);
}

/* The comparison itself must see what it is for: one motif mirrored, a title of another word. */
static void
test_comparison (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  cairo_surface_t *one = cairo_image_surface_create (CAIRO_FORMAT_RGB24, POSTER_WIDTH, POSTER_HEIGHT);
  cairo_surface_t *other = cairo_image_surface_create (CAIRO_FORMAT_RGB24, POSTER_WIDTH, POSTER_HEIGHT);
  const char *genres[] = { "Crime", NULL };
  MtnPosterStyle style;
  cairo_t *cr;
  Difference difference;

  mtn_poster_style_init (&style, "Fargo", 1996, genres);
  cr = cairo_create (one);
  mtn_poster_painter_draw_styled (painter, cr, &style, "Fargo", 1996, POSTER_WIDTH, POSTER_HEIGHT);
  cairo_destroy (cr);
  cr = cairo_create (other);
  mtn_poster_painter_draw_styled (painter, cr, &style, "Cargo", 1996, POSTER_WIDTH, POSTER_HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (one);
  cairo_surface_flush (other);

  difference = compare (one, other, 0, 0, POSTER_WIDTH, POSTER_HEIGHT, BLOCK);
  g_assert_cmpfloat (difference.worst, >, 60);
  difference = compare (one, one, 0, 0, POSTER_WIDTH, POSTER_HEIGHT, BLOCK);
  g_assert_cmpfloat (difference.worst, ==, 0);
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/poster/golden/comparison", test_comparison);
  g_test_add_func ("/poster/golden/motifs", test_motifs);
  g_test_add_func ("/poster/golden/posters", test_posters);

  return g_test_run ();
}
