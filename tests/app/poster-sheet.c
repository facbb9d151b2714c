/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Draws sheets of posters to look at: films, genres, sizes and odd titles.
 *
 *   poster-sheet DIRECTORY
 */

#include <cairo.h>
#include <glib.h>
#include <math.h>

#include "mtn-poster-private.h"

typedef struct
{
  const char *title;
  int year;
  const char *genres; /* separated by bars */
} Film;

static const Film films[] = {
  { "Star Wars", 1977, "Action|Adventure|Romance|Sci-Fi|War" },
  { "Toy Story", 1995, "Animation|Children's|Comedy" },
  { "Casablanca", 1942, "Drama|Romance|War" },
  { "Fargo", 1996, "Crime|Drama|Thriller" },
  { "Alien", 1979, "Action|Horror|Sci-Fi|Thriller" },
  { "Vertigo", 1958, "Mystery|Thriller" },
  { "The Good, The Bad and The Ugly", 1966, "Action|Western" },
  { "Sunset Blvd.", 1950, "Film-Noir" },
  { "Snow White and the Seven Dwarfs", 1937, "Animation|Children's|Musical" },
  { "The Shawshank Redemption", 1994, "Drama" },
  { "Psycho", 1960, "Horror|Romance|Thriller" },
  { "When Harry Met Sally...", 1989, "Comedy|Romance" },
  { "2001: A Space Odyssey", 1968, "Drama|Mystery|Sci-Fi|Thriller" },
  { "Raiders of the Lost Ark", 1981, "Action|Adventure" },
  { "Hoop Dreams", 1994, "Documentary" },
  { "Singin' in the Rain", 1952, "Musical|Romance" },
  { "Schindler's List", 1993, "Drama|War" },
  { "Pulp Fiction", 1994, "Crime|Drama" },
  { "The Wizard of Oz", 1939, "Adventure|Children's|Drama|Musical" },
  { "Terminator 2: Judgment Day", 1991, "Action|Sci-Fi|Thriller" },
  { "The Third Man", 1949, "Mystery|Thriller" },
  { "Monty Python and the Holy Grail", 1974, "Comedy" },
  { "The Silence of the Lambs", 1991, "Drama|Thriller" },
  { "Titanic", 1997, "Action|Drama|Romance" },
};

static const Film odd[] = {
  { "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb", 1963, "Sci-Fi|War" },
  { "M", 1931, "Crime|Film-Noir|Thriller" },
  { "七人の侍", 1954, "Action|Drama" },
  { "Броненосец «Потёмкин»", 1925, "Drama|War" },
  { "باد ما را خواهد برد", 1999, "Drama" },
  { "The Englishman Who Went Up a Hill, But Came Down a Mountain", 1995, "Comedy|Romance" },
  { "Z", 1969, "Mystery|Thriller" },
  { "Se7en", 1995, "Crime|Thriller" },
  { "Koyaanisqatsi", 1982, "Documentary|War" },
  { "Don't Be a Menace to South Central While Drinking Your Juice in the Hood", 1996, "Comedy|Drama" },
  { "E.T. the Extra-Terrestrial", 1982, "Children's|Drama|Fantasy|Sci-Fi" },
  { "Halloween: The Curse of Michael Myers", 1995, "Horror|Thriller" },
  { "Amélie", 2001, "Comedy|Romance" },
  { "千と千尋の神隠し", 2001, "Animation|Fantasy" },
  { "Untitled", 0, "" },
  { "The Cabinet of Dr. Caligari", 1920, "Horror" },
  { "", 0, "" },
  { "  \t\n", 1999, "Comedy" },
  { "Été à Évreux, Ça et Là", 1971, "Comedy" },
  { "Stalker\xff\xfe und Überfälle", 1979, "Sci-Fi" },
  { "Supercalifragilisticexpialidociousantidisestablishmentarianism", 1964, "Musical" },
  { "שבעה סמוראים 1954", 1954, "Action" },
  { "Ẁ̴͓h̶̖̑a̷͇͝t̶̖͑ Ẃ̷̜ā̶̦s̷̬̏", 2010, "Horror" },
  { "🎬 Movie 👩‍🚀🚀", 2017, "Comedy" },
  { "A very long title that goes on and on, as titles of television broadcasts and of some "
    "documentaries do when nobody stops their makers, which happens more often than anybody would "
    "like, and then there is the second half of the title, which explains at length what the first half "
    "was about, but for whom?",
    2012, "Drama" },
  { "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "a",
    2012, "Thriller" },
  { "スーパーの女", 1996, "Comedy" },
  { "기생충", 2019, "Drama|Thriller" },
  { "Ἀντιγόνη", 1961, "Drama" },
  { "Straße der Quälgeister", 1984, "Thriller" },
  { "Up", 2009, "Animation" },
  { "Mission: Impossible", 1996, "Action|Adventure|Mystery" },
};

