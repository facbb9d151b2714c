/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-film.h"

/* A made-up film: title, year, genre bits of GENRES, number of ratings, mean stars. */
typedef struct
{
  const char *title;
  int         year;
  guint32     genres;
  guint       n_ratings;
  float       mean_stars;
} FixtureFilm;

enum
{
  ACTION = 1 << 0,
  COMEDY = 1 << 1,
  DRAMA = 1 << 2,
  HORROR = 1 << 3,
};

/* Ids are 1 …, indices 0 …, in the order given. */
static inline MtnCatalog *
fixture_catalog (const FixtureFilm *films, guint n_films)
{
  const char *const genres[] = { "Action", "Comedy", "Drama", "Horror", NULL };
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  g_autoptr (GError) error = NULL;
  MtnCatalog *catalog;

  for (guint i = 0; i < n_films; i++)
    {
      MtnMovie movie = { .id = (int) i + 1,
                         .title = g_strdup (films[i].title),
                         .year = films[i].year,
                         .genres = films[i].genres,
                         .n_ratings = films[i].n_ratings,
                         .mean_stars = films[i].mean_stars };

      g_array_append_val (movies, movie);
    }

  catalog = mtn_catalog_new (movies, genres, &error);
  g_assert_no_error (error);
  return catalog;
}

static inline GListStore *
fixture_films (MtnCatalog *catalog)
{
  GListStore *films = g_list_store_new (MTN_TYPE_FILM);

  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    {
      g_autoptr (MtnFilm) film = mtn_film_new (catalog, i);

      g_list_store_append (films, film);
    }
  return films;
}
