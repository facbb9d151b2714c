/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exploration.h"

G_BEGIN_DECLS

/* A film that a person likes, in a data set. */
typedef struct
{
  guint movie;   /* catalogue index */
  float stars;   /* 0.5 … 5.0, or 0: none were given */
} MtnTastePick;

typedef enum
{
  MTN_TASTE_OWN,       /* of the person's picks */
  MTN_TASTE_EVERYONE,  /* of all ratings of the data set */
  MTN_TASTE_N_SIDES,
} MtnTasteSide;

#define MTN_TASTE_N_TENTHS 10

/**
 * MtnTaste:
 *
 * A person's picks beside the ratings of everyone. All are shares, from 0 to 1; of nothing they are 0.
 */
typedef struct
{
  guint   n_picks;
  guint   n_starred;                                /* picks with stars */
  double  genres[MTN_TASTE_N_SIDES][MTN_CATALOG_MAX_GENRES + 1]; /* as in #MtnExplorationGenres: a film counts for each */
  int     first_decade;                             /* 1920 */
  guint   n_decades;                                /* 0: no film has a year */
  double *decades[MTN_TASTE_N_SIDES];               /* [n_decades] of films whose year is known */
  double  stars[MTN_TASTE_N_SIDES][MTN_EXPLORATION_N_STARS]; /* of picks with stars */
  double  mean_stars[MTN_TASTE_N_SIDES];
  double  tenths[MTN_TASTE_N_SIDES][MTN_TASTE_N_TENTHS]; /* by how often films are rated: [0] the tenth of the rated
                                                     * films that has most ratings; of equals the lower index first */
} MtnTaste;

/**
 * mtn_taste_new:
 * @picks: [n_picks], films of @data's data set; any order, a film once
 *
 * Returns: (transfer full): free with mtn_taste_free()
 */
MtnTaste *mtn_taste_new  (const MtnExploration *data,
                          const MtnTastePick   *picks,
                          guint                 n_picks);
/**
 * mtn_taste_new_matched:
 * @catalog: a model's, say, which knows films by other ids
 * @picks: [n_picks], films of @catalog
 * @n_unknown: (out): picks that the data set does not have
 *
 * The same of films that are found in the data set by title and year (mtn_union_match()).
 *
 * Returns: (transfer full)
 */
MtnTaste *mtn_taste_new_matched (const MtnExploration *data,
                                 MtnCatalog           *catalog,
                                 const MtnTastePick   *picks,
                                 guint                 n_picks,
                                 guint                *n_unknown);
void      mtn_taste_free (MtnTaste             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnTaste, mtn_taste_free)

G_END_DECLS
