/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Rows, folds, intervals and whole evaluations, on the invented data set and with models of random weights.
 */

#include <math.h>
#include <string.h>

#include "mtn-comparison.h"
#include "mtn-error.h"
#include "mtn-evaluation-json.h"
#include "mtn-folds.h"
#include "mtn-predictor.h"
#include "mtn-summary.h"
#include "mtn-test-recommend.h"

static const guint ks[] = { 5, 10 };

static MtnDataset *
dataset_new (void)
{
  g_autoptr (GError) error = NULL;
  MtnDataset *dataset = mtn_dataset_load (g_getenv ("MTN_SYNTHETIC_DATA"), NULL, NULL, &error);

  g_assert_no_error (error);

  return dataset;
}

static void
test_folds (void)
{
  for (guint n_people = 3; n_people < 30; n_people += 4)
    for (guint n_folds = 2; n_folds <= n_people; n_folds++)
      {
        g_autoptr (MtnFolds) folds = mtn_folds_new (n_people, n_folds, 7);
        guint seen[30] = { 0 };

        for (guint f = 0; f < n_folds; f++)
          {
            guint n_test, n_train;
            const guint *test = mtn_folds_get_test (folds, f, &n_test);
            g_autofree guint *train = mtn_folds_dup_train (folds, f, &n_train);
            gboolean is_test[30] = { FALSE };

            g_assert_cmpuint (n_test + n_train, ==, n_people);
            g_assert_cmpuint (n_test, >=, n_people / n_folds);
            g_assert_cmpuint (n_test, <=, n_people / n_folds + 1);
            for (guint i = 0; i < n_test; i++)
              {
                seen[test[i]]++;
                is_test[test[i]] = TRUE;
              }
            for (guint i = 0; i < n_train; i++)
              g_assert_false (is_test[train[i]]);
          }
        for (guint u = 0; u < n_people; u++)
          g_assert_cmpuint (seen[u], ==, 1);
      }
}

static float
get_stars (const MtnRatings *ratings, guint person, guint movie)
{
  for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
    if (ratings->movies[i] == movie)
      return ratings->stars[i];

  return 0;
}

/* Input and what is to be found are the person's, apart from each other, and sorted. */
static void
assert_trial (const MtnRatings *ratings, const MtnTrials *trials, const MtnTrial *trial, gboolean is_loved)
{
  const guint *input = mtn_trial_get_input (trials, trial);
  const guint *relevant = mtn_trial_get_relevant (trials, trial);

  for (guint i = 0; i < trial->n_input; i++)
    {
      float given = get_stars (ratings, trial->person, input[i]);

      g_assert_cmpfloat (given, >=, is_loved ? 4 : 0.5f);
      g_assert_cmpfloat (mtn_trial_get_input_stars (trials, trial)[i], ==, is_loved ? 0 : given);
      g_assert_true (i == 0 || input[i - 1] < input[i]);
      for (guint j = 0; j < trial->n_relevant; j++)
        g_assert_cmpuint (input[i], !=, relevant[j]);
    }
  for (guint j = 0; j < trial->n_relevant; j++)
    {
      float given = get_stars (ratings, trial->person, relevant[j]);

      g_assert_cmpfloat (given, >=, is_loved ? 4 : 0.5f);
      g_assert_cmpfloat (mtn_trial_get_relevant_stars (trials, trial)[j], ==, given);
      g_assert_true (j == 0 || relevant[j - 1] < relevant[j]);
    }
}

