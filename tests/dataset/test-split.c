/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-split.h"

#include "mtn-dataset.h"
#include "mtn-error.h"
#include "mtn-test-set.h"

#define N_PEOPLE 4

/* Rows of 3, no, 1 and 4 ratings. */
static MtnRatings *
make_ratings (void)
{
  static const MtnRating entries[] = {
    { 0, 2, 3.0f, 1 }, { 0, 0, 5.0f, 2 }, { 0, 5, 1.0f, 3 }, { 2, 4, 2.0f, 4 },
    { 3, 1, 4.0f, 5 }, { 3, 3, 0.5f, 6 }, { 3, 4, 4.5f, 7 }, { 3, 5, 3.0f, 8 },
  };

  return mtn_ratings_new (entries, G_N_ELEMENTS (entries), N_PEOPLE, 6);
}

static MtnSplit *
make_split (MtnRatings *ratings, const MtnSplitOptions *options)
{
  g_autoptr (GError) error = NULL;
  MtnSplit *split = mtn_split_new (ratings, options, NULL, NULL, &error);

  g_assert_no_error (error);
  return split;
}

/* A sample as "person mask/fraction: positions that are hidden". */
static char *
describe (const MtnSampleSet *set, guint i)
{
  const MtnSample *sample = &set->samples[i];
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%u %u/%u:", sample->person, sample->mask, sample->fraction);
  for (guint k = 0; k < mtn_sample_set_get_n_ratings (set, i); k++)
    if (mtn_sample_set_is_hidden (set, i, k))
      g_string_append_printf (text, " %u", k);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_samples (const MtnSampleSet *set, const char *const *expected, guint n)
{
  g_assert_cmpuint (set->n_samples, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *found = describe (set, i);

      g_assert_cmpstr (found, ==, expected[i]);
    }
}

static const MtnSplitOptions small = { .fractions = { 0.4, 0.8 },
                                       .n_fractions = 2,
                                       .n_masks = 2,
                                       .train_ratio = 0.75,
                                       .seed = 42 };

/* The hidden positions are what numpy's seed (42) and shuffle give for rows of 3, 1 and 4. */
static void
test_masks (void)
{
  static const char *const train[] = { "0 0/0: 0",     "2 0/0:",   "3 0/0: 1", "0 0/1: 1 2", "2 0/1:",
                                       "3 0/1: 0 1 3", "0 1/0: 1", "2 1/0:",   "3 1/0: 3" };
  static const char *const test[] = { "0 1/1: 0 1", "2 1/1:", "3 1/1: 1 2 3" };
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnSplit) split = make_split (ratings, &small);

  assert_samples (split->parts[MTN_SPLIT_TRAIN], train, G_N_ELEMENTS (train));
  assert_samples (split->parts[MTN_SPLIT_TEST], test, G_N_ELEMENTS (test));
  g_assert_null (split->parts[MTN_SPLIT_VALIDATION]);
  g_assert_cmpuint (split->parts[MTN_SPLIT_TEST]->n_bits, ==, 8);
}

static void
test_users (void)
{
  static const char *const train[] = { "0 0/0: 0", "0 0/1: 1 2", "0 1/0: 0", "0 1/1: 1 2",
                                       "2 0/0:",   "2 0/1:",     "2 1/0:",   "2 1/1:" };
  static const char *const test[] = { "3 0/0: 3", "3 0/1: 0 1 3", "3 1/0: 2", "3 1/1: 0 1 2" };
  g_autoptr (MtnRatings) ratings = make_ratings ();
  MtnSplitOptions options = small;
  g_autoptr (MtnSplit) split = NULL;
  g_autoptr (MtnSplit) third = NULL;

  options.kind = MTN_SPLIT_USERS;
  split = make_split (ratings, &options);
  assert_samples (split->parts[MTN_SPLIT_TRAIN], train, G_N_ELEMENTS (train));
  assert_samples (split->parts[MTN_SPLIT_TEST], test, G_N_ELEMENTS (test));

  /* A third part is taken from the training people; nothing else changes. */
  options.validation_ratio = 0.5;
  third = make_split (ratings, &options);
  assert_samples (third->parts[MTN_SPLIT_TRAIN], train, 4);
  assert_samples (third->parts[MTN_SPLIT_VALIDATION], train + 4, 4);
  assert_samples (third->parts[MTN_SPLIT_TEST], test, G_N_ELEMENTS (test));
}

static void
test_list (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (MtnSplit) split = make_split (ratings, &small);
  const MtnSampleSet *train = split->parts[MTN_SPLIT_TRAIN];
  guint movies[4];
  float stars[4];

  /* Of films 1, 3, 4, 5 the positions 0, 1 and 3 are hidden. */
  g_assert_cmpuint (mtn_sample_set_get_n_ratings (train, 5), ==, 4);
  g_assert_cmpuint (mtn_sample_set_get_n_hidden (train, 5), ==, 3);
  g_assert_cmpuint (mtn_sample_set_list (train, 5, TRUE, movies, stars), ==, 3);
  g_assert_cmpuint (movies[0], ==, 1);
  g_assert_cmpuint (movies[1], ==, 3);
  g_assert_cmpuint (movies[2], ==, 5);
  g_assert_cmpfloat (stars[1], ==, 0.5);
  g_assert_cmpuint (mtn_sample_set_list (train, 5, FALSE, movies, stars), ==, 1);
  g_assert_cmpuint (movies[0], ==, 4);
  g_assert_cmpfloat (stars[0], ==, 4.5);
  g_assert_cmpuint (mtn_sample_set_list (train, 5, TRUE, NULL, NULL), ==, 3);
  g_assert_cmpuint (mtn_sample_set_get_max_ratings (train), ==, 4);
}

