/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-error.h"
#include "mtn-test-set.h"
#include "mtn-title-index.h"

#include <string.h>

static MtnDataset *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  MtnDataset *dataset = mtn_dataset_load (path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (dataset);

  return dataset;
}

/* Stars that a person gave a film, 0 for none. */
static float
stars_of (const MtnDataset *dataset, guint person, int film)
{
  int movie = mtn_catalog_find_id (dataset->catalog, film);

  for (guint i = dataset->ratings->offsets[person]; i < dataset->ratings->offsets[person + 1]; i++)
    {
      if ((int) dataset->ratings->movies[i] == movie)
        return dataset->ratings->stars[i];
    }

  return 0;
}

static const MtnMovie *
film (const MtnDataset *dataset, int id)
{
  int index = mtn_catalog_find_id (dataset->catalog, id);

  g_assert_cmpint (index, >=, 0);
  return mtn_catalog_get_movie (dataset->catalog, (guint) index);
}

/* What holds for every data set that loads. */
static void
assert_consistent (const MtnDataset *dataset)
{
  const MtnRatings *ratings = dataset->ratings;
  guint n_movies = mtn_catalog_get_n_movies (dataset->catalog);
  g_autofree guint *counts = g_new0 (guint, n_movies);

  g_assert_cmpuint (ratings->n_movies, ==, n_movies);
  g_assert_cmpuint (strlen (dataset->sha256), ==, 64);
  g_assert_nonnull (dataset->warnings);
  for (guint person = 0; person < ratings->n_people; person++)
    {
      const MtnPerson *attributes = &dataset->people[person];

      g_assert_cmpint (attributes->gender, <, (int) g_strv_length (dataset->vocabulary->genders));
      g_assert_cmpint (attributes->occupation, <, (int) g_strv_length (dataset->vocabulary->occupations));
      if (person > 0)
        g_assert_cmpint (dataset->people[person - 1].id, <, attributes->id);

      for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
        {
          g_assert_cmpuint (ratings->movies[i], <, n_movies);
          if (i > ratings->offsets[person])
            g_assert_cmpuint (ratings->movies[i - 1], <, ratings->movies[i]);
          g_assert_cmpfloat (ratings->stars[i], >=, 0.5f);
          g_assert_cmpfloat (ratings->stars[i], <=, 5.0f);
          counts[ratings->movies[i]]++;
        }
    }

  for (guint i = 0; i < n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (dataset->catalog, i);

      g_assert_cmpuint (movie->n_ratings, ==, counts[i]);
      if (i > 0)
        g_assert_cmpint (mtn_catalog_get_movie (dataset->catalog, i - 1)->id, <, movie->id);
    }
}

static void
test_ml100k (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = load (set->folder);
  const MtnMovie *movie;

  assert_consistent (dataset);
  g_assert_cmpstr (dataset->name, ==, "MovieLens 100K");
  g_assert_cmpstr (dataset->source, ==, set->folder);
  g_assert_cmpuint (dataset->ratings->n_people, ==, 3);
  g_assert_cmpuint (dataset->ratings->offsets[3], ==, 7);

  g_assert_cmpint (dataset->people[1].id, ==, 3);
  g_assert_cmpint (dataset->people[1].age, ==, 7);
  g_assert_cmpint (dataset->people[1].gender, ==, mtn_vocabulary_gender (dataset->vocabulary, "M"));
  g_assert_cmpint (dataset->people[1].occupation, ==, 1);
  g_assert_cmpfloat (stars_of (dataset, 1, 2), ==, 3);
  g_assert_cmpfloat (stars_of (dataset, 2, 4), ==, 1);
  g_assert_cmpfloat (stars_of (dataset, 2, 2), ==, 0);

  movie = film (dataset, 2);
  g_assert_cmpstr (movie->title, ==, "La Double nuit de Miréille");
  g_assert_cmpstr (movie->alternatives[0], ==, "The Double Night");
  g_assert_cmpint (movie->year, ==, 1991);
  g_assert_cmpuint (movie->n_ratings, ==, 2);
  g_assert_cmpfloat (movie->mean_stars, ==, 3.5f);

  g_assert_cmpuint (mtn_catalog_get_n_genres (dataset->catalog), ==, 18);
  g_assert_cmpint (mtn_catalog_find_genre (dataset->catalog, "unknown"), ==, -1);
  g_assert_cmphex (movie->genres, ==,
                   (1u << mtn_catalog_find_genre (dataset->catalog, "Action")) |
                       (1u << mtn_catalog_find_genre (dataset->catalog, "Comedy")));
  g_assert_cmphex (film (dataset, 3)->genres, ==,
                   1u << mtn_catalog_find_genre (dataset->catalog, "Children's"));
  g_assert_cmphex (film (dataset, 267)->genres, ==, 0);

  g_assert_cmpint (film (dataset, 4)->twin, ==, mtn_catalog_find_id (dataset->catalog, 3));
  g_assert_true (film (dataset, 267)->placeholder);
  g_assert_false (film (dataset, 1)->placeholder);
}

