/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-parts.h"

#include <math.h>

#include "mtn-parallel.h"
#include "mtn-popularity.h"

/* Over the films that may be listed. */
static double
compute_spread (const float *values, const MtnFilms *films)
{
  double sum = 0, squares = 0, variance;
  guint n = 0;

  for (guint j = 0; j < films->n_movies; j++)
    {
      if (films->pick_only != NULL && films->pick_only[j])
        continue;
      sum += values[j];
      squares += (double) values[j] * values[j];
      n++;
    }
  if (n == 0)
    return 1;

  variance = squares / n - sum / n * (sum / n);

  return variance > 1e-12 ? sqrt (variance) : 1;
}

/* The ratings of the people of one set; NULL where they have none. */
static MtnRatings *
select_set (MtnRatings *ratings, const MtnPerson *people, guint set, MtnPerson *selected)
{
  g_autofree guint *rows = g_new (guint, MAX (ratings->n_people, 1));
  MtnRatings *result;
  guint n = 0;

  for (guint u = 0; u < ratings->n_people; u++)
    if (people[u].set == set)
      {
        selected[n] = people[u];
        rows[n++] = u;
      }

  result = mtn_ratings_select (ratings, rows, n);
  if (result->offsets[n] == 0)
    g_clear_pointer (&result, mtn_ratings_unref);

  return result;
}

/* Those of the first set say who they are, and so how their groups deviate: from the others of their set. */
static MtnDemographic *
fit_demographic_of_union (MtnRatings *ratings, const MtnPerson *people, const MtnVocabulary *vocabulary)
{
  g_autofree MtnPerson *selected = g_new (MtnPerson, MAX (ratings->n_people, 1));
  g_autoptr (MtnRatings) first = select_set (ratings, people, 0, selected);
  g_autofree float *popularity = NULL;

  if (first == NULL)
    first = mtn_ratings_new (NULL, 0, 0, ratings->n_movies);
  popularity = mtn_popularity_fit (first);

  return mtn_demographic_fit (first, selected, vocabulary, popularity);
}

typedef struct
{
  MtnParts *parts;
  const MtnLesson *lesson;
  GCancellable *cancellable;
  GError *errors[2 * MTN_PLAN_MAX_LEARNERS];
} Fit;

static void
fit_learner (guint index, gpointer user_data)
{
  Fit *fit = user_data;
  guint learner = index / 2;
  MtnHistory history = index % 2;

  if (!g_cancellable_set_error_if_cancelled (fit->cancellable, &fit->errors[index]))
    fit->parts->trained[learner][history] =
        fit->parts->plan->learners[learner]->fit (fit->lesson, history, fit->cancellable,
                                                  &fit->errors[index]);
}

/* The first error, if there is one, becomes that of all. */
static gboolean
fit_learners (MtnParts *self,
              const MtnLesson *lesson,
              guint n_threads,
              GCancellable *cancellable,
              GError **error)
{
  Fit fit = { .parts = self, .lesson = lesson, .cancellable = cancellable };
  gboolean done = TRUE;

  mtn_parallel_run (2 * self->plan->n_learners, n_threads, fit_learner, &fit);

  for (guint i = 0; i < G_N_ELEMENTS (fit.errors); i++)
    if (fit.errors[i] != NULL && done)
      {
        g_propagate_error (error, g_steal_pointer (&fit.errors[i]));
        done = FALSE;
      }
    else
      g_clear_error (&fit.errors[i]);

  return done;
}

MtnParts *
mtn_parts_fit (const MtnPlan *plan,
               const MtnLesson *lesson,
               const MtnVocabulary *vocabulary,
               guint n_threads,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MtnParts) self = g_new0 (MtnParts, 1);
  MtnRatings *ratings = lesson->ratings;
  const MtnPerson *people = lesson->people;
  gboolean is_union = mtn_films_is_union (lesson->films);

  self->plan = plan;
  self->n_movies = ratings->n_movies;
  self->popularity =
      is_union ? mtn_popularity_fit_of_union (ratings, people, lesson->films) : mtn_popularity_fit (ratings);
  self->spread = compute_spread (self->popularity, lesson->films);

  if (plan->demographic && is_union)
    self->demographic = fit_demographic_of_union (ratings, people, vocabulary);
  else if (plan->demographic)
    self->demographic = mtn_demographic_fit (ratings, people, vocabulary, self->popularity);

  return fit_learners (self, lesson, n_threads, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

void
mtn_parts_free (MtnParts *self)
{
  if (self == NULL)
    return;

  g_free (self->popularity);
  g_clear_pointer (&self->demographic, mtn_demographic_free);
  for (guint l = 0; l < self->plan->n_learners; l++)
    for (guint history = 0; history < G_N_ELEMENTS (self->trained[l]); history++)
      g_clear_pointer (&self->trained[l][history], self->plan->learners[l]->free);
  g_free (self);
}
