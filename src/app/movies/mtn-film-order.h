/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-film.h"

G_BEGIN_DECLS

/**
 * MtnFilmSort:
 * @MTN_FILM_SORT_POPULAR: loved by many, genres mixed at the beginning
 * @MTN_FILM_SORT_TITLE: by title without its article, as the locale collates
 * @MTN_FILM_SORT_YEAR: newest first, unknown years last, more rated first within a year
 */
typedef enum
{
  MTN_FILM_SORT_POPULAR,
  MTN_FILM_SORT_TITLE,
  MTN_FILM_SORT_YEAR,
} MtnFilmSort;

/**
 * mtn_film_order_new:
 * @films: (element-type MtnFilm)
 *
 * Returns: (transfer full) (element-type MtnFilm): all films, in that order
 */
GPtrArray *mtn_film_order_new (GListModel  *films,
                               MtnFilmSort  sort);

G_END_DECLS
