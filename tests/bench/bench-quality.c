/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * How good the lists are for people that the model has never seen, through the
 * very code that the product runs: mtn_train() on the people of a fold's
 * training part, the recommender for the others, the protocols and metrics of
 * `matinee evaluate`. Beside it, on the same rows, four full EDLAE matrices,
 * popularity and demographic popularity, which are no checkpoints; differences are paired over
 * people. The exit status says whether the model holds the floor.
 *
 *   bench-quality DATA [--folds 5] [--seed 42] [--model blend] [--rank 160]
 */

#include <glib/gstdio.h>
#include <string.h>

#include "bench-quality-baseline.h"
#include "mtn-checkpoint.h"
#include "mtn-comparison.h"
#include "mtn-folds.h"
#include "mtn-predictor.h"
#include "mtn-protocol.h"
#include "mtn-summary.h"
#include "mtn-train.h"

#define FLOOR -0.003

typedef enum
{
  MODEL_OURS,
  MODEL_EDLAE,
  MODEL_DEMOGRAPHIC,
  MODEL_POPULARITY,
  N_MODELS,
} Model;

static const char *const model_names[] = { "Matinee", "EDLAE, 4 matrices", "demographic popularity",
                                           "popularity" };

/* What is printed of a list: a metric at the K of this position. */
static const guint ks[] = { 5, 10, 20, 50 };

static const struct
{
  const char *name;
  guint k;
  guint metric;
} columns[] = {
  { "NDCG@10", 1, MTN_METRIC_NDCG },   { "MAP@10", 1, MTN_METRIC_MAP },
  { "P@5", 0, MTN_METRIC_PRECISION },  { "P@10", 1, MTN_METRIC_PRECISION },
  { "P@50", 3, MTN_METRIC_PRECISION }, { "recall@20", 2, MTN_METRIC_RECALL },
};

#define NDCG (1 * MTN_N_COLUMNS + MTN_METRIC_NDCG)

typedef struct
{
  const char *title;
  MtnProtocolKind kind;
  MtnGiven given;
  MtnProtocol protocol;
  MtnMeasures *models[N_MODELS];
} Run;

static Run runs[] = {
  { "new-users", MTN_PROTOCOL_NEW_USERS, MTN_GIVEN_ALL },
  { "favorites", MTN_PROTOCOL_FAVORITES, MTN_GIVEN_ALL },
  { "favorites, attributes not said", MTN_PROTOCOL_FAVORITES, MTN_GIVEN_FILMS },
  { "no picks, attributes only", MTN_PROTOCOL_FAVORITES, MTN_GIVEN_ATTRIBUTES },
  { "nothing known", MTN_PROTOCOL_FAVORITES, MTN_GIVEN_NOTHING },
};

static int n_folds = 5;
static gint64 seed = 42;
static char *model = NULL;
static int rank = 0;

