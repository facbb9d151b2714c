/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-films.h"

static void
find_pick_only (MtnFilms *self, MtnCatalog *catalog, MtnRatings *ratings)
{
  g_autofree guint *n_ratings = g_new0 (guint, MAX (self->n_movies, 1));

  for (guint i = 0; i < ratings->offsets[ratings->n_people]; i++)
    n_ratings[mtn_catalog_get_movie (catalog, ratings->movies[i])->twin]++;

  self->pick_only = g_new (gboolean, MAX (self->n_movies, 1));
  for (guint j = 0; j < self->n_movies; j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, j);

      self->pick_only[j] = movie->placeholder || n_ratings[movie->twin] < MTN_FILMS_LEAST_RATINGS;
    }
}

MtnFilms *
mtn_films_new (MtnDataset *dataset, MtnRatings *ratings)
{
  MtnFilms *self = g_new0 (MtnFilms, 1);

  self->n_movies = ratings->n_movies;
  self->sets = dataset->film_sets;
  if (self->sets == NULL)
    return self;

  find_pick_only (self, dataset->catalog, ratings);
  for (guint group = 0; group < G_N_ELEMENTS (self->reach); group++)
    self->reach[group] = g_new (guint, MAX (self->n_movies, 1));
  for (guint j = 0; j < self->n_movies; j++)
    {
      guint group = (self->sets[j] & 1) != 0 ? 0 : 1;

      if (!self->pick_only[j])
        self->reach[group][self->n_reach[group]++] = j;
    }

  return self;
}

void
mtn_films_free (MtnFilms *self)
{
  if (self == NULL)
    return;

  g_free (self->pick_only);
  for (guint group = 0; group < G_N_ELEMENTS (self->reach); group++)
    g_free (self->reach[group]);
  g_free (self);
}

guint
mtn_films_count_candidates (const MtnFilms *self, guint set)
{
  guint n = 0;

  for (guint j = 0; j < self->n_movies; j++)
    n += mtn_films_is_candidate (self, j, set) ? 1 : 0;

  return n;
}
