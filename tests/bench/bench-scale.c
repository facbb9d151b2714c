/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* How cost grows from MovieLens 100K's size to ten and a hundred times its ratings, people and films growing
 * as they did from MovieLens 100K over 1M to 10M. Each size runs in a process of its own, so that the largest
 * resident size is that of the size.
 *
 *   bench-scale [LARGEST]        1, 10 or 100 times (default: 100)
 *
 * Of the network, whose losses look at every film for every sample, one epoch is reckoned from some steps.
 */

#include <stdlib.h>

#include <cblas.h>
#include <glib/gstdio.h>

#include "mtn-bench-peer.h"
#include "mtn-bench-world.h"
#include "mtn-checkpoint.h"
#include "mtn-dataset.h"
#include "mtn-edlae.h"
#include "mtn-evaluation.h"
#include "mtn-net.h"
#include "mtn-recipe.h"
#include "mtn-recommender.h"

#define RANK 160
#define N_EVALUATED 1000
#define N_ANSWERS 200
#define BATCH 32
#define N_STEPS 6
#define N_HIDDEN 1024

static const struct
{
  guint times;
  MtnBenchWorld world;
} sizes[] = {
  { 1, { 943, 1682, 100000 } },
  { 10, { 6040, 3706, 1000000 } },
  { 100, { 69878, 10677, 10000000 } },
};

typedef struct
{
  MtnDataset *dataset;
  MtnCheckpoint *checkpoint;
  char *folder;
} Scale;

static void
check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("%s\n", error != NULL ? error->message : "the benchmark cannot go on");
  exit (1);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "movies.csv", "ratings.csv", "model.safetensors" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/* A checkpoint of one spectral part. */
static MtnCheckpoint *
create_checkpoint (const Scale *self, const MtnEdlae *edlae)
{
  g_autoptr (MtnArchitecture) architecture = mtn_architecture_new ("bench");
  MtnPart *part = mtn_architecture_add_part (architecture, MTN_PART_SPECTRAL, "edlae", MTN_PART_INPUT_ANY);
  g_autoptr (MtnCheckpointWriter) writer = NULL;
  g_autofree char *path = g_build_filename (self->folder, "model.safetensors", NULL);
  const float *values = mtn_recipe_get_values (MTN_HISTORY_RATINGS);
  g_autoptr (GError) error = NULL;
  MtnCheckpoint *checkpoint;

  for (guint i = 0; i < 6; i++)
    part->values[i] = values[i];
  mtn_steps_add (part->penalty, 1, (float) mtn_recipe_get_penalty (MTN_HISTORY_RATINGS, 20));

  writer = mtn_checkpoint_writer_new (self->dataset->catalog, self->dataset->vocabulary, architecture);
  mtn_checkpoint_writer_add (writer, "edlae", "factors", edlae->factors, 2,
                             (gsize[]){ edlae->n_movies, edlae->rank });
  mtn_checkpoint_writer_add (writer, "edlae", "eigenvalues", edlae->eigenvalues, 1, (gsize[]){ edlae->rank });
  mtn_checkpoint_writer_add (writer, "edlae", "gram", edlae->gram, 1, (gsize[]){ edlae->n_movies });
  check (mtn_checkpoint_writer_write (writer, path, &error), error);
  checkpoint = mtn_checkpoint_open (path, &error);
  check (checkpoint != NULL, error);

  return checkpoint;
}

static double
fit (Scale *self)
{
  MtnEdlaeOptions options = mtn_recipe_get_edlae (MTN_HISTORY_RATINGS, RANK);
  double start = mtn_bench_now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnEdlae) edlae = mtn_edlae_fit (self->dataset->ratings, NULL, &options, NULL, &error);
  double taken = mtn_bench_now () - start;

  check (edlae != NULL, error);
  self->checkpoint = create_checkpoint (self, edlae);

  return taken;
}

/* Seconds that all people, each once, would take. */
static double
reckon_epoch (const Scale *self)
{
  MtnRatings *ratings = self->dataset->ratings;
  const guint layers[] = { ratings->n_movies, N_HIDDEN, N_HIDDEN, N_HIDDEN, ratings->n_movies };
  MtnNetOptions options = MTN_NET_OPTIONS_INIT;
  g_autofree float *ones = g_new (float, ratings->offsets[ratings->n_people]);
  g_autoptr (GError) error = NULL;
  double best = G_MAXDOUBLE;
  MtnNet *net;

  for (guint i = 0; i < ratings->offsets[ratings->n_people]; i++)
    ones[i] = 1;
  options.sizes = layers;
  options.n_layers = G_N_ELEMENTS (layers) - 1;
  options.max_rows = BATCH;
  options.drop_hidden = 0.1;
  net = mtn_net_new (&options, &error);
  check (net != NULL, error);

  for (guint i = 0; i < N_STEPS; i++)
    {
      const MtnNetRows rows = { ratings->offsets + i * BATCH, ratings->movies, ones };
      const MtnNetBatch batch = { BATCH, rows, rows, { NULL, NULL, NULL } };
      double start = mtn_bench_now ();

      check (mtn_net_step (net, &batch, NULL, &error), error);
      best = MIN (best, mtn_bench_now () - start);
    }
  mtn_net_free (net);

  return best * ratings->n_people / BATCH;
}

