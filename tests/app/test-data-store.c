/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which data set the window has: what was there stays until another is whole, and the last one asked for
 * wins. The invented data set is that of tests/support, in $MTN_SYNTHETIC_DATA. */

#include "mtn-data-store.h"

#include <glib/gstdio.h>

#include "mtn-data-location.h"

typedef struct
{
  MtnDataStore *store;
  char *empty; /* a folder without data */
  guint n_data;
  guint n_locations;
} Fixture;

static void
data_cb (Fixture *fixture)
{
  fixture->n_data++;
}

static void
location_cb (Fixture *fixture)
{
  fixture->n_locations++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = mtn_data_store_new ();
  fixture->empty = g_dir_make_tmp ("matinee-data-XXXXXX", NULL);
  g_signal_connect_swapped (fixture->store, "notify::data", G_CALLBACK (data_cb), fixture);
  g_signal_connect_swapped (fixture->store, "notify::location", G_CALLBACK (location_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* A job that was given up holds the store until it has noticed. */
  while (G_OBJECT (fixture->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->store);
  g_rmdir (fixture->empty);
  g_free (fixture->empty);
}

static const char *
synthetic (void)
{
  return g_getenv ("MTN_SYNTHETIC_DATA");
}

static void
wait_until_quiet (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (mtn_data_store_get_loading (fixture->store))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static char *
get_error (Fixture *fixture)
{
  char *message;

  g_object_get (fixture->store, "error-message", &message, NULL);
  return message;
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) recent = NULL;

  g_object_get (fixture->store, "recent", &recent, NULL);
  g_assert_null (mtn_data_store_get_data (fixture->store));
  g_assert_null (mtn_data_store_get_dataset (fixture->store));
  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, "");
  g_assert_cmpuint (g_strv_length (recent), ==, 0);

  /* There is nothing to be opened. */
  mtn_data_store_ensure (fixture->store);
  g_assert_false (mtn_data_store_get_loading (fixture->store));
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) recent = NULL;
  g_autofree char *opening = NULL;
  const MtnDataset *dataset;
  const MtnExploration *exploration;

  mtn_data_store_open (fixture->store, synthetic ());
  g_assert_true (mtn_data_store_get_loading (fixture->store));
  g_object_get (fixture->store, "opening", &opening, NULL);
  g_assert_cmpstr (opening, ==, synthetic ());
  g_assert_null (mtn_data_store_get_data (fixture->store));
  wait_until_quiet (fixture);

  dataset = mtn_data_store_get_dataset (fixture->store);
  g_assert_nonnull (dataset);
  exploration = mtn_data_get_exploration (mtn_data_store_get_data (fixture->store));
  g_assert_true (exploration->dataset == dataset);
  g_assert_cmpuint (exploration->counts.n_people, ==, dataset->ratings->n_people);
  g_assert_cmpuint (exploration->counts.n_ratings, ==, dataset->ratings->offsets[dataset->ratings->n_people]);
  g_assert_cmpuint (fixture->n_data, ==, 1);
  g_assert_cmpuint (fixture->n_locations, ==, 1);
  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, synthetic ());
  g_object_get (fixture->store, "recent", &recent, NULL);
  g_assert_cmpuint (g_strv_length (recent), ==, 1);
  g_assert_cmpstr (recent[0], ==, synthetic ());
}

static void
test_failure_keeps_data (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;
  g_autofree char *no_message = NULL;
  g_autoptr (MtnData) before = NULL;

  mtn_data_store_open (fixture->store, synthetic ());
  wait_until_quiet (fixture);
  before = g_object_ref (mtn_data_store_get_data (fixture->store));

  mtn_data_store_open (fixture->store, fixture->empty);
  g_assert_true (mtn_data_store_get_data (fixture->store) == before);
  wait_until_quiet (fixture);
  g_assert_true (mtn_data_store_get_data (fixture->store) == before);
  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, synthetic ());
  message = get_error (fixture);
  g_assert_nonnull (strstr (message, fixture->empty));

  mtn_data_store_dismiss_error (fixture->store);
  no_message = get_error (fixture);
  g_assert_null (no_message);
  g_assert_cmpuint (fixture->n_data, ==, 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  mtn_data_store_open (fixture->store, synthetic ());
  mtn_data_store_cancel (fixture->store);
  g_assert_false (mtn_data_store_get_loading (fixture->store));
  while (G_OBJECT (fixture->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (mtn_data_store_get_data (fixture->store));
  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, "");
  message = get_error (fixture);
  g_assert_null (message);
  g_assert_cmpuint (fixture->n_data, ==, 0);
}

static void
test_last_wins (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  mtn_data_store_open (fixture->store, fixture->empty);
  mtn_data_store_open (fixture->store, synthetic ());
  wait_until_quiet (fixture);
  while (G_OBJECT (fixture->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);

  /* The first one's failure is nobody's any more. */
  message = get_error (fixture);
  g_assert_null (message);
  g_assert_nonnull (mtn_data_store_get_data (fixture->store));
}

static void
test_ensure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  g_object_set (fixture->store, "location", fixture->empty, NULL);
  g_assert_false (mtn_data_store_get_loading (fixture->store));
  mtn_data_store_ensure (fixture->store);
  wait_until_quiet (fixture);
  message = get_error (fixture);
  g_assert_nonnull (message);
  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, fixture->empty);

  /* Once is enough. */
  mtn_data_store_ensure (fixture->store);
  g_assert_false (mtn_data_store_get_loading (fixture->store));

  g_object_set (fixture->store, "location", synthetic (), NULL);
  mtn_data_store_ensure (fixture->store);
  wait_until_quiet (fixture);
  g_assert_nonnull (mtn_data_store_get_data (fixture->store));
  mtn_data_store_ensure (fixture->store);
  g_assert_false (mtn_data_store_get_loading (fixture->store));

  /* Forgotten, with all settings. */
  g_object_set (fixture->store, "location", "", NULL);
  g_assert_null (mtn_data_store_get_data (fixture->store));
}

