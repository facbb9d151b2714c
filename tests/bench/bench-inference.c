/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How fast a network of the seed's size answers, against PyTorch in the same minute with as many threads.
 * Sides take turns and the best run of each counts. PyTorch is given its inputs ready and makes
 * probabilities; here that is "scores", while "answers" goes from a profile to a list of ten films.
 *
 *   bench-inference [PEER-SCRIPT [ML-100K]]
 *
 * Half of the units of weights as they are drawn are at 0, of trained ones many more, which this engine
 * leaves out: with a data set the same is measured after an epoch on it.
 */

#include <glib/gstdio.h>

#include "mtn-bench-peer.h"
#include "mtn-model.h"
#include "mtn-test-recommend.h"
#include "mtn-train.h"

#define N_MOVIES 1682
#define N_HIDDEN 1024
#define N_PEOPLE 1024
#define N_PICKS 65
#define N_TURNS 3
#define N_SINGLE 200
#define N_BATCHES 4

static GPtrArray *
create_profiles (MtnCheckpoint *checkpoint)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      MtnProfile *profile = mtn_profile_new ();

      while (mtn_profile_get_n_picks (profile) < N_PICKS)
        mtn_profile_set_pick (profile,
                              mtn_catalog_get_movie (catalog, g_rand_int_range (rand, 0, N_MOVIES))->id,
                              (float) g_rand_int_range (rand, 1, 6));
      mtn_profile_set_age (profile, 30);
      mtn_profile_set_gender (profile, "F");
      g_ptr_array_add (profiles, profile);
    }

  return profiles;
}

typedef struct
{
  double score_one;
  double answer_one;
  double score_batch;
  double answer_batch;
} Times;

static void
time_scores (MtnModel *model, MtnEngine *engine, const GPtrArray *features, Times *best)
{
  const MtnFeatures *const *rows = (const MtnFeatures *const *) features->pdata;
  g_autofree float *scores = g_new (float, N_MOVIES);

  for (guint i = 0; i < N_SINGLE; i++)
    {
      double start = mtn_bench_now ();

      mtn_buffer_read (mtn_model_run (model, rows + i, 1, 0, FALSE).raw, 0, scores, N_MOVIES);
      best->score_one = MIN (best->score_one, mtn_bench_now () - start);
    }

  for (guint i = 0; i < N_BATCHES; i++)
    {
      double start = mtn_bench_now ();

      /* They stay in the memory of the device, as PyTorch's do; one row brought back says that they are
       * there. */
      for (guint p = 0; p < N_PEOPLE; p += MTN_BATCH)
        mtn_buffer_read (mtn_model_run (model, rows + p, MTN_BATCH, 0, FALSE).raw, 0, scores, N_MOVIES);
      best->score_batch = MIN (best->score_batch, mtn_bench_now () - start);
    }
}

static void
time_answers (MtnRecommender *recommender, const GPtrArray *profiles, Times *best)
{
  g_autofree MtnRecommendations **lists = g_new0 (MtnRecommendations *, N_PEOPLE);
  MtnQuery query = MTN_QUERY_INIT;

  for (guint i = 0; i < N_SINGLE; i++)
    {
      double start = mtn_bench_now ();

      mtn_recommendations_free (
          mtn_recommender_recommend (recommender, g_ptr_array_index (profiles, i), &query, NULL));
      best->answer_one = MIN (best->answer_one, mtn_bench_now () - start);
    }

  for (guint i = 0; i < N_BATCHES; i++)
    {
      double start = mtn_bench_now ();

      mtn_recommender_recommend_many (recommender, (const MtnProfile *const *) profiles->pdata, N_PEOPLE,
                                      &query, lists, NULL);
      best->answer_batch = MIN (best->answer_batch, mtn_bench_now () - start);
      for (guint p = 0; p < N_PEOPLE; p++)
        mtn_recommendations_free (lists[p]);
    }
}

static void
print_line (const char *what, double seconds, guint n_people, double peer)
{
  g_print ("  %-28s %9.3f ms %9.0f people/s", what, seconds * 1e3, n_people / seconds);
  if (peer > 0)
    g_print (" %8.2f", peer / seconds);
  g_print ("\n");
}

