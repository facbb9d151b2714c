/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-demographic.h"
#include "mtn-plan.h"

G_BEGIN_DECLS

/**
 * MtnParts:
 *
 * What is learnt from ratings.
 */
typedef struct
{
  const MtnPlan  *plan;
  guint           n_movies;
  float          *popularity;    /* [n_movies] */
  double          spread;        /* its standard deviation over the films; 1 where it has none */
  MtnDemographic *demographic;   /* (nullable): not in the plan */
  /* (nullable): of a blend of a union, where the first set's people alone say who they are: what takes the place of the two
   * above as long as nothing is picked. Who says nothing is answered as a person of the later set, who says everything as
   * one of the first: which of them asks is not known, but this much is. */
  float          *popularity_unpicked;
  MtnDemographic *demographic_unpicked;
  gpointer        trained[MTN_PLAN_MAX_LEARNERS][2];   /* by learner of the plan and #MtnHistory */
} MtnParts;

/**
 * mtn_parts_fit:
 * @plan: must outlive the parts
 * @n_threads: learners at work at once, 0: as many as there are processors; does not change the result
 */
MtnParts *mtn_parts_fit  (const MtnPlan        *plan,
                          const MtnLesson      *lesson,
                          const MtnVocabulary  *vocabulary,
                          guint                 n_threads,
                          GCancellable         *cancellable,
                          GError              **error);
void      mtn_parts_free (MtnParts             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnParts, mtn_parts_free)

G_END_DECLS
