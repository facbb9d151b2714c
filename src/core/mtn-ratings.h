/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnRatings:
 *
 * Ratings in compressed sparse rows: the ratings of person u are the entries
 * offsets[u] … offsets[u + 1] − 1, ascending by movie index, each movie at most
 * once. Immutable; reference counted.
 */
typedef struct
{
  guint    n_people;
  guint    n_movies;    /* columns; every movies[] entry is below it */
  guint   *offsets;     /* [n_people + 1] */
  guint   *movies;      /* [offsets[n_people]] catalogue indices */
  float   *stars;       /* [offsets[n_people]] 0.5 … 5.0 */
  gint64  *times;       /* [offsets[n_people]] seconds since the epoch, UTC */
} MtnRatings;

typedef struct
{
  guint  person;        /* row */
  guint  movie;         /* catalogue index */
  float  stars;
  gint64 time;
} MtnRating;

/**
 * mtn_ratings_new:
 * @entries: in any order, (person, movie) unique
 *
 * Returns: (transfer full): the rows, sorted
 */
MtnRatings *mtn_ratings_new   (const MtnRating *entries,
                               gsize            n_entries,
                               guint            n_people,
                               guint            n_movies);
/**
 * mtn_ratings_new_take:
 * @offsets: (transfer full): [n_people + 1]
 * @movies: (transfer full): [offsets[n_people]], ascending in every row, below @n_movies
 *
 * Returns: (transfer full): rows that are sorted already, without a copy of them
 */
MtnRatings *mtn_ratings_new_take (guint    n_people,
                                  guint    n_movies,
                                  guint   *offsets,
                                  guint   *movies,
                                  float   *stars,
                                  gint64  *times);
MtnRatings *mtn_ratings_ref   (MtnRatings *self);
void        mtn_ratings_unref (MtnRatings *self);

/* The rows named in @people, in that order. */
MtnRatings *mtn_ratings_select (MtnRatings  *self,
                                const guint *people,
                                guint        n_people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnRatings, mtn_ratings_unref)

G_END_DECLS
