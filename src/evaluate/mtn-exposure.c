/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exposure.h"

static MtnExposure *
exposure_alloc (guint n_people, guint n_movies)
{
  MtnExposure *self = g_new0 (MtnExposure, 1);

  self->n_people = n_people;
  self->n_movies = n_movies;
  self->n_ratings = g_new0 (guint, MAX (n_movies, 1));
  self->popularity = g_new0 (float, MAX (n_movies, 1));

  return self;
}

static void
finish (MtnExposure *self)
{
  for (guint j = 0; j < self->n_movies; j++)
    self->popularity[j] = (float) self->n_ratings[j];
}

MtnExposure *
mtn_exposure_new (MtnRatings *ratings, const guint *people, guint n_people)
{
  MtnExposure *self;

  g_return_val_if_fail (ratings != NULL, NULL);

  self = exposure_alloc (people != NULL ? n_people : ratings->n_people, ratings->n_movies);
  for (guint p = 0; p < self->n_people; p++)
    {
      guint person = people != NULL ? people[p] : p;

      for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
        self->n_ratings[ratings->movies[i]]++;
    }
  finish (self);

  return self;
}

MtnExposure *
mtn_exposure_new_for_catalog (MtnCatalog *catalog, guint n_people)
{
  MtnExposure *self;

  g_return_val_if_fail (catalog != NULL, NULL);

  self = exposure_alloc (n_people, mtn_catalog_get_n_movies (catalog));
  for (guint j = 0; j < self->n_movies; j++)
    {
      self->n_ratings[j] = mtn_catalog_get_movie (catalog, j)->n_ratings;
      self->n_people = MAX (self->n_people, self->n_ratings[j]);
    }
  finish (self);

  return self;
}

void
mtn_exposure_free (MtnExposure *self)
{
  if (self == NULL)
    return;

  g_free (self->n_ratings);
  g_free (self->popularity);
  g_free (self);
}
