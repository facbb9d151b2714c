/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-session.h"

G_BEGIN_DECLS

/**
 * MtnNearestFilms:
 *
 * The films that stand nearest to any film in a model of films beside films.
 */
#define MTN_TYPE_NEAREST_FILMS (mtn_nearest_films_get_type ())
G_DECLARE_FINAL_TYPE (MtnNearestFilms, mtn_nearest_films, MTN, NEAREST_FILMS, AdwBin)

/* (nullable): NULL: there is nothing to be seen. Begins with the film that most people rated. */
void mtn_nearest_films_set_session (MtnNearestFilms *self,
                                    MtnSession      *session);

G_END_DECLS
