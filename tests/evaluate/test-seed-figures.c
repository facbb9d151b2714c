/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The seed's protocol on the real data: constants that any model has there, and what simple predictors
 * score. All of them were computed elsewhere, with other code. Skipped where the data are not at hand. */

#include <string.h>

#include <cblas.h>
#include <lapacke.h>

#include "mtn-dataset.h"
#include "mtn-protocol.h"
#include "mtn-split.h"
#include "mtn-summary.h"

#define N_KS 4
/* Figures are known to four digits. */
#define EPSILON 0.00005001

static const guint ks[N_KS] = { 5, 10, 20, 50 };

typedef struct
{
  MtnDataset *dataset;
  MtnSplit *split;
  guint n_train; /* the first people of the data set */
} World;

/* Scores of one trial. */
typedef void (*Predictor) (const World *world,
                           const MtnTrials *trials,
                           const MtnTrial *trial,
                           gpointer data,
                           float *scores);

static gboolean
world_init (World *self, MtnSplitKind kind, guint n_train)
{
  const char *shared = g_getenv ("MTN_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "ml-100k", NULL) : NULL;
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("MovieLens 100K is not at hand");
      return FALSE;
    }

  options.kind = kind;
  self->dataset = mtn_dataset_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  self->split = mtn_split_new (self->dataset->ratings, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  self->n_train = n_train;

  return TRUE;
}

static void
world_clear (World *self)
{
  mtn_split_free (self->split);
  mtn_dataset_free (self->dataset);
}

static MtnExposure *
exposure_new (const World *world)
{
  g_autofree guint *people = g_new (guint, world->n_train);

  for (guint u = 0; u < world->n_train; u++)
    people[u] = u;

  return mtn_exposure_new (world->dataset->ratings, people, world->n_train);
}

static MtnMeasures *
measure (const World *world, Predictor predict, gpointer data)
{
  MtnSampleSet *samples = world->split->parts[MTN_SPLIT_TEST];
  guint n_movies = world->dataset->ratings->n_movies;
  MtnMeasures *measures = mtn_measures_new (ks, N_KS, samples->n_fractions, n_movies);
  g_autoptr (MtnExposure) exposure = exposure_new (world);
  g_autoptr (MtnTrials) trials = mtn_trials_new ();
  g_autofree guint8 *scratch = g_new0 (guint8, 2 * n_movies);
  g_autofree float *scores = g_new (float, n_movies);
  MtnProtocol protocol;

  mtn_protocol_init_seed (&protocol, samples, 42, 0);
  for (guint i = 0; i < samples->n_samples; i++)
    {
      const MtnTrial *trial;

      mtn_trials_clear (trials);
      mtn_protocol_add_sample (&protocol, samples, i, trials);
      trial = mtn_trials_get (trials, 0);
      if (predict == NULL)
        {
          mtn_measures_add_ceiling (measures, trial);
          continue;
        }
      predict (world, trials, trial, data, scores);
      mtn_measures_add (measures, trials, trial, scores, scores, 0, world->dataset, exposure, scratch);
    }

  return measures;
}

static void
assert_figures (const World *world,
                Predictor predict,
                gpointer data,
                const double *map,
                const double *precision,
                double recall)
{
  g_autoptr (MtnMeasures) measures = measure (world, predict, data);
  g_autoptr (MtnSummary) summary = mtn_summary_new (measures, &(MtnSelection){ .means_only = TRUE });

  g_assert_cmpuint (summary->n_empty, ==, 0);
  for (guint k = 0; k < N_KS; k++)
    {
      g_assert_cmpfloat_with_epsilon (summary->seed_map[k], map[k], EPSILON);
      g_assert_cmpfloat_with_epsilon (summary->seed_precision[k], precision[k], EPSILON);
      g_assert_cmpfloat_with_epsilon (mtn_summary_get (summary, k, MTN_METRIC_MAP).mean, map[k], EPSILON);
    }
  if (recall > 0)
    {
      /* The seed's means of its swapped metrics, which every model has that scores all films above 0. */
      g_assert_cmpfloat (summary->global_precision, ==, 1);
      g_assert_cmpfloat (summary->global_recall, ==, recall);
    }
}

static void
predict_popular (const World *world,
                 const MtnTrials *trials,
                 const MtnTrial *trial,
                 gpointer data,
                 float *scores)
{
  const MtnExposure *exposure = data;

  for (guint j = 0; j < exposure->n_movies; j++)
    scores[j] = 1.0f + exposure->popularity[j];
}

static gboolean
contains (const MtnRatings *ratings, guint person, const MtnTrials *trials, const MtnTrial *trial)
{
  const guint *input = mtn_trial_get_input (trials, trial);
  const float *stars = mtn_trial_get_input_stars (trials, trial);
  guint i = ratings->offsets[person];

  for (guint n = 0; n < trial->n_input; n++)
    {
      while (i < ratings->offsets[person + 1] && ratings->movies[i] < input[n])
        i++;
      if (i == ratings->offsets[person + 1] || ratings->movies[i] != input[n] ||
          ratings->stars[i] != stars[n])
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_alike (const MtnPerson *a, const MtnPerson *b)
{
  return a->age == b->age && a->gender == b->gender && a->occupation == b->occupation;
}

/* Whoever of the training set is such a person and rated all that is visible just so: all that they rated is
 * the answer. */
static void
predict_by_looking_up (const World *world,
                       const MtnTrials *trials,
                       const MtnTrial *trial,
                       gpointer data,
                       float *scores)
{
  const MtnRatings *ratings = world->dataset->ratings;

  memset (scores, 0, sizeof *scores * ratings->n_movies);
  for (guint u = 0; u < world->n_train; u++)
    if (is_alike (&world->dataset->people[u], &world->dataset->people[trial->person]) &&
        contains (ratings, u, trials, trial))
      {
        for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
          scores[ratings->movies[i]] = ratings->stars[i];
        return;
      }
}

/* EASE (Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019) on who rated what. */
static float *
solve_ease (const World *world, double penalty)
{
  const MtnRatings *ratings = world->dataset->ratings;
  gsize n = ratings->n_movies;
  g_autofree double *p = g_new0 (double, n *n);
  float *b = g_new (float, n *n);

  for (guint u = 0; u < world->n_train; u++)
    for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
      for (guint k = ratings->offsets[u]; k < ratings->offsets[u + 1]; k++)
        p[ratings->movies[i] * n + ratings->movies[k]]++;
  for (gsize j = 0; j < n; j++)
    p[j * n + j] += penalty;

  g_assert_cmpint (LAPACKE_dpotrf (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n), ==, 0);
  g_assert_cmpint (LAPACKE_dpotri (LAPACK_COL_MAJOR, 'L', (lapack_int) n, p, (lapack_int) n), ==, 0);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      b[i * n + j] = i == j ? 0 : (float) (-(i < j ? p[i * n + j] : p[j * n + i]) / p[j * n + j]);

  return b;
}

static void
predict_ease (const World *world,
              const MtnTrials *trials,
              const MtnTrial *trial,
              gpointer data,
              float *scores)
{
  const float *b = data;
  gsize n = world->dataset->ratings->n_movies;

  memset (scores, 0, sizeof *scores * n);
  for (guint i = 0; i < trial->n_input; i++)
    cblas_saxpy ((blasint) n, 1, b + mtn_trial_get_input (trials, trial)[i] * n, 1, scores, 1);
}

static void
test_masks (void)
{
  static const double ones[N_KS] = { 1, 1, 1, 1 };
  World world;
  g_autoptr (MtnExposure) exposure = NULL;

  if (!world_init (&world, MTN_SPLIT_MASKS, 943))
    return;

  exposure = exposure_new (&world);
  assert_figures (&world, predict_popular, exposure, (double[]){ .4068, .3409, .2851, .2308 },
                  (double[]){ .5056, .4744, .4209, .3412 }, 0.05431808258225431);
  assert_figures (&world, predict_by_looking_up, NULL, (double[]){ .9990, .9990, .9989, .9990 },
                  (double[]){ .9990, .9990, .9861, .7997 }, 0);
  assert_figures (&world, NULL, NULL, ones, (double[]){ 1, 1, .9870, .8000 }, 0);
  world_clear (&world);
}

static void
test_users (void)
{
  static const double ones[N_KS] = { 1, 1, 1, 1 };
  World world;
  g_autoptr (MtnExposure) exposure = NULL;
  g_autofree float *ease = NULL;

  if (!world_init (&world, MTN_SPLIT_USERS, 848))
    return;

  exposure = exposure_new (&world);
  assert_figures (&world, predict_popular, exposure, (double[]){ .2752, .2331, .1995, .1676 },
                  (double[]){ .3668, .3592, .3246, .2589 }, 0.03733267851744924);
  assert_figures (&world, NULL, NULL, ones, (double[]){ .9949, .9657, .8875, .6745 }, 0);
  ease = solve_ease (&world, 500);
  assert_figures (&world, predict_ease, ease, (double[]){ .5388, .4581, .3924, .3438 },
                  (double[]){ .6141, .5551, .4856, .3781 }, 0);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seed-figures/masks", test_masks);
  g_test_add_func ("/seed-figures/users", test_users);

  return g_test_run ();
}
