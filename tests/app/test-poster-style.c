/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which poster a film gets: frozen, since people recognise films by it. */

#include <glib.h>
#include <math.h>

#include "mtn-poster-style.h"

typedef struct
{
  const char *title;
  int year;
  const char *genres; /* separated by bars */
  guint32 hash;
  const char *genre, *palette, *motif;
  MtnPosterLayout layout;
  gboolean mirrored, serif;
  guint32 ground, text, tick;
} Known;

#define SOLID MTN_POSTER_LAYOUT_SOLID
#define SPLIT MTN_POSTER_LAYOUT_SPLIT
#define FRAME MTN_POSTER_LAYOUT_FRAME
#define BAND MTN_POSTER_LAYOUT_BAND

/* Worked out by the design's own program, in another language. */
/* clang-format off */
static const Known known[] = {
  { "Star Wars", 1977, "Action|Adventure|Romance|Sci-Fi|War", 0xA1E726CC,
    "Sci-Fi", "cosmos", "orbits", BAND, FALSE, FALSE, 0xEAF0EE, 0x0D1838, 0x26479A },
  { "Toy Story", 1995, "Animation|Children's|Comedy", 0x17000F62,
    "Animation", "seaside", "flipbook", BAND, TRUE, FALSE, 0x1D64A8, 0xFDF3DE, 0xFFC533 },
  { "Casablanca", 1942, "Drama|Romance|War", 0x388941D0,
    "Romance", "claret", "tulip", FRAME, FALSE, FALSE, 0x2B1826, 0xF5E6D8, 0xEBA07A },
  { "Fargo", 1996, "Crime|Drama|Thriller", 0x55EE55E9,
    "Crime", "signal", "fingerprint", SPLIT, FALSE, FALSE, 0xF5E8D3, 0x1C1917, 0xC22C19 },
  { "Vertigo", 1958, "Mystery|Thriller", 0x142273F6,
    "Mystery", "lagoon", "keyhole", SOLID, FALSE, TRUE, 0x12303A, 0xF4E8CE, 0xF09A3E },
  { "Sunset Blvd.", 1950, "Film-Noir", 0xB43FFB70,
    "Film-Noir", "silver", "blinds", SOLID, TRUE, FALSE, 0x141415, 0xECE6D6, 0xD9BE72 },
  { "The Shawshank Redemption", 1994, "Drama", 0x0E9CA010,
    "Drama", "lagoon", "halves", SOLID, FALSE, TRUE, 0xF09A3E, 0x12303A, 0x0F6A6E },
  { "Psycho", 1960, "Horror|Romance|Thriller", 0xA3C1B5F7,
    "Horror", "blood", "claws", BAND, TRUE, FALSE, 0xEFE3CC, 0x160D10, 0xA01320 },
  { "Hoop Dreams", 1994, "Documentary", 0xE8561020,
    "Documentary", "slate", "halftone", SOLID, TRUE, FALSE, 0xE8A15B, 0x202A33, 0x48606E },
  { "Monty Python and the Holy Grail", 1974, "Comedy", 0xB3B2360E,
    "Comedy", "mustard", "bowler", SOLID, TRUE, FALSE, 0xF6BE1B, 0x2B1B17, 0xEE5A38 },
  { "Titanic", 1997, "Action|Drama|Romance", 0xC614A535,
    "Romance", "claret", "heart", SPLIT, FALSE, FALSE, 0xF5E6D8, 0x2B1826, 0x8A2B44 },
  { "Untitled", 0, "", 0x9B47D94E,
    "unknown", "slate", "matinee", FRAME, TRUE, FALSE, 0xEAE7DF, 0x202A33, 0x48606E },
  { "七人の侍", 1954, "Action|Drama", 0xF20A9C58,
    "Action", "brick", "speed", FRAME, TRUE, FALSE, 0x17212F, 0xEFE2CC, 0xE2AC4C },
  { "Amélie", 2001, "Comedy|Romance", 0x9211588C,
    "Romance", "blush", "ripples", BAND, FALSE, TRUE, 0xFDEAE0, 0x47102A, 0xC42F4C },
  { "Davy Crockett, King of the Wild Frontier", 1955, "Western", 0x02AC8474,
    "Western", "mesa", "badge", FRAME, TRUE, FALSE, 0x3A1812, 0xF8E4C0, 0xF0AC44 },
};
/* clang-format on */