static void
test_new_users (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new ();
  g_autoptr (MtnTrials) trials = mtn_trials_new ();
  MtnProtocol protocol;

  mtn_protocol_init (&protocol, MTN_PROTOCOL_NEW_USERS, MTN_GIVEN_ALL, 42, 0);
  for (guint u = 0; u < dataset->ratings->n_people; u++)
    {
      guint n = dataset->ratings->offsets[u + 1] - dataset->ratings->offsets[u];

      mtn_trials_clear (trials);
      mtn_protocol_add_person (&protocol, dataset->ratings, u, trials);
      g_assert_cmpuint (mtn_trials_get_n (trials), ==, 5);
      for (guint i = 0; i < 5; i++)
        {
          const MtnTrial *trial = mtn_trials_get (trials, i);

          g_assert_cmpuint (trial->n_relevant, ==, (guint) (protocol.slices[trial->slice] * n));
          g_assert_cmpuint (trial->n_input + trial->n_relevant, ==, n);
          g_assert_true (trial->attributes);
          assert_trial (dataset->ratings, trials, trial, FALSE);
        }
    }
  g_assert_cmpuint (trials->n_skipped, ==, 0);

  /* Films rated 4 or more are above .6 of 5, others are not. */
  mtn_protocol_init (&protocol, MTN_PROTOCOL_NEW_USERS, MTN_GIVEN_ALL, 42, 0.6);
  mtn_trials_clear (trials);
  mtn_protocol_add_person (&protocol, dataset->ratings, 0, trials);
  g_assert_cmpuint (mtn_trials_get_n (trials), >, 0);
  for (guint i = 0; i < mtn_trials_get_n (trials); i++)
    for (guint j = 0; j < mtn_trials_get (trials, i)->n_relevant; j++)
      g_assert_cmpfloat (mtn_trial_get_relevant_stars (trials, mtn_trials_get (trials, i))[j], >=, 4);
}

static void
test_favorites (void)
{
  static const MtnGiven given[] = { MTN_GIVEN_ALL, MTN_GIVEN_FILMS, MTN_GIVEN_ATTRIBUTES };
  g_autoptr (MtnDataset) dataset = dataset_new ();
  MtnRatings *ratings = dataset->ratings;

  for (guint u = 0; u < ratings->n_people; u++)
    {
      g_autoptr (MtnTrials) all = NULL;
      guint n_loved = 0;

      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        n_loved += ratings->stars[i] >= 4;

      for (guint g = 0; g < G_N_ELEMENTS (given); g++)
        {
          g_autoptr (MtnTrials) trials = mtn_trials_new ();
          MtnProtocol protocol;
          guint n = 0;

          mtn_protocol_init (&protocol, MTN_PROTOCOL_FAVORITES, given[g], 42, 0);
          mtn_protocol_add_person (&protocol, ratings, u, trials);
          for (guint s = 0; s < protocol.n_slices; s++)
            n += n_loved >= protocol.slices[s] + 5;
          g_assert_cmpuint (mtn_trials_get_n (trials), ==, n);
          g_assert_cmpuint (trials->n_skipped, ==, protocol.n_slices - n);
          for (guint i = 0; i < n; i++)
            {
              const MtnTrial *trial = mtn_trials_get (trials, i);

              g_assert_cmpuint (trial->n_input, ==, (guint) protocol.slices[trial->slice]);
              g_assert_cmpuint (trial->n_input + trial->n_relevant, ==, n_loved);
              g_assert_cmpint (trial->attributes, ==, given[g] != MTN_GIVEN_FILMS);
              assert_trial (ratings, trials, trial, TRUE);
            }

          /* The same films whether attributes are said or not. */
          if (given[g] == MTN_GIVEN_ALL)
            all = g_steal_pointer (&trials);
          else if (given[g] == MTN_GIVEN_FILMS)
            g_assert_cmpmem (all->movies->data, all->movies->len * sizeof (guint), trials->movies->data,
                             trials->movies->len * sizeof (guint));
        }
    }
}

static void
test_bootstrap (void)
{
  /* Person 9 has one row of 6, person 4 three of 0; a person is drawn with all their rows. */
  static const double values[] = { 0, 1, 6, 1, 0, 1, 0, 1 };
  static const guint people[] = { 4, 9, 4, 4 };
  static const guint slices[] = { 0, 1, 1, 1 };
  MtnInterval out[2];

  mtn_bootstrap_means (values, NULL, 4, 2, people, NULL, 1, 42, MTN_BOOTSTRAP_DRAWS, out);
  g_assert_cmpfloat (out[0].mean, ==, 1.5);
  g_assert_cmpfloat (out[0].low, ==, 0);
  g_assert_cmpfloat (out[0].high, ==, 6);
  g_assert_cmpfloat (out[1].low, ==, 1);
  g_assert_cmpfloat (out[1].high, ==, 1);

  /* Slice 0 has the mean 0, slice 1 has 2. */
  mtn_bootstrap_means (values, NULL, 4, 2, people, slices, 2, 42, 0, out);
  g_assert_cmpfloat (out[0].mean, ==, 1);
  g_assert_cmpfloat (out[0].low, ==, 1);
  mtn_bootstrap_means (values, NULL, 4, 2, people, slices, 3, 42, 0, out);
  g_assert_cmpfloat (out[0].mean, ==, 1);
  /* Of the second and the last row alone. */
  mtn_bootstrap_means (values, (const guint[]){ 1, 3 }, 2, 2, people, NULL, 1, 42, 0, out);
  g_assert_cmpfloat (out[0].mean, ==, 3);
  /* Of one person there is no interval, however many rows. */
  mtn_bootstrap_means (values, (const guint[]){ 1, 3 }, 2, 2, (const guint[]){ 4, 4 }, NULL, 1, 42,
                       MTN_BOOTSTRAP_DRAWS, out);
  g_assert_cmpfloat (out[0].mean, ==, 3);
  g_assert_true (isnan (out[0].low) && isnan (out[0].high));
  mtn_bootstrap_means (NULL, NULL, 0, 2, NULL, NULL, 1, 42, MTN_BOOTSTRAP_DRAWS, out);
  g_assert_cmpfloat (out[0].mean, ==, 0);
}

