/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Training as the command line does it, on the invented data set with planted tastes and on tiny ones. */

#include "mtn-train.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "mtn-checkpoint.h"
#include "mtn-error.h"
#include "mtn-plan.h"
#include "mtn-random.h"
#include "mtn-recommender.h"
#include "mtn-test-training.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static MtnRecommender *
open_model (const char *path, MtnEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnCheckpoint) checkpoint = mtn_checkpoint_open (path, &error);
  MtnRecommender *recommender;

  g_assert_no_error (error);
  g_assert_true (mtn_checkpoint_verify (checkpoint, &error));
  g_assert_no_error (error);
  recommender = mtn_recommender_new (checkpoint, engine, &error);
  g_assert_no_error (error);

  return recommender;
}

static double
compute_ndcg (const float *scores, const gboolean *hidden, guint n)
{
  g_autofree float *left = g_memdup2 (scores, sizeof (float) * n);
  double gained = 0, possible = 0;
  guint n_hidden = 0;

  for (guint j = 0; j < n; j++)
    n_hidden += hidden[j] ? 1 : 0;
  for (guint r = 0; r < 10; r++)
    {
      guint best = 0;

      for (guint j = 1; j < n; j++)
        if (left[j] > left[best])
          best = j;
      if (hidden[best])
        gained += 1 / log2 (r + 2);
      if (r < n_hidden)
        possible += 1 / log2 (r + 2);
      left[best] = -INFINITY;
    }

  return gained / possible;
}

/* Mean NDCG@10 of the people outside the training, three favourites each. */
static double
measure (MtnTestTraining *fixture, const char *model, const guint *test, guint n_test)
{
  const MtnRatings *ratings = fixture->dataset->ratings;
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = open_model (model, engine);
  g_autofree float *scores = g_new (float, ratings->n_movies);
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < n_test; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_profile_new ();
      g_autofree gboolean *hidden = g_new0 (gboolean, ratings->n_movies);
      g_autofree guint *loved = g_new (guint, ratings->n_movies);
      guint n_loved = 0;
      MtnRandom random;

      for (guint k = ratings->offsets[test[i]]; k < ratings->offsets[test[i] + 1]; k++)
        if (ratings->stars[k] >= 4)
          loved[n_loved++] = ratings->movies[k];
      if (n_loved < 8)
        continue;

      mtn_random_init (&random, 5, i);
      mtn_random_shuffle (&random, loved, n_loved);
      for (guint k = 3; k < n_loved; k++)
        hidden[loved[k]] = TRUE;
      for (guint k = 0; k < 3; k++)
        mtn_profile_set_pick (profile, mtn_catalog_get_movie (fixture->dataset->catalog, loved[k])->id, 0);

      g_assert_true (mtn_recommender_score (recommender, profile, scores, NULL));
      for (guint k = 0; k < 3; k++)
        scores[loved[k]] = -INFINITY;
      sum += compute_ndcg (scores, hidden, ratings->n_movies);
      n++;
    }
  g_assert_cmpuint (n, >, 20);

  return sum / n;
}

