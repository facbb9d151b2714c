/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Setting titles: words, rows, and that nothing leaves the sheet. */

#include <glib.h>
#include <string.h>

#include "mtn-poster-private.h"
#include "mtn-poster-title.h"

#define COLUMN 136.0

/* As the layouts ask for it. */
static const MtnPosterTitleSpec specs[] = {
  { FALSE, FALSE, COLUMN, 84, 40 },
  { TRUE, TRUE, COLUMN, 72, 40 },
  { FALSE, FALSE, COLUMN, 62, 30 },
  { TRUE, TRUE, COLUMN, 70, 38 },
};

static const char *const titles[] = {
  "M",
  "Up",
  "Bean",
  "Casablanca",
  "The Silence of the Lambs",
  "The Englishman Who Went Up a Hill, But Came Down a Mountain",
  "Don't Be a Menace to South Central While Drinking Your Juice in the Hood",
  "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
  "Halloween: The Curse of Michael Myers",
  "Supercalifragilisticexpialidocious",
  "Été à Évreux, Ça et Là",
  "七人の侍",
  "千と千尋の神隠し",
  "Броненосец «Потёмкин»",
  "باد ما را خواهد برد",
  "שבעה סמוראים",
  "🎬 Movie 🚀",
  "",
  "   ",
  "-",
  "of the",
};

static void
assert_words (const char *title, gboolean capitals, const char *expected, guint n_head)
{
  g_auto (MtnPosterWords) words = { 0 };

  mtn_poster_words_init (&words, title, capitals);
  g_assert_cmpstr (words.text->str, ==, expected);
  g_assert_cmpuint (words.n_head, ==, n_head);
}

static void
test_words (void)
{
  assert_words ("Toy Story", FALSE, "Toy\nStory", 2);
  assert_words ("Toy Story", TRUE, "TOY\nSTORY", 2);
  assert_words ("  Toy \t\n Story ", FALSE, "Toy\nStory", 2);
  assert_words ("E.T. the Extra-Terrestrial", FALSE, "E.T.\nthe\nExtra-\nTerrestrial", 4);
  assert_words ("X-Men", FALSE, "X-Men", 1);
  assert_words ("七人の侍、夜。", FALSE, "七\n人\nの\n侍、\n夜。", 5);
  assert_words ("「夜」", FALSE, "「夜」", 1);
  assert_words ("기생충", FALSE, "기생충", 1);
  assert_words ("", FALSE, "?", 1);
  assert_words ("\x01\x7f\xc2\x85", FALSE, "?", 1);
}

static void
test_head_and_tail (void)
{
  assert_words ("2001: A Space Odyssey", FALSE, "2001\nA\nSpace\nOdyssey", 1);
  assert_words ("2001: A Space Odyssey", TRUE, "2001\nA\nSpace\nOdyssey", 1);
  assert_words ("Dr. Strangelove or: How I Learned", FALSE, "Dr.\nStrangelove\nor:\nHow\nI\nLearned", 2);
  assert_words ("Seven (also Se7en)", FALSE, "Seven\nalso\nSe7en", 1);
  assert_words ("Gift: The (Great) Giving (2)", FALSE, "Gift\nThe\n(Great)\nGiving\n(2)", 1);
  assert_words ("Alien: 3", FALSE, "Alien:\n3", 2);
  assert_words (": The Rest of It", FALSE, ":\nThe\nRest\nof\nIt", 5);
}

static void
test_capitals (void)
{
  /* Never by the rules of a locale: "I" is not dotted in Turkish posters either. */
  assert_words ("fin istanbul", TRUE, "FIN\nISTANBUL", 2);
  assert_words ("Straße", TRUE, "STRASSE", 1);
  assert_words ("Потёмкин", TRUE, "ПОТЁМКИН", 1);
  assert_words ("ქართული", TRUE, "ქართული", 1);
}

static void
test_hostile (void)
{
  g_autoptr (GString) tower = g_string_new ("Wo");
  g_autoptr (GString) endless = g_string_new (NULL);
  g_auto (MtnPosterWords) words = { 0 };

  assert_words ("a\xe2\x80\xaeno\xe2\x81\xa6wb", FALSE, "anowb", 1); /* bidi controls */
  assert_words ("bad \xff\xfe end", FALSE, "bad\n\xef\xbf\xbd\xef\xbf\xbd\nend", 3);

  for (guint i = 0; i < 40; i++)
    g_string_append (tower, "\xcc\x81");
  assert_words (tower->str, FALSE, "Wo\xcc\x81\xcc\x81\xcc\x81", 1);

  for (guint i = 0; i < 300; i++)
    g_string_append (endless, "語");
  mtn_poster_words_init (&words, endless->str, TRUE);
  g_assert_cmpuint (words.n_words, <=, MTN_POSTER_MAX_WORDS);
  g_assert_true (g_str_has_suffix (words.text->str, "…"));
}

