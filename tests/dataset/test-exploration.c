/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-json.h"

#include <math.h>

#include "mtn-error.h"
#include "mtn-test-set.h"

static MtnExploration *
explore (const MtnDataset *dataset)
{
  g_autoptr (GError) error = NULL;
  MtnExploration *exploration = mtn_exploration_new (dataset, NULL, NULL, &error);

  g_assert_no_error (error);
  return exploration;
}

static void
assert_spread (const MtnSpread *spread, double min, double median, double mean, double max)
{
  g_assert_cmpfloat (spread->min, ==, min);
  g_assert_cmpfloat (spread->median, ==, median);
  g_assert_cmpfloat_with_epsilon (spread->mean, mean, 0.005);
  g_assert_cmpfloat (spread->max, ==, max);
}

static void
assert_counts (const guint *counts, guint n, const guint *expected)
{
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (counts[i], ==, expected[i]);
}

static void
test_spread (void)
{
  guint values[] = { 9, 1, 5, 3 };
  MtnSpread even = mtn_spread_of (values, 4);
  MtnSpread odd = mtn_spread_of (values, 3);
  MtnSpread none = mtn_spread_of (values, 0);

  g_assert_cmpuint (even.n, ==, 4);
  assert_spread (&even, 1, 4, 4.5, 9);
  assert_spread (&odd, 1, 3, 3, 5);
  assert_spread (&none, 0, 0, 0, 0);
}

/* Counted by hand: seven ratings of three people, one film without any, one under two ids, two without a
 * genre. */
