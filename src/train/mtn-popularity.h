/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-films.h"

G_BEGIN_DECLS

/* Whoever gives so many stars loves the film: what scores are the share of. */
#define MTN_LOVED_STARS 4.0f

/**
 * mtn_popularity_fit:
 *
 * Returns: (transfer full): [n_movies], the share of the people who love each film
 */
float *mtn_popularity_fit          (MtnRatings      *ratings);
/* Of a union: the share of the people for whom the film existed. @people: [ratings->n_people] */
float *mtn_popularity_fit_of_union (MtnRatings      *ratings,
                                    const MtnPerson *people,
                                    const MtnFilms  *films);

G_END_DECLS
