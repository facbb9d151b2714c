/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Calibration after Platt: a logistic regression of hit on raw score. It is
 * fitted where scores are shown, on the best films of each list; over the whole
 * catalogue the thousands of films that nobody expects would decide.
 *
 * People who can be asked about with many picks are those who love many
 * films. So that scores do not rise with the number of picks for that reason alone, a is
 * moved to the same share of loved films everywhere (correction for the prior).
 */

#include "mtn-calibration.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-logistic.h"
#include "mtn-parallel.h"
#include "mtn-popularity.h"
#include "mtn-random.h"
#include "mtn-simulation.h"
#include "mtn-top.h"

#define N_FOLDS 5

/* From this size on a factorisation takes long, and half of the people are plenty to learn from. */
#define N_FOLDS_OF_MANY 2
#define MANY 2500

/* What is trained for seconds is asked about so many folds alone: two fifths of the people say enough. */
#define N_SLOW_FOLDS 2

#define MAX_ASKED 2000
#define LEAST_ASKED 10

/* Of each list: those that calibration looks at. */
#define N_LISTED 100

/* Against a model without any information, and one with too good a luck. */
#define LEAST_SLOPE 0.05
#define LARGEST_SLOPE 50.0
#define LEAST_SCALE 1e-12

static const guint numbers_of_picks[] = { 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32, 48, 64, 96 };

typedef struct
{
  MtnParts *parts; /* (nullable): nobody to learn from */
  guint *people;   /* [n_people]: held out */
  guint n_people;
  GError *error;
} Fold;

/* One question: what is it like with so many picks of that kind? */
typedef struct
{
  MtnHistory history;
  MtnCurvePoint point;
  gboolean is_answered;
} Question;

typedef struct
{
  const MtnCalibrationInput *input;
  guint *order;          /* [people], shuffled: a fold is a stretch of it */
  double prior;          /* share of person–film pairs that are love */
  guint n_candidates[2]; /* films that existed for the people of each set */
  Fold folds[N_FOLDS];
  guint n_folds;  /* that the people are cut into */
  guint n_fitted; /* of which so many are held out in turn */
  Question questions[2 * G_N_ELEMENTS (numbers_of_picks)];
  guint n_questions;

  GCancellable *cancellable;
  MtnJob *job; /* (nullable) */
  double start;
  double end; /* of the stage that runs */
  int n_done; /* tasks of it; atomic */
} Calibration;

static void
calibration_clear (Calibration *self)
{
  for (guint f = 0; f < G_N_ELEMENTS (self->folds); f++)
    {
      g_clear_pointer (&self->folds[f].parts, mtn_parts_free);
      g_clear_pointer (&self->folds[f].people, g_free);
      g_clear_error (&self->folds[f].error);
    }
  g_clear_pointer (&self->order, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Calibration, calibration_clear)

static void
report (Calibration *self, guint n_tasks, const char *message)
{
  guint n_done = (guint) g_atomic_int_add (&self->n_done, 1);

  if (self->job != NULL)
    mtn_job_report (self->job, self->start + (self->end - self->start) * n_done / n_tasks, message);
}

/* Trains without the people of the fold. */
static void
fit_fold (guint index, gpointer user_data)
{
  Calibration *self = user_data;
  const MtnCalibrationInput *input = self->input;
  Fold *fold = &self->folds[index];
  guint n_people = input->lesson->ratings->n_people;
  guint start = (guint) ((guint64) n_people * index / self->n_folds);
  guint end = (guint) ((guint64) n_people * (index + 1) / self->n_folds);
  guint n = n_people - (end - start);
  g_autofree guint *rows = g_new (guint, n);
  g_autofree MtnPerson *people = g_new (MtnPerson, n);
  g_autoptr (MtnRatings) ratings = NULL;
  MtnLesson lesson = *input->lesson;
  guint kept = 0;

  report (self, self->n_fitted, _ ("Training without some of the people"));
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &fold->error))
    return;

  for (guint i = 0; i < n_people; i++)
    if (i < start || i >= end)
      {
        people[kept] = input->lesson->people[self->order[i]];
        rows[kept++] = self->order[i];
      }

  ratings = mtn_ratings_select (input->lesson->ratings, rows, n);
  if (ratings->offsets[ratings->n_people] == 0)
    return;

  lesson.ratings = ratings;
  lesson.people = people;
  fold->parts = mtn_parts_fit (input->plan, &lesson, input->vocabulary, 1, self->cancellable, &fold->error);
  if (fold->parts == NULL)
    return;

  fold->n_people = MIN (end - start, MAX_ASKED / self->n_fitted);
  fold->people = g_memdup2 (self->order + start, sizeof (guint) * fold->n_people);
}

