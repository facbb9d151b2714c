/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ratings.h"
#include "mtn-recipe.h"

G_BEGIN_DECLS

/* Whoever would be left with fewer films to be found is not asked. */
#define MTN_SIMULATION_LEAST_HIDDEN 5

/**
 * MtnSimulation:
 *
 * People of the data set as if they had just come and picked their first films:
 * of each, @n_picks at random, of those they love or of those they rated.
 */
typedef struct
{
  guint  n_rows;
  guint  n_picks;
  guint *people;    /* [n_rows], rows of the ratings */
  guint *offsets;   /* [n_rows + 1] */
  guint *movies;    /* [n_rows · n_picks] */
  float *values;    /* [n_rows · n_picks], what they put in (mtn_recipe_get_values()) */
} MtnSimulation;

/**
 * mtn_simulation_new:
 * @people: [n_people] rows to take; who has too few films is left out
 *
 * A person's picks depend on @seed, history, number of picks and row alone.
 */
MtnSimulation *mtn_simulation_new  (MtnRatings           *ratings,
                                    const guint          *people,
                                    guint                 n_people,
                                    MtnHistory            history,
                                    guint                 n_picks,
                                    guint64               seed);
void           mtn_simulation_free (MtnSimulation        *self);

gboolean       mtn_simulation_has_picked (const MtnSimulation *self, guint row, guint movie);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSimulation, mtn_simulation_free)

G_END_DECLS