static void
test_flags (void)
{
  static const struct
  {
    const char *title;
    gboolean rtl, latin, cjk, rising, hanging;
  } cases[] = {
    { "PLAIN", FALSE, TRUE, FALSE, FALSE, FALSE },    { "ÉTÉ", FALSE, TRUE, FALSE, TRUE, FALSE },
    { "ONE, TWO", FALSE, TRUE, FALSE, FALSE, TRUE },  { "ÇA", FALSE, TRUE, FALSE, FALSE, TRUE },
    { "1984…", FALSE, TRUE, FALSE, FALSE, FALSE },    { "ПЛАН", FALSE, TRUE, FALSE, FALSE, FALSE },
    { "七人の侍", FALSE, FALSE, TRUE, FALSE, FALSE }, { "기생충", FALSE, FALSE, FALSE, FALSE, FALSE },
    { "باد", TRUE, FALSE, FALSE, FALSE, FALSE },      { "1954 שבעה", TRUE, FALSE, FALSE, FALSE, FALSE },
    { "ÀB 侍", FALSE, FALSE, TRUE, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (MtnPosterWords) words = { 0 };

      g_test_message ("%s", cases[i].title);
      mtn_poster_words_init (&words, cases[i].title, TRUE);
      g_assert_cmpint (words.rtl, ==, cases[i].rtl);
      g_assert_cmpint (words.latin, ==, cases[i].latin);
      g_assert_cmpint (words.cjk, ==, cases[i].cjk);
      g_assert_cmpint (words.rising, ==, cases[i].rising);
      g_assert_cmpint (words.hanging, ==, cases[i].hanging);
    }
}

/* The rows hold every word once, in order, and fit the column. */
static void
assert_rows (const MtnPosterTitle *title)
{
  guint next = 0;
  double baseline = 0;

  g_assert_cmpuint (title->n_rows, >=, 1);
  g_assert_cmpuint (title->n_rows, <=, MTN_POSTER_MAX_ROWS);
  for (guint i = 0; i < title->n_rows; i++)
    {
      const MtnPosterRow *row = &title->rows[i];

      g_assert_cmpuint (row->first, ==, next);
      g_assert_cmpuint (row->end, >, row->first);
      g_assert_cmpfloat (row->size, >, 0);
      g_assert_cmpfloat (row->width * row->size, <=, COLUMN * 1.0001);
      g_assert_cmpfloat (row->baseline, >, baseline);
      next = row->end;
      baseline = row->baseline;
    }
  g_assert_cmpuint (next, ==, title->words.n_words);
  g_assert_cmpfloat (title->height, >=, baseline);
  /* With the largest feet of the layouts there is still room for a motif. */
  g_assert_cmpfloat (title->height, <, 150);
}

/* Where ink went, with a margin for what sticks out of a glyph's box. */
static void
assert_ink (MtnPosterTitle *title)
{
  const MtnPosterColor black = { 0, 0, 0 };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x, y, width, height;

  mtn_poster_title_draw (title, cr, 12, 30, &black);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (x + width, <=, 160);
  g_assert_cmpfloat (y, >=, 12);
  g_assert_cmpfloat (y + height, <=, 30 + title->height + 20);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_fits (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    for (guint j = 0; j < 2 * G_N_ELEMENTS (specs); j++)
      {
        g_auto (MtnPosterTitle) title = { 0 };

        mtn_poster_title_init (&title, mtn_poster_painter_get_layout (painter, j % 2), titles[i],
                               &specs[j / 2]);
        assert_rows (&title);
        assert_ink (&title);
      }
}

/* Titles of random pieces, some of them nasty. */
static void
test_fits_random (void)
{
  static const char *const pieces[] = {
    "a",   "the",        " ",        " ",    "Love",         ": ",          "-", "侍", "ー", "、", "\xcc\x88",
    "ب",   "א",          "🎬",        "\xff", " or: ",        "(",           ")", "É",  "Q",  ",",  "\n",
    "of ", "WWWWWWWWWW", "iiiiiiii", "'",    "\xe2\x80\x8d", "\xe2\x80\xae"
  };
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (MtnPosterTitle) title = { 0 };
      guint n_pieces = g_test_rand_int_range (1, 60);

      for (guint j = 0; j < n_pieces; j++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      mtn_poster_title_init (&title, mtn_poster_painter_get_layout (painter, i % 2), text->str,
                             &specs[i % G_N_ELEMENTS (specs)]);
      assert_rows (&title);
    }
}

/* Of two splits that are as good, the one is taken that does not end a line in "of". */
static void
test_small_words (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_auto (MtnPosterTitle) title = { 0 };

      mtn_poster_title_init (&title, mtn_poster_painter_get_layout (painter, i % 2),
                             "Remembrance of Remembrance", &specs[i]);
      g_assert_cmpuint (title.n_rows, >, 1);
      g_assert_cmpuint (title.rows[0].end, ==, 1);
    }
}

static void
test_stack (void)
{
  g_autoptr (MtnPosterPainter) painter = mtn_poster_painter_new ();
  g_auto (MtnPosterTitle) stacked = { 0 };
  g_auto (MtnPosterTitle) ragged = { 0 };
  PangoLayout *layout = mtn_poster_painter_get_layout (painter, FALSE);

  mtn_poster_title_init (&stacked, layout, "Star Wars", &specs[1]);
  g_assert_cmpuint (stacked.n_rows, ==, 2);
  for (guint i = 0; i < stacked.n_rows; i++)
    g_assert_cmpfloat_with_epsilon (stacked.rows[i].width * stacked.rows[i].size, COLUMN, 1e-6);

  mtn_poster_title_init (&ragged, layout, "Star Wars", &specs[0]);
  for (guint i = 1; i < ragged.n_rows; i++)
    g_assert_cmpfloat (ragged.rows[i].size, ==, ragged.rows[0].size);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/poster/title/words", test_words);
  g_test_add_func ("/poster/title/head-and-tail", test_head_and_tail);
  g_test_add_func ("/poster/title/capitals", test_capitals);
  g_test_add_func ("/poster/title/hostile", test_hostile);
  g_test_add_func ("/poster/title/flags", test_flags);
  g_test_add_func ("/poster/title/fits", test_fits);
  g_test_add_func ("/poster/title/fits-random", test_fits_random);
  g_test_add_func ("/poster/title/small-words", test_small_words);
  g_test_add_func ("/poster/title/stack", test_stack);

  return g_test_run ();
}
