/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-demographic.h"
#include "mtn-edlae.h"
#include "mtn-films.h"
#include "mtn-recipe.h"

G_BEGIN_DECLS

/* Which of the parts a model has; popularity is in all of them. */
typedef struct
{
  const char *model;        /* as in #MtnTrainOptions */
  const char *name;         /* for people */
  gboolean    demographic;
  gboolean    edlae;
} MtnPlan;

/* The names that @model may have; NULL-terminated, the recommended one first. */
const char * const *mtn_plan_get_models (void);

/* Error: %MTN_ERROR_USAGE for a model that does not exist, %MTN_ERROR_UNSUPPORTED for one that this
 * vocabulary does not allow. */
gboolean mtn_plan_init (MtnPlan              *self,
                        const char           *model,
                        const MtnVocabulary  *vocabulary,
                        GError              **error);

/**
 * MtnParts:
 *
 * What is learnt from ratings.
 */
typedef struct
{
  guint           n_movies;
  float          *popularity;    /* [n_movies] */
  double          spread;        /* its standard deviation over the films; 1 where it has none */
  MtnDemographic *demographic;   /* (nullable): not in the plan */
  MtnEdlae       *edlae[2];      /* by #MtnHistory; (nullable): not in the plan */
  MtnEdlae       *later[2];      /* likewise, of the films of a union that its first set lacks; (nullable): no union */
} MtnParts;

/* @people: [ratings->n_people] */
MtnParts *mtn_parts_fit  (const MtnPlan        *plan,
                          MtnRatings           *ratings,
                          const MtnFilms       *films,
                          const MtnKinds       *kinds,
                          const MtnPerson      *people,
                          const MtnVocabulary  *vocabulary,
                          guint                 rank,
                          GCancellable         *cancellable,
                          GError              **error);
void      mtn_parts_free (MtnParts             *self);

/* Scores of the factors for that history, as mtn_edlae_score(): of a union, those of both groups. */
void      mtn_parts_score (const MtnParts      *self,
                           MtnHistory           history,
                           double               penalty,
                           guint                n_rows,
                           const guint         *offsets,
                           const guint         *movies,
                           const float         *values,
                           float               *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnParts, mtn_parts_free)

G_END_DECLS
