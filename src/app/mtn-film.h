/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib-object.h>

#include "mtn-catalog.h"
#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * MtnFilm:
 *
 * A film of the loaded catalogue as an item that widgets bind to. One object a
 * film, for as long as the catalogue is loaded, so that its state is right in
 * every list that shows it. Only #MtnAppState changes it.
 *
 * Properties (all notify): `picked` (boolean), `stars` (double, 0: none),
 * `excluded` (boolean), `not-interested` (boolean).
 */
#define MTN_TYPE_FILM (mtn_film_get_type ())
G_DECLARE_FINAL_TYPE (MtnFilm, mtn_film, MTN, FILM, GObject)

MtnFilm        *mtn_film_new             (MtnCatalog *catalog, guint index);

guint           mtn_film_get_index       (MtnFilm *self);
const MtnMovie *mtn_film_get_movie       (MtnFilm *self);
const char     *mtn_film_get_label       (MtnFilm *self); /* "The Butcher Boy (1998)" */
char           *mtn_film_dup_genres      (MtnFilm *self); /* translated, "Action · Sci-Fi" with unbreakable names */
/* Names as in the catalogue, NULL-terminated; free the array only, with g_free(). */
const char    **mtn_film_dup_genre_names (MtnFilm *self);

gboolean        mtn_film_get_picked         (MtnFilm *self);
double          mtn_film_get_stars          (MtnFilm *self);
gboolean        mtn_film_get_excluded       (MtnFilm *self);
gboolean        mtn_film_get_not_interested (MtnFilm *self);

/* For #MtnAppState alone. */
void            mtn_film_set_state (MtnFilm  *self,
                                    gboolean  picked,
                                    double    stars,
                                    gboolean  excluded,
                                    gboolean  not_interested);

G_END_DECLS