static void
test_bootstrap_width (void)
{
  enum
  {
    N = 1000,
  };
  double values[N];
  guint people[N];
  MtnInterval out;

  /* The mean of a thousand coins: ±1.96 · √(¼ / 1000). */
  for (guint i = 0; i < N; i++)
    {
      values[i] = i % 2;
      people[i] = i;
    }
  mtn_bootstrap_means (values, NULL, N, 1, people, NULL, 1, 42, MTN_BOOTSTRAP_DRAWS, &out);
  g_assert_cmpfloat_with_epsilon (out.mean, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (out.low, 0.5 - 0.031, 0.004);
  g_assert_cmpfloat_with_epsilon (out.high, 0.5 + 0.031, 0.004);

  /* Were the rows of ten people each, there would be fewer to draw from, and less to be sure of. */
  for (guint i = 0; i < N; i++)
    {
      values[i] = (i / 100) % 2;
      people[i] = i / 100;
    }
  mtn_bootstrap_means (values, NULL, N, 1, people, NULL, 1, 42, MTN_BOOTSTRAP_DRAWS, &out);
  g_assert_cmpfloat (out.high - out.low, >, 0.4);
}

static void
test_verdicts (void)
{
  static const struct
  {
    MtnInterval difference;
    MtnVerdict verdict;
    const char *words;
  } cases[] = {
    { { 0.02, 0.01, 0.03 }, MTN_VERDICT_BETTER, "A is better than B: NDCG@10 +0.0200 [+0.0100, +0.0300]" },
    { { -0.02, -0.03, -0.01 }, MTN_VERDICT_WORSE, "A is worse than B: NDCG@10 -0.0200 [-0.0300, -0.0100]" },
    { { 0.02, -0.01, 0.05 },
      MTN_VERDICT_NO_DIFFERENCE,
      "no significant difference between A and B: NDCG@10 +0.0200 [-0.0100, +0.0500]" },
    { { 0.02, NAN, NAN }, MTN_VERDICT_TOO_FEW, "too few people to compare A with B: NDCG@10 +0.0200" },
    { { 0, 0, 0 },
      MTN_VERDICT_NO_DIFFERENCE,
      "no significant difference between A and B: NDCG@10 +0.0000 [+0.0000, +0.0000]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = mtn_comparison_dup_words ("A", "B", "NDCG@10", &cases[i].difference);

      g_assert_cmpint (mtn_interval_judge (&cases[i].difference), ==, cases[i].verdict);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* What the predictor says is what the recommender says of the same person, film by film. */
static void
test_predictor (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new ();
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new (MTN_TEST_BLEND);
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnPredictor) predictor = mtn_predictor_new (checkpoint, dataset, MTN_ENGINE_CPU, -1, &error);
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, NULL);
  MtnCatalog *known = mtn_checkpoint_get_catalog (checkpoint);
  guint n_movies = mtn_catalog_get_n_movies (dataset->catalog), n_found = 0;
  g_autofree float *order = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
  g_autofree float *scores = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
  g_autofree float *expected = g_new (float, mtn_catalog_get_n_movies (known));
  g_autoptr (MtnTrials) trials = mtn_trials_new ();
  MtnProtocol protocol;

  g_assert_no_error (error);
  mtn_protocol_init (&protocol, MTN_PROTOCOL_FAVORITES, MTN_GIVEN_FILMS, 1, 0);
  for (guint u = 0; mtn_trials_get_n (trials) < 40; u++)
    mtn_protocol_add_person (&protocol, dataset->ratings, u, trials);
  g_assert_true (mtn_predictor_run (predictor, trials, 0, 40, order, scores, &error));

  for (guint i = 0; i < 40; i++)
    {
      const MtnTrial *trial = mtn_trials_get (trials, i);
      g_autoptr (MtnProfile) profile = mtn_profile_new ();

      /* Twins are one film to a profile and two to an evaluation: without them both must agree. */
      for (guint p = 0; p < trial->n_input; p++)
        mtn_profile_set_pick (profile,
                              mtn_catalog_get_movie (dataset->catalog, mtn_trial_get_input (trials, trial)[p])
                                  ->id,
                              0.0f);
      for (guint t = 0; t < G_N_ELEMENTS (mtn_test_twins); t++)
        for (guint s = 0; s < 2; s++)
          if (mtn_profile_find_pick (profile, mtn_catalog_get_movie (known, mtn_test_twins[t][s])->id) !=
              NULL)
            goto next;

      g_assert_true (mtn_recommender_score (recommender, profile, expected, NULL));
      for (guint j = 0; j < n_movies; j++)
        {
          int index = mtn_catalog_find_id (known, mtn_catalog_get_movie (dataset->catalog, j)->id);

          if (index < 0)
            {
              g_assert_true (isinf (order[i * n_movies + j]) && order[i * n_movies + j] < 0);
              continue;
            }
          n_found++;
          g_assert_cmpfloat (scores[i * n_movies + j], ==, expected[index]);
        }
    next:;
    }
  g_assert_cmpuint (n_found, >, 100);
}

typedef struct
{
  MtnTestKind kind;
  guint n_asked;
  guint n_people; /* of the data set */
  gboolean fails;
} Source;

static MtnCheckpoint *
open_cb (gpointer data, const guint *people, guint n_people, GCancellable *cancellable, GError **error)
{
  Source *source = data;

  source->n_asked++;
  g_assert_cmpuint (n_people, <, source->n_people);
  if (source->fails)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_NUMERIC, "it went wrong");
      return NULL;
    }

  return mtn_test_checkpoint_new (source->kind);
}