static void
test_year_from_date (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = NULL;

  mtn_test_set_line (set, "u.item", 1, "1|Comet Harbour|01-Jan-1967|||0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0");
  dataset = load (set->folder);
  g_assert_cmpint (film (dataset, 1)->year, ==, 1967);
}

static void
test_utf8_mirror (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = NULL;

  mtn_test_set_line (set, "u.item", 1, "1|Æon – été (1967)||||0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0");
  dataset = load (set->folder);
  g_assert_cmpstr (film (dataset, 1)->title, ==, "Æon – été");
  g_assert_cmpstr (film (dataset, 2)->title, ==, "La Double nuit de Miréille");
}

static void
test_no_people (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = NULL;

  mtn_test_set_remove (set, "u.user");
  mtn_test_set_remove (set, "u.genre");
  mtn_test_set_remove (set, "u.occupation");
  dataset = load (set->folder);

  assert_consistent (dataset);
  g_assert_cmpuint (dataset->ratings->n_people, ==, 3);
  g_assert_cmpint (dataset->people[2].id, ==, 7);
  g_assert_cmpint (dataset->people[2].age, ==, MTN_NOT_SAID);
  g_assert_cmpint (dataset->people[2].gender, ==, MTN_NOT_SAID);
  g_assert_cmpint (dataset->people[2].occupation, ==, MTN_NOT_SAID);
  g_assert_cmpuint (dataset->vocabulary->n_ages, ==, 0);
  g_assert_cmpuint (mtn_catalog_get_n_genres (dataset->catalog), ==, 18);
}

static void
test_default_occupations (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = NULL;

  mtn_test_set_remove (set, "u.occupation");
  mtn_test_set_line (set, "u.user", 1, "1|24|M|pirate|85711");
  dataset = load (set->folder);

  g_assert_cmpuint (g_strv_length (dataset->vocabulary->occupations), ==, 22);
  g_assert_cmpint (dataset->people[0].occupation, ==, 21);
  g_assert_cmpint (dataset->people[1].occupation, ==, 18); /* student, as in the real file */
}

static void
test_latest_of_duplicates (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = NULL;

  mtn_test_set_append (set, "u.data", "1\t1\t2\t1\n7\t4\t5\t999999999\n7\t4\t3\t999999999\n");
  dataset = load (set->folder);

  assert_consistent (dataset);
  g_assert_cmpfloat (stars_of (dataset, 0, 1), ==, 5); /* the old one is later */
  g_assert_cmpfloat (stars_of (dataset, 2, 4), ==, 3); /* of equal times the lower line */
  g_assert_cmpuint (dataset->ratings->offsets[3], ==, 7);
  g_assert_nonnull (strstr (dataset->warnings[0], "3 ratings"));
}

