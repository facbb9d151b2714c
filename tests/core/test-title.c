/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-movie.h"
#include "mtn-title.h"

#include <locale.h>

static const struct
{
  const char *raw;
  const char *title;
  const char *alternatives; /* joined by " | " */
  int year;
} titles[] = {
  { "Toy Story (1995)", "Toy Story", "", 1995 },
  { "Butcher Boy, The (1998)", "The Butcher Boy", "", 1998 },
  { "Kid in King Arthur's Court, A (1995)", "A Kid in King Arthur's Court", "", 1995 },
  { "Affair to Remember, An (1957)", "An Affair to Remember", "", 1957 },
  { "Misérables, Les (1995)", "Les Misérables", "", 1995 },
  { "Enfer, L' (1994)", "L'Enfer", "", 1994 },
  { "Double vie de Véronique, La (Double Life of Véronique, The) (1991)", "La Double vie de Véronique",
    "The Double Life of Véronique", 1991 },
  { "Star Maker, The (Uomo delle stelle, L') (1995)", "The Star Maker", "L'Uomo delle stelle", 1995 },
  { "Tin Drum, The (Blechtrommel, Die) (1979)", "The Tin Drum", "Die Blechtrommel", 1979 },
  { "Seventh Seal, The (Sjunde inseglet, Det) (1957)", "The Seventh Seal", "Det Sjunde inseglet", 1957 },
  { "Convent, The (Convento, O) (1995)", "The Convent", "O Convento", 1995 },
  { "Lovers, The (Amantes, Los) (1991)", "The Lovers", "Los Amantes", 1991 },
  { "Garden, The (Giardino, Il) (1970)", "The Garden", "Il Giardino", 1970 },
  { "Land Before Time III: The Time of the Great Giving (1995) (V)",
    "Land Before Time III: The Time of the Great Giving", "", 1995 },
  { "Seven (a.k.a. Se7en) (1995)", "Seven", "Se7en", 1995 },
  { "Eye, The (a.k.a. Seeing, The) (Gin gwai) (2002)", "The Eye", "The Seeing | Gin gwai", 2002 },
  { "Asterix in America (a.k.a Asterix Conquers) (1994)", "Asterix in America", "Asterix Conquers", 1994 },
  { "You Are (Not) Alone (Jo) (2007)", "You Are (Not) Alone", "Jo", 2007 },
  { "Outer (Inner (Innermost)) (1990)", "Outer", "Inner (Innermost)", 1990 },
  { "Two Friends (1986) ", "Two Friends", "", 1986 },
  { " A  Man\tEscaped (Un  condamné) (1956)", "A Man Escaped", "Un condamné", 1956 },
  { "Death Note (2006–2007)", "Death Note", "", 2006 },
  { "Paris, Texas (1984)", "Paris, Texas", "", 1984 },
  { "Good, The Bad and The Ugly, The (1966)", "The Good, The Bad and The Ugly", "", 1966 },
  { "Truth or Consequences, N.M. (1997)", "Truth or Consequences, N.M.", "", 1997 },
  { "2001: A Space Odyssey (1968)", "2001: A Space Odyssey", "", 1968 },
  { "Room (12345)", "Room", "12345", 0 },
  { "unknown", "unknown", "", 0 },
  { "(1995)", "(1995)", "", 0 },
  { ", The", ", The", "", 0 },
  { "()", "()", "", 0 },
  { "Broken ) (1990)", "Broken )", "", 1990 },
  { "", "", "", 0 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = NULL;
      g_auto (GStrv) alternatives = NULL;
      g_autofree char *joined = NULL;
      int year;

      mtn_title_parse (titles[i].raw, &title, &alternatives, &year);
      joined = alternatives != NULL ? g_strjoinv (" | ", alternatives) : g_strdup ("");

      g_assert_cmpstr (title, ==, titles[i].title);
      g_assert_cmpstr (joined, ==, titles[i].alternatives);
      g_assert_cmpint (year, ==, titles[i].year);
    }
}

static const char *const folded[][2] = {
  { "The Butcher Boy", "the butcher boy" },
  { "Les Misérables", "les miserables" },
  { "LA CÉRÉMONIE", "la ceremonie" },
  { "L'Enfer", "l enfer" },
  { "L’Enfer", "l enfer" },
  { "Schindler's List", "schindlers list" },
  { "Farmer & Chase", "farmer and chase" },
  { "Spider-Man", "spider man" },
  { "E.T. the Extra-Terrestrial", "et the extra terrestrial" },
  { "Mr. Holland's Opus", "mr hollands opus" },
  { "8 1/2", "8 1 2" },
  { "8½", "81 2" },
  { "Alien³", "alien3" },
  { "Straße", "strasse" },
  { "Æon Flux", "aeon flux" },
  { "Babettes gæstebud", "babettes gaestebud" },
  { "kjøkkenet", "kjokkenet" },
  { "Łódź", "lodz" },
  { "Œuvre", "oeuvre" },
  { "Fucking Åmål", "fucking amal" },
  { "Иваново детство", "иваново детство" },
  { "  --!? ", "" },
  { "Bad \xff byte", "bad byte" },
};

static void
test_fold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folded); i++)
    {
      g_autofree char *result = mtn_title_fold (folded[i][0]);
      g_autofree char *again = mtn_title_fold (result);

      g_assert_cmpstr (result, ==, folded[i][1]);
      g_assert_cmpstr (again, ==, result);
    }
}

static void
test_skip_article (void)
{
  static const char *const cases[][2] = {
    { "the matrix", "matrix" },
    { "l enfer", "enfer" },
    { "la haine", "haine" },
    { "the", "the" },
    { "theatre", "theatre" },
    { "die hard", "die hard" },
    { "a", "a" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (mtn_title_skip_article (cases[i][0]), ==, cases[i][1]);
}

static void
test_label (void)
{
  MtnMovie movie = { .title = g_strdup ("Heat"), .year = 1995 };
  g_autofree char *with_year = mtn_movie_dup_label (&movie);
  g_autofree char *bare = NULL;

  movie.year = 0;
  bare = mtn_movie_dup_label (&movie);
  g_assert_cmpstr (with_year, ==, "Heat (1995)");
  g_assert_cmpstr (bare, ==, "Heat");

  mtn_movie_clear (&movie);
  g_assert_null (movie.title);
}

/* In Turkish the small letter of "I" is none of ASCII; data are read the same everywhere. */
static void
test_turkish (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_CTYPE, NULL));
  g_auto (GStrv) alternatives = NULL;
  g_autofree char *title = NULL;
  g_autofree char *lower = NULL;
  int year;

  if (setlocale (LC_CTYPE, "tr_TR.UTF-8") == NULL)
    {
      g_test_skip ("no Turkish locale here");
      return;
    }

  mtn_title_parse ("Postino, Il (1994)", &title, &alternatives, &year);
  lower = mtn_title_fold ("TITANIC");
  setlocale (LC_CTYPE, before);

  g_assert_cmpstr (title, ==, "Il Postino");
  g_assert_cmpstr (lower, ==, "titanic");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/title/parse", test_parse);
  g_test_add_func ("/title/fold", test_fold);
  g_test_add_func ("/title/skip-article", test_skip_article);
  g_test_add_func ("/title/label", test_label);
  g_test_add_func ("/title/turkish", test_turkish);

  return g_test_run ();
}