typedef struct
{
  MtnSimulation *simulations[N_FOLDS];
  float *scores[N_FOLDS]; /* [rows, movies] */
  GArray *listed;         /* (element-type float): raw scores of listed films */
  GArray *hits;           /* (element-type gboolean) */
} Round;

static void
round_clear (Round *self)
{
  for (guint f = 0; f < N_FOLDS; f++)
    {
      g_clear_pointer (&self->simulations[f], mtn_simulation_free);
      g_clear_pointer (&self->scores[f], g_free);
    }
  g_clear_pointer (&self->listed, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

/* Standard deviation over the films that existed for somebody of that set. */
static double
compute_spread (const Calibration *self, guint set, const float *row)
{
  guint n_movies = self->input->lesson->ratings->n_movies;
  guint n = self->n_candidates[set];
  double total = 0, squares = 0;

  for (guint j = 0; j < n_movies; j++)
    if (mtn_films_is_candidate (self->input->lesson->films, j, set))
      {
        total += row[j];
        squares += (double) row[j] * row[j];
      }

  return n > 0 ? sqrt (MAX (squares / n - total / n * (total / n), 0)) : 0;
}

/* Films that did not exist for people of that set are not listed for them. */
static void
hide_others (const Calibration *self, guint set, float *row)
{
  for (guint j = 0; j < self->input->lesson->ratings->n_movies; j++)
    if (!mtn_films_is_candidate (self->input->lesson->films, j, set))
      row[j] = -INFINITY;
}

static void
simulate (const Calibration *self, Round *round, MtnHistory history, guint n_picks)
{
  const MtnLesson *lesson = self->input->lesson;

  for (guint f = 0; f < self->n_folds; f++)
    {
      const Fold *fold = &self->folds[f];

      if (fold->parts == NULL)
        continue;

      round->simulations[f] =
          mtn_simulation_new (lesson->ratings, fold->people, fold->n_people, history, n_picks, lesson->seed);
      round->scores[f] =
          g_new0 (float, MAX ((gsize) round->simulations[f]->n_rows * lesson->ratings->n_movies, 1));
    }
}

/* Adds the scores of one learner to those of the round, as the architecture will. Returns their spread: the
 * mean over the people. */
static double
add_learner (const Calibration *self, Round *round, guint learner, MtnHistory history, guint n_picks)
{
  gsize n_movies = self->input->lesson->ratings->n_movies;
  float *scores[N_FOLDS] = { NULL };
  double sum = 0, scale;
  float weight;
  guint n = 0;

  for (guint f = 0; f < self->n_folds; f++)
    {
      const MtnParts *parts = self->folds[f].parts;
      const MtnSimulation *simulation = round->simulations[f];

      if (simulation == NULL)
        continue;

      scores[f] = g_new0 (float, MAX (simulation->n_rows * n_movies, 1));
      self->input->plan->learners[learner]->score (parts->trained[learner][history], history, n_picks,
                                                   simulation->n_rows, simulation->offsets,
                                                   simulation->movies, simulation->values, scores[f]);
      for (guint r = 0; r < simulation->n_rows; r++)
        {
          sum += compute_spread (self, self->input->lesson->people[simulation->people[r]].set,
                                 scores[f] + r * n_movies);
          n++;
        }
    }

  /* Scores that are the same for all films are left as they are. */
  scale = n > 0 && sum / n > LEAST_SCALE ? sum / n : 1;
  weight = (float) (mtn_plan_get_weight (self->input->plan, learner, history, n_picks) / scale);
  for (guint f = 0; f < self->n_folds; f++)
    {
      for (gsize i = 0; scores[f] != NULL && i < round->simulations[f]->n_rows * n_movies; i++)
        round->scores[f][i] += weight * scores[f][i];
      g_free (scores[f]);
    }

  return scale;
}

/* Adds the parts that are not learners to the scores of one person, as the architecture will. */
static void
blend_row (const Calibration *self,
           const MtnParts *parts,
           MtnHistory history,
           guint n_picks,
           guint person,
           float *row)
{
  float popularity = (float) (mtn_plan_get_popularity_weight (parts->plan, history, n_picks) / parts->spread);
  float demographic = (float) (mtn_recipe_get_demographic_weight (n_picks) / parts->spread);
  gboolean unpicked = n_picks == 0 && parts->popularity_unpicked != NULL;
  const float *shares = unpicked ? parts->popularity_unpicked : parts->popularity;

  for (guint j = 0; j < parts->n_movies; j++)
    row[j] += popularity * shares[j];

  if (parts->demographic != NULL)
    mtn_demographic_add (unpicked ? parts->demographic_unpicked : parts->demographic, self->input->vocabulary,
                         &self->input->lesson->people[person], demographic, row);
}

/* Returns FALSE when too few people could be asked. */
static gboolean
measure_point (const Calibration *self, MtnHistory history, MtnCurvePoint *point)
{
  g_auto (Round) round = { 0 };
  guint n_movies = self->input->lesson->ratings->n_movies;
  g_autofree gboolean *loved = g_new0 (gboolean, MAX (n_movies, 1));
  g_autofree float *popularity = g_new (float, MAX (n_movies, 1));
  guint best[N_LISTED];
  double n_loved_by_all = 0, n_candidates = 0;
  guint n_rows = 0;

  round.listed = g_array_new (FALSE, FALSE, sizeof (float));
  round.hits = g_array_new (FALSE, FALSE, sizeof (gboolean));
  simulate (self, &round, history, point->n_picks);
  for (guint l = 0; l < G_N_ELEMENTS (point->scale); l++)
    point->scale[l] = point->n_picks > 0 && l < self->input->plan->n_learners
                          ? add_learner (self, &round, l, history, point->n_picks)
                          : 1;

  for (guint f = 0; f < self->n_folds; f++)
    {
      const MtnParts *parts = self->folds[f].parts;
      const MtnSimulation *simulation = round.simulations[f];

      for (guint r = 0; simulation != NULL && r < simulation->n_rows; r++)
        {
          guint person = simulation->people[r];
          guint set = self->input->lesson->people[person].set;
          float *row = round.scores[f] + (gsize) r * n_movies;
          guint n_loved = 0, n_best;

          for (guint i = self->input->lesson->ratings->offsets[person];
               i < self->input->lesson->ratings->offsets[person + 1]; i++)
            {
              guint movie = self->input->lesson->ratings->movies[i];

              loved[movie] = self->input->lesson->ratings->stars[i] >= MTN_LOVED_STARS &&
                             !mtn_simulation_has_picked (simulation, r, movie);
              n_loved += loved[movie] ? 1 : 0;
            }

          blend_row (self, parts, history, point->n_picks, person, row);
          hide_others (self, set, row);
          n_best = mtn_top_list (row, n_movies, simulation, r, best, N_LISTED);
          for (guint i = 0; i < n_best; i++)
            {
              g_array_append_val (round.listed, row[best[i]]);
              g_array_append_val (round.hits, loved[best[i]]);
            }

          if (n_loved > 0)
            {
              point->ndcg += mtn_top_compute_ndcg (best, n_best, loved, n_loved);
              memcpy (popularity, parts->popularity, sizeof (float) * n_movies);
              hide_others (self, set, popularity);
              n_best = mtn_top_list (popularity, n_movies, simulation, r, best, MTN_TOP_N);
              point->ndcg_of_popularity += mtn_top_compute_ndcg (best, n_best, loved, n_loved);
              point->n_people++;
            }
          n_loved_by_all += n_loved;
          n_candidates += self->n_candidates[set];
          n_rows++;

          for (guint i = self->input->lesson->ratings->offsets[person];
               i < self->input->lesson->ratings->offsets[person + 1]; i++)
            loved[self->input->lesson->ratings->movies[i]] = FALSE;
        }
    }

  if (point->n_people < LEAST_ASKED)
    return FALSE;

  mtn_logistic_fit ((const float *) round.listed->data, (const gboolean *) round.hits->data,
                    round.listed->len, &point->a, &point->b);
  point->a += mtn_log_odds (self->prior) - mtn_log_odds (n_loved_by_all / n_rows / (n_candidates / n_rows));
  point->b = CLAMP (point->b, LEAST_SLOPE, LARGEST_SLOPE);
  point->ndcg /= point->n_people;
  point->ndcg_of_popularity /= point->n_people;

  return TRUE;
}

static double
compute_prior (const Calibration *self)
{
  MtnRatings *ratings = self->input->lesson->ratings;
  double n_candidates = 0;
  gsize n_loved = 0;

  for (guint u = 0; u < ratings->n_people; u++)
    n_candidates += self->n_candidates[self->input->lesson->people[u].set];

  for (guint i = 0; i < ratings->offsets[ratings->n_people]; i++)
    if (ratings->stars[i] >= MTN_LOVED_STARS)
      n_loved++;

  return (double) n_loved / MAX (ratings->n_people, 1) / MAX (n_candidates / MAX (ratings->n_people, 1), 1);
}

static void
answer (guint index, gpointer user_data)
{
  Calibration *self = user_data;
  Question *question = &self->questions[index];

  report (self, self->n_questions, _ ("Asking the model about them"));
  if (!g_cancellable_is_cancelled (self->cancellable))
    question->is_answered = measure_point (self, question->history, &question->point);
}

static void
list_questions (Calibration *self)
{
  guint n_histories = self->input->plan->n_learners > 0 ? 2 : 1;
  guint n_numbers = self->input->plan->n_learners > 0 ? G_N_ELEMENTS (numbers_of_picks) : 1;

  for (guint history = 0; history < n_histories; history++)
    for (guint i = 0; i < n_numbers; i++)
      {
        /* Without picks it makes no difference of which kind they are not. */
        if (history == MTN_HISTORY_RATINGS && numbers_of_picks[i] == 0)
          continue;
        self->questions[self->n_questions++] =
            (Question){ .history = history, .point = { .n_picks = numbers_of_picks[i] } };
      }
}

static void
run_stage (Calibration *self, double end, guint n_tasks, MtnParallelFunc func)
{
  self->start = self->end;
  self->end = end;
  g_atomic_int_set (&self->n_done, 0);
  mtn_parallel_run (n_tasks, self->input->n_threads, func, self);
}

MtnCurves *
mtn_calibration_measure (const MtnCalibrationInput *input,
                         MtnJob *job,
                         double end,
                         GCancellable *cancellable,
                         GError **error)
{
  g_auto (Calibration) self = { .input = input, .job = job, .cancellable = cancellable };
  g_autoptr (MtnCurves) curves = mtn_curves_new ();
  guint n_people = input->lesson->ratings->n_people;
  MtnRandom random;

  self.n_folds = MIN (n_people, input->lesson->ratings->n_movies) < MANY ? N_FOLDS : N_FOLDS_OF_MANY;
  self.n_fitted = mtn_plan_is_slow (input->plan) ? MIN (self.n_folds, N_SLOW_FOLDS) : self.n_folds;
  if (n_people < 2 * self.n_folds)
    return g_steal_pointer (&curves);

  for (guint set = 0; set < G_N_ELEMENTS (self.n_candidates); set++)
    self.n_candidates[set] = mtn_films_count_candidates (input->lesson->films, set);
  self.prior = compute_prior (&self);
  self.order = g_new (guint, n_people);
  for (guint u = 0; u < n_people; u++)
    self.order[u] = u;
  mtn_random_init (&random, input->lesson->seed, 0);
  mtn_random_shuffle (&random, self.order, n_people);

  run_stage (&self, 0.7 * end, self.n_fitted, fit_fold);
  for (guint f = 0; f < self.n_folds; f++)
    if (self.folds[f].error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&self.folds[f].error));
        return NULL;
      }

  list_questions (&self);
  run_stage (&self, end, self.n_questions, answer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  for (guint i = 0; i < self.n_questions; i++)
    if (self.questions[i].is_answered)
      g_array_append_val (curves->points[self.questions[i].history], self.questions[i].point);

  return g_steal_pointer (&curves);
}
