/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-plan.h"

#include <glib/gi18n-lib.h>

#include "mtn-demographic.h"
#include "mtn-error.h"

/* There is none of nearest neighbours among people: it would have to carry their ratings about. */
static const MtnPlan plans[] = {
  {
      .model = "blend",
      .name = "EDLAE + Mult-DAE + demographic prior",
      .learners = { &mtn_learner_edlae, &mtn_learner_autoencoder },
      .n_learners = 2,
      .demographic = TRUE,
      .is_tuned = TRUE,
  },
  { .model = "edlae", .learners = { &mtn_learner_edlae }, .n_learners = 1, .is_tuned = TRUE },
  { .model = "mult-dae", .learners = { &mtn_learner_autoencoder }, .n_learners = 1 },
  { .model = "ease", .learners = { &mtn_learner_ease }, .n_learners = 1 },
  { .model = "ials", .learners = { &mtn_learner_ials }, .n_learners = 1 },
  { .model = "item-knn", .learners = { &mtn_learner_item_knn }, .n_learners = 1 },
  { .model = "demographic", .name = "Demographic popularity", .demographic = TRUE },
  { .model = "popularity", .name = "Popularity" },
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
mtn_plan_uses_engine (const char *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    for (guint l = 0; g_strcmp0 (plans[i].model, model) == 0 && l < plans[i].n_learners; l++)
      if (plans[i].learners[l]->uses_engine)
        return TRUE;

  return FALSE;
}

gboolean
mtn_plan_init (MtnPlan *self, const char *model, const MtnVocabulary *vocabulary, GError **error)
{
  g_autofree char *models = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      if (g_strcmp0 (plans[i].model, model) != 0)
        continue;

      *self = plans[i];
      if (self->name == NULL)
        self->name = self->learners[0]->name;
      if (!self->demographic || mtn_demographic_is_possible (vocabulary))
        return TRUE;

      /* The blend does without; a model of nothing else cannot. */
      if (self->n_learners > 0)
        {
          self->demographic = FALSE;
          self->name = "EDLAE + Mult-DAE";
          return TRUE;
        }
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("the data set says nothing about the age, gender and occupation of its people, so “%s” "
                      "has nothing to learn from"),
                   model);
      return FALSE;
    }

  models = g_strjoinv (", ", (char **) mtn_plan_get_models ());
  g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("there is no model “%s”: choose one of %s"), model,
               models);

  return FALSE;
}

gboolean
mtn_plan_is_slow (const MtnPlan *self)
{
  for (guint l = 0; l < self->n_learners; l++)
    if (self->learners[l]->is_slow)
      return TRUE;

  return FALSE;
}

guint64
mtn_plan_get_size (const MtnPlan *self, const MtnRatings *ratings, guint rank)
{
  guint64 size = 0;

  for (guint l = 0; l < self->n_learners; l++)
    for (MtnHistory h = MTN_HISTORY_FAVORITES; h <= MTN_HISTORY_RATINGS; h++)
      size += self->learners[l]->get_size (ratings, h, rank);

  return size;
}

double
mtn_plan_get_weight (const MtnPlan *self, guint learner, MtnHistory history, guint n_picks)
{
  return learner == 0 ? 1.0 : mtn_recipe_get_partner_weight (history, n_picks);
}

double
mtn_plan_get_popularity_weight (const MtnPlan *self, MtnHistory history, guint n_picks)
{
  if (self->is_tuned)
    return mtn_recipe_get_popularity_weight (history, n_picks);

  return n_picks == 0 ? 1.0 : 0.0;
}
