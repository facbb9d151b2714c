/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "film-fixture.h"

#include "mtn-film-order.h"

static char *
titles (GPtrArray *order)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", mtn_film_get_movie (order->pdata[i])->title);
  return g_string_free (text, FALSE);
}

static void
assert_order (const FixtureFilm *films, guint n_films, MtnFilmSort sort, const char *expected)
{
  g_autoptr (MtnCatalog) catalog = fixture_catalog (films, n_films);
  g_autoptr (GListStore) store = fixture_films (catalog);
  g_autoptr (GPtrArray) order = mtn_film_order_new (G_LIST_MODEL (store), sort);
  g_autofree char *found = titles (order);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_title (void)
{
  const FixtureFilm films[] = {
    { "The Zone", 1990 }, { "An Axe", 1990 }, { "Émile", 1990 }, { "Ewok", 1990 }, { "Axe", 1995 },
  };

  /* The article does not count, nor does the accent; of one title the newer film is first. */
  assert_order (films, G_N_ELEMENTS (films), MTN_FILM_SORT_TITLE, "Axe|An Axe|Émile|Ewok|The Zone");
}

static void
test_year (void)
{
  const FixtureFilm films[] = {
    { "Old", 1950, 0, 9 },
    { "Unknown", 0, 0, 99 },
    { "New", 1998, 0, 5 },
    { "New, more rated", 1998, 0, 6 },
  };

  assert_order (films, G_N_ELEMENTS (films), MTN_FILM_SORT_YEAR, "New, more rated|New|Old|Unknown");
}

static void
test_popular_mixes_genres (void)
{
  /* Three action films lead by far; somebody who hates action still finds something on the first screen. */
  const FixtureFilm films[] = {
    { "A1", 1990, ACTION, 500, 4 }, { "A2", 1990, ACTION, 490, 4 }, { "A3", 1990, ACTION, 480, 4 },
    { "C1", 1990, COMEDY, 400, 4 }, { "D1", 1990, DRAMA, 390, 4 },  { "H1", 1990, HORROR, 380, 4 },
  };

  assert_order (films, G_N_ELEMENTS (films), MTN_FILM_SORT_POPULAR, "A1|C1|D1|H1|A2|A3");
}

static void
test_popular_likes_loved (void)
{
  const FixtureFilm films[] = { { "Seen", 1990, ACTION, 500, 2 }, { "Loved", 1990, ACTION, 400, 4 } };

  assert_order (films, G_N_ELEMENTS (films), MTN_FILM_SORT_POPULAR, "Loved|Seen");
}

static void
test_popular_is_a_permutation (void)
{
  enum
  {
    N = 1000
  };
  g_autofree FixtureFilm *films = g_new0 (FixtureFilm, N);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (MtnCatalog) catalog = NULL;
  g_autoptr (GListStore) store = NULL;
  g_autoptr (GPtrArray) order = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint last = G_MAXUINT;

  for (guint i = 0; i < N; i++)
    films[i] = (FixtureFilm){ "Film", 1900 + (int) i % 100, g_rand_int_range (rand, 0, 16),
                              (guint) g_rand_int_range (rand, 0, 500), 3 };

  catalog = fixture_catalog (films, N);
  store = fixture_films (catalog);
  order = mtn_film_order_new (G_LIST_MODEL (store), MTN_FILM_SORT_POPULAR);
  g_assert_cmpuint (order->len, ==, g_list_model_get_n_items (G_LIST_MODEL (store)));
  for (guint i = 0; i < order->len; i++)
    {
      g_assert_true (g_hash_table_add (seen, order->pdata[i]));
      /* Behind the mixed places films follow by number of ratings. */
      if (i < 60)
        continue;
      g_assert_cmpuint (mtn_film_get_movie (order->pdata[i])->n_ratings, <=, last);
      last = mtn_film_get_movie (order->pdata[i])->n_ratings;
    }
}

static void
test_empty (void)
{
  g_autoptr (GListStore) store = g_list_store_new (MTN_TYPE_FILM);

  for (int sort = MTN_FILM_SORT_POPULAR; sort <= MTN_FILM_SORT_YEAR; sort++)
    {
      g_autoptr (GPtrArray) order = mtn_film_order_new (G_LIST_MODEL (store), sort);

      g_assert_cmpuint (order->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/film-order/title", test_title);
  g_test_add_func ("/film-order/year", test_year);
  g_test_add_func ("/film-order/popular/mixes-genres", test_popular_mixes_genres);
  g_test_add_func ("/film-order/popular/likes-loved", test_popular_likes_loved);
  g_test_add_func ("/film-order/popular/permutation", test_popular_is_a_permutation);
  g_test_add_func ("/film-order/empty", test_empty);

  return g_test_run ();
}
