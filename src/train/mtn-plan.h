/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-learner.h"

G_BEGIN_DECLS

#define MTN_PLAN_MAX_LEARNERS 2

/* What a model is made of; popularity is in all of them. */
typedef struct
{
  const char       *model;         /* as in #MtnTrainOptions */
  const char       *name;          /* for people */
  const MtnLearner *learners[MTN_PLAN_MAX_LEARNERS];   /* the first n_learners of them */
  guint             n_learners;
  gboolean          demographic;
  gboolean          is_tuned;      /* popularity goes on counting beside picks, as mtn-recipe.h says; else it is for
                                    * those who have none */
} MtnPlan;

/* Error: %MTN_ERROR_USAGE for a model that does not exist, %MTN_ERROR_UNSUPPORTED for one that this
 * vocabulary does not allow. */
gboolean            mtn_plan_init       (MtnPlan              *self,
                                         const char           *model,
                                         const MtnVocabulary  *vocabulary,
                                         GError              **error);

/* Names of the models that there are plans for; NULL-terminated. */
const char * const *mtn_plan_get_models (void);

/* Bytes that a model of these ratings takes at least. */
guint64             mtn_plan_get_size   (const MtnPlan        *self,
                                         const MtnRatings     *ratings,
                                         guint                 rank);

/* Whether one of the learners of that plan makes use of a card. */
gboolean mtn_plan_uses_engine (const char *model);

/* Whether one of its learners takes long. */
gboolean            mtn_plan_is_slow    (const MtnPlan        *self);

/* What the scores of a learner count in the blend, where they spread by 1 over the films. */
double              mtn_plan_get_weight (const MtnPlan        *self,
                                         guint                 learner,
                                         MtnHistory            history,
                                         guint                 n_picks);
/* Likewise popularity. */
double              mtn_plan_get_popularity_weight (const MtnPlan *self,
                                                    MtnHistory     history,
                                                    guint          n_picks);

G_END_DECLS
