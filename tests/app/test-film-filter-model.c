/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "film-fixture.h"

#include "mtn-film-filter-model.h"

static const FixtureFilm films[] = {
  { "Alien", 1979, HORROR, 50, 4 },          { "Aliens", 1986, ACTION | HORROR, 40, 4 },
  { "Big", 1988, COMEDY | DRAMA, 30, 3.5f }, { "Clerks", 1994, COMEDY, 20, 3.5f },
  { "Dune", 1984, ACTION, 10, 3 },
};

typedef struct
{
  MtnCatalog *catalog;
  GListStore *store;
  MtnFilmFilterModel *model;
  GPtrArray *mirror; /* what a view would show that only hears of items-changed */
  guint n_changes;
} Fixture;

/* Finds by substring, the last film first: an order that no sort has. */
static GArray *
search (const char *text, gpointer user_data)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (guint));
  guint beyond = 1000;

  for (guint i = G_N_ELEMENTS (films); i-- > 0;)
    if (strstr (films[i].title, text) != NULL)
      g_array_append_val (hits, i);
  /* A film of the catalogue that is not among those shown, as twins are. */
  g_array_append_val (hits, beyond);
  return hits;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->catalog = fixture_catalog (films, G_N_ELEMENTS (films));
  fixture->store = fixture_films (fixture->catalog);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->model = mtn_film_filter_model_new (search, NULL);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  mtn_film_filter_model_set_films (fixture->model, G_LIST_MODEL (fixture->store));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_ptr_array_unref (fixture->mirror);
  g_object_unref (fixture->store);
  mtn_catalog_unref (fixture->catalog);
}

static void
assert_shows (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));

  g_assert_cmpuint (n, ==, fixture->mirror->len);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MtnFilm) film = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

      g_assert_true ((gpointer) film == fixture->mirror->pdata[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", mtn_film_get_movie (film)->title);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), n));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  mtn_film_filter_model_set_text (fixture->model, "Alien");
  assert_shows (fixture, "Aliens Alien");

  /* By title: the search only says which. */
  mtn_film_filter_model_set_sort (fixture->model, MTN_FILM_SORT_TITLE);
  assert_shows (fixture, "Alien Aliens");

  mtn_film_filter_model_set_text (fixture->model, "xyzzy");
  assert_shows (fixture, "");

  mtn_film_filter_model_set_text (fixture->model, "   ");
  assert_shows (fixture, "Alien Aliens Big Clerks Dune");
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  mtn_film_filter_model_set_sort (fixture->model, MTN_FILM_SORT_TITLE);
  mtn_film_filter_model_set_genres (fixture->model, COMEDY);
  assert_shows (fixture, "Big Clerks");

  mtn_film_filter_model_set_decade (fixture->model, 1980);
  assert_shows (fixture, "Big");

  mtn_film_filter_model_set_genres (fixture->model, 0);
  assert_shows (fixture, "Aliens Big Dune");

  mtn_film_filter_model_set_text (fixture->model, "Alien");
  assert_shows (fixture, "Aliens");
}

static void
test_minimal_change (Fixture *fixture, gconstpointer data)
{
  guint before;

  mtn_film_filter_model_set_sort (fixture->model, MTN_FILM_SORT_TITLE);
  before = fixture->n_changes;

  /* The same once more is no change. */
  mtn_film_filter_model_set_text (fixture->model, " ");
  mtn_film_filter_model_set_genres (fixture->model, 0);
  mtn_film_filter_model_set_decade (fixture->model, 0);
  mtn_film_filter_model_set_sort (fixture->model, MTN_FILM_SORT_TITLE);
  g_assert_cmpuint (fixture->n_changes, ==, before);

  /* A filter that every film passes is none either. */
  mtn_film_filter_model_set_genres (fixture->model, ACTION | COMEDY | DRAMA | HORROR);
  g_assert_cmpuint (fixture->n_changes, ==, before);

  mtn_film_filter_model_set_genres (fixture->model, COMEDY);
  g_assert_cmpuint (fixture->n_changes, ==, before + 1);
}

static void
test_films_change (Fixture *fixture, gconstpointer data)
{
  mtn_film_filter_model_set_text (fixture->model, "Alien");
  g_list_store_remove (fixture->store, 1);
  assert_shows (fixture, "Alien");

  mtn_film_filter_model_set_films (fixture->model, NULL);
  assert_shows (fixture, "");

  mtn_film_filter_model_set_text (fixture->model, "");
  mtn_film_filter_model_set_films (fixture->model, G_LIST_MODEL (fixture->store));
  g_assert_cmpuint (fixture->mirror->len, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/film-filter-model/search", test_search);
  ADD ("/film-filter-model/filters", test_filters);
  ADD ("/film-filter-model/minimal-change", test_minimal_change);
  ADD ("/film-filter-model/films-change", test_films_change);

  return g_test_run ();
}
