/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/* Of a union, films with fewer ratings are not recommended: most of its films have hardly any. */
#define MTN_FILMS_LEAST_RATINGS 5

/**
 * MtnFilms:
 *
 * Which films scores are wanted for, and who can say something about them. Of one
 * data set these are all films and everybody. Of a union there are two groups: the films that its first set
 * has, learnt from the people of both, and later films, learnt from those
 * of the second alone; for the others they did not exist, which is not the same as no interest.
 */
typedef struct
{
  guint         n_movies;
  const guint8 *sets;        /* (nullable): as #MtnDataset.film_sets, borrowed: NULL: one data set, and what follows is NULL too */
  gboolean     *pick_only;   /* (nullable) [n_movies]: placeholders, and films with too few ratings under all of their ids */
  guint        *reach[2];    /* (nullable) [n_reach]: films of each group that are not so, ascending */
  guint         n_reach[2];
} MtnFilms;

/* @ratings: those of the people that are learnt from */
MtnFilms *mtn_films_new  (MtnDataset *dataset,
                          MtnRatings *ratings);
void      mtn_films_free (MtnFilms   *self);

static inline gboolean
mtn_films_is_union (const MtnFilms *self)
{
  return self->sets != NULL;
}

/* Whether a film may be listed for people of that set when the model is asked about them. */
static inline gboolean
mtn_films_is_candidate (const MtnFilms *self, guint movie, guint set)
{
  return self->sets == NULL || (!self->pick_only[movie] && (self->sets[movie] >> set & 1) != 0);
}

/* How many these are. */
guint     mtn_films_count_candidates (const MtnFilms *self,
                                      guint           set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFilms, mtn_films_free)

G_END_DECLS
