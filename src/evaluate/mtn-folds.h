/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnFolds:
 *
 * People cut into parts: each part once is who is asked, and the rest is who a model may
 * learn from. The order of the people is permuted with the seed, then cut into
 * nearly equal parts.
 */
typedef struct
{
  guint  n_folds;
  guint  n_people;
  guint *order;     /* [n_people] rows of the data set */
} MtnFolds;

/* @n_folds: 2 … @n_people. */
MtnFolds    *mtn_folds_new       (guint            n_people,
                                  guint            n_folds,
                                  guint64          seed);
void         mtn_folds_free      (MtnFolds        *self);
/* The people of part @fold; (transfer none). */
const guint *mtn_folds_get_test  (const MtnFolds  *self,
                                  guint            fold,
                                  guint           *n_people);
/* All others, in the permuted order; free with g_free(). */
guint       *mtn_folds_dup_train (const MtnFolds  *self,
                                  guint            fold,
                                  guint           *n_people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFolds, mtn_folds_free)

G_END_DECLS