static void
train (MtnTestTraining *fixture, const char *model, const guint *people, guint n_people)
{
  g_autoptr (GError) error = NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;

  options.model = model;
  g_assert_true (mtn_train (fixture->dataset, people, n_people, &options, fixture->out, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* People in an order that has nothing to do with the cluster they belong to. */
static guint *
shuffle_people (MtnTestTraining *fixture)
{
  guint n_people = fixture->dataset->ratings->n_people;
  guint *order = g_new (guint, n_people);
  MtnRandom random;

  for (guint u = 0; u < n_people; u++)
    order[u] = u;
  mtn_random_init (&random, 3, 0);
  mtn_random_shuffle (&random, order, n_people);

  return order;
}

static void
test_planted_tastes (MtnTestTraining *fixture, gconstpointer data)
{
  guint n_people = fixture->dataset->ratings->n_people;
  g_autofree guint *order = shuffle_people (fixture);
  guint n_train = n_people * 4 / 5;
  double blend, edlae, popularity;

  train (fixture, "popularity", order, n_train);
  popularity = measure (fixture, fixture->out, order + n_train, n_people - n_train);
  train (fixture, "edlae", order, n_train);
  edlae = measure (fixture, fixture->out, order + n_train, n_people - n_train);
  train (fixture, "blend", order, n_train);
  blend = measure (fixture, fixture->out, order + n_train, n_people - n_train);

  g_test_message ("NDCG@10: popularity %.3f, edlae %.3f, blend %.3f", popularity, edlae, blend);
  g_assert_cmpfloat (edlae, >, popularity + 0.2);
  g_assert_cmpfloat (blend, >, popularity + 0.2);
}

/* What is asked of the disk beforehand is never more than what is written, nor next to nothing. */
static void
test_size_beforehand (MtnTestTraining *fixture, gconstpointer data)
{
  static const char *const models[] = { "edlae", "ease", "ials", "item-knn" };
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    {
      g_autoptr (GError) error = NULL;
      GStatBuf info;
      MtnPlan plan;
      guint64 size;

      g_assert_true (mtn_plan_init (&plan, models[m], fixture->dataset->vocabulary, &error));
      g_assert_no_error (error);
      size = mtn_plan_get_size (&plan, fixture->dataset->ratings, options.rank);
      train (fixture, models[m], NULL, 0);
      g_assert_cmpint (g_stat (fixture->out, &info), ==, 0);
      g_test_message ("%s: %" G_GUINT64_FORMAT " of %" G_GINT64_FORMAT " bytes", models[m], size,
                      (gint64) info.st_size);
      g_assert_cmpuint (size, <=, info.st_size);
      g_assert_cmpuint (20 * size, >, info.st_size);
    }
}

/* Mean score of the people in the group, for films of the genre that its cluster plants. */
static void
test_attributes (MtnTestTraining *fixture, gconstpointer data)
{
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  guint n_movies = fixture->dataset->ratings->n_movies;
  g_autofree float *unsaid = g_new (float, n_movies);
  g_autofree float *said = g_new (float, n_movies);
  int western = mtn_catalog_find_genre (fixture->dataset->catalog, "Western");
  double difference = 0;

  train (fixture, "demographic", NULL, 0);
  recommender = open_model (fixture->out, engine);
  g_assert_true (mtn_recommender_score (recommender, profile, unsaid, NULL));
  mtn_profile_set_age (profile, 57);
  mtn_profile_set_occupation (profile, "retired");
  g_assert_true (mtn_recommender_score (recommender, profile, said, NULL));

  for (guint j = 0; j < n_movies; j++)
    if (mtn_catalog_get_movie (fixture->dataset->catalog, j)->genres & (1u << western))
      difference += said[j] - unsaid[j];
  g_assert_cmpfloat (difference, >, 0);
}

static void
test_same_bytes (MtnTestTraining *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  gsize n_first = 0;

  for (guint n_threads = 1; n_threads < 4; n_threads += 2)
    {
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
      gsize n_bytes;

      options.n_threads = n_threads;
      g_assert_true (mtn_train (fixture->dataset, NULL, 0, &options, fixture->out, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (fixture->out, &bytes, &n_bytes, NULL));
      if (first != NULL)
        {
          g_assert_cmpmem (first, n_first, bytes, n_bytes);
          continue;
        }
      first = g_steal_pointer (&bytes);
      n_first = n_bytes;
    }
}

static void
test_provenance (MtnTestTraining *fixture, gconstpointer data)
{
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  const MtnArchitecture *architecture;
  const guint some[] = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 200 };

  train (fixture, "blend", NULL, 0);
  checkpoint = mtn_checkpoint_open (fixture->out, NULL);
  g_assert_nonnull (checkpoint);
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATE), ==, "1997-11-20");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT), ==, "all");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SEED), ==, "42");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_PEOPLE), ==, "240");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATA_SHA256), ==,
                   fixture->dataset->sha256);
  g_assert_nonnull (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_METRICS));

  architecture = mtn_checkpoint_get_architecture (checkpoint);
  g_assert_cmpstr (architecture->kind, ==, "blend");
  for (guint i = 0; i < architecture->favorites.b->len; i++)
    g_assert_cmpfloat (g_array_index (architecture->favorites.b, MtnStep, i).value, >, 0);

  g_clear_pointer (&checkpoint, mtn_checkpoint_unref);
  train (fixture, "blend", some, G_N_ELEMENTS (some));
  checkpoint = mtn_checkpoint_open (fixture->out, NULL);
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT), ==, "users");
  g_assert_cmpstr (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_PEOPLE), ==, "12");
}

