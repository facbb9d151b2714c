/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-random.h"
#include "mtn-title.h"
#include "mtn-title-index.h"

#include <string.h>

static const char *const no_genres[] = { NULL };

/* Ratings fall from row to row. */
static const char *const titles[] = {
  "Star Wars (1977)",
  "Star Trek: First Contact (1996)",
  "Empire Strikes Back, The (1980)",
  "Star Maker, The (Uomo delle stelle, L') (1995)",
  "Lone Star (1996)",
  "Sabrina (1995)",
  "Sabrina (1954)",
  "Double vie de Véronique, La (Double Life of Véronique, The) (1991)",
  "Hate (Haine, La) (1995)",
  "Haine (1989)",
  "Enfer, L' (1994)",
  "Titanic (1997)",
  "GoldenEye (1995)",
  "Schindler's List (1993)",
  "2001: A Space Odyssey (1968)",
  "unknown",
  "Die Hard (1988)",
  "E.T. the Extra-Terrestrial (1982)",
  "Iваново детство (1962)",
  "Kiss Me, Guido (1997)",
  "Chasing Amy (1997)",
  "Chasing Amy (1997)",
  "Nénette et Boni (1996)",
};

static MtnCatalog *
make_catalog (const char *const *raw, guint n)
{
  GArray *movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));

  for (guint i = 0; i < n; i++)
    {
      MtnMovie movie = { .id = (int) i + 1, .n_ratings = 1000 - i };

      mtn_title_parse (raw[i], &movie.title, &movie.alternatives, &movie.year);
      g_array_append_val (movies, movie);
    }

  return mtn_catalog_new (movies, no_genres, NULL);
}

static MtnTitleIndex *
make_index (void)
{
  g_autoptr (MtnCatalog) catalog = make_catalog (titles, G_N_ELEMENTS (titles));

  return mtn_title_index_new (catalog);
}

/* Ids of the films found, in order, as "1 4 2". */
static char *
search (MtnTitleIndex *index, const char *query, guint max)
{
  g_autoptr (GArray) found = mtn_title_index_search (index, query, max);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%u", i > 0 ? " " : "", g_array_index (found, guint, i) + 1);

  return g_string_free (ids, FALSE);
}

static const struct
{
  const char *query;
  const char *ids;
} searches[] = {
  { "star", "1 2 4 5" },  /* prefixes before the rest, each by ratings */
  { "star wars", "1" },   /* words */
  { "WARS star", "1" },   /* in any order */
  { "st wa", "1" },       /* while typing */
  { "1977", "1" },        /* the year */
  { "star 1996", "2 5" }, /* word and year */
  { "veronique", "8" },   /* accents */
  { "Véronique", "8" },
  { "double life", "8" },   /* the alternative title */
  { "the star wars", "1" }, /* an article too many */
  { "star wars, the", "1" },
  { "haine, la", "9 10" }, /* whole titles, with or without article */
  { "haine", "9 10" },
  { "lenfer", "11" }, /* a blank missing */
  { "l'enfer", "11" },
  { "schindlers", "14" },
  { "schindler's list (1993)", "14" },
  { "titanc", "12" },   /* one letter missing */
  { "titannic", "12" }, /* one too many */
  { "titamic", "12" },  /* one wrong */
  { "tiatnic", "12" },  /* two swapped */
  { "xitanic", "12" },  /* the first one wrong */
  { "itanic", "12" },
  { "ttianic", "12" },
  { "titqn", "12" }, /* a typo while typing */
  { "tytamic", "" }, /* two typos */
  { "hrad", "" },    /* four letters are not forgiven */
  { "empire strikes bakc", "" },
  { "empyre strikes back", "3" },
  { "детсдво", "19" }, /* letters are not bytes */
  { "golden eye", "13" },
  { "starwars", "1" },
  { "et", "18 23" },
  { "e.t.", "18 23" },
  { "unknown", "" },   /* no film */
  { "chasing", "21" }, /* one film under two ids */
  { "2001", "15" },
  { "2002", "" }, /* numbers are not forgiven */
  { "me kiss", "20" },
};

static void
test_search (void)
{
  g_autoptr (MtnTitleIndex) index = make_index ();

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *ids = search (index, searches[i].query, 0);

      g_test_message ("“%s”", searches[i].query);
      g_assert_cmpstr (ids, ==, searches[i].ids);
    }
}

static void
test_search_all (void)
{
  g_autoptr (MtnTitleIndex) index = make_index ();
  g_autofree char *all = search (index, "", 0);
  g_autofree char *blank = search (index, "  ?! ", 0);
  g_autofree char *three = search (index, "", 3);
  g_autofree char *two = search (index, "star", 2);

  /* The ratings of the film under two ids count together. */
  g_assert_cmpstr (all, ==, "21 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 17 18 19 20 23");
  g_assert_cmpstr (blank, ==, all);
  g_assert_cmpstr (three, ==, "21 1 2");
  g_assert_cmpstr (two, ==, "1 2");
}

