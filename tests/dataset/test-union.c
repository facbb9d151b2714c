/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-test-set.h"
#include "mtn-title.h"
#include "mtn-union-match.h"
#include "mtn-union.h"

static MtnDataset *
load (const char *first, const char *second)
{
  const char *paths[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  MtnDataset *dataset = mtn_union_load (paths, NULL, NULL, &error);

  g_assert_no_error (error);

  return dataset;
}

static guint
find (const MtnDataset *dataset, int id)
{
  int index = mtn_catalog_find_id (dataset->catalog, id);

  g_assert_cmpint (index, >=, 0);

  return (guint) index;
}

static const MtnMovie *
film (const MtnDataset *dataset, int id)
{
  return mtn_catalog_get_movie (dataset->catalog, find (dataset, id));
}

static gboolean
is_of_genre (const MtnDataset *dataset, int id, const char *genre)
{
  int g = mtn_catalog_find_genre (dataset->catalog, genre);

  g_assert_cmpint (g, >=, 0);

  return (film (dataset, id)->genres >> g & 1) != 0;
}

static void
test_films (void)
{
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) other = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = load (base->folder, other->folder);

  /* Of The Empress, which is there twice, id 4 has the ratings. */
  g_assert_cmpuint (mtn_catalog_get_n_movies (dataset->catalog), ==, 5 + 2);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 1)], ==, 3);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 2)], ==, 1);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 3)], ==, 1);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 4)], ==, 3);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 267)], ==, 1);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 100318)], ==, 2);
  g_assert_cmpuint (dataset->film_sets[find (dataset, 101007)], ==, 2);
  g_assert_true (film (dataset, 267)->placeholder);

  g_assert_cmpstr (film (dataset, 101007)->title, ==, "Zoë");
  g_assert_cmpuint (film (dataset, 1)->n_ratings, ==, 4);
  g_assert_cmpfloat (film (dataset, 1)->mean_stars, ==, (5 + 4 + 4.5f + 4) / 4);
  g_assert_cmpuint (film (dataset, 4)->n_ratings, ==, 4);

  g_assert_true (is_of_genre (dataset, 1, "IMAX")); /* which only the later set knows */
  g_assert_true (is_of_genre (dataset, 4, "Western"));
  g_assert_true (is_of_genre (dataset, 4, "Children"));
  g_assert_true (is_of_genre (dataset, 101007, "Children's"));
  g_assert_cmpuint (film (dataset, 100318)->genres, ==, 0);
}

static void
test_people (void)
{
  static const int ids[] = { 1, 3, 7, 101001, 101004 };
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) other = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = load (base->folder, other->folder);
  const MtnRatings *ratings = dataset->ratings;

  g_assert_cmpuint (ratings->n_people, ==, G_N_ELEMENTS (ids));
  g_assert_cmpuint (ratings->n_movies, ==, 7);
  g_assert_cmpuint (ratings->offsets[ratings->n_people], ==, 7 + 6);
  for (guint u = 0; u < ratings->n_people; u++)
    {
      const MtnPerson *person = &dataset->people[u];

      g_assert_cmpint (person->id, ==, ids[u]);
      g_assert_cmpuint (person->set, ==, u < 3 ? 0 : 1);
      g_assert_cmpint (person->age == MTN_NOT_SAID, ==, u >= 3);
      g_assert_cmpint (person->gender == MTN_NOT_SAID, ==, u >= 3);
      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        {
          /* Nobody rates what did not exist for them. */
          g_assert_true (dataset->film_sets[ratings->movies[i]] >> person->set & 1);
          if (i > ratings->offsets[u])
            g_assert_cmpuint (ratings->movies[i - 1], <, ratings->movies[i]);
        }
    }
  g_assert_cmpuint (g_strv_length (dataset->vocabulary->occupations), ==, 3);
}

static void
test_either_order (void)
{
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) other = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) first = load (base->folder, other->folder);
  g_autoptr (MtnDataset) second = load (other->folder, base->folder);
  g_autoptr (MtnDataset) a = mtn_dataset_load (base->folder, NULL, NULL, NULL);
  g_autoptr (MtnDataset) b = mtn_dataset_load (other->folder, NULL, NULL, NULL);
  g_autofree char *both = g_strdup_printf ("%s\n%s\n", a->sha256, b->sha256);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
  guint n = first->ratings->offsets[first->ratings->n_people];

  g_assert_cmpstr (first->name, ==, "MovieLens 100K + MovieLens latest-small");
  g_assert_cmpstr (second->name, ==, first->name);
  g_assert_cmpstr (second->sha256, ==, first->sha256);
  g_assert_cmpstr (first->sha256, ==, sha256);
  g_assert_nonnull (strstr (first->licence, a->licence));
  g_assert_nonnull (strstr (first->licence, b->licence));
  g_assert_cmpmem (first->ratings->movies, n * sizeof (guint), second->ratings->movies, n * sizeof (guint));
  g_assert_cmpmem (first->film_sets, 7, second->film_sets, 7);
}

