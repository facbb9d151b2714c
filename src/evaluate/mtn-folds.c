/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-folds.h"

#include "mtn-random.h"

MtnFolds *
mtn_folds_new (guint n_people, guint n_folds, guint64 seed)
{
  MtnFolds *self;
  MtnRandom random;

  g_return_val_if_fail (n_folds >= 2 && n_folds <= n_people, NULL);

  self = g_new0 (MtnFolds, 1);
  self->n_folds = n_folds;
  self->n_people = n_people;
  self->order = g_new (guint, n_people);
  for (guint u = 0; u < n_people; u++)
    self->order[u] = u;
  mtn_random_init (&random, seed, 0);
  mtn_random_shuffle (&random, self->order, n_people);

  return self;
}

void
mtn_folds_free (MtnFolds *self)
{
  if (self == NULL)
    return;

  g_free (self->order);
  g_free (self);
}

/* First person of part @fold, in the permuted order. */
static guint
get_begin (const MtnFolds *self, guint fold)
{
  return (guint) ((guint64) self->n_people * fold / self->n_folds);
}

const guint *
mtn_folds_get_test (const MtnFolds *self, guint fold, guint *n_people)
{
  *n_people = get_begin (self, fold + 1) - get_begin (self, fold);

  return self->order + get_begin (self, fold);
}

guint *
mtn_folds_dup_train (const MtnFolds *self, guint fold, guint *n_people)
{
  guint *train = g_new (guint, self->n_people);
  guint n = 0;

  for (guint i = 0; i < self->n_people; i++)
    if (i < get_begin (self, fold) || i >= get_begin (self, fold + 1))
      train[n++] = self->order[i];
  *n_people = n;

  return train;
}