static const GOptionEntry options[] = {
  { "folds", 0, 0, G_OPTION_ARG_INT, &n_folds, "Parts that the people are cut into", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Who is in which part, and what is picked", "N" },
  { "model", 0, 0, G_OPTION_ARG_STRING, &model, "As in matinee train", "NAME" },
  { "rank", 0, 0, G_OPTION_ARG_INT, &rank, "As in matinee train", "N" },
  { NULL },
};

/* Weight of the demographic prior beside the EDLAE: where it helps. */
static double
get_prior (const MtnTrial *trial)
{
  if (!trial->attributes)
    return 0;

  return trial->n_input == 1 ? 0.3 : trial->n_input == 3 ? 0.15 : 0;
}

static void
score_baseline (const Baseline *baseline,
                Model which,
                const Run *run,
                const MtnDataset *dataset,
                const MtnTrials *trials,
                const MtnTrial *trial,
                float *scores)
{
  const MtnPerson *who = &dataset->people[trial->person];
  gboolean is_favorites = run->kind == MTN_PROTOCOL_FAVORITES;

  switch (which)
    {
    case MODEL_EDLAE:
      baseline_score_edlae (baseline, is_favorites ? PROTOCOL_FAVORITES : PROTOCOL_NEW_USERS,
                            mtn_trial_get_input (trials, trial), trial->n_input, scores);
      if (is_favorites && get_prior (trial) > 0)
        baseline_add_demographic (baseline, who, get_prior (trial), scores);
      break;
    case MODEL_DEMOGRAPHIC:
      baseline_score_popularity (baseline, who, scores);
      break;
    case MODEL_POPULARITY:
      baseline_score_popularity (baseline, NULL, scores);
      break;
    case MODEL_OURS:
    default:
      g_assert_not_reached ();
    }
}

/* What one fold works with. */
typedef struct
{
  MtnDataset *dataset;
  MtnPredictor *predictor;
  Baseline *baseline;
  MtnExposure *exposure;
  MtnTrials *trials;
  float *order;  /* [MTN_PREDICTOR_BATCH, movies] */
  float *scores; /* likewise */
  guint8 *scratch;
} Bench;

static gboolean
run_person (Bench *self, Run *run, guint person, GError **error)
{
  gsize n_movies = self->dataset->ratings->n_movies;

  mtn_trials_clear (self->trials);
  mtn_protocol_add_person (&run->protocol, self->dataset->ratings, person, self->trials);
  if (!mtn_predictor_run (self->predictor, self->trials, 0, mtn_trials_get_n (self->trials), self->order,
                          self->scores, error))
    return FALSE;

  for (guint i = 0; i < mtn_trials_get_n (self->trials); i++)
    for (guint m = 0; m < N_MODELS; m++)
      {
        const MtnTrial *trial = mtn_trials_get (self->trials, i);
        const float *order = self->order + i * n_movies;

        if (m != MODEL_OURS)
          {
            score_baseline (self->baseline, m, run, self->dataset, self->trials, trial, self->scores);
            order = self->scores;
          }
        mtn_measures_add (run->models[m], self->trials, trial, order, order, 0, self->dataset, self->exposure,
                          self->scratch);
      }

  return TRUE;
}

static gboolean
run_fold (MtnDataset *dataset, const MtnFolds *folds, guint fold, const char *path, GError **error)
{
  gsize n_movies = dataset->ratings->n_movies;
  guint n_train, n_test;
  const guint *test = mtn_folds_get_test (folds, fold, &n_test);
  g_autofree guint *train = mtn_folds_dup_train (folds, fold, &n_train);
  g_autofree float *order = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
  g_autofree float *scores = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
  g_autofree guint8 *scratch = g_new0 (guint8, 2 * n_movies);
  g_autoptr (MtnCheckpoint) checkpoint = NULL;
  g_autoptr (MtnPredictor) predictor = NULL;
  g_autoptr (Baseline) baseline = NULL;
  g_autoptr (MtnExposure) exposure = mtn_exposure_new (dataset->ratings, train, n_train);
  g_autoptr (MtnTrials) trials = mtn_trials_new ();
  MtnTrainOptions train_options = MTN_TRAIN_OPTIONS_INIT;
  Bench bench = { dataset, NULL, NULL, exposure, trials, order, scores, scratch };

  if (model != NULL)
    train_options.model = model;
  if (rank > 0)
    train_options.rank = (guint) rank;
  if (!mtn_train (dataset, train, n_train, &train_options, path, NULL, NULL, error))
    return FALSE;

  checkpoint = mtn_checkpoint_open (path, error);
  if (checkpoint == NULL)
    return FALSE;
  predictor = mtn_predictor_new (checkpoint, dataset, MTN_ENGINE_CPU, -1, error);
  if (predictor == NULL)
    return FALSE;
  baseline = baseline_new (dataset, train, n_train, error);
  if (baseline == NULL)
    return FALSE;

  bench.predictor = predictor;
  bench.baseline = baseline;
  for (guint r = 0; r < G_N_ELEMENTS (runs); r++)
    for (guint i = 0; i < n_test; i++)
      if (!run_person (&bench, &runs[r], test[i], error))
        return FALSE;

  return TRUE;
}

static void
print_rows (const Run *run, const MtnSelection *selection)
{
  for (guint m = 0; m < N_MODELS; m++)
    {
      g_autoptr (MtnSummary) summary = mtn_summary_new (run->models[m], selection);
      g_autofree MtnInterval *differences = g_new (MtnInterval, run->models[m]->n_ks * MTN_N_COLUMNS);

      /* Nothing to say about those who picked nothing; nothing to know of those who say nothing. */
      if ((m == MODEL_EDLAE && run->kind == MTN_PROTOCOL_FAVORITES && run->given >= MTN_GIVEN_ATTRIBUTES) ||
          (m == MODEL_DEMOGRAPHIC && (run->given == MTN_GIVEN_FILMS || run->given == MTN_GIVEN_NOTHING)))
        continue;

      g_print ("  %-24s", model_names[m]);
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        g_print ("%10.4f", mtn_summary_get (summary, columns[c].k, columns[c].metric).mean);
      if (m == MODEL_OURS)
        g_print ("   (itself: [%.4f, %.4f])\n", summary->values[NDCG].low, summary->values[NDCG].high);
      else
        {
          g_autofree char *words = NULL;

          mtn_comparison_compute (run->models[MODEL_OURS], run->models[m], selection, differences);
          words = mtn_comparison_dup_words (model_names[MODEL_OURS], "it", "NDCG@10", &differences[NDCG]);
          g_print ("   %s\n", words);
        }
    }
}

static void
print_run (const Run *run)
{
  MtnSelection selection = { .seed = (guint64) seed };

  for (guint s = 0; s < run->protocol.n_slices; s++)
    {
      guint n = 0;

      /* The fractions of new-users are one section. */
      if (run->kind == MTN_PROTOCOL_FAVORITES)
        selection = (MtnSelection){ .has_slice = TRUE, .slice = s, .seed = (guint64) seed };
      else if (s > 0)
        return;

      for (guint row = 0; row < mtn_measures_get_n_rows (run->models[0]); row++)
        n += mtn_selection_has (&selection, run->models[0], row);
      if (n == 0)
        continue;
      g_print ("\n%s", run->title);
      if (run->protocol.n_slices > 1 && selection.has_slice)
        g_print (", n = %.0f", run->protocol.slices[s]);
      g_print (" (%u rows)\n  %-24s", n, "");
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        g_print ("%10s", columns[c].name);
      g_print ("\n");
      print_rows (run, &selection);
    }
}

/* Whether the model is no more than a hair below the baseline, over all rows alike. */
static gboolean
check_floor (const Run *run)
{
  MtnSelection rows = { .seed = (guint64) seed }, means = { .by_slices = TRUE, .means_only = TRUE };
  g_autofree MtnInterval *differences = g_new (MtnInterval, G_N_ELEMENTS (ks) * MTN_N_COLUMNS);
  g_autoptr (MtnSummary) summary = NULL;
  const MtnInterval *difference = &differences[NDCG];
  gboolean holds;

  means.by_slices = run->kind == MTN_PROTOCOL_FAVORITES;
  summary = mtn_summary_new (run->models[MODEL_OURS], &means);
  mtn_comparison_compute (run->models[MODEL_OURS], run->models[MODEL_EDLAE], &rows, differences);
  holds = difference->mean >= FLOOR;

  g_print ("%s: NDCG@10 %.4f; minus the EDLAE's %+.4f [%+.4f, %+.4f]; floor %+.3f: %s\n", run->title,
           summary->values[NDCG].mean, difference->mean, difference->low, difference->high, FLOOR,
           holds ? "held" : "NOT HELD");

  return holds;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("DATA");
  g_autoptr (MtnDataset) dataset = NULL;
  g_autoptr (MtnFolds) folds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean done = TRUE, holds;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || n_folds < 2)
    {
      g_printerr ("%s\n",
                  error != NULL ? error->message : "usage: bench-quality DATA [--folds 5] [--seed 42]");
      return 2;
    }
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr ("%s is not there: nothing measured\n", argv[1]);
      return 77;
    }

  dataset = mtn_dataset_load (argv[1], NULL, NULL, &error);
  if (dataset == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  folds = mtn_folds_new (dataset->ratings->n_people, (guint) n_folds, (guint64) seed);
  for (guint r = 0; r < G_N_ELEMENTS (runs); r++)
    {
      mtn_protocol_init (&runs[r].protocol, runs[r].kind, runs[r].given, (guint64) seed, 0);
      for (guint m = 0; m < N_MODELS; m++)
        runs[r].models[m] =
            mtn_measures_new (ks, G_N_ELEMENTS (ks), runs[r].protocol.n_slices, dataset->ratings->n_movies);
    }

  folder = g_dir_make_tmp ("matinee-bench-XXXXXX", &error);
  path = folder != NULL ? g_build_filename (folder, "model.safetensors", NULL) : NULL;
  for (int f = 0; folder != NULL && done && f < n_folds; f++)
    {
      done = run_fold (dataset, folds, (guint) f, path, &error);
      g_printerr ("fold %d of %d, %.0f s\n", f + 1, n_folds, g_timer_elapsed (timer, NULL));
    }
  if (path != NULL)
    g_remove (path);
  if (folder != NULL)
    g_rmdir (folder);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_print ("%s, sha256 %s, %u people, %d folds over people, seed %" G_GINT64_FORMAT "\n", dataset->name,
           dataset->sha256, dataset->ratings->n_people, n_folds, seed);
  for (guint r = 0; r < G_N_ELEMENTS (runs); r++)
    print_run (&runs[r]);

  g_print ("\n");
  holds = check_floor (&runs[0]);
  holds &= check_floor (&runs[1]);
  check_floor (&runs[2]);

  for (guint r = 0; r < G_N_ELEMENTS (runs); r++)
    for (guint m = 0; m < N_MODELS; m++)
      mtn_measures_free (runs[r].models[m]);

  return holds ? 0 : 1;
}
