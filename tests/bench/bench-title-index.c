/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How long it takes to index 100,000 invented titles and to answer queries of
 * every kind. Prints; asserts nothing about time. The goals: 300 ms, and 5 ms a
 * query.
 */

#include "mtn-random.h"
#include "mtn-title-index.h"

#include <stdio.h>

#define N_TITLES 100000
#define N_WORDS 40000
#define N_RUNS 5
#define N_TYPOS 500

static const char *const queries[] = {
  "",
  "t",
  "s",
  "th",
  "the",
  "the s",
  "1995",
  "19",
  "(1991)",
  "zzzzz",
  "qqqqqqqqqqqqqqqqqqqqqqqqqqqq",
  "tttttt a b c d e f g",
  "the lord of the rings the return of the king",
};

/* Pronounceable, with the letters spread about as in English. */
static char *
invent_word (MtnRandom *random)
{
  static const char consonants[] = "bcdfghklmnprstttvwssrnl";
  static const char vowels[] = "aeiouaeio";
  GString *word = g_string_new (NULL);
  guint n = 1 + mtn_random_below (random, 4);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_c (word, consonants[mtn_random_below (random, sizeof consonants - 1)]);
      g_string_append_c (word, vowels[mtn_random_below (random, sizeof vowels - 1)]);
      if (mtn_random_below (random, 3) == 0)
        g_string_append_c (word, consonants[mtn_random_below (random, sizeof consonants - 1)]);
    }

  return g_string_free (word, FALSE);
}

static MtnCatalog *
invent_catalog (void)
{
  static const char *const genres[] = { "Drama", NULL };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  MtnRandom random;

  mtn_random_init (&random, 42, 1);
  for (guint i = 0; i < N_WORDS; i++)
    g_ptr_array_add (words, invent_word (&random));

  for (guint i = 0; i < N_TITLES; i++)
    {
      GString *title = g_string_new (mtn_random_below (&random, 4) == 0 ? "The" : NULL);
      guint n = 1 + mtn_random_below (&random, 5);
      MtnMovie movie = { .id = (int) i + 1, .year = 1920 + (int) mtn_random_below (&random, 100) };

      for (guint j = 0; j < n; j++)
        {
          /* Few words are frequent and many are rare. */
          double u = mtn_random_unit (&random);
          guint word = (guint) (u * u * u * (N_WORDS - 1));

          g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "",
                                  (char *) g_ptr_array_index (words, word));
        }
      movie.title = g_string_free (title, FALSE);
      movie.n_ratings = mtn_random_below (&random, 100000);
      g_array_append_val (movies, movie);
    }

  return mtn_catalog_new (movies, genres, NULL);
}

/* Best of several runs, in milliseconds. */
static double
measure (MtnTitleIndex *index, const char *query, guint *n)
{
  double least = G_MAXDOUBLE;

  for (int run = 0; run < N_RUNS; run++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GArray) found = mtn_title_index_search (index, query, 0);

      least = MIN (least, (double) (g_get_monotonic_time () - begin) / 1e3);
      *n = found->len;
    }

  return least;
}

/* Titles with one letter missing anywhere: what is dear to answer. */
static void
measure_typos (MtnTitleIndex *index, MtnCatalog *catalog)
{
  double sum = 0.0, most = 0.0;
  MtnRandom random;
  guint n_found = 0;

  mtn_random_init (&random, 7, 1);
  for (guint i = 0; i < N_TYPOS; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, mtn_random_below (&random, N_TITLES));
      g_autoptr (GString) query = g_string_new (movie->title);
      double milliseconds;
      guint n;

      g_string_erase (query, mtn_random_below (&random, (guint32) query->len), 1);
      milliseconds = measure (index, query->str, &n);
      sum += milliseconds;
      most = MAX (most, milliseconds);
      n_found += n > 0;
    }

  printf ("%7.3f ms mean, %.3f ms at most for a title with a letter missing; %u of %d find films\n",
          sum / N_TYPOS, most, n_found, N_TYPOS);
}

int
main (void)
{
  g_autoptr (MtnCatalog) catalog = invent_catalog ();
  g_autoptr (MtnTitleIndex) index = NULL;
  gint64 begin = g_get_monotonic_time ();

  index = mtn_title_index_new (catalog);
  printf ("%d titles indexed in %.1f ms\n", N_TITLES, (double) (g_get_monotonic_time () - begin) / 1e3);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      guint n;
      double milliseconds = measure (index, queries[i], &n);

      printf ("%7.3f ms %7u films  “%s”\n", milliseconds, n, queries[i]);
    }
  measure_typos (index, catalog);

  begin = g_get_monotonic_time ();
  mtn_title_index_resolve (index, "no such title anywhere", NULL);
  printf ("%7.3f ms to find no film and suggest some\n", (double) (g_get_monotonic_time () - begin) / 1e3);

  return 0;
}
