/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-film-table.h"

#include "mtn-list-update.h"

typedef struct
{
  gboolean picked;
  double stars;
  gboolean excluded;
  gboolean not_interested;
} FilmState;

struct _MtnFilmTable
{
  MtnCatalog *catalog;
  MtnFilm **by_index; /* [movies]: borrowed from `films` */
  GPtrArray *films;   /* (element-type MtnFilm) */
};

static int
compare_films (gconstpointer a, gconstpointer b)
{
  MtnFilm *film_a = *(MtnFilm *const *) a;
  MtnFilm *film_b = *(MtnFilm *const *) b;
  guint n_a = mtn_film_get_movie (film_a)->n_ratings;
  guint n_b = mtn_film_get_movie (film_b)->n_ratings;

  if (n_a != n_b)
    return n_a > n_b ? -1 : 1;

  return mtn_film_get_index (film_a) < mtn_film_get_index (film_b) ? -1 : 1;
}

MtnFilmTable *
mtn_film_table_new (MtnCatalog *catalog)
{
  MtnFilmTable *self = g_new0 (MtnFilmTable, 1);
  guint n_movies = mtn_catalog_get_n_movies (catalog);

  self->catalog = mtn_catalog_ref (catalog);
  self->by_index = g_new0 (MtnFilm *, n_movies);
  self->films = g_ptr_array_new_full (n_movies, g_object_unref);

  for (guint i = 0; i < n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

      if (movie->placeholder || movie->twin != i)
        continue;
      self->by_index[i] = mtn_film_new (catalog, i);
      g_ptr_array_add (self->films, self->by_index[i]);
    }
  for (guint i = 0; i < n_movies; i++)
    self->by_index[i] = self->by_index[mtn_catalog_get_movie (catalog, i)->twin];

  g_ptr_array_sort (self->films, compare_films);

  return self;
}

void
mtn_film_table_free (MtnFilmTable *self)
{
  g_ptr_array_unref (self->films);
  g_free (self->by_index);
  mtn_catalog_unref (self->catalog);
  g_free (self);
}

MtnFilm *
mtn_film_table_get (MtnFilmTable *self, guint index)
{
  g_return_val_if_fail (index < mtn_catalog_get_n_movies (self->catalog), NULL);

  return self->by_index[index];
}

MtnFilm *
mtn_film_table_find_id (MtnFilmTable *self, int movie_id)
{
  int index = mtn_catalog_find_id (self->catalog, movie_id);

  return index >= 0 ? self->by_index[index] : NULL;
}

GPtrArray *
mtn_film_table_get_all (MtnFilmTable *self)
{
  return self->films;
}

void
mtn_film_table_apply (MtnFilmTable *self,
                      const MtnProfile *profile,
                      GListStore *picks,
                      GListStore *exclusions)
{
  g_autofree FilmState *states = g_new0 (FilmState, mtn_catalog_get_n_movies (self->catalog));
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();
  g_autoptr (GPtrArray) excluded = g_ptr_array_new ();

  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (profile, i);
      MtnFilm *film = mtn_film_table_find_id (self, pick->movie_id);
      FilmState *state;

      if (film == NULL)
        continue;
      state = &states[mtn_film_get_index (film)];
      if (!state->picked)
        g_ptr_array_add (picked, film);
      state->picked = TRUE;
      state->stars = pick->stars;
    }

  for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (profile, i);
      MtnFilm *film = mtn_film_table_find_id (self, exclusion->movie_id);
      FilmState *state;

      if (film == NULL)
        continue;
      state = &states[mtn_film_get_index (film)];
      if (!state->excluded)
        g_ptr_array_add (excluded, film);
      state->excluded = TRUE;
      state->not_interested = exclusion->reason == MTN_EXCLUDE_NOT_INTERESTED;
    }

  for (guint i = 0; i < self->films->len; i++)
    {
      MtnFilm *film = g_ptr_array_index (self->films, i);
      const FilmState *state = &states[mtn_film_get_index (film)];

      mtn_film_set_state (film, state->picked, state->stars, state->excluded, state->not_interested);
    }

  mtn_list_store_update (picks, picked);
  mtn_list_store_update (exclusions, excluded);
}

int
mtn_film_table_id_in (MtnFilmTable *self, MtnFilm *film, const MtnProfile *profile)
{
  int id = mtn_film_get_movie (film)->id;

  if (mtn_profile_find_pick (profile, id) != NULL || mtn_profile_find_exclusion (profile, id) != NULL)
    return id;

  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    {
      int other = mtn_profile_get_pick (profile, i)->movie_id;

      if (mtn_film_table_find_id (self, other) == film)
        return other;
    }
  for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
    {
      int other = mtn_profile_get_exclusion (profile, i)->movie_id;

      if (mtn_film_table_find_id (self, other) == film)
        return other;
    }

  return id;
}
