/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Folds, models, people. A model is asked about a person's trials of all runs, then the next person is; rows
 * come in the same order for every model and any number of threads. */

#include "mtn-evaluation.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-folds.h"
#include "mtn-predictor.h"

/* Share of a step that goes by until a model is there, at a guess. */
#define OPENED 0.7

typedef struct
{
  MtnEvaluation *evaluation;
  const MtnEvaluationOptions *options;
  MtnSampleSet *samples; /* of the seed's protocol, else NULL */
  MtnExposure *exposure; /* of the fold */
  const guint *people;   /* [n_items] who is asked; NULL: samples are the items */
  guint n_items;
  GCancellable *cancellable;
  guint n_threads;
} Fold;

/* Part of the items of a fold for one model, or for the baselines, in a thread of its own. */
typedef struct
{
  const Fold *fold;
  MtnCheckpoint *checkpoint; /* NULL: popularity, ceiling and any order */
  guint begin;
  guint end;
  MtnMeasures *measures[MTN_EVALUATION_MAX_RUNS];
  MtnMeasures *ceilings[MTN_EVALUATION_MAX_RUNS]; /* with popularity alone, like those of any order */
  MtnMeasures *randoms[MTN_EVALUATION_MAX_RUNS];
  guint n_skipped[MTN_EVALUATION_MAX_RUNS];
  char *engine;
  char *notice;
  GError *error;
} Share;

static MtnMeasures *
measures_new (const MtnEvaluation *self, const MtnRun *run, const MtnEvaluationOptions *options)
{
  return mtn_measures_new (options->ks, options->n_ks, run->protocol.n_slices,
                           mtn_catalog_get_n_movies (self->dataset->catalog));
}