static void
test_empty_catalog (void)
{
  g_autoptr (MtnCatalog) catalog = make_catalog (titles, 0);
  g_autoptr (MtnTitleIndex) index = mtn_title_index_new (catalog);
  g_autofree char *all = search (index, "", 0);
  g_autofree char *some = search (index, "titanc", 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (all, ==, "");
  g_assert_cmpstr (some, ==, "");
  g_assert_cmpint (mtn_title_index_resolve (index, "Titanic", &error), ==, -1);
  g_assert_error (error, MTN_ERROR, MTN_ERROR_UNKNOWN);
}

static const struct
{
  const char *title;
  int id; /* or − MtnError */
} resolutions[] = {
  { "Star Wars", 1 },
  { "star wars (1977)", 1 },
  { "STAR WARS 1977", 1 },
  { "Star Wars, The", 1 },
  { "Empire Strikes Back", 3 },
  { "The Empire Strikes Back", 3 },
  { "empire strikes back, the (1980)", 3 },
  { "strikes back", 3 },
  { "La double vie de Veronique", 8 },
  { "Double Life of Veronique, The", 8 },
  { "uomo delle stelle", 4 },
  { "L'Uomo delle stelle", 4 },
  { "La Haine", 9 },
  { "Haine", 10 },
  { "enfer", 11 },
  { "Titanc", 12 },
  { "Goldeneye", 13 },
  { "Golden Eye", 13 },
  { "Sabrina (1954)", 7 },
  { "Sabrina 1995", 6 },
  { "2001", 15 },
  { "E.T.", 18 },
  { "Chasing Amy", 21 },
  { "Sabrina", -MTN_ERROR_AMBIGUOUS },
  { "star", -MTN_ERROR_AMBIGUOUS },
  { "Star Wars (1978)", -MTN_ERROR_UNKNOWN },
  { "unknown", -MTN_ERROR_UNKNOWN },
  { "No such film", -MTN_ERROR_UNKNOWN },
  { "", -MTN_ERROR_UNKNOWN },
  { "\xff\xfe", -MTN_ERROR_UNKNOWN },
};

static void
test_resolve (void)
{
  g_autoptr (MtnTitleIndex) index = make_index ();

  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = g_strescape (resolutions[i].title, NULL);
      int found = mtn_title_index_resolve (index, resolutions[i].title, &error);

      g_test_message ("%s", shown);
      if (resolutions[i].id > 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (found + 1, ==, resolutions[i].id);
        }
      else
        {
          g_assert_error (error, MTN_ERROR, -resolutions[i].id);
          g_assert_cmpint (found, ==, -1);
        }
    }
}

static void
test_messages (void)
{
  g_autoptr (MtnTitleIndex) index = make_index ();
  g_autoptr (GError) error = NULL;

  mtn_title_index_resolve (index, "Sabrina", &error);
  g_assert_nonnull (strstr (error->message, "Sabrina (1995) [id 6]"));
  g_assert_nonnull (strstr (error->message, "Sabrina (1954) [id 7]"));
  g_clear_error (&error);

  mtn_title_index_resolve (index, "Star Warz", &error);
  g_assert_nonnull (strstr (error->message, "Star Wars (1977) [id 1]"));
}

