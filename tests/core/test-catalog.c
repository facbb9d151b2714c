/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-catalog.h"
#include "mtn-error.h"

static const char *const genres[] = { "Children", "Sci-Fi", NULL };

static void
add (GArray *movies, int id, const char *title, int year, guint32 bits)
{
  MtnMovie movie = { .id = id, .title = g_strdup (title), .year = year, .genres = bits };

  g_array_append_val (movies, movie);
}

static GArray *
new_movies (void)
{
  return g_array_new (FALSE, FALSE, sizeof (MtnMovie));
}

static void
test_twins (void)
{
  GArray *movies = new_movies ();
  g_autoptr (MtnCatalog) catalog = NULL;
  static const guint twins[] = { 3, 3, 2, 3, 4, 5, 6 };
  g_autoptr (GError) error = NULL;

  add (movies, 7, "Chasing Amy", 1997, 0);
  add (movies, 5, "CHASING AMY!", 1997, 0);
  add (movies, 6, "Chasing Amy", 1998, 0);
  add (movies, 2, "Chasing Amy", 1997, 0);
  add (movies, 9, "???", 1990, 0);
  add (movies, 10, "!!!", 1990, 0);
  add (movies, 267, "unknown", 0, 0);
  catalog = mtn_catalog_new (movies, genres, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_assert_cmpuint (mtn_catalog_get_movie (catalog, i)->twin, ==, twins[i]);
      g_assert_cmpint (mtn_catalog_get_movie (catalog, i)->placeholder, ==, i == 6);
    }
}

/* Linear whatever the order of the ids: as steps from one id to the next lower one this would be some 10^10.
 */
static void
test_many_twins (void)
{
  const int n = 500000;
  GArray *movies = new_movies ();
  g_autoptr (MtnCatalog) catalog = NULL;

  for (int i = 0; i < n; i++)
    add (movies, n - i, "Chasing Amy", 1997, 0);

  catalog = mtn_catalog_new (movies, genres, NULL);
  g_assert_cmpuint (mtn_catalog_get_movie (catalog, 0)->twin, ==, n - 1);
  g_assert_cmpuint (mtn_catalog_get_movie (catalog, n - 1)->twin, ==, n - 1);
}

static void
test_find (void)
{
  GArray *movies = new_movies ();
  g_autoptr (MtnCatalog) catalog = NULL;
  g_autoptr (MtnCatalog) second = NULL;

  add (movies, 31, "A", 0, 1);
  add (movies, 4, "B", 0, 3);
  catalog = mtn_catalog_new (movies, genres, NULL);
  second = mtn_catalog_ref (catalog);

  g_assert_cmpint (mtn_catalog_find_id (second, 31), ==, 0);
  g_assert_cmpint (mtn_catalog_find_id (second, 4), ==, 1);
  g_assert_cmpint (mtn_catalog_find_id (second, 5), ==, -1);
  g_assert_cmpint (mtn_catalog_find_id (second, 0), ==, -1);

  g_assert_cmpuint (mtn_catalog_get_n_genres (second), ==, 2);
  g_assert_cmpint (mtn_catalog_find_genre (second, "Children's"), ==, 0);
  g_assert_cmpint (mtn_catalog_find_genre (second, "children"), ==, 0);
  g_assert_cmpint (mtn_catalog_find_genre (second, "SCI FI"), ==, 1);
  g_assert_cmpint (mtn_catalog_find_genre (second, "Drama"), ==, -1);
  g_assert_cmpint (mtn_catalog_find_genre (second, ""), ==, -1);
}

static void
test_invalid (void)
{
  static const struct
  {
    int first_id, second_id;
    const char *title;
    guint32 bits;
  } cases[] = { { 1, 1, "A", 0 }, { 0, 1, "A", 0 }, { -3, 1, "A", 0 }, { 1, 2, "", 0 }, { 1, 2, "A", 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GArray *movies = new_movies ();
      g_autoptr (GError) error = NULL;

      add (movies, cases[i].first_id, cases[i].title, 0, cases[i].bits);
      add (movies, cases[i].second_id, "B", 0, 0);
      g_assert_null (mtn_catalog_new (movies, genres, &error));
      g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
    }
}

static void
test_too_many_genres (void)
{
  const char *many[34] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 33; i++)
    many[i] = "Genre";
  g_assert_null (mtn_catalog_new (new_movies (), many, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_FORMAT);
}

static void
test_all_bits (void)
{
  const char *many[33] = { NULL };
  GArray *movies = new_movies ();
  g_autoptr (MtnCatalog) catalog = NULL;

  for (guint i = 0; i < 32; i++)
    many[i] = "Genre";
  add (movies, 1, "A", 0, 0xffffffff);
  catalog = mtn_catalog_new (movies, many, NULL);
  g_assert_nonnull (catalog);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalog/twins", test_twins);
  g_test_add_func ("/catalog/many-twins", test_many_twins);
  g_test_add_func ("/catalog/find", test_find);
  g_test_add_func ("/catalog/invalid", test_invalid);
  g_test_add_func ("/catalog/too-many-genres", test_too_many_genres);
  g_test_add_func ("/catalog/all-bits", test_all_bits);

  return g_test_run ();
}
