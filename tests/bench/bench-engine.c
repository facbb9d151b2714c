/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How fast the engine and the recommender are, on a model of the size of the one that is shipped: 1,682
 * films, two spectral parts of rank 256. Prints the best of several runs, and how much the vector path gains.
 */

#include "mtn-engine.h"
#include "mtn-test-recommend.h"

#define N_MOVIES 1682
#define RANK 256
#define N_PROFILES 10000
#define N_RUNS 7

static MtnProfile *
profile_new (GRand *rand, MtnCheckpoint *checkpoint, guint n_picks, gboolean is_rated)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  MtnProfile *profile = mtn_profile_new ();

  while (mtn_profile_get_n_picks (profile) < n_picks)
    mtn_profile_set_pick (profile, mtn_catalog_get_movie (catalog, g_rand_int_range (rand, 0, N_MOVIES))->id,
                          is_rated ? (float) g_rand_int_range (rand, 1, 6) : 0.0f);
  mtn_profile_set_age (profile, 30);
  mtn_profile_set_gender (profile, "F");
  mtn_profile_set_occupation (profile, "doctor");

  return profile;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static double
time_dense (const char *path, guint n_rows)
{
  MtnEngine *engine = mtn_test_engine_new (path);
  MtnBuffer *in = mtn_buffer_new (engine, n_rows * RANK);
  MtnBuffer *weight = mtn_buffer_new (engine, RANK * N_MOVIES);
  MtnBuffer *out = mtn_buffer_new (engine, n_rows * N_MOVIES);
  double best = G_MAXDOUBLE;

  mtn_engine_fill (engine, in, n_rows * RANK, 0.5f);
  mtn_engine_fill (engine, weight, RANK * N_MOVIES, 0.25f);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      mtn_engine_dense (engine, in, weight, NULL, MTN_ACTIVATION_NONE, n_rows, RANK, N_MOVIES, out);
      best = MIN (best, seconds_since (start));
    }

  mtn_buffer_free (in);
  mtn_buffer_free (weight);
  mtn_buffer_free (out);
  mtn_engine_free (engine);

  return best;
}

static void
bench_dense (guint n_rows)
{
  double reference = time_dense ("reference", n_rows);
  double vector = time_dense ("vector", n_rows);

  g_print ("dense layer, %2u x %u x %u:  reference %.3f ms, vector %.3f ms (%.1f GFLOP/s), ratio %.1f\n",
           n_rows, RANK, N_MOVIES, reference * 1e3, vector * 1e3, 2e-9 * n_rows * RANK * N_MOVIES / vector,
           reference / vector);
}

static void
bench_single (MtnRecommender *recommender,
              MtnCheckpoint *checkpoint,
              const char *what,
              guint n_picks,
              gboolean is_rated,
              guint n_reasons)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_picks);
  g_autoptr (MtnProfile) profile = profile_new (rand, checkpoint, n_picks, is_rated);
  double first = 0.0, best = G_MAXDOUBLE;
  MtnQuery query = MTN_QUERY_INIT;

  query.n = 20;
  query.n_reasons = n_reasons;
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (MtnRecommendations) list = mtn_recommender_recommend (recommender, profile, &query, NULL);
      double seconds = seconds_since (start);

      if (i == 0)
        first = seconds;
      best = MIN (best, seconds);
    }
  g_print ("%s: %.3f ms (the first %.3f ms)\n", what, best * 1e3, first * 1e3);
}

static void
bench_many (MtnRecommender *recommender, MtnCheckpoint *checkpoint)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree MtnRecommendations **lists = g_new (MtnRecommendations *, N_PROFILES);
  MtnQuery query = MTN_QUERY_INIT;
  gint64 start;

  for (guint i = 0; i < N_PROFILES; i++)
    g_ptr_array_add (profiles, profile_new (rand, checkpoint, 1 + i % 60, i % 2 == 0));

  query.n = 50;
  start = g_get_monotonic_time ();
  mtn_recommender_recommend_many (recommender, (const MtnProfile *const *) profiles->pdata, N_PROFILES,
                                  &query, lists, NULL);
  g_print ("%u profiles, 50 films each: %.2f s\n", N_PROFILES, seconds_since (start));
  for (guint i = 0; i < N_PROFILES; i++)
    mtn_recommendations_free (lists[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (MtnCheckpoint) checkpoint = mtn_test_checkpoint_new_sized (MTN_TEST_BLEND, N_MOVIES, RANK);
  static const char *const paths[] = { "reference", "vector" };

  bench_dense (1);
  bench_dense (15);
  bench_dense (64);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (MtnEngine) engine = mtn_test_engine_new (paths[i]);
      g_autoptr (MtnRecommender) recommender = NULL;
      gint64 start = g_get_monotonic_time ();

      recommender = mtn_recommender_new (checkpoint, engine, NULL);
      g_print ("\n%s\nrecommender made ready: %.3f ms\n", mtn_engine_get_description (engine),
               seconds_since (start) * 1e3);
      bench_single (recommender, checkpoint, "3 loved", 3, FALSE, 0);
      bench_single (recommender, checkpoint, "12 loved, with reasons", 12, FALSE, 3);
      bench_single (recommender, checkpoint, "12 rated", 12, TRUE, 0);
      bench_single (recommender, checkpoint, "200 rated, with reasons", 200, TRUE, 3);
      if (i == 1)
        bench_many (recommender, checkpoint);
    }

  return 0;
}