static MtnEvaluation *
evaluate (MtnDataset *dataset,
          Source *sources,
          guint n_sources,
          MtnProtocolKind protocol,
          guint n_threads,
          GCancellable *cancellable,
          GError **error)
{
  static const char *const names[] = { "one", "two", "three" };
  MtnEvaluationOptions options = { .protocol = protocol,
                                   .ks = ks,
                                   .n_ks = G_N_ELEMENTS (ks),
                                   .seed = 42,
                                   .n_folds = 3,
                                   .n_threads = n_threads,
                                   .engine = MTN_ENGINE_CPU,
                                   .device = -1 };
  MtnModelSource models[3];

  for (guint m = 0; m < n_sources; m++)
    {
      sources[m].n_people = dataset->ratings->n_people;
      models[m] = (MtnModelSource){ names[m], open_cb, &sources[m] };
    }

  return mtn_evaluation_new (dataset, NULL, NULL, 0, &options, models, n_sources, NULL, cancellable, error);
}

static void
test_evaluation (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new ();
  Source sources[2] = { { MTN_TEST_BLEND }, { MTN_TEST_POPULARITY } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEvaluation) one = evaluate (dataset, sources, 2, MTN_PROTOCOL_FAVORITES, 1, NULL, &error);
  g_autoptr (MtnEvaluation) two = NULL;
  g_autoptr (MtnSummary) summary = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sources[0].n_asked, ==, 3);
  g_assert_cmpuint (one->n_runs, ==, 3);
  two = evaluate (dataset, sources, 2, MTN_PROTOCOL_FAVORITES, 4, NULL, &error);
  g_assert_no_error (error);

  for (guint r = 0; r < one->n_runs; r++)
    {
      const MtnRun *a = &one->runs[r], *b = &two->runs[r];

      g_assert_cmpuint (mtn_measures_get_n_rows (a->ceiling), ==, mtn_measures_get_n_rows (a->models[1]));
      g_assert_cmpuint (a->n_skipped, ==, b->n_skipped);
      for (guint m = 0; m < 2; m++)
        {
          g_assert_cmpmem (a->models[m]->values->data, a->models[m]->values->len * sizeof (double),
                           b->models[m]->values->data, b->models[m]->values->len * sizeof (double));
          /* Rows of all models are the same. */
          g_assert_cmpmem (a->models[m]->people->data, a->models[m]->people->len * sizeof (guint),
                           a->popularity->people->data, a->popularity->people->len * sizeof (guint));
        }
    }

  /* Nothing is above the ceiling. */
  for (guint row = 0; row < mtn_measures_get_n_rows (one->runs[0].ceiling); row++)
    for (guint k = 0; k < G_N_ELEMENTS (ks); k++)
      for (guint metric = 0; metric < MTN_N_ACCURACY_METRICS; metric++)
        g_assert_cmpfloat (mtn_measures_get_row (one->runs[0].models[0], row)[k * MTN_N_COLUMNS + metric], <=,
                           mtn_measures_get_row (one->runs[0].ceiling, row)[k * MTN_N_COLUMNS + metric] +
                               1e-12);

  summary = mtn_summary_new (one->runs[0].models[0], &(MtnSelection){ .seed = 42 });
  g_assert_cmpfloat (summary->coverage[0], >, 0);
  g_assert_cmpfloat (summary->coverage[0], <=, summary->coverage[1]);
}

