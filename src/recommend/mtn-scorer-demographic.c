/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What age, gender and occupation add, each a deviation from popularity, a share. What is not said adds
 * nothing. A deviation has no popularity in it, so there is nothing to tilt. */

#include "mtn-scorer-private.h"

typedef struct
{
  MtnScorer base;
  MtnBuffer *age;        /* [ages, movies] */
  MtnBuffer *gender;     /* [genders, movies] */
  MtnBuffer *occupation; /* [occupations, movies] */
} Demographic;

static guint
row_for (int index)
{
  return index == MTN_NOT_SAID ? MTN_NO_ROW : (guint) index;
}

static void
run (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, MtnBuffer *out)
{
  Demographic *self = (Demographic *) base;
  guint age[MTN_BATCH], gender[MTN_BATCH], occupation[MTN_BATCH];
  float ones[MTN_BATCH];

  if (self->age == NULL)
    {
      self->age = mtn_scorer_upload (base, "age");
      self->gender = mtn_scorer_upload (base, "gender");
      self->occupation = mtn_scorer_upload (base, "occupation");
    }

  for (guint r = 0; r < n_rows; r++)
    {
      age[r] = row_for (rows[r]->age);
      gender[r] = row_for (rows[r]->gender);
      occupation[r] = row_for (rows[r]->occupation);
      ones[r] = 1.0f;
    }

  mtn_engine_fill (base->engine, out, (gsize) n_rows * base->n_movies, 0.0f);
  mtn_engine_blend (base->engine, out, n_rows, base->n_movies, self->age, age, ones);
  mtn_engine_blend (base->engine, out, n_rows, base->n_movies, self->gender, gender, ones);
  mtn_engine_blend (base->engine, out, n_rows, base->n_movies, self->occupation, occupation, ones);
}

static void
keep (MtnScorer *base, const MtnFeatures *const *rows, guint n_rows, double particular, MtnBuffer *scores)
{
}

static void
free_demographic (MtnScorer *base)
{
  Demographic *self = (Demographic *) base;

  g_clear_pointer (&self->age, mtn_buffer_free);
  g_clear_pointer (&self->gender, mtn_buffer_free);
  g_clear_pointer (&self->occupation, mtn_buffer_free);
  g_free (self);
}

MtnScorer *
mtn_scorer_demographic_new (void)
{
  Demographic *self = g_new0 (Demographic, 1);

  self->base.run = run;
  self->base.tilt = keep;
  self->base.free = free_demographic;

  return &self->base;
}