static void
test_tiny (void)
{
  static const guint stars[] = { 0, 1, 0, 2, 0, 1, 0, 2, 0, 1 };
  static const guint top[] = { 0, 1, 3, 4 };
  static const guint together[] = { 2, 1, 2, 0, 1, 2, 1, 1, 2, 1, 2, 0, 0, 1, 0, 1 };
  static const double density[] = { 1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0 };
  static const guint age_groups[] = { 1, 1, 0, 0, 0, 1, 0 };
  static const guint one_each[] = { 1, 1, 1 };
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = explore (dataset);
  const MtnExplorationHead *head;

  g_assert_cmpuint (found->counts.n_people, ==, 3);
  g_assert_cmpuint (found->counts.n_movies, ==, 5);
  g_assert_cmpuint (found->counts.n_ratings, ==, 7);
  g_assert_cmpuint (found->counts.n_genres, ==, 19);
  g_assert_cmpuint (found->counts.n_occupations, ==, 3);
  g_assert_cmpuint (found->counts.n_silent, ==, 0);
  g_assert_cmpuint (found->counts.n_unrated, ==, 1);
  g_assert_cmpfloat (found->counts.sparsity, ==, 1.0 - 7.0 / 15.0);
  g_assert_cmpuint (found->counts.n_second_ids, ==, 1);
  g_assert_cmpuint (found->counts.n_not_ascii, ==, 1);
  g_assert_cmpuint (found->counts.n_without_year, ==, 1);

  assert_counts (found->stars.counts, MTN_EXPLORATION_N_STARS, stars);
  g_assert_cmpfloat (found->stars.mean, ==, 3.0);

  assert_spread (&found->tail.people, 2, 2, 7.0 / 3.0, 3);
  assert_spread (&found->tail.movies, 1, 2, 1.75, 2);
  g_assert_cmpuint (found->tail.n_once, ==, 1);
  g_assert_cmpuint (found->tail.n_below_5, ==, 4);
  g_assert_cmpuint (found->tail.per_person[0], ==, 3);
  g_assert_cmpuint (found->tail.per_movie[4], ==, 0);
  g_assert_cmpfloat (found->tail.top_tenth, ==, 2.0 / 7.0);
  g_assert_cmpuint (found->tail.n_top, ==, 4);
  assert_counts (found->tail.top, 4, top);

  g_assert_cmpuint (found->genres.movies[0], ==, 2);
  g_assert_cmpuint (found->genres.ratings[0], ==, 3);
  g_assert_cmpfloat (found->genres.mean_stars[0], ==, 11.0 / 3.0);
  g_assert_cmpuint (found->genres.movies[1], ==, 1);
  g_assert_cmpfloat (found->genres.mean_stars[1], ==, 3.5);
  g_assert_cmpuint (found->genres.ratings[4], ==, 0);
  g_assert_cmpfloat (found->genres.mean_stars[4], ==, 0.0);
  g_assert_cmpfloat (found->genres.per_movie, ==, 1.2);

  g_assert_true (found->people.is_there);
  assert_spread (&found->people.age, 7, 24, 28, 53);
  g_assert_cmpuint (found->people.ages[24], ==, 1);
  assert_counts (found->people.age_groups, G_N_ELEMENTS (age_groups), age_groups);
  g_assert_cmpuint (found->people.genders[0], ==, 1);
  g_assert_cmpuint (found->people.genders[1], ==, 2);
  assert_counts (found->people.occupations, 3, one_each);

  g_assert_cmpint (found->time.first, ==, 881250949);
  g_assert_cmpint (found->time.last, ==, 881250955);
  g_assert_cmpuint (found->time.n_months, ==, 1);
  g_assert_cmpint (found->time.months[0], ==, 880934400); /* December 1997 */
  g_assert_cmpuint (found->time.counts[0], ==, 7);

  g_assert_cmpuint (found->grid.n_rows, ==, 3);
  g_assert_cmpuint (found->grid.n_cols, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (density); i++)
    g_assert_cmpfloat (found->grid.density[i], ==, density[i]);
  assert_counts (found->grid.together, G_N_ELEMENTS (together), together);

  /* By masks the test is everybody at .8 and .9: of three films two are hidden, of two one. */
  g_assert_cmpuint (found->splits[MTN_SPLIT_MASKS].n_samples[MTN_SPLIT_TRAIN], ==, 54);
  g_assert_cmpuint (found->splits[MTN_SPLIT_MASKS].n_files[MTN_SPLIT_TEST], ==, 2);
  assert_spread (&found->splits[MTN_SPLIT_MASKS].hidden, 1, 1, 8.0 / 6.0, 2);
  assert_spread (&found->splits[MTN_SPLIT_MASKS].visible, 1, 1, 1, 1);
  g_assert_cmpuint (found->splits[MTN_SPLIT_USERS].n_people[MTN_SPLIT_TEST], ==, 1);
  g_assert_cmpuint (found->sample.n, ==, 3);
  g_assert_cmpuint (found->sample.n_early, ==, 15);

  /* The zip code 32067 is the largest: 51 + 50·36 + 48·36² + 54·36³ + 55·36⁴. */
  g_assert_cmpuint (found->encoded.n, ==, 3);
  g_assert_cmpstr (found->encoded.max_zip, ==, "32067");
  g_assert_cmpuint (found->encoded.max_zip_hash, ==, 94962363);
  g_assert_cmpfloat (found->encoded.zip[0], ==, 84660572.0 / 94962363.0);
  g_assert_cmpfloat (found->encoded.zip[1], ==, 1.0);
  /* Person 1 has rated a film without a genre, one of Action and Comedy, and a Western. */
  g_assert_cmpfloat (found->encoded.shares[0][0], ==, 0.25);
  g_assert_cmpfloat (found->encoded.shares[0][1], ==, 0.25);

  g_assert_cmpuint (found->heads->len, ==, 5);
  head = g_ptr_array_index (found->heads, 0);
  g_assert_cmpstr (head->file, ==, "u.data");
  g_assert_cmpstr (head->columns[3], ==, "timestamp");
  g_assert_cmpstr (head->rows[1][0], ==, "3");
  g_assert_cmpstr (head->rows[1][2], ==, "3");
  head = g_ptr_array_index (found->heads, 1);
  g_assert_cmpstr (head->rows[1][1], ==, "Double nuit de Mir\303\251ille, La (Double Night, The) (1991)");
  g_assert_cmpstr (head->columns[5], ==, "genre_0");
}

static JsonObject *
get_object (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_object_member (object, key);
}

/* Half stars, and nothing about people. */
static void
test_without_attributes (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = explore (dataset);
  g_autoptr (JsonNode) json = mtn_exploration_to_json (found);
  JsonObject *root = json_node_get_object (json);
  JsonArray *left_out = json_object_get_array_member (root, "left_out");
  const MtnExplorationHead *head = g_ptr_array_index (found->heads, 0);

  g_assert_false (found->people.is_there);
  g_assert_true (json_object_get_null_member (root, "people"));
  g_assert_cmpint (json_object_get_int_member (get_object (get_object (root, "stars"), "counts"), "4.5"), ==,
                   1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (left_out, 0), "what"), ==,
                   "people");
  /* A user of two is trained on, one is the test; a mask needs no more than a film. */
  g_assert_true (found->splits[MTN_SPLIT_USERS].is_there);
  g_assert_cmpuint (found->splits[MTN_SPLIT_USERS].n_people[MTN_SPLIT_TRAIN], ==, 1);
  g_assert_cmpstr (head->file, ==, "ratings.csv");
  g_assert_cmpstr (head->columns[1], ==, "movieId");
  g_assert_cmpstr (head->rows[0][2], ==, "4.5");
  g_assert_true (isnan (found->encoded.zip[0]));
}