static void
assert_refused (const MtnSplitOptions *options)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_split_new (ratings, options, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
}

static void
test_refused (void)
{
  static const double ratios[] = { 0.0, 1.0, -1.0, 2.0, 0.1, G_MAXDOUBLE };
  MtnSplitOptions options;

  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      options = small;
      options.train_ratio = ratios[i];
      assert_refused (&options);
    }
  options = small, options.train_ratio = 0.0 / 0.0;
  assert_refused (&options);
  options = small, options.validation_ratio = 1.0;
  assert_refused (&options);
  options = small, options.validation_ratio = 0.01; /* not a single frame */
  assert_refused (&options);
  options = small, options.fractions[1] = 1.0;
  assert_refused (&options);
  options = small, options.fractions[0] = -0.1;
  assert_refused (&options);
  options = small, options.n_fractions = 0;
  assert_refused (&options);
  options = small, options.n_fractions = MTN_SPLIT_MAX_FRACTIONS + 1;
  assert_refused (&options);
  options = small, options.n_masks = 0;
  assert_refused (&options);
  options = small, options.n_masks = MTN_SPLIT_MAX_MASKS + 1;
  assert_refused (&options);
  options = small, options.seed = G_GUINT64_CONSTANT (1) << 32;
  assert_refused (&options);
}

static void
test_nobody (void)
{
  g_autoptr (MtnRatings) ratings = mtn_ratings_new (NULL, 0, 3, 5);
  g_autoptr (GError) error = NULL;

  g_assert_null (mtn_split_new (ratings, &small, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
}

static void
test_cancelled (void)
{
  g_autoptr (MtnRatings) ratings = make_ratings ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mtn_split_new (ratings, &small, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (int) (*(const guint *) a) - (int) (*(const guint *) b);
}

/* Least, median, mean and most hidden films of a set's samples, and the least and median visible ones. */
static void
assert_counts (const MtnSampleSet *set, const double *expected)
{
  g_autofree guint *hidden = g_new (guint, set->n_samples);
  g_autofree guint *visible = g_new (guint, set->n_samples);
  guint n = set->n_samples;
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      hidden[i] = mtn_sample_set_get_n_hidden (set, i);
      visible[i] = mtn_sample_set_get_n_ratings (set, i) - hidden[i];
      sum += hidden[i];
    }
  qsort (hidden, n, sizeof *hidden, compare);
  qsort (visible, n, sizeof *visible, compare);

  g_assert_cmpuint (hidden[0], ==, (guint) expected[0]);
  g_assert_cmpfloat ((hidden[(n - 1) / 2] + hidden[n / 2]) / 2.0, ==, expected[1]);
  g_assert_cmpfloat_with_epsilon (sum / n, expected[2], 0.005);
  g_assert_cmpuint (hidden[n - 1], ==, (guint) expected[3]);
  g_assert_cmpuint (visible[0], ==, (guint) expected[4]);
  g_assert_cmpfloat ((visible[(n - 1) / 2] + visible[n / 2]) / 2.0, ==, expected[5]);
}

static void
test_real (void)
{
  static const guint first_hidden[] = { 7, 10, 16, 20, 23, 25, 26, 31, 43, 46, 47, 61 };
  static const double masks[] = { 16, 54.5, 89.70, 663, 2, 10 };
  static const double users[] = { 4, 37, 60.68, 331, 2, 25 };
  g_autofree char *path = mtn_test_set_find_real ("ml-100k");
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnSplit) by_masks = NULL;
  g_autoptr (MtnSplit) by_users = NULL;
  g_autofree guint *movies = NULL;
  const MtnSampleSet *train;

  if (path == NULL)
    return;

  dataset = mtn_dataset_load (path, NULL, NULL, NULL);
  g_assert_nonnull (dataset);
  by_masks = make_split (dataset->ratings, &options);
  train = by_masks->parts[MTN_SPLIT_TRAIN];
  g_assert_cmpuint (train->n_samples, ==, 16974);
  g_assert_cmpuint (by_masks->parts[MTN_SPLIT_TEST]->n_samples, ==, 1886);
  movies = g_new (guint, mtn_sample_set_get_max_ratings (train));
  g_assert_cmpuint (mtn_sample_set_list (train, 0, TRUE, movies, NULL), ==, 54);
  for (guint i = 0; i < G_N_ELEMENTS (first_hidden); i++)
    g_assert_cmpint (mtn_catalog_get_movie (dataset->catalog, movies[i])->id, ==, first_hidden[i]);
  assert_counts (by_masks->parts[MTN_SPLIT_TEST], masks);

  options.kind = MTN_SPLIT_USERS;
  by_users = make_split (dataset->ratings, &options);
  g_assert_cmpuint (by_users->parts[MTN_SPLIT_TRAIN]->n_samples, ==, 16960);
  g_assert_cmpuint (by_users->parts[MTN_SPLIT_TEST]->n_samples, ==, 1900);
  g_assert_cmpint (dataset->people[by_users->parts[MTN_SPLIT_TEST]->samples[0].person].id, ==, 849);
  assert_counts (by_users->parts[MTN_SPLIT_TEST], users);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/split/masks", test_masks);
  g_test_add_func ("/split/users", test_users);
  g_test_add_func ("/split/list", test_list);
  g_test_add_func ("/split/refused", test_refused);
  g_test_add_func ("/split/nobody", test_nobody);
  g_test_add_func ("/split/cancelled", test_cancelled);
  g_test_add_func ("/split/real", test_real);

  return g_test_run ();
}