/* The rule in its plainest form, word by word: what an index must agree with. */
static gboolean
matches (const MtnMovie *movie, char **words)
{
  g_autoptr (GString) text = g_string_new (" ");

  for (int i = -1; i < 0 || (movie->alternatives != NULL && movie->alternatives[i] != NULL); i++)
    {
      g_autofree char *folded = mtn_title_fold (i < 0 ? movie->title : movie->alternatives[i]);

      g_string_append_printf (text, "%s ", folded);
    }
  g_string_append_printf (text, "%d ", movie->year);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *wanted = g_strconcat (" ", words[i], NULL);

      if (strstr (text->str, wanted) == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
invent_text (MtnRandom *random, guint max_words)
{
  GString *text = g_string_new (NULL);
  guint n = 1 + mtn_random_below (random, max_words);

  /* Few letters, so that words share beginnings; none that spells an article. */
  for (guint i = 0; i < n; i++)
    {
      guint length = 1 + mtn_random_below (random, 4);

      if (i > 0)
        g_string_append_c (text, ' ');
      for (guint j = 0; j < length; j++)
        g_string_append_c (text, "xyz"[mtn_random_below (random, 3)]);
    }

  return g_string_free (text, FALSE);
}

static void
test_against_scan (void)
{
  g_autoptr (GPtrArray) raw = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MtnCatalog) catalog = NULL;
  g_autoptr (MtnTitleIndex) index = NULL;
  guint n_nothing = 0;
  MtnRandom random;

  mtn_random_init (&random, 11, 1);
  for (int i = 0; i < 400; i++)
    {
      g_autofree char *title = invent_text (&random, 4);
      g_autofree char *other = invent_text (&random, 3);

      g_ptr_array_add (raw, g_strdup_printf ("%s (%s) (%d)", title, other, 1900 + i % 100));
    }
  catalog = make_catalog ((const char *const *) raw->pdata, raw->len);
  index = mtn_title_index_new (catalog);

  for (int i = 0; i < 500; i++)
    {
      g_autofree char *query = invent_text (&random, 3);
      g_auto (GStrv) words = g_strsplit (query, " ", -1);
      g_autoptr (GArray) found = mtn_title_index_search (index, query, 0);
      g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
      guint n = 0;

      for (guint j = 0; j < found->len; j++)
        g_hash_table_add (set, GUINT_TO_POINTER (g_array_index (found, guint, j)));
      g_assert_cmpuint (g_hash_table_size (set), ==, found->len);

      for (guint j = 0; j < raw->len; j++)
        {
          const MtnMovie *movie = mtn_catalog_get_movie (catalog, j);

          if (movie->twin != j || !matches (movie, words))
            continue;

          g_assert_true (g_hash_table_contains (set, GUINT_TO_POINTER (j)));
          n++;
        }

      /* Without a match other rules come in, which this scan does not know. */
      n_nothing += n == 0;
      if (n > 0)
        g_assert_cmpuint (n, ==, found->len);
    }

  /* The test would say nothing if most queries found nothing. */
  g_assert_cmpuint (n_nothing, <, 250);
}

static void
test_hostile_queries (void)
{
  g_autoptr (MtnTitleIndex) index = make_index ();
  g_autofree char *long_word = g_strnfill (100000, 'q');
  g_autoptr (GString) many_words = g_string_new (NULL);
  g_autoptr (GString) many_brackets = g_string_new (NULL);
  const char *const queries[] = { "\xff",  "((((", "))))", "()",
                                  ", The", "'",    "\n\t", "a b c d e f g h i j k l m n o p q" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *ids = search (index, queries[i], 0);

      g_assert_nonnull (ids);
      mtn_title_index_resolve (index, queries[i], NULL);
    }

  for (int i = 0; i < 20000; i++)
    g_string_append (many_words, "starr warss ");
  for (int i = 0; i < 2000000; i++)
    g_string_append (many_brackets, "(a) ");
  g_free (search (index, many_brackets->str, 0));
  mtn_title_index_resolve (index, many_brackets->str, NULL);
  g_free (search (index, long_word, 0));
  g_free (search (index, many_words->str, 0));
  mtn_title_index_resolve (index, long_word, NULL);
  mtn_title_index_resolve (index, many_words->str, NULL);
}

/* A title without blanks is one word, however long: languages without them, or a made-up name. */
static void
test_long_words (void)
{
  static const char *const long_titles[] = {
    "ภาพยนตร์ที่ชื่อยาวมากจนไม่มีใครจำได้ (1997)",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochandback (1998)",
  };
  g_autoptr (MtnCatalog) catalog = make_catalog (long_titles, G_N_ELEMENTS (long_titles));
  g_autoptr (MtnTitleIndex) index = mtn_title_index_new (catalog);

  for (guint i = 0; i < G_N_ELEMENTS (long_titles); i++)
    {
      const char *end = strchr (long_titles[i], ' ');
      g_autofree char *whole = g_strndup (long_titles[i], end - long_titles[i]);
      g_autofree char *with_typo = g_strconcat (whole, "x", NULL);
      g_autofree char *expected = g_strdup_printf ("%u", i + 1);
      g_autofree char *found = search (index, whole, 0);
      g_autofree char *forgiven = search (index, with_typo, 0);

      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpstr (forgiven, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/title-index/search", test_search);
  g_test_add_func ("/title-index/search-all", test_search_all);
  g_test_add_func ("/title-index/empty-catalog", test_empty_catalog);
  g_test_add_func ("/title-index/resolve", test_resolve);
  g_test_add_func ("/title-index/messages", test_messages);
  g_test_add_func ("/title-index/against-scan", test_against_scan);
  g_test_add_func ("/title-index/hostile-queries", test_hostile_queries);
  g_test_add_func ("/title-index/long-words", test_long_words);

  return g_test_run ();
}