/* One person: by users there is no split, and that is said. */
static void
test_one_person (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_csv ();
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnExploration) found = NULL;
  g_autoptr (JsonNode) json = NULL;

  mtn_test_set_write (set, "ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n", -1);
  dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  found = explore (dataset);
  g_assert_false (found->splits[MTN_SPLIT_USERS].is_there);
  g_assert_true (found->splits[MTN_SPLIT_MASKS].is_there);
  json = mtn_exploration_to_json (found);
  g_assert_true (json_object_get_null_member (get_object (json_node_get_object (json), "splits"), "users"));
}

static void
test_cancelled (void)
{
  g_autoptr (MtnTestSet) set = mtn_test_set_new_ml100k ();
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (set->folder, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_exploration_new (dataset, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static double
get_number (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  return json_object_get_double_member (object, key);
}

static void
assert_json_spread (JsonObject *object, double min, double median, double mean, double max)
{
  MtnSpread spread = { .min = get_number (object, "min"),
                       .median = get_number (object, "median"),
                       .mean = get_number (object, "mean"),
                       .max = get_number (object, "max") };

  assert_spread (&spread, min, median, mean, max);
}

static void
assert_json_head (JsonObject *root)
{
  static const char *const expected[] = { "196", "242", "3", "881250949", "186", "302", "3", "891717742",
                                          "22",  "377", "1", "878887116", "244", "51",  "2", "880606923",
                                          "166", "346", "1", "886397596" };
  JsonObject *head = json_array_get_object_element (json_object_get_array_member (root, "heads"), 0);
  JsonArray *rows = json_object_get_array_member (head, "rows");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (rows, i / 4), i % 4), ==,
                     expected[i]);
}

static void
assert_json_encoded (JsonObject *root)
{
  static const double documented[][3] = {
    { 0.24, 1, 19 }, { 0.53, 0, 13 }, { 0.23, 1, 20 }, { 0.24, 1, 19 }, { 0.33, 0, 13 },
  };
  JsonObject *encoded = get_object (root, "encoded");
  JsonArray *people = json_object_get_array_member (encoded, "documented");
  JsonObject *early = json_array_get_object_element (json_object_get_array_member (encoded, "early"), 0);

  for (guint i = 0; i < G_N_ELEMENTS (documented); i++)
    {
      JsonObject *person = json_array_get_object_element (people, i);

      g_assert_cmpfloat (get_number (person, "age"), ==, documented[i][0]);
      g_assert_cmpfloat (get_number (person, "gender"), ==, documented[i][1]);
      g_assert_cmpfloat (get_number (person, "occupation"), ==, documented[i][2]);
    }

  g_assert_cmpfloat_with_epsilon (get_number (early, "occupation"), 0.904762, 5e-7);
  g_assert_cmpfloat_with_epsilon (get_number (early, "zip"), 0.569647, 5e-7);
  g_assert_cmpint (json_object_get_int_member (early, "ratings"), ==, 272);
  g_assert_cmpfloat_with_epsilon (get_number (get_object (early, "genres"), "Action"), 0.127768, 5e-7);
  g_assert_cmpint (json_object_get_int_member (get_object (encoded, "largest_zip"), "hash"), ==, 148619344);
  g_assert_cmpstr (json_object_get_string_member (get_object (encoded, "largest_zip"), "zip"), ==, "L1V3W");
}

static void
assert_json_early_sample (JsonObject *root)
{
  static const double truth[] = { 1, .6, .8, .6, .6, 1, .8, .2, 1, .6, .4, 1, 1, 1, 1 };
  JsonObject *early = get_object (root, "early_sample");
  JsonArray *input = json_object_get_array_member (early, "input");
  JsonArray *output = json_object_get_array_member (early, "output");

  g_assert_cmpint (json_object_get_int_member (early, "samples"), ==, 4715);
  g_assert_cmpuint (json_array_get_length (output), ==, 15);
  for (guint i = 0; i < 15; i++)
    {
      gboolean is_visible = i == 8 || i == 13 || i == 14;

      g_assert_cmpfloat (json_array_get_double_element (output, i), ==, truth[i]);
      g_assert_cmpfloat (json_array_get_double_element (input, i), ==, is_visible ? 1.0 : 0.0);
    }
}

/* What is known of MovieLens 100K, as told by the JSON. */
static void
test_real (void)
{
  static const int stars[] = { 6110, 11370, 27145, 34174, 21201 };
  static const int genres[] = { 2,  251, 135, 42, 122, 505, 109, 50, 725, 22,
                                24, 92,  56,  61, 247, 101, 251, 71, 27 };
  static const int occupations[] = { 79, 28, 7,   95, 67, 18, 32, 16,  7,  12, 51,
                                     26, 9,  105, 66, 14, 12, 31, 196, 27, 45 };
  static const char *const star_keys[] = { "1", "2", "3", "4", "5" };
  g_autofree char *path = mtn_test_set_find_real ("ml-100k");
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnExploration) found = NULL;
  g_autoptr (JsonNode) json = NULL;
  JsonObject *root, *counts, *films, *people, *splits;

  if (path == NULL)
    return;

  dataset = mtn_dataset_load (path, NULL, NULL, NULL);
  found = explore (dataset);
  json = mtn_exploration_to_json (found);
  root = json_node_get_object (json);

  counts = get_object (root, "counts");
  g_assert_cmpint (json_object_get_int_member (counts, "people"), ==, 943);
  g_assert_cmpint (json_object_get_int_member (counts, "films"), ==, 1682);
  g_assert_cmpint (json_object_get_int_member (counts, "ratings"), ==, 100000);
  g_assert_cmpint (json_object_get_int_member (counts, "genres"), ==, 19);
  g_assert_cmpint (json_object_get_int_member (counts, "occupations"), ==, 21);
  g_assert_cmpint (json_object_get_int_member (counts, "second_ids"), ==, 18);
  g_assert_cmpint (json_object_get_int_member (counts, "titles_not_ascii"), ==, 9);
  g_assert_cmpfloat_with_epsilon (get_number (counts, "sparsity"), 0.93695, 5e-6);

  for (guint i = 0; i < G_N_ELEMENTS (stars); i++)
    g_assert_cmpint (json_object_get_int_member (get_object (get_object (root, "stars"), "counts"),
                                                 star_keys[i]),
                     ==, stars[i]);
  g_assert_cmpfloat_with_epsilon (get_number (get_object (root, "stars"), "mean"), 3.52986, 5e-6);

  assert_json_spread (get_object (root, "ratings_per_person"), 20, 65, 106.04, 737);
  films = get_object (root, "ratings_per_film");
  assert_json_spread (films, 1, 27, 59.45, 583);
  g_assert_cmpint (json_object_get_int_member (films, "once"), ==, 141);
  g_assert_cmpint (json_object_get_int_member (films, "below_5"), ==, 333);
  g_assert_cmpint (json_object_get_int_member (films, "below_20"), ==, 743);
  films = json_array_get_object_element (json_object_get_array_member (films, "most"), 0);
  g_assert_cmpint (json_object_get_int_member (films, "id"), ==, 50);
  g_assert_cmpstr (json_object_get_string_member (films, "title"), ==, "Star Wars (1977)");

  for (guint i = 0; i < G_N_ELEMENTS (genres); i++)
    {
      JsonArray *table = json_object_get_array_member (get_object (root, "genres"), "table");

      g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (table, i), "films"), ==,
                       genres[i]);
    }
  g_assert_cmpfloat_with_epsilon (get_number (get_object (root, "genres"), "per_film"), 1.72, 0.005);

  people = get_object (root, "people");
  assert_json_spread (get_object (people, "age"), 7, 31, 34.05, 73);
  g_assert_cmpint (json_object_get_int_member (get_object (people, "gender"), "M"), ==, 670);
  g_assert_cmpint (json_object_get_int_member (get_object (people, "gender"), "F"), ==, 273);
  for (guint i = 0; i < G_N_ELEMENTS (occupations); i++)
    {
      JsonArray *table = json_object_get_array_member (people, "occupation");

      g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (table, i), "people"), ==,
                       occupations[i]);
    }

  g_assert_cmpint (json_object_get_int_member (get_object (root, "time"), "first"), ==, 874724710);
  g_assert_cmpint (json_object_get_int_member (get_object (root, "time"), "last"), ==, 893286638);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (get_object (root, "time"), "months")),
                    ==, 8);

  splits = get_object (get_object (root, "splits"), "masks");
  assert_json_spread (get_object (splits, "hidden"), 16, 54.5, 89.70, 663);
  g_assert_cmpfloat (get_number (get_object (splits, "visible"), "min"), ==, 2);
  g_assert_cmpfloat (get_number (get_object (splits, "visible"), "median"), ==, 10);
  g_assert_cmpint (json_object_get_int_member (get_object (splits, "train"), "samples"), ==, 16974);
  g_assert_cmpint (json_object_get_int_member (get_object (splits, "train"), "files"), ==, 18);
  g_assert_cmpint (json_object_get_int_member (get_object (splits, "test"), "files"), ==, 2);
  splits = get_object (get_object (root, "splits"), "users");
  assert_json_spread (get_object (splits, "hidden"), 4, 37, 60.68, 331);
  g_assert_cmpfloat (get_number (get_object (splits, "visible"), "min"), ==, 2);
  g_assert_cmpfloat (get_number (get_object (splits, "visible"), "median"), ==, 25);
  g_assert_cmpint (json_object_get_int_member (get_object (splits, "train"), "files"), ==, 848);
  g_assert_cmpint (json_object_get_int_member (get_object (splits, "test"), "files"), ==, 95);

  g_assert_cmpint (json_object_get_int_member (get_object (root, "sample"), "hidden"), ==, 54);
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (get_object (root, "sample"),
                                                                             "hidden_ids"),
                                               11),
                   ==, 61);
  assert_json_head (root);
  assert_json_encoded (root);
  assert_json_early_sample (root);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "left_out")), ==, 0);
}