static void
assert_refused (const char *first, const char *second, int code, const char *part)
{
  const char *paths[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_union_load (paths, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_refused (void)
{
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) base_again = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) other = mtn_test_set_new_csv ();
  g_autoptr (MtnTestSet) other_longer = mtn_test_set_new_csv ();

  mtn_test_set_append (other_longer, "ratings.csv", "1004,318,2.5,964982709\n");
  assert_refused (base->folder, base->folder, MTN_ERROR_UNSUPPORTED, "same data set");
  assert_refused (base->folder, base_again->folder, MTN_ERROR_UNSUPPORTED, "same data set");
  assert_refused (other->folder, other_longer->folder, MTN_ERROR_UNSUPPORTED, "cannot be united");

  mtn_test_set_append (other_longer, "movies.csv", "2147483647,Late (2018),Drama\n");
  assert_refused (other_longer->folder, base->folder, MTN_ERROR_RANGE, "2147483647");

  mtn_test_set_line (base_again, "u.item", 3, "100318|Early (1950)||||0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0");
  assert_refused (base_again->folder, other->folder, MTN_ERROR_FORMAT, "100318");
}

static void
test_one_alone (void)
{
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = load (base->folder, NULL);

  g_assert_cmpstr (dataset->name, ==, "MovieLens 100K");
  g_assert_null (dataset->film_sets);
}

static void
test_select (void)
{
  g_autoptr (MtnTestSet) base = mtn_test_set_new_ml100k ();
  g_autoptr (MtnTestSet) other = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = load (base->folder, other->folder);
  guint rows[2][5];
  g_autoptr (MtnDataset) first = mtn_union_select (dataset, 0, rows[0]);
  g_autoptr (MtnDataset) second = mtn_union_select (dataset, 1, rows[1]);

  g_assert_cmpstr (first->name, ==, "MovieLens 100K");
  g_assert_cmpstr (second->name, ==, "MovieLens latest-small");
  g_assert_cmpstr (first->sha256, !=,
                   second->sha256); /* or a model of one would be taken for that of the other */
  g_assert_cmpstr (first->sha256, !=, dataset->sha256);
  g_assert_null (first->film_sets);

  g_assert_cmpuint (first->ratings->n_people, ==, 3);
  g_assert_cmpuint (second->ratings->n_people, ==, 2);
  g_assert_cmpuint (first->ratings->offsets[3], ==, 7);
  g_assert_cmpuint (second->ratings->offsets[2], ==, 6);
  for (guint u = 0; u < 5; u++)
    {
      g_assert_cmpuint (rows[0][u], ==, u < 3 ? u : G_MAXUINT);
      g_assert_cmpuint (rows[1][u], ==, u < 3 ? G_MAXUINT : u - 3);
    }
  g_assert_cmpint (second->people[0].id, ==, 101001);
  g_assert_cmpuint (second->people[0].set, ==, 0);
  g_assert_cmpuint (mtn_catalog_get_n_movies (first->catalog), ==, 5);
  g_assert_cmpuint (mtn_catalog_get_n_movies (second->catalog), ==, 4);
  g_assert_cmpint (mtn_catalog_find_id (second->catalog, 2), ==, -1);
  g_assert_cmpint (mtn_catalog_find_id (second->catalog, 4), >=, 0);
}

/* Films of @lines, "id|title as stored|ratings", ids ascending. */
static MtnCatalog *
catalog_new (const char *const *lines)
{
  static const char *const genres[] = { NULL };
  g_autoptr (GError) error = NULL;
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  MtnCatalog *catalog;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", 3);
      MtnMovie movie = { .id = atoi (fields[0]), .n_ratings = (guint) atoi (fields[2]) };

      mtn_title_parse (fields[1], &movie.title, &movie.alternatives, &movie.year);
      g_array_append_val (movies, movie);
    }
  catalog = mtn_catalog_new (movies, genres, &error);
  g_assert_no_error (error);

  return catalog;
}

