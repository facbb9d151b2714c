/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The long tail: a few people rate much, and a few films are rated much. */

#include "mtn-exploration-private.h"

#include <stdlib.h>
#include <string.h>

static void
reverse (guint *values, guint n)
{
  for (guint i = 0; i < n / 2; i++)
    {
      guint swapped = values[i];

      values[i] = values[n - 1 - i];
      values[n - 1 - i] = swapped;
    }
}

/* Films by how many ratings they have; one insertion at a time, since few are wanted. */
static void
find_top (MtnExploration *self)
{
  MtnExplorationTail *tail = &self->tail;
  MtnCatalog *catalog = self->dataset->catalog;

  for (guint i = 0; i < self->counts.n_movies; i++)
    {
      guint n_ratings = mtn_catalog_get_movie (catalog, i)->n_ratings;
      guint at = tail->n_top;

      while (at > 0 && mtn_catalog_get_movie (catalog, tail->top[at - 1])->n_ratings < n_ratings)
        at--;
      if (n_ratings == 0 || at == MTN_EXPLORATION_N_TOP)
        continue;

      tail->n_top = MIN (tail->n_top + 1, MTN_EXPLORATION_N_TOP);
      memmove (tail->top + at + 1, tail->top + at, (tail->n_top - 1 - at) * sizeof (guint));
      tail->top[at] = i;
    }
}

void
mtn_exploration_find_tail (MtnExploration *self)
{
  const MtnRatings *ratings = self->dataset->ratings;
  MtnExplorationTail *tail = &self->tail;
  guint n_movies = self->counts.n_movies;
  guint n_unrated = self->counts.n_unrated;
  guint n_tenth = (n_movies + 9) / 10;
  double in_tenth = 0.0;

  tail->per_person = g_new (guint, self->counts.n_people);
  for (guint i = 0; i < self->counts.n_people; i++)
    tail->per_person[i] = ratings->offsets[i + 1] - ratings->offsets[i];
  tail->people = mtn_spread_of (tail->per_person, self->counts.n_people);
  reverse (tail->per_person, self->counts.n_people);

  tail->per_movie = g_new (guint, n_movies);
  for (guint i = 0; i < n_movies; i++)
    {
      guint n = mtn_catalog_get_movie (self->dataset->catalog, i)->n_ratings;

      tail->per_movie[i] = n;
      tail->n_once += n == 1;
      tail->n_below_5 += n > 0 && n < 5;
      tail->n_below_20 += n > 0 && n < 20;
    }
  mtn_spread_of (tail->per_movie, n_movies);
  tail->movies = mtn_spread_of (tail->per_movie + n_unrated, n_movies - n_unrated);
  reverse (tail->per_movie, n_movies);

  for (guint i = 0; i < n_tenth; i++)
    in_tenth += tail->per_movie[i];
  if (self->counts.n_ratings > 0)
    tail->top_tenth = in_tenth / self->counts.n_ratings;
  find_top (self);
}

void
mtn_exploration_clear_tail (MtnExploration *self)
{
  g_free (self->tail.per_person);
  g_free (self->tail.per_movie);
}