static void
test_real_latest (void)
{
  g_autofree char *path = mtn_test_set_find_real ("ml-latest-small");
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnExploration) found = NULL;

  if (path == NULL)
    return;

  dataset = mtn_dataset_load (path, NULL, NULL, NULL);
  found = explore (dataset);
  g_assert_cmpuint (found->counts.n_people, ==, 610);
  g_assert_cmpuint (found->counts.n_ratings, ==, 100836);
  g_assert_false (found->people.is_there);
  g_assert_true (found->splits[MTN_SPLIT_USERS].is_there);
}

static void
assert_sample (const MtnExplorationSample *sample, const MtnExplorationSample *expected)
{
  g_assert_cmpuint (sample->person, ==, expected->person);
  g_assert_cmpuint (sample->n, ==, expected->n);
  g_assert_cmpmem (sample->movies, sample->n * sizeof (guint), expected->movies,
                   expected->n * sizeof (guint));
  g_assert_cmpmem (sample->is_hidden, sample->n * sizeof (gboolean), expected->is_hidden,
                   expected->n * sizeof (gboolean));
}

/* The sample that one chooses is the one that a split with this share has, and by default the exploration's.
 */
static void
test_sample (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnDataset) dataset = mtn_dataset_load (g_getenv ("MTN_SYNTHETIC_DATA"), NULL, NULL, NULL);
  g_autoptr (MtnExploration) found = explore (dataset);
  g_autoptr (MtnExplorationSample) same =
      mtn_exploration_sample_new (dataset, found->sample.person, found->sample.fraction, 42, NULL, &error);
  g_autoptr (MtnExplorationSample) other = NULL;
  g_autoptr (MtnExplorationSample) seeded = NULL;
  guint n_hidden = 0;

  g_assert_no_error (error);
  assert_sample (same, &found->sample);

  other = mtn_exploration_sample_new (dataset, 7, 0.6, 42, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other->person, ==, 7);
  g_assert_cmpuint (other->n, ==, dataset->ratings->offsets[8] - dataset->ratings->offsets[7]);
  for (guint i = 0; i < other->n; i++)
    n_hidden += other->is_hidden[i];
  g_assert_cmpuint (n_hidden, ==, (guint) (0.6 * other->n));

  seeded = mtn_exploration_sample_new (dataset, 7, 0.6, 43, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (memcmp (seeded->is_hidden, other->is_hidden, other->n * sizeof (gboolean)) != 0);

  g_assert_null (mtn_exploration_sample_new (dataset, 7, 1.0, 42, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exploration/spread", test_spread);
  g_test_add_func ("/exploration/tiny", test_tiny);
  g_test_add_func ("/exploration/without-attributes", test_without_attributes);
  g_test_add_func ("/exploration/one-person", test_one_person);
  g_test_add_func ("/exploration/cancelled", test_cancelled);
  g_test_add_func ("/exploration/sample", test_sample);
  g_test_add_func ("/exploration/real", test_real);
  g_test_add_func ("/exploration/real-latest", test_real_latest);

  return g_test_run ();
}