static void
test_stars_matter (MtnTestTraining *fixture, gconstpointer data)
{
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  MtnCatalog *catalog = fixture->dataset->catalog;
  guint n_movies = fixture->dataset->ratings->n_movies;
  g_autofree float *loved = g_new (float, n_movies);
  g_autofree float *hated = g_new (float, n_movies);

  train (fixture, "edlae", NULL, 0);
  recommender = open_model (fixture->out, engine);

  /* Films 1 and 9 are of the first cluster, 2 of the second, 17 of the first again. */
  mtn_profile_set_pick (profile, 1, 5);
  mtn_profile_set_pick (profile, 2, 5);
  g_assert_true (mtn_recommender_score (recommender, profile, loved, NULL));
  mtn_profile_set_pick (profile, 1, 1);
  g_assert_true (mtn_recommender_score (recommender, profile, hated, NULL));

  g_assert_cmpfloat (loved[mtn_catalog_find_id (catalog, 9)], >,
                     hated[mtn_catalog_find_id (catalog, 9)] + 0.05f);
  g_assert_cmpfloat (loved[mtn_catalog_find_id (catalog, 17)], >, hated[mtn_catalog_find_id (catalog, 17)]);
}

/* A score is a probability: of the films that have it, about so many are loved. */
static void
test_scores_are_shares (MtnTestTraining *fixture, gconstpointer data)
{
  const MtnRatings *ratings = fixture->dataset->ratings;
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autofree float *scores = g_new (float, ratings->n_movies);
  g_autofree guint *order = shuffle_people (fixture);
  guint n_train = ratings->n_people / 2;
  double expected = 0, found = 0;

  train (fixture, "edlae", order, n_train);
  recommender = open_model (fixture->out, engine);

  for (guint i = n_train; i < ratings->n_people; i++)
    {
      guint u = order[i];
      g_autoptr (MtnProfile) profile = mtn_profile_new ();
      g_autofree guint *loved = g_new (guint, ratings->n_movies);
      g_autofree gboolean *hidden = g_new0 (gboolean, ratings->n_movies);
      guint n_loved = 0;
      MtnRandom random;

      for (guint k = ratings->offsets[u]; k < ratings->offsets[u + 1]; k++)
        if (ratings->stars[k] >= 4)
          loved[n_loved++] = ratings->movies[k];
      if (n_loved < 7)
        continue;

      mtn_random_init (&random, 11, u);
      mtn_random_shuffle (&random, loved, n_loved);
      for (guint k = 0; k < 2; k++)
        mtn_profile_set_pick (profile, mtn_catalog_get_movie (fixture->dataset->catalog, loved[k])->id, 0);
      for (guint k = 2; k < n_loved; k++)
        hidden[loved[k]] = TRUE;

      g_assert_true (mtn_recommender_score (recommender, profile, scores, NULL));
      for (guint j = 0; j < ratings->n_movies; j++)
        {
          g_assert_true (scores[j] > 0 && scores[j] < 1);
          if (scores[j] < 0.25f || j == loved[0] || j == loved[1])
            continue;
          expected += scores[j];
          found += hidden[j] ? 1 : 0;
        }
    }

  g_test_message ("%.0f expected, %.0f found", expected, found);
  g_assert_cmpfloat (found, >, 50);
  g_assert_cmpfloat (expected / found, >, 0.7);
  g_assert_cmpfloat (expected / found, <, 1.4);
}