static void
share_clear (Share *self)
{
  for (guint r = 0; r < MTN_EVALUATION_MAX_RUNS; r++)
    {
      g_clear_pointer (&self->measures[r], mtn_measures_free);
      g_clear_pointer (&self->ceilings[r], mtn_measures_free);
      g_clear_pointer (&self->randoms[r], mtn_measures_free);
    }
  g_clear_pointer (&self->engine, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_error (&self->error);
}

/* Buffers of a share. */
typedef struct
{
  MtnTrials *trials;
  float *order;
  float *scores;
  guint8 *scratch;
} Desk;

static void
desk_clear (Desk *self)
{
  g_clear_pointer (&self->trials, mtn_trials_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->scores, g_free);
  g_clear_pointer (&self->scratch, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* The trials at hand, of run @r; then they are forgotten. */
static gboolean
measure_trials (Share *share, MtnPredictor *predictor, Desk *desk, guint r)
{
  const Fold *fold = share->fold;
  MtnDataset *dataset = fold->evaluation->dataset;
  gsize n_movies = mtn_catalog_get_n_movies (dataset->catalog);
  double threshold = fold->evaluation->runs[r].protocol.threshold;
  guint n = mtn_trials_get_n (desk->trials);

  for (guint first = 0; first < n; first += MTN_PREDICTOR_BATCH)
    {
      guint n_batch = MIN (MTN_PREDICTOR_BATCH, n - first);

      if (predictor != NULL && !mtn_predictor_run (predictor, desk->trials, first, n_batch, desk->order,
                                                   desk->scores, &share->error))
        return FALSE;

      for (guint i = 0; i < n_batch; i++)
        {
          const MtnTrial *trial = mtn_trials_get (desk->trials, first + i);
          const float *order = predictor != NULL ? desk->order + i * n_movies : fold->exposure->popularity;
          const float *scores = predictor != NULL ? desk->scores + i * n_movies : order;

          mtn_measures_add (share->measures[r], desk->trials, trial, order, scores, threshold, dataset,
                            fold->exposure, desk->scratch);
          if (predictor != NULL)
            continue;
          mtn_measures_add_ceiling (share->ceilings[r], trial);
          mtn_measures_add_random (share->randoms[r], trial, dataset);
        }
    }
  mtn_trials_clear (desk->trials);

  return TRUE;
}

static void
add_item (const Fold *fold, const MtnProtocol *protocol, guint item, MtnTrials *trials)
{
  if (fold->people == NULL)
    mtn_protocol_add_sample (protocol, fold->samples, item, trials);
  else
    mtn_protocol_add_person (protocol, fold->evaluation->dataset->ratings, fold->people[item], trials);
}

static gpointer
run_share (gpointer data)
{
  Share *share = data;
  const Fold *fold = share->fold;
  MtnEvaluation *evaluation = fold->evaluation;
  gsize n_movies = mtn_catalog_get_n_movies (evaluation->dataset->catalog);
  g_autoptr (MtnPredictor) predictor = NULL;
  g_auto (Desk) desk = { .trials = mtn_trials_new (), .scratch = g_new0 (guint8, 2 * n_movies) };

  if (share->checkpoint != NULL)
    {
      /* A card that failed is not tried again for every model. */
      predictor = mtn_predictor_new (share->checkpoint, evaluation->dataset,
                                     evaluation->notice != NULL ? MTN_ENGINE_CPU : fold->options->engine,
                                     fold->options->device, &share->error);
      if (predictor == NULL)
        return NULL;
      share->engine = g_strdup (mtn_predictor_get_engine (predictor));
      desk.order = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
      desk.scores = g_new (float, MTN_PREDICTOR_BATCH *n_movies);
    }

  for (guint r = 0; r < evaluation->n_runs; r++)
    {
      const MtnRun *run = &evaluation->runs[r];

      share->measures[r] = measures_new (evaluation, run, fold->options);
      if (predictor == NULL)
        {
          share->ceilings[r] = measures_new (evaluation, run, fold->options);
          share->randoms[r] = measures_new (evaluation, run, fold->options);
        }
      desk.trials->n_skipped = 0;

      for (guint i = share->begin; i < share->end; i++)
        {
          if (g_cancellable_set_error_if_cancelled (fold->cancellable, &share->error))
            return NULL;

          add_item (fold, &run->protocol, i, desk.trials);
          if ((mtn_trials_get_n (desk.trials) >= MTN_PREDICTOR_BATCH || i + 1 == share->end) &&
              !measure_trials (share, predictor, &desk, r))
            return NULL;
        }
      share->n_skipped[r] = desk.trials->n_skipped;
    }
  if (predictor != NULL)
    share->notice = mtn_predictor_take_notice (predictor);

  return NULL;
}

/* A card is one thread's: several would take its memory without knowing of each other. */
static guint
get_n_threads (const MtnEvaluationOptions *options)
{
  guint n = options->n_threads > 0 ? options->n_threads : g_get_num_processors ();
  g_autoptr (MtnEngine) engine = NULL;

  if (options->engine == MTN_ENGINE_CUDA)
    return 1;
  if (options->engine == MTN_ENGINE_CPU || n == 1)
    return n;

  engine = mtn_engine_new (MTN_ENGINE_AUTO, options->device, NULL);

  return mtn_engine_get_kind (engine) == MTN_ENGINE_CPU ? n : 1;
}

/* Takes over what a share measured: of model @m, or of the baselines if that is none. */
static void
take_in (MtnEvaluation *self, Share *share, guint m)
{
  for (guint r = 0; r < self->n_runs; r++)
    {
      MtnRun *run = &self->runs[r];

      if (m < self->n_models)
        {
          mtn_measures_append (run->models[m], share->measures[r]);
          continue;
        }
      mtn_measures_append (run->popularity, share->measures[r]);
      mtn_measures_append (run->ceiling, share->ceilings[r]);
      mtn_measures_append (run->random, share->randoms[r]);
      run->n_skipped += share->n_skipped[r];
    }
  if (self->engine == NULL)
    self->engine = g_steal_pointer (&share->engine);
  if (self->notice == NULL)
    self->notice = g_steal_pointer (&share->notice);
}

/* @m: the model, or as many as there are for the baselines. */
static gboolean
ask (const Fold *fold, MtnCheckpoint *checkpoint, guint m, GError **error)
{
  guint n_shares = CLAMP (fold->n_threads, 1, MAX (fold->n_items, 1));
  g_autofree Share *shares = g_new0 (Share, n_shares);
  g_autofree GThread **threads = g_new0 (GThread *, n_shares);
  gboolean done = TRUE;

  for (guint s = 0; s < n_shares; s++)
    {
      shares[s] = (Share){
        .fold = fold,
        .checkpoint = checkpoint,
        .begin = (guint) ((guint64) fold->n_items * s / n_shares),
        .end = (guint) ((guint64) fold->n_items * (s + 1) / n_shares),
      };
      if (s > 0)
        threads[s] = g_thread_new ("evaluate", run_share, &shares[s]);
    }
  run_share (&shares[0]);
  for (guint s = 1; s < n_shares; s++)
    g_thread_join (threads[s]);

  for (guint s = 0; s < n_shares; s++)
    {
      if (done && shares[s].error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&shares[s].error));
          done = FALSE;
        }
      if (done)
        take_in (fold->evaluation, &shares[s], m);
      share_clear (&shares[s]);
    }

  return done;
}

static void
report (MtnJob *job, const MtnEvaluation *self, guint fold, guint model, double part)
{
  guint n_folds = MAX (self->n_folds, 1);
  g_autofree char *message = NULL;

  if (job == NULL)
    return;

  if (self->n_folds > 0)
    message = g_strdup_printf (_ ("Part %u of %u: %s"), fold + 1, n_folds, self->names[model]);
  else
    message = g_strdup (self->names[model]);
  mtn_job_report (job, (fold + (model + part) / self->n_models) / n_folds, message);
}

/* How often films were rated, where the data that a model learnt from are not at hand. */
static MtnExposure *
ask_catalog (MtnDataset *dataset, MtnCheckpoint *checkpoint)
{
  MtnCatalog *known = mtn_checkpoint_get_catalog (checkpoint);
  const char *n_people = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_PEOPLE);
  g_autoptr (MtnExposure) of_model =
      mtn_exposure_new_for_catalog (known,
                                    n_people != NULL ? (guint) g_ascii_strtoull (n_people, NULL, 10) : 0);
  MtnExposure *self = mtn_exposure_new_for_catalog (dataset->catalog, of_model->n_people);

  for (guint j = 0; j < self->n_movies; j++)
    {
      int index = mtn_catalog_find_id (known, mtn_catalog_get_movie (dataset->catalog, j)->id);

      self->n_ratings[j] = index >= 0 ? of_model->n_ratings[index] : 0;
      self->popularity[j] = (float) self->n_ratings[j];
    }

  return self;
}

