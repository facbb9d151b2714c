/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-parts.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-popularity.h"

static const MtnPlan plans[] = {
  { "blend", "EDLAE + demographic prior", TRUE, TRUE },
  { "edlae", "EDLAE", FALSE, TRUE },
  { "demographic", "Demographic popularity", TRUE, FALSE },
  { "popularity", "Popularity", FALSE, FALSE },
};

const char *const *
mtn_plan_get_models (void)
{
  static const char *models[G_N_ELEMENTS (plans) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
        models[i] = plans[i].model;
      g_once_init_leave (&once, 1);
    }

  return models;
}

gboolean
mtn_plan_init (MtnPlan *self, const char *model, const MtnVocabulary *vocabulary, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_strcmp0 (plans[i].model, model) != 0)
        continue;

      *self = plans[i];
      if (!self->demographic || mtn_demographic_is_possible (vocabulary))
        return TRUE;

      /* The blend does without; a model of nothing else cannot. */
      if (self->edlae)
        {
          self->demographic = FALSE;
          self->name = "EDLAE";
          return TRUE;
        }
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("the data set says nothing about the age, gender and occupation of its people, so “%s” "
                      "has nothing to learn from"),
                   model);
      return FALSE;
    }

  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
               _ ("there is no model “%s”: choose blend, edlae, demographic or popularity"), model);

  return FALSE;
}

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

static gboolean
fit_edlae_of_union (MtnParts *self,
                    MtnHistory history,
                    MtnRatings *ratings,
                    const MtnFilms *films,
                    const MtnKinds *kinds,
                    const MtnPerson *people,
                    guint rank,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree MtnPerson *selected = g_new (MtnPerson, MAX (ratings->n_people, 1));
  g_autoptr (MtnRatings) second = select_set (ratings, people, 1, selected);
  g_autofree float *weights = g_new (float, MAX (ratings->n_people, 1));

  for (guint u = 0; u < ratings->n_people; u++)
    weights[u] = mtn_recipe_get_set_weight (people[u].set);

  for (guint group = 0; group < G_N_ELEMENTS (films->reach); group++)
    {
      MtnEdlaeOptions options = mtn_recipe_get_edlae_of_union (history, group == 1, rank);
      MtnEdlae *edlae;

      options.reach = films->reach[group];
      options.n_reach = films->n_reach[group];
      if (group == 0)
        options.weights = weights;
      else if (second == NULL)
        return TRUE;

      edlae = mtn_edlae_fit (group == 0 ? ratings : second, kinds, &options, cancellable, error);
      if (edlae == NULL)
        return FALSE;
      *(group == 0 ? &self->edlae[history] : &self->later[history]) = edlae;
    }

  return TRUE;
}

MtnParts *
mtn_parts_fit (const MtnPlan *plan,
               MtnRatings *ratings,
               const MtnFilms *films,
               const MtnKinds *kinds,
               const MtnPerson *people,
               const MtnVocabulary *vocabulary,
               guint rank,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MtnParts) self = g_new0 (MtnParts, 1);

  self->n_movies = ratings->n_movies;
  self->popularity = mtn_films_is_union (films) ? mtn_popularity_fit_of_union (ratings, people, films)
                                                : mtn_popularity_fit (ratings);
  self->spread = compute_spread (self->popularity, films);

  if (plan->demographic && mtn_films_is_union (films))
    self->demographic = fit_demographic_of_union (ratings, people, vocabulary);
  else if (plan->demographic)
    self->demographic = mtn_demographic_fit (ratings, people, vocabulary, self->popularity);

  for (guint history = 0; plan->edlae && history < G_N_ELEMENTS (self->edlae); history++)
    {
      MtnEdlaeOptions options = mtn_recipe_get_edlae (history, rank);

      if (mtn_films_is_union (films))
        {
          if (!fit_edlae_of_union (self, history, ratings, films, kinds, people, rank, cancellable, error))
            return NULL;
          continue;
        }

      self->edlae[history] = mtn_edlae_fit (ratings, kinds, &options, cancellable, error);
      if (self->edlae[history] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
mtn_parts_free (MtnParts *self)
{
  if (self == NULL)
    return;

  g_free (self->popularity);
  g_clear_pointer (&self->demographic, mtn_demographic_free);
  for (guint history = 0; history < G_N_ELEMENTS (self->edlae); history++)
    {
      g_clear_pointer (&self->edlae[history], mtn_edlae_free);
      g_clear_pointer (&self->later[history], mtn_edlae_free);
    }
  g_free (self);
}

void
mtn_parts_score (const MtnParts *self,
                 MtnHistory history,
                 double penalty,
                 guint n_rows,
                 const guint *offsets,
                 const guint *movies,
                 const float *values,
                 float *scores)
{
  mtn_edlae_score (self->edlae[history], penalty, n_rows, offsets, movies, values, scores);
  if (self->later[history] != NULL)
    mtn_edlae_score (self->later[history], penalty, n_rows, offsets, movies, values, scores);
}
