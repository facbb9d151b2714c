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

static double
compute_spread (const float *values, guint n)
{
  double sum = 0, squares = 0, variance;

  if (n == 0)
    return 1;

  for (guint j = 0; j < n; j++)
    {
      sum += values[j];
      squares += (double) values[j] * values[j];
    }
  variance = squares / n - sum / n * (sum / n);

  return variance > 1e-12 ? sqrt (variance) : 1;
}

MtnParts *
mtn_parts_fit (const MtnPlan *plan,
               MtnRatings *ratings,
               const MtnKinds *kinds,
               const MtnPerson *people,
               const MtnVocabulary *vocabulary,
               guint rank,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (MtnParts) self = g_new0 (MtnParts, 1);

  self->n_movies = ratings->n_movies;
  self->popularity = mtn_popularity_fit (ratings);
  self->spread = compute_spread (self->popularity, ratings->n_movies);

  if (plan->demographic)
    self->demographic = mtn_demographic_fit (ratings, people, vocabulary, self->popularity);

  for (guint history = 0; plan->edlae && history < G_N_ELEMENTS (self->edlae); history++)
    {
      MtnEdlaeOptions options = mtn_recipe_get_edlae (history, rank);

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
    g_clear_pointer (&self->edlae[history], mtn_edlae_free);
  g_free (self);
}