/* @train: who the models of this fold may learn from. */
static gboolean
run_fold (Fold *fold,
          guint which,
          const guint *train,
          guint n_train,
          const MtnModelSource *sources,
          MtnJob *job,
          GError **error)
{
  MtnEvaluation *self = fold->evaluation;
  g_autoptr (MtnExposure) exposure = NULL;

  if (train != NULL)
    exposure = mtn_exposure_new (self->dataset->ratings, train, n_train);

  for (guint m = 0; m < self->n_models; m++)
    {
      g_autoptr (MtnCheckpoint) checkpoint = NULL;

      report (job, self, which, m, 0);
      checkpoint = sources[m].open (sources[m].data, train, n_train, fold->cancellable, error);
      if (checkpoint == NULL)
        return FALSE;
      if (exposure == NULL)
        exposure = ask_catalog (self->dataset, checkpoint);
      fold->exposure = exposure;

      report (job, self, which, m, OPENED);
      if (!ask (fold, checkpoint, m, error))
        return FALSE;
    }

  return ask (fold, NULL, self->n_models, error);
}

static void
add_run (MtnEvaluation *self, const MtnProtocol *protocol, const MtnEvaluationOptions *options)
{
  MtnRun *run = &self->runs[self->n_runs++];

  run->protocol = *protocol;
  run->models = g_new (MtnMeasures *, self->n_models);
  for (guint m = 0; m < self->n_models; m++)
    run->models[m] = measures_new (self, run, options);
  run->popularity = measures_new (self, run, options);
  run->ceiling = measures_new (self, run, options);
  run->random = measures_new (self, run, options);
}