static void
test_order_does_not_matter (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) before = load (set->folder);
  g_autoptr (MtnDataset) after = NULL;
  static const char *const files[] = { "u.data", "u.item", "u.user" };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = mtn_test_set_content (set, files[i]);
      g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
      GString *reversed = g_string_new (NULL);

      for (guint j = g_strv_length (lines) - 1; j > 0; j--)
        g_string_append_printf (reversed, "%s\n", lines[j - 1]);
      mtn_test_set_write (set, files[i], reversed->str, -1);
      g_string_free (reversed, TRUE);
    }
  after = load (set->folder);

  n = before->ratings->offsets[3];
  g_assert_cmpmem (before->ratings->movies, n * sizeof (guint), after->ratings->movies, n * sizeof (guint));
  g_assert_cmpmem (before->ratings->stars, n * sizeof (float), after->ratings->stars, n * sizeof (float));
  g_assert_cmpmem (before->ratings->times, n * sizeof (gint64), after->ratings->times, n * sizeof (gint64));
  g_assert_cmpmem (before->people, 3 * sizeof (MtnPerson), after->people, 3 * sizeof (MtnPerson));
  g_assert_cmpstr (before->sha256, !=, after->sha256);
}

static void
test_csv (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = load (set->folder);
  static const char *const genres[] = { "Action", "Children", "Drama", "IMAX", "Sci-Fi", NULL };

  assert_consistent (dataset);
  g_assert_cmpstr (dataset->name, ==, "MovieLens latest-small");
  g_assert_cmpuint (dataset->ratings->n_people, ==, 2);
  g_assert_cmpint (dataset->people[0].id, ==, 1001);
  g_assert_cmpint (dataset->people[0].age, ==, MTN_NOT_SAID);
  g_assert_cmpfloat (stars_of (dataset, 0, 318), ==, 0.5f);
  g_assert_cmpfloat (stars_of (dataset, 1, 1), ==, 4.5f);

  g_assert_cmpstr (film (dataset, 26)->title, ==, "The Empress");
  g_assert_cmpstr (film (dataset, 318)->title, ==, "La Nuit \"blanche\"");
  g_assert_cmpstr (film (dataset, 1007)->title, ==, "Zoë");
  g_assert_true (g_strv_equal (mtn_catalog_get_genres (dataset->catalog), genres));
  g_assert_cmphex (film (dataset, 1)->genres, ==, 1u << 0 | 1u << 3 | 1u << 4);
  g_assert_cmphex (film (dataset, 26)->genres, ==, 1u << 1);
  g_assert_cmphex (film (dataset, 318)->genres, ==, 0);
  g_assert_cmphex (film (dataset, 1007)->genres, ==, 1u << 1 | 1u << 2);

  g_assert_cmpuint (dataset->vocabulary->n_ages, ==, 0);
  g_assert_cmpuint (g_strv_length (dataset->vocabulary->genders), ==, 0);
  g_assert_cmpuint (g_strv_length (dataset->vocabulary->occupations), ==, 0);
}

static void
test_archive (void)
{
#ifdef MTN_HAVE_ARCHIVE
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) folder = load (set->folder);
  g_autoptr (MtnDataset) archive = NULL;

  mtn_test_set_pack (set, "ml-100k");
  archive = load (set->zip);
  assert_consistent (archive);
  g_assert_cmpstr (archive->source, ==, set->zip);
  g_assert_cmpstr (archive->sha256, ==, folder->sha256);
#else
  g_test_skip ("built without libarchive");
#endif
}