static void
test_cancelled (MtnTestTraining *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;

  g_cancellable_cancel (cancellable);
  g_assert_false (mtn_train (fixture->dataset, NULL, 0, &options, fixture->out, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_refused (MtnTestTraining *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "not", "there", "model.safetensors", NULL);
  g_autoptr (GError) error = NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  gint64 start = g_get_monotonic_time ();

  g_assert_false (mtn_train (fixture->dataset, NULL, 0, &options, nowhere, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);

  g_assert_false (mtn_train (fixture->dataset, NULL, 0, &options, fixture->folder, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

  options.model = "oracle";
  g_assert_false (mtn_train (fixture->dataset, NULL, 0, &options, fixture->out, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);
  g_clear_error (&error);

  options = (MtnTrainOptions) MTN_TRAIN_OPTIONS_INIT;
  options.rank = 0;
  g_assert_false (mtn_train (fixture->dataset, NULL, 0, &options, fixture->out, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_USAGE);

  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  g_test_message ("told after %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
}

static void
write_tiny (const char *folder, const char *ratings)
{
  g_autofree char *movies_path = g_build_filename (folder, "movies.csv", NULL);
  g_autofree char *ratings_path = g_build_filename (folder, "ratings.csv", NULL);
  g_autofree char *text = g_strconcat ("userId,movieId,rating,timestamp\n", ratings, NULL);

  g_assert_true (
      g_file_set_contents (movies_path,
                           "movieId,title,genres\n"
                           "1,One (1990),Drama\n7,Two (1991),Comedy\n30,\"Three, The (1992)\",War\n"
                           "31,Four (1993),Drama\n",
                           -1, NULL));
  g_assert_true (g_file_set_contents (ratings_path, text, -1, NULL));
}

/* Whatever the set, the model opens, and what anybody gets is a probability. False for NaN. */
static void
test_tiny (MtnTestTraining *fixture, gconstpointer data)
{
  static const char *const sets[] = {
    "5,7,4.0,1\n",
    "5,7,0.5,1\n6,7,0.5,1\n",
    "1,1,5,1\n1,7,5,1\n2,1,3,1\n9,30,4.5,1\n",
    "1,1,5,1\n2,1,5,1\n3,1,5,1\n4,1,5,1\n5,1,5,1\n6,1,5,1\n7,1,5,1\n8,1,5,1\n9,1,5,1\n10,1,5,1\n11,1,5,1\n",
  };
  static const char *const models[] = {
    "blend", "edlae", "mult-dae", "ease", "ials", "item-knn", "popularity"
  };

  for (guint s = 0; s < G_N_ELEMENTS (sets); s++)
    for (guint m = 0; m < G_N_ELEMENTS (models); m++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (MtnDataset) dataset = NULL;
        g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
        g_autoptr (MtnRecommender) recommender = NULL;
        g_autoptr (MtnProfile) profile = mtn_profile_new ();
        MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
        float scores[4];

        write_tiny (fixture->folder, sets[s]);
        dataset = mtn_dataset_load (fixture->folder, NULL, NULL, &error);
        g_assert_no_error (error);
        options.model = models[m];
        g_assert_true (mtn_train (dataset, NULL, 0, &options, fixture->out, NULL, NULL, &error));
        g_assert_no_error (error);
        recommender = open_model (fixture->out, engine);

        for (guint n = 0; n < 4; n++)
          {
            g_assert_true (mtn_recommender_score (recommender, profile, scores, NULL));
            for (guint j = 0; j < 4; j++)
              {
                g_assert_cmpfloat (scores[j], >=, 0.0f);
                g_assert_cmpfloat (scores[j], <=, 1.0f);
              }
            mtn_profile_set_pick (profile, ((int[]){ 7, 31, 1, 30 })[n], n % 2 == 0 ? 0 : 4.5f);
          }
      }
}

static void
test_nothing_to_learn (MtnTestTraining *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  const guint nobody[] = { 0 };

  g_assert_false (mtn_train (fixture->dataset, nobody, 0, &options, fixture->out, NULL, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED);
}

/* Star Wars and its sequel: what the data must say if anything works. */
static void
test_real_data (MtnTestTraining *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("MTN_SHARED_DATA"), "ml-100k", NULL);
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = NULL;
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autoptr (MtnRecommendations) list = NULL;
  g_autoptr (GError) error = NULL;
  MtnQuery query = MTN_QUERY_INIT;
  gboolean is_found = FALSE;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("MovieLens 100K is not at hand (MTN_SHARED_DATA)");
      return;
    }

  g_clear_pointer (&fixture->dataset, mtn_dataset_free);
  fixture->dataset = mtn_dataset_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  train (fixture, "blend", NULL, 0);
  recommender = open_model (fixture->out, engine);

  mtn_profile_set_pick (profile, 50, 0);
  mtn_profile_set_pick (profile, 172, 0);
  query.n = 3;
  query.n_reasons = 2;
  list = mtn_recommender_recommend (recommender, profile, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const MtnRecommendation *item = &g_array_index (list->items, MtnRecommendation, i);

      if (mtn_catalog_get_movie (fixture->dataset->catalog, item->movie)->id != 181)
        continue;
      is_found = TRUE;
      g_assert_nonnull (item->reasons);
      g_assert_cmpuint (item->reasons->len, ==, 2);
      for (guint r = 0; r < item->reasons->len; r++)
        g_assert_cmpfloat (g_array_index (item->reasons, MtnReason, r).amount, >, 0);
    }
  g_assert_true (is_found);
}

#define ADD(path, function) MTN_TEST_TRAINING_ADD (path, NULL, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/train/size-beforehand", test_size_beforehand);
  ADD ("/train/planted-tastes", test_planted_tastes);
  ADD ("/train/attributes", test_attributes);
  ADD ("/train/same-bytes", test_same_bytes);
  ADD ("/train/provenance", test_provenance);
  ADD ("/train/stars-matter", test_stars_matter);
  ADD ("/train/scores-are-shares", test_scores_are_shares);
  ADD ("/train/cancelled", test_cancelled);
  ADD ("/train/refused", test_refused);
  ADD ("/train/tiny", test_tiny);
  ADD ("/train/nothing-to-learn", test_nothing_to_learn);
  ADD ("/train/real-data", test_real_data);

  return g_test_run ();
}