static void
add_runs (MtnEvaluation *self, MtnSampleSet *samples, const MtnEvaluationOptions *options)
{
  static const MtnGiven given[] = { MTN_GIVEN_ALL, MTN_GIVEN_FILMS, MTN_GIVEN_ATTRIBUTES };
  guint n_runs = options->protocol == MTN_PROTOCOL_FAVORITES ? G_N_ELEMENTS (given) : 1;
  MtnProtocol protocol;

  for (guint r = 0; r < n_runs; r++)
    {
      if (samples != NULL)
        mtn_protocol_init_seed (&protocol, samples, options->seed, options->threshold);
      else
        mtn_protocol_init (&protocol, options->protocol, given[r], options->seed, options->threshold);
      add_run (self, &protocol, options);
    }
}

static gboolean
run_folds (Fold *fold, const MtnModelSource *sources, MtnJob *job, GError **error)
{
  MtnEvaluation *self = fold->evaluation;
  guint n_people = self->dataset->ratings->n_people;
  g_autoptr (MtnFolds) folds = NULL;

  if (n_people < self->n_folds)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s has %u people, too few for %u parts; choose fewer with --folds"),
                   self->dataset->name, n_people, self->n_folds);
      return FALSE;
    }

  folds = mtn_folds_new (n_people, self->n_folds, fold->options->seed);
  for (guint f = 0; f < self->n_folds; f++)
    {
      guint n_train;
      g_autofree guint *train = mtn_folds_dup_train (folds, f, &n_train);

      fold->people = mtn_folds_get_test (folds, f, &fold->n_items);
      if (!run_fold (fold, f, train, n_train, sources, job, error))
        return FALSE;
    }

  return TRUE;
}

MtnEvaluation *
mtn_evaluation_new (MtnDataset *dataset,
                    MtnSampleSet *samples,
                    const guint *train,
                    guint n_train,
                    const MtnEvaluationOptions *options,
                    const MtnModelSource *sources,
                    guint n_sources,
                    MtnJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MtnEvaluation) self = g_new0 (MtnEvaluation, 1);
  Fold fold = { .evaluation = self, .options = options, .samples = samples, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (dataset != NULL && n_sources > 0 && options->n_ks > 0, NULL);
  g_return_val_if_fail ((samples != NULL) == (options->protocol == MTN_PROTOCOL_SEED), NULL);
  fold.n_threads = get_n_threads (options);

  self->dataset = dataset;
  self->n_models = n_sources;
  self->n_folds = samples != NULL ? 0 : options->n_folds;
  self->names = g_new0 (char *, n_sources + 1);
  for (guint m = 0; m < n_sources; m++)
    self->names[m] = g_strdup (sources[m].name);
  add_runs (self, samples, options);

  if (samples != NULL)
    {
      fold.n_items = samples->n_samples;
      done = run_fold (&fold, 0, train, n_train, sources, job, error);
    }
  else
    done = run_folds (&fold, sources, job, error);
  if (!done)
    return NULL;

  if (mtn_measures_get_n_rows (self->runs[0].ceiling) == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s leaves nothing to evaluate: nobody has enough films to be found"), dataset->name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
mtn_evaluation_free (MtnEvaluation *self)
{
  if (self == NULL)
    return;

  for (guint r = 0; r < self->n_runs; r++)
    {
      MtnRun *run = &self->runs[r];

      for (guint m = 0; m < self->n_models; m++)
        mtn_measures_free (run->models[m]);
      g_free (run->models);
      mtn_measures_free (run->popularity);
      mtn_measures_free (run->ceiling);
      mtn_measures_free (run->random);
    }
  g_strfreev (self->names);
  g_free (self->engine);
  g_free (self->notice);
  g_free (self);
}