static void
test_cancelled (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_dataset_load (set->folder, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_progress (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnJob) job = mtn_job_new ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, job, NULL, NULL);
  g_autofree char *message = mtn_job_dup_message (job);

  g_assert_nonnull (dataset);
  g_assert_cmpstr (message, ==, "Reading u.data");
  g_assert_cmpfloat (mtn_job_get_fraction (job), >=, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_path_in_no_encoding (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_dataset_load ("/nowhere/\xff\xfe", NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_films_alone (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnCatalog) catalog = NULL;
  g_autoptr (GError) error = NULL;

  mtn_test_set_remove (set, "u.data");
  mtn_test_set_remove (set, "u.user");
  catalog = mtn_dataset_load_films (set->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mtn_catalog_get_n_movies (catalog), ==, 5);
}

static void
test_synthetic (void)
{
  const char *path = g_getenv ("MTN_SYNTHETIC_DATA");
  g_autoptr (MtnDataset) dataset = NULL;
  guint n_twins = 0;

  g_assert_nonnull (path);
  dataset = load (path);
  assert_consistent (dataset);

  g_assert_cmpuint (dataset->ratings->n_people, ==, 240);
  g_assert_cmpuint (mtn_catalog_get_n_movies (dataset->catalog), ==, 160);
  g_assert_cmpuint (dataset->ratings->offsets[240], >, 4000);
  g_assert_cmpint (dataset->people[239].id, >, 240);
  for (guint i = 0; i < 160; i++)
    n_twins += mtn_catalog_get_movie (dataset->catalog, i)->twin != i;
  g_assert_cmpuint (n_twins, ==, 2);
  g_assert_true (film (dataset, 47)->placeholder);
  g_assert_cmpstr (film (dataset, 5)->title, ==, "La Double nuit de Miréille");
}

static void
test_real_ml100k (void)
{
  g_autofree char *path = mtn_test_set_find_real ("ml-100k");
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnTitleIndex) index = NULL;
  guint n_twins = 0, n_with_year = 0;

  if (path == NULL)
    return;

  dataset = load (path);
  assert_consistent (dataset);
  g_assert_cmpuint (dataset->ratings->n_people, ==, 943);
  g_assert_cmpuint (mtn_catalog_get_n_movies (dataset->catalog), ==, 1682);
  g_assert_cmpuint (dataset->ratings->offsets[943], ==, 100000);
  g_assert_cmpuint (g_strv_length (dataset->vocabulary->occupations), ==, 21);
  g_assert_cmpint (mtn_vocabulary_occupation (dataset->vocabulary, "student"), ==, 18);
  g_assert_true (film (dataset, 267)->placeholder);

  for (guint i = 0; i < 1682; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (dataset->catalog, i);

      n_twins += movie->twin != i;
      n_with_year += movie->year != 0;
      g_assert_true (g_utf8_validate (movie->title, -1, NULL));
    }
  g_assert_cmpuint (n_twins, ==, 18);
  g_assert_cmpuint (n_with_year, ==, 1681);

  index = mtn_title_index_new (dataset->catalog);
  for (guint i = 0; i < 1682; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (dataset->catalog, i);
      g_autofree char *label = mtn_movie_dup_label (movie);
      int resolved = mtn_title_index_resolve (index, label, NULL);

      g_assert_cmpint (resolved, ==, movie->placeholder ? -1 : (int) movie->twin);
    }
  g_assert_cmpint (mtn_title_index_resolve (index, "Star Wars", NULL), ==, 49);
  g_assert_cmpint (mtn_title_index_resolve (index, "Empire Strikes Back", NULL), ==, 171);
}

static void
test_real_latest_small (void)
{
  g_autofree char *path = mtn_test_set_find_real ("ml-latest-small");
  g_autoptr (MtnDataset) dataset = NULL;

  if (path == NULL)
    return;

  dataset = load (path);
  assert_consistent (dataset);
  g_assert_cmpuint (dataset->ratings->n_people, ==, 610);
  g_assert_cmpuint (mtn_catalog_get_n_movies (dataset->catalog), ==, 9742);
  g_assert_cmpuint (dataset->ratings->offsets[610], ==, 100836);
  g_assert_cmpstr (film (dataset, 1)->title, ==, "Toy Story");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dataset/ml100k", test_ml100k);
  g_test_add_func ("/dataset/year-from-date", test_year_from_date);
  g_test_add_func ("/dataset/utf8-mirror", test_utf8_mirror);
  g_test_add_func ("/dataset/no-people", test_no_people);
  g_test_add_func ("/dataset/default-occupations", test_default_occupations);
  g_test_add_func ("/dataset/latest-of-duplicates", test_latest_of_duplicates);
  g_test_add_func ("/dataset/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/dataset/csv", test_csv);
  g_test_add_func ("/dataset/archive", test_archive);
  g_test_add_func ("/dataset/cancelled", test_cancelled);
  g_test_add_func ("/dataset/progress", test_progress);
  g_test_add_func ("/dataset/path-in-no-encoding", test_path_in_no_encoding);
  g_test_add_func ("/dataset/films-alone", test_films_alone);
  g_test_add_func ("/dataset/synthetic", test_synthetic);
  g_test_add_func ("/dataset/real-ml100k", test_real_ml100k);
  g_test_add_func ("/dataset/real-latest-small", test_real_latest_small);

  return g_test_run ();
}
