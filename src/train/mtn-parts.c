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

/* The ratings of the people of one set. @selected: (out): these people */
static MtnRatings *
select_set (MtnRatings *ratings, const MtnPerson *people, guint set, MtnPerson *selected)
{
  g_autofree guint *rows = g_new (guint, MAX (ratings->n_people, 1));
  guint n = 0;

  for (guint u = 0; u < ratings->n_people; u++)
    if (people[u].set == set)
      {
        selected[n] = people[u];
        rows[n++] = u;
      }

  return mtn_ratings_select (ratings, rows, n);
}

static gboolean
says_anything (const MtnPerson *people, guint n_people)
{
  for (guint u = 0; u < n_people; u++)
    if (people[u].age != MTN_NOT_SAID || people[u].gender != MTN_NOT_SAID ||
        people[u].occupation != MTN_NOT_SAID)
      return TRUE;

  return FALSE;
}

/* Those of the first set say who they are, and so how their groups deviate: from the others of their set. */
static void
fit_demographic_of_union (MtnParts *self, const MtnLesson *lesson, const MtnVocabulary *vocabulary)
{
  g_autofree MtnPerson *first_people = g_new (MtnPerson, MAX (lesson->ratings->n_people, 1));
  g_autofree MtnPerson *later_people = g_new (MtnPerson, MAX (lesson->ratings->n_people, 1));
  g_autoptr (MtnRatings) first = select_set (lesson->ratings, lesson->people, 0, first_people);
  g_autoptr (MtnRatings) later = select_set (lesson->ratings, lesson->people, 1, later_people);
  g_autofree float *first_popularity = mtn_popularity_fit (first);
  g_autofree float *later_popularity = mtn_popularity_fit (later);
  g_autofree float *shift = g_new0 (float, MAX (self->n_movies, 1));

  self->demographic = mtn_demographic_fit (first, first_people, vocabulary, first_popularity);
  if (self->plan->n_learners == 0 || first->n_people == 0 || later->n_people == 0 ||
      says_anything (later_people, later->n_people))
    return;

  self->popularity_unpicked = g_memdup2 (self->popularity, sizeof (float) * MAX (self->n_movies, 1));
  for (guint j = 0; j < self->n_movies; j++)
    if ((lesson->films->sets[j] & 1u << 1) != 0)
      {
        self->popularity_unpicked[j] = later_popularity[j];
        /* In three equal steps, one for each of what can be said. */
        if ((lesson->films->sets[j] & 1u << 0) != 0)
          shift[j] = (first_popularity[j] - later_popularity[j]) / 3;
      }
  self->demographic_unpicked = mtn_demographic_shift (self->demographic, shift);
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
    fit_demographic_of_union (self, lesson, vocabulary);
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
  g_free (self->popularity_unpicked);
  g_clear_pointer (&self->demographic, mtn_demographic_free);
  g_clear_pointer (&self->demographic_unpicked, mtn_demographic_free);
  for (guint l = 0; l < self->plan->n_learners; l++)
    for (guint history = 0; history < G_N_ELEMENTS (self->trained[l]); history++)
      g_clear_pointer (&self->trained[l][history], self->plan->learners[l]->free);
  g_free (self);
}