static MtnCheckpoint *
train_for_an_epoch (const char *data, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("matinee-bench-XXXXXX", error);
  g_autofree char *out = folder != NULL ? g_build_filename (folder, "mlp.safetensors", NULL) : NULL;
  g_autoptr (MtnDataset) dataset = out != NULL ? mtn_dataset_load (data, NULL, NULL, error) : NULL;
  MtnTrainOptions options = MTN_TRAIN_OPTIONS_INIT;
  MtnCheckpoint *checkpoint = NULL;

  options.model = "mlp";
  options.network.options.epochs = 1;
  options.network.only_best = TRUE;
  if (dataset != NULL && mtn_train (dataset, NULL, 0, &options, out, NULL, NULL, error))
    checkpoint = mtn_checkpoint_open (out, error);
  if (out != NULL)
    {
      g_unlink (out);
      g_rmdir (folder);
    }

  return checkpoint;
}

/* Returns: whether there was a peer. */
static gboolean
measure (MtnCheckpoint *checkpoint, const char *title, const char *peer_script)
{
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (checkpoint, engine, NULL);
  g_autoptr (MtnModel) model = mtn_model_new (checkpoint, engine, NULL);
  g_autoptr (GPtrArray) profiles = create_profiles (checkpoint);
  g_autoptr (GPtrArray) features = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_features_free);
  Times best = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE };
  double peer[2] = { G_MAXDOUBLE, G_MAXDOUBLE };
  gboolean has_peer = peer_script != NULL;

  for (guint p = 0; p < N_PEOPLE; p++)
    g_ptr_array_add (features, mtn_features_new (checkpoint, g_ptr_array_index (profiles, p)));

  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      double numbers[2];

      time_scores (model, engine, features, &best);
      time_answers (recommender, profiles, &best);
      has_peer = has_peer && mtn_bench_run_peer (peer_script, "2", numbers, 2);
      for (guint i = 0; has_peer && i < 2; i++)
        peer[i] = MIN (peer[i], numbers[i]);
    }

  g_print ("1704-1024-1024-1024-1682, %u picks a person, %s\n%s\n\n  %-64s %8s\n", N_PICKS, title,
           mtn_engine_get_description (engine), "", has_peer ? "x PyTorch" : "");
  print_line ("one person, scores", best.score_one, 1, has_peer ? peer[0] : 0);
  print_line ("one person, answer", best.answer_one, 1, has_peer ? peer[0] : 0);
  if (has_peer)
    print_line ("one person, PyTorch", peer[0], 1, peer[0]);
  print_line ("1,024 people, scores", best.score_batch, N_PEOPLE, has_peer ? peer[1] : 0);
  print_line ("1,024 people, answers", best.answer_batch, N_PEOPLE, has_peer ? peer[1] : 0);
  if (has_peer)
    print_line ("1,024 people, PyTorch", peer[1], N_PEOPLE, peer[1]);
  else
    g_print ("  PyTorch: SKIPPED, %s\n",
             peer_script != NULL ? "it is not installed (Debian: python3-torch)" : "no script is named");
  g_print ("\n");

  return has_peer;
}

int
main (int argc, char **argv)
{
  g_autoptr (MtnCheckpoint) drawn = mtn_test_checkpoint_new_sized (MTN_TEST_NETWORK, N_MOVIES, N_HIDDEN);
  const char *peer_script = argc > 1 ? argv[1] : NULL;
  gboolean has_peer;

  mtn_bench_free_blas ();
  g_setenv ("MATINEE_THREADS", "2", TRUE);
  has_peer = measure (drawn, "weights as drawn", peer_script);

  if (argc > 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MtnCheckpoint) trained = train_for_an_epoch (argv[2], &error);

      if (trained != NULL)
        measure (trained, "trained for an epoch", peer_script);
      else
        g_print ("trained for an epoch: SKIPPED, %s\n", error->message);
    }

  return has_peer ? 0 : MTN_BENCH_SKIPPED;
}