static void
test_recent (Fixture *fixture, gconstpointer data)
{
  const char *many[] = { "/1", "/2", synthetic (), "/4", "/5", "/6", NULL };
  g_auto (GStrv) recent = NULL;

  g_object_set (fixture->store, "recent", many, NULL);
  mtn_data_store_open (fixture->store, synthetic ());
  wait_until_quiet (fixture);

  g_object_get (fixture->store, "recent", &recent, NULL);
  g_assert_cmpuint (g_strv_length (recent), ==, MTN_DATA_STORE_N_RECENT);
  g_assert_cmpstr (recent[0], ==, synthetic ());
  g_assert_cmpstr (recent[1], ==, "/1");
  g_assert_cmpstr (recent[3], ==, "/4");
}

/* A worker that still reads the old data set is not disturbed by a new one. */
static void
test_reference_outlives (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MtnData) mine = NULL;

  mtn_data_store_open (fixture->store, synthetic ());
  wait_until_quiet (fixture);
  mine = g_object_ref (mtn_data_store_get_data (fixture->store));
  mtn_data_store_open (fixture->store, synthetic ());
  wait_until_quiet (fixture);

  g_assert_true (mtn_data_store_get_data (fixture->store) != mine);
  g_assert_cmpuint (mtn_data_get_dataset (mine)->ratings->n_people, >, 0);
  g_assert_cmpuint (fixture->n_data, ==, 2);
}

static void
write_csv_set (const char *folder)
{
  g_autofree char *movies = g_build_filename (folder, "movies.csv", NULL);
  g_autofree char *ratings = g_build_filename (folder, "ratings.csv", NULL);

  g_assert_true (
      g_file_set_contents (movies,
                           "movieId,title,genres\n7,Comet Harbour (1967),Drama\n8,Elsewhere (2005),Drama\n",
                           -1, NULL));
  g_assert_true (
      g_file_set_contents (ratings, "userId,movieId,rating,timestamp\n1,7,4.5,964982703\n1,8,3.0,964982704\n",
                           -1, NULL));
}

/* Two sets as one, whose location is one text that opens them again. */
static void
test_two_sets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *both = mtn_data_location_new (synthetic (), fixture->empty);
  g_autofree char *name = mtn_data_location_dup_name (both);
  g_autofree char *movies = g_build_filename (fixture->empty, "movies.csv", NULL);
  g_autofree char *ratings = g_build_filename (fixture->empty, "ratings.csv", NULL);
  g_autofree char *message = NULL;
  g_auto (GStrv) recent = NULL;
  g_auto (GStrv) paths = NULL;
  const MtnExploration *found;

  write_csv_set (fixture->empty);
  mtn_data_store_open (fixture->store, both);
  wait_until_quiet (fixture);
  message = get_error (fixture);
  g_assert_cmpstr (message, ==, NULL);

  found = mtn_data_get_exploration (mtn_data_store_get_data (fixture->store));
  g_assert_true (found->both.is_there);
  g_assert_cmpuint (found->both.n_in_both, ==, 1);
  g_assert_cmpuint (found->both.n_people[1], ==, 1);
  g_assert_cmpuint (found->both.n_movies[1], ==, 2);
  g_assert_cmpuint (found->both.n_ratings[1], ==, 2);
  g_assert_cmpuint (found->counts.n_movies, ==, found->both.n_movies[0] + 1);
  g_assert_cmpuint (found->counts.n_ratings, ==, found->both.n_ratings[0] + 2);

  g_assert_cmpstr (mtn_data_store_get_location (fixture->store), ==, both);
  g_object_get (fixture->store, "recent", &recent, NULL);
  g_assert_cmpstr (recent[0], ==, both);
  paths = mtn_data_location_dup_paths (recent[0]);
  g_assert_cmpuint (g_strv_length (paths), ==, 2);
  g_assert_cmpstr (paths[1], ==, fixture->empty);
  g_assert_true (g_str_has_prefix (name, "synthetic-ml100k + matinee-data-"));

  g_unlink (movies);
  g_unlink (ratings);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/data-store/nothing", test_nothing },
    { "/data-store/open", test_open },
    { "/data-store/failure-keeps-data", test_failure_keeps_data },
    { "/data-store/cancel", test_cancel },
    { "/data-store/last-wins", test_last_wins },
    { "/data-store/ensure", test_ensure },
    { "/data-store/recent", test_recent },
    { "/data-store/reference-outlives", test_reference_outlives },
    { "/data-store/two-sets", test_two_sets },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