static MtnCheckpoint *
open_same (gpointer data, const guint *people, guint n_people, GCancellable *cancellable, GError **error)
{
  return mtn_checkpoint_ref (((Scale *) data)->checkpoint);
}

/* What the model does for the first people; that it has seen them does not change what it costs. */
static double
evaluate (Scale *self)
{
  const guint ks[] = { 10 };
  const MtnEvaluationOptions options = { .protocol = MTN_PROTOCOL_NEW_USERS,
                                         .ks = ks,
                                         .n_ks = 1,
                                         .threshold = 0,
                                         .seed = 42,
                                         .n_folds = 5,
                                         .engine = MTN_ENGINE_CPU,
                                         .device = -1 };
  const MtnModelSource source = { "edlae", open_same, self };
  guint n = MIN (N_EVALUATED, self->dataset->ratings->n_people);
  g_autofree guint *rows = g_new (guint, n);
  g_autoptr (MtnRatings) ratings = NULL;
  g_autoptr (MtnEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;
  MtnDataset some = *self->dataset;
  double start;

  for (guint u = 0; u < n; u++)
    rows[u] = u;
  ratings = mtn_ratings_select (self->dataset->ratings, rows, n);
  some.ratings = ratings;

  start = mtn_bench_now ();
  evaluation = mtn_evaluation_new (&some, NULL, NULL, 0, &options, &source, 1, NULL, NULL, &error);
  check (evaluation != NULL, error);

  return mtn_bench_now () - start;
}

static double
answer (const Scale *self)
{
  MtnRatings *ratings = self->dataset->ratings;
  g_autoptr (MtnEngine) engine = mtn_engine_new (MTN_ENGINE_CPU, -1, NULL);
  g_autoptr (MtnRecommender) recommender = mtn_recommender_new (self->checkpoint, engine, NULL);
  MtnQuery query = MTN_QUERY_INIT;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      g_autoptr (MtnProfile) profile = mtn_profile_new ();
      g_autoptr (MtnRecommendations) list = NULL;
      double start;

      for (guint e = ratings->offsets[i]; e < ratings->offsets[i + 1] && e < ratings->offsets[i] + 20; e++)
        mtn_profile_set_pick (profile, mtn_catalog_get_movie (self->dataset->catalog, ratings->movies[e])->id,
                              ratings->stars[e]);
      start = mtn_bench_now ();
      list = mtn_recommender_recommend (recommender, profile, &query, NULL);
      best = MIN (best, mtn_bench_now () - start);
    }

  return best;
}

static void
run_size (guint index)
{
  const MtnBenchWorld *world = &sizes[index].world;
  Scale self = { NULL };
  g_autoptr (GError) error = NULL;
  double start, read, read_memory, fitted, fitted_memory, epoch, evaluated, evaluated_memory, answered;
  guint n_ratings;

  self.folder = g_dir_make_tmp ("matinee-scale-XXXXXX", &error);
  check (self.folder != NULL, error);
  check (mtn_bench_world_write (world, self.folder, &n_ratings), NULL);

  start = mtn_bench_now ();
  self.dataset = mtn_dataset_load (self.folder, NULL, NULL, &error);
  check (self.dataset != NULL, error);
  read = mtn_bench_now () - start;
  read_memory = mtn_bench_peak_memory ();

  fitted = fit (&self);
  fitted_memory = mtn_bench_peak_memory ();
  evaluated = evaluate (&self);
  evaluated_memory = mtn_bench_peak_memory ();
  answered = answer (&self);
  epoch = reckon_epoch (&self);

  g_print ("%4ux %7u %6u %9u | %7.2f s %5.0f MB | %7.2f s %5.0f MB | %7.2f s %5.0f MB | %8.3f ms | %7.0f s "
           "%5.0f MB\n",
           sizes[index].times, world->n_people, world->n_movies, n_ratings, read, read_memory, fitted,
           fitted_memory, evaluated, evaluated_memory, answered * 1e3, epoch, mtn_bench_peak_memory ());

  mtn_checkpoint_unref (self.checkpoint);
  mtn_dataset_free (self.dataset);
  remove_folder (self.folder);
  g_free (self.folder);
}

int
main (int argc, char **argv)
{
  guint largest = argc > 1 ? (guint) atoi (argv[1]) : 100;

  mtn_bench_free_blas ();
  /* A child, for one size. */
  if (argc > 2)
    {
      openblas_set_num_threads (1);
      run_size ((guint) atoi (argv[2]));
      return 0;
    }

  g_print ("%5s %7s %6s %9s | %-18s | %-18s | %-18s | %-11s | %-18s\n", "", "people", "films", "ratings",
           "reading", "EDLAE, rank 160", "evaluating 1,000", "one answer", "network, an epoch");
  for (guint i = 0; i < G_N_ELEMENTS (sizes) && sizes[i].times <= largest; i++)
    {
      g_autofree char *index = g_strdup_printf ("%u", i);
      const char *arguments[] = { argv[0], "0", index, NULL };
      int status;

      if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL,
                         NULL, &status, NULL) ||
          !g_spawn_check_wait_status (status, NULL))
        return 1;
    }

  return 0;
}