static void
test_match (void)
{
  static const char *const base_lines[] = {
    "1|Star Wars (1977)|583",
    "2|Fear, The (1995)|1", /* not Fear */
    "3|Fear (1996)|44",
    "4|Fille seule, La (A Single Girl) (1995)|4",
    "5|Aparajito (1956)|7",
    "6|Sabrina (1995)|190",
    "7|Sabrina (1954)|80",
    "8|unknown|9",
    "9|Grand Day Out, A (1992)|66",
    "10|Hamlet (1996)|20",
    "11|Casablanca (1940)|3",
    "12|Les Boys (1997)|3",
    NULL,
  };
  static const char *const other_lines[] = {
    "1|Fear (1996)|11",
    "2|Star Wars: Episode IV - A New Hope (1977)|251",
    "3|Single Girl, A (Fille seule, La) (1995)|2",
    "4|Unvanquished, The (Aparajito) (1957)|7",
    "5|Sabrina (1954)|1",
    "6|Sabrina (1995)|1",
    "7|unknown|1",
    "8|Grand Day Out with Wallace and Gromit, A (1989)|28",
    "9|Hamlet (1996)|1",
    "10|Hamlet (1997)|100", /* many ratings, but a year off */
    "11|Casablanca (1942)|99",
    "12|Boys (1997)|2", /* articles apart, but in the same year, and nothing better */
    NULL,
  };
  static const int expected[] = { 3, 1, 4, 5, 7, 6, 0, 9, 10, 0, 0, 12 }; /* ids; 0: none */
  g_autoptr (MtnCatalog) base = catalog_new (base_lines);
  g_autoptr (MtnCatalog) other = catalog_new (other_lines);
  g_autofree guint *match = mtn_union_match (base, other);

  for (guint j = 0; j < G_N_ELEMENTS (expected); j++)
    g_assert_cmpint (match[j] == MTN_UNION_NO_FILM ? 0 : mtn_catalog_get_movie (base, match[j])->id, ==,
                     expected[j]);
}

static void
test_real (void)
{
  g_autofree char *base = mtn_test_set_find_real ("ml-100k");
  g_autofree char *other = base != NULL ? mtn_test_set_find_real ("ml-latest-small") : NULL;
  g_autoptr (MtnDataset) dataset = NULL;
  g_autofree guint *n_base_ratings = NULL;
  guint n_both = 0, n_shared_ratings = 0, n_five = 0;

  if (other == NULL)
    return;

  dataset = load (base, other);
  n_base_ratings = g_new0 (guint, dataset->ratings->n_movies);
  for (guint i = 0; i < dataset->ratings->offsets[943]; i++)
    n_base_ratings[dataset->ratings->movies[i]]++;
  for (guint j = 0; j < dataset->ratings->n_movies; j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (dataset->catalog, j);

      if (dataset->film_sets[movie->lead] == 3 && movie->id < MTN_UNION_FIRST_ID)
        {
          n_both++;
          n_shared_ratings += n_base_ratings[j];
        }
      n_five += movie->n_ratings >= 5;
    }

  g_assert_cmpuint (dataset->ratings->n_people, ==, 943 + 610);
  g_assert_cmpuint (dataset->ratings->offsets[943 + 610], ==, 100000 + 100836);
  g_assert_cmpuint (n_both, >=, 1353);
  g_assert_cmpuint (n_shared_ratings, >=, 98590);
  g_assert_cmpuint (dataset->ratings->n_movies, <=, 10086);
  g_assert_cmpuint (n_five, ==, 4128);
  g_assert_cmpstr (film (dataset, 50)->alternatives[0], ==, "Star Wars: Episode IV - A New Hope");
  g_assert_cmpuint (film (dataset, 50)->n_ratings, ==, 583 + 251);
  g_assert_cmpstr (film (dataset, 106377)->title, ==, "Finding Nemo");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/union/films", test_films);
  g_test_add_func ("/union/people", test_people);
  g_test_add_func ("/union/either-order", test_either_order);
  g_test_add_func ("/union/refused", test_refused);
  g_test_add_func ("/union/one-alone", test_one_alone);
  g_test_add_func ("/union/select", test_select);
  g_test_add_func ("/union/match", test_match);
  g_test_add_func ("/union/real", test_real);

  return g_test_run ();
}