static guint32
to_rgb (const MtnPosterColor *color)
{
  return (guint32) lrint (color->red * 255) << 16 | (guint32) lrint (color->green * 255) << 8 |
         (guint32) lrint (color->blue * 255);
}

static void
init_style (MtnPosterStyle *style, const char *title, int year, const char *genres)
{
  g_auto (GStrv) names = g_strsplit (genres, "|", -1);

  mtn_poster_style_init (style, title, year, (const char *const *) names);
}

static void
test_mix (void)
{
  g_assert_cmphex (mtn_poster_mix (0x12345678, 0), ==, 0xE37CD1BC);
  g_assert_cmphex (mtn_poster_mix (0x12345678, 1), ==, 0x047660EA);
  g_assert_cmphex (mtn_poster_mix (0x12345678, 2), ==, 0x6072B3DC);
  g_assert_cmphex (mtn_poster_mix (0x12345678, 64), ==, 0xA4341ACF);
  g_assert_cmphex (mtn_poster_mix (0x12345678, 163), ==, 0x18EF873A);
}

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const Known *film = &known[i];
      MtnPosterStyle style;

      init_style (&style, film->title, film->year, film->genres);
      g_test_message ("%s", film->title);
      g_assert_cmphex (style.hash, ==, film->hash);
      g_assert_cmpstr (style.genre->name, ==, film->genre);
      g_assert_cmpstr (style.palette->name, ==, film->palette);
      g_assert_cmpstr (style.motif->name, ==, film->motif);
      g_assert_cmpint (style.layout, ==, film->layout);
      g_assert_cmpint (style.mirrored, ==, film->mirrored);
      g_assert_cmpint (style.serif, ==, film->serif);
      g_assert_cmphex (to_rgb (&style.ground), ==, film->ground);
      g_assert_cmphex (to_rgb (&style.text), ==, film->text);
      g_assert_cmphex (to_rgb (&style.tick), ==, film->tick);
    }
}

static void
test_genres (void)
{
  static const struct
  {
    const char *genres, *expected;
    guint n_ticks;
  } cases[] = {
    { "", "unknown", 1 },
    { "unknown", "unknown", 1 },
    { "(no genres listed)", "unknown", 1 },
    { "IMAX|Drama", "Drama", 1 },
    { "Drama|Film-Noir", "Film-Noir", 2 },
    { "Film-Noir|Drama", "Film-Noir", 2 },
    { "Comedy|Drama", "Comedy", 2 },
    { "Children|Comedy", "Children's", 2 },
    { "Children's|Comedy", "Children's", 2 },
    { "Action|Adventure|Romance|Sci-Fi|War", "Sci-Fi", 4 },
    { "drama", "unknown", 1 },
  };
  MtnPosterStyle style;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      init_style (&style, "A Film", 1990, cases[i].genres);
      g_test_message ("%s", cases[i].genres);
      g_assert_cmpstr (style.genre->name, ==, cases[i].expected);
      g_assert_cmpuint (style.n_ticks, ==, cases[i].n_ticks);
    }

  mtn_poster_style_init (&style, "A Film", 1990, NULL);
  g_assert_cmpstr (style.genre->name, ==, "unknown");
}