typedef struct
{
  cairo_t *cr;
  MtnPosterPainter *painter;
} Sheet;

static void
add_round_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_film (Sheet *sheet, const Film *film, double x, double y, double width)
{
  g_auto (GStrv) genres = g_strsplit (film->genres, "|", -1);

  cairo_save (sheet->cr);
  cairo_translate (sheet->cr, x, y);
  add_round_rectangle (sheet->cr, 0, 0, width, width * 1.5, 1.5 + 6 * width / 160);
  cairo_clip (sheet->cr);
  mtn_poster_painter_draw (sheet->painter, sheet->cr, film->title, film->year, (const char *const *) genres,
                           width, width * 1.5);
  cairo_restore (sheet->cr);
}

static Sheet
begin_sheet (MtnPosterPainter *painter, double width, double height, gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  Sheet sheet = { cairo_create (surface), painter };

  cairo_surface_destroy (surface);
  if (dark)
    cairo_set_source_rgb (sheet.cr, 0.133, 0.133, 0.149);
  else
    cairo_set_source_rgb (sheet.cr, 0.98, 0.98, 0.984);
  cairo_paint (sheet.cr);

  return sheet;
}

static gboolean
end_sheet (Sheet *sheet, const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  cairo_status_t status = cairo_surface_write_to_png (cairo_get_target (sheet->cr), path);

  cairo_destroy (sheet->cr);
  if (status != CAIRO_STATUS_SUCCESS)
    g_printerr ("%s: %s\n", path, cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS;
}

static gboolean
write_films (MtnPosterPainter *painter,
             const char *directory,
             const char *name,
             const Film *list,
             guint n_films,
             gboolean dark)
{
  const guint columns = 8;
  guint rows = (n_films + columns - 1) / columns;
  Sheet sheet = begin_sheet (painter, 20 + columns * 180, 20 + rows * 260, dark);

  for (guint i = 0; i < n_films; i++)
    draw_film (&sheet, &list[i], 20 + i % columns * 180, 20 + i / columns * 260, 160);

  return end_sheet (&sheet, directory, name);
}

/* Every motif in every layout. */
static gboolean
write_motifs (MtnPosterPainter *painter, const char *directory)
{
  guint n_genres, n = 0;
  const MtnPosterGenre *genres = mtn_poster_get_genres (&n_genres);
  Sheet sheet = begin_sheet (painter, 12 + 12 * 132, 12 + 15 * 192, TRUE);

  for (guint i = 0; i < n_genres; i++)
    for (guint j = 0; genres[i].motifs[j] != NULL; j++)
      for (guint layout = 0; layout < MTN_POSTER_N_LAYOUTS; layout++, n++)
        {
          MtnPosterStyle style;
          MtnPosterTone ground, panel;
          const char *names[] = { genres[i].name, NULL };
          guint n_pairs = mtn_poster_get_tones (genres[i].mood, layout, G_MAXUINT, &ground, &panel);

          mtn_poster_style_init (&style, genres[i].motifs[j]->name, 1950 + layout, names);
          style.motif = genres[i].motifs[j];
          style.layout = layout;
          mtn_poster_get_tones (genres[i].mood, layout, n % n_pairs, &ground, &panel);
          mtn_poster_style_set_tones (&style, ground, panel);

          cairo_save (sheet.cr);
          cairo_translate (sheet.cr, 12 + n % 12 * 132, 12 + n / 12 * 192);
          mtn_poster_painter_draw_styled (painter, sheet.cr, &style, style.motif->name, 1950 + layout, 120,
                                          180);
          cairo_restore (sheet.cr);
        }

  return end_sheet (&sheet, directory, "motifs.png");
}

static gboolean
write_sizes (MtnPosterPainter *painter, const char *directory)
{
  static const guint chosen[] = { 0, 3, 2, 13 };
  Sheet sheet = begin_sheet (painter, 20 + G_N_ELEMENTS (chosen) * 340, 780, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    {
      draw_film (&sheet, &films[chosen[i]], 20 + i * 340, 20, 320);
      draw_film (&sheet, &films[chosen[i]], 20 + i * 340, 520, 160);
      draw_film (&sheet, &films[chosen[i]], 200 + i * 340, 520, 96);
    }

  return end_sheet (&sheet, directory, "sizes.png");
}

int
main (int argc, char *argv[])
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  const char *directory = argc > 1 ? argv[1] : ".";
  gboolean written = TRUE;

  written &= write_films (painter, directory, "sheet-light.png", films, G_N_ELEMENTS (films), FALSE);
  written &= write_films (painter, directory, "sheet-dark.png", films, G_N_ELEMENTS (films), TRUE);
  written &= write_films (painter, directory, "odd.png", odd, G_N_ELEMENTS (odd), TRUE);
  written &= write_motifs (painter, directory);
  written &= write_sizes (painter, directory);

  return written ? 0 : 1;
}
