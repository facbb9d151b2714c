/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-film-order.h"

G_BEGIN_DECLS

/**
 * MtnFilmFilterModel:
 *
 * The films that the picker shows, a #GListModel of #MtnFilm: those that answer
 * the search text, are of the genre and of the decade, in the chosen order. A
 * search with %MTN_FILM_SORT_POPULAR is in the order of the search itself, best
 * answer first. A change is one `items-changed` that leaves out what stays at
 * the beginning and at the end.
 */
#define MTN_TYPE_FILM_FILTER_MODEL (mtn_film_filter_model_get_type ())
G_DECLARE_FINAL_TYPE (MtnFilmFilterModel, mtn_film_filter_model, MTN, FILM_FILTER_MODEL, GObject)

/* Returns: (transfer full) (element-type guint): catalogue indices, best first. */
typedef GArray *(*MtnFilmSearchFunc) (const char *text,
                                      gpointer    user_data);

/* @search: what answers a text; @user_data must outlive the model. */
MtnFilmFilterModel *mtn_film_filter_model_new        (MtnFilmSearchFunc   search,
                                                      gpointer            user_data);

/* @films: (nullable) (element-type MtnFilm): followed when it changes. */
void                mtn_film_filter_model_set_films  (MtnFilmFilterModel *self,
                                                      GListModel         *films);
/* Blank: every film. */
void                mtn_film_filter_model_set_text   (MtnFilmFilterModel *self,
                                                      const char         *text);
/* Bits of the catalogue's genres, a film needs one of them; 0: any. */
void                mtn_film_filter_model_set_genres (MtnFilmFilterModel *self,
                                                      guint32             genres);
/* First year of the decade, 0: any. */
void                mtn_film_filter_model_set_decade (MtnFilmFilterModel *self,
                                                      int                 decade);
void                mtn_film_filter_model_set_sort   (MtnFilmFilterModel *self,
                                                      MtnFilmSort         sort);

G_END_DECLS