/* Every title on every ground that a film can get. */
static void
test_contrast (void)
{
  guint n_genres;
  const MtnPosterGenre *genres = mtn_poster_get_genres (&n_genres);
  MtnPosterTone ground = 0, panel = 0;
  guint n_seen = 0;

  for (guint i = 0; i < n_genres; i++)
    for (guint j = 0; genres[i].palettes[j] != NULL; j++)
      for (guint layout = 0; layout < MTN_POSTER_N_LAYOUTS; layout++)
        {
          guint n_pairs = mtn_poster_get_tones (genres[i].mood, layout, G_MAXUINT, &ground, &panel);

          for (guint k = 0; k < n_pairs; k++, n_seen++)
            {
              MtnPosterStyle style = { .palette = genres[i].palettes[j], .layout = layout };
              MtnMotifBox box = { 0 };

              mtn_poster_get_tones (genres[i].mood, layout, k, &ground, &panel);
              mtn_poster_style_set_tones (&style, ground, panel);
              g_assert_cmpfloat (mtn_poster_color_contrast (&style.text, &style.ground), >=, 4.5);
              g_assert_cmpfloat (mtn_poster_color_contrast (&style.tick, &style.ground), >=, 1.9);

              /* The guard of 4.5 : 1 is not needed by any of the palettes. */
              g_assert_cmpint (style.ground_tone, ==, ground);

              mtn_poster_style_get_figures (&style, &box);
              g_assert_false (mtn_poster_color_equal (&box.figure, &box.panel));
              g_assert_false (mtn_poster_color_equal (&box.figure, &box.light));
              g_assert_cmpfloat (mtn_poster_color_contrast (&box.figure, &box.panel), >=, 1.2);
              if (layout == MTN_POSTER_LAYOUT_SOLID)
                g_assert_cmpint (style.panel_tone, ==, style.ground_tone);
            }
        }
  g_assert_cmpuint (n_seen, >, 200);
}

static void
test_guard (void)
{
  /* A grey middle on which nothing reads. */
  const MtnPosterPalette dull = { "dull", { 0xC0C0C0, 0x404040, 0x808080, 0x909090 } };
  MtnPosterStyle style = { .palette = &dull, .layout = MTN_POSTER_LAYOUT_SOLID };

  mtn_poster_style_set_tones (&style, MTN_POSTER_TONE_STRONG, MTN_POSTER_TONE_STRONG);
  g_assert_cmpint (style.ground_tone, ==, MTN_POSTER_TONE_PAPER);
  g_assert_cmpint (style.panel_tone, ==, MTN_POSTER_TONE_PAPER);
  g_assert_cmphex (to_rgb (&style.text), ==, 0x404040);
}

/* Over many films all choices come up, and none of them too often. */
static void
test_spread (void)
{
  guint layouts[MTN_POSTER_N_LAYOUTS] = { 0 };
  guint n_mirrored = 0, n_serif = 0;
  g_autoptr (GHashTable) motifs = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) palettes = g_hash_table_new (NULL, NULL);
  const guint n_films = 4000;

  for (guint i = 0; i < n_films; i++)
    {
      g_autofree char *title = g_strdup_printf ("Film %u", i);
      MtnPosterStyle style;

      init_style (&style, title, 1900 + i % 100, "Drama");
      layouts[style.layout]++;
      n_mirrored += style.mirrored;
      n_serif += style.serif;
      g_hash_table_add (motifs, (gpointer) style.motif);
      g_hash_table_add (palettes, (gpointer) style.palette);
    }
  for (guint i = 0; i < MTN_POSTER_N_LAYOUTS; i++)
    {
      g_assert_cmpuint (layouts[i], >, n_films / 5);
      g_assert_cmpuint (layouts[i], <, n_films * 3 / 10);
    }
  g_assert_cmpuint (n_mirrored, >, n_films * 9 / 20);
  g_assert_cmpuint (n_mirrored, <, n_films * 11 / 20);
  g_assert_cmpuint (n_serif, >, n_films * 7 / 20);
  g_assert_cmpuint (n_serif, <, n_films * 9 / 20);
  g_assert_cmpuint (g_hash_table_size (motifs), ==, 5);
  g_assert_cmpuint (g_hash_table_size (palettes), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/poster/style/mix", test_mix);
  g_test_add_func ("/poster/style/known", test_known);
  g_test_add_func ("/poster/style/genres", test_genres);
  g_test_add_func ("/poster/style/contrast", test_contrast);
  g_test_add_func ("/poster/style/guard", test_guard);
  g_test_add_func ("/poster/style/spread", test_spread);

  return g_test_run ();
}