static void
test_evaluation_fails (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new ();
  Source sources[2] = { { MTN_TEST_POPULARITY }, { MTN_TEST_POPULARITY, .fails = TRUE } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (evaluate (dataset, sources, 2, MTN_PROTOCOL_NEW_USERS, 2, NULL, &error));
  g_assert_error (error, MTN_ERROR, MTN_ERROR_NUMERIC);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (evaluate (dataset, sources, 1, MTN_PROTOCOL_NEW_USERS, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_json (void)
{
  g_autoptr (MtnDataset) dataset = dataset_new ();
  Source sources[2] = { { MTN_TEST_BLEND }, { MTN_TEST_POPULARITY } };
  MtnEvaluationOptions options = { .protocol = MTN_PROTOCOL_NEW_USERS, .ks = ks, .n_ks = 2, .seed = 42 };
  MtnEvaluationOrigin origin = { .data = "data", .leaks = "leaks: all", .training = "{\"model\": \"x\"}" };
  g_autoptr (MtnEvaluation) evaluation =
      evaluate (dataset, sources, 2, MTN_PROTOCOL_NEW_USERS, 2, NULL, NULL);
  g_autoptr (JsonNode) all = mtn_evaluation_to_json (evaluation, 0, &options, &origin, FALSE);
  g_autoptr (JsonNode) brief = mtn_evaluation_to_json (evaluation, 0, &options, &origin, TRUE);
  JsonObject *object = json_node_get_object (all), *provenance;
  guint n_rows = mtn_measures_get_n_rows (evaluation->runs[0].ceiling);
  g_autofree char *long_text = json_to_string (all, FALSE);
  g_autofree char *short_text = json_to_string (brief, FALSE);

  provenance = json_object_get_object_member (object, "provenance");
  g_assert_cmpint (json_object_get_int_member (object, "rows"), ==, n_rows);
  g_assert_cmpstr (json_object_get_string_member (provenance, "data_sha256"), ==, dataset->sha256);
  g_assert_cmpstr (json_object_get_string_member (provenance, "leaks"), ==, "leaks: all");
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (json_object_get_object_member (provenance, "model"),
                                                      "options"),
                       "model"),
                   ==, "x");
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_object_get_object_member (object, "10"),
                                                      "retrieval_precisions")),
                    ==, n_rows);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "row_people")), ==, n_rows);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "by_fraction")), ==, 5);
  g_assert_cmpuint (strlen (short_text) * 2, <, strlen (long_text));
  g_assert_null (strstr (short_text, "average_precisions"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/evaluation/folds", test_folds);
  g_test_add_func ("/evaluation/new-users", test_new_users);
  g_test_add_func ("/evaluation/favorites", test_favorites);
  g_test_add_func ("/evaluation/bootstrap", test_bootstrap);
  g_test_add_func ("/evaluation/bootstrap-width", test_bootstrap_width);
  g_test_add_func ("/evaluation/verdicts", test_verdicts);
  g_test_add_func ("/evaluation/predictor", test_predictor);
  g_test_add_func ("/evaluation/whole", test_evaluation);
  g_test_add_func ("/evaluation/fails", test_evaluation_fails);
  g_test_add_func ("/evaluation/json", test_json);

  return g_test_run ();
}
