/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-architecture.h"
#include "mtn-kinds.h"
#include "mtn-ratings.h"

G_BEGIN_DECLS

/**
 * MtnEdlaeOptions:
 *
 * How ratings become the matrix that is learnt from.
 */
typedef struct
{
  MtnStarValues values;   /* entry of a rating by its stars; those for 1 … 5 count */
  double        damping;  /* people count by (number of ratings)^−damping: 0 all ratings alike, ½ in between */
  double        mu;       /* added to diag G in the penalty, > 0: doubts films with few ratings */
  double        kinship;  /* what each kind of films counts, ≥ 0: as much as kinship² people who have rated all of it */
  guint         rank;     /* most eigenvectors kept, ≥ 1 */
  gboolean      is_plain; /* the penalty is the same for every film: g = 1, without μ (EASE) */
  const float  *weights;  /* (nullable) [n_people]: what each person counts besides, > 0 */
  const guint  *reach;    /* (nullable) [n_reach]: films that scores are wanted for, ascending; NULL: all */
  guint         n_reach;
} MtnEdlaeOptions;

/**
 * MtnEdlae:
 *
 * An EDLAE for every penalty at once: the eigenbasis that its weight matrices
 * share (see mtn-edlae.c). What %MTN_PART_SPECTRAL stores.
 */
typedef struct
{
  guint  n_movies;
  guint  rank;         /* that it has: at most the rank of the data */
  float *factors;      /* [n_movies, rank], W transposed */
  float *eigenvalues;  /* [rank], descending, > 0 */
  float *gram;         /* [n_movies], g, > 0 */
  guint *reach;        /* (nullable) [n_reach]: as in the options */
  guint  n_reach;
} MtnEdlae;

/**
 * mtn_edlae_fit:
 * @ratings: at least one rating
 * @kinds: (nullable): of the same films; what films have in common helps where ratings are few
 * @error: %MTN_ERROR_NUMERIC, or %G_IO_ERROR_CANCELLED
 */
MtnEdlae *mtn_edlae_fit  (MtnRatings             *ratings,
                          const MtnKinds         *kinds,
                          const MtnEdlaeOptions  *options,
                          GCancellable           *cancellable,
                          GError                **error);
void      mtn_edlae_free (MtnEdlae               *self);

/**
 * mtn_edlae_score:
 * @penalty: c, > 0
 * @offsets, @movies, @values: sparse input rows, as in #MtnRatings
 * @scores: (out caller-allocates): [n_rows, n_movies]; those of a row's own
 *   films are not freed of the film's input and must not be used. Films out of reach are left as they are
 *
 * Scores of many people with the same penalty.
 */
void      mtn_edlae_score (const MtnEdlae        *self,
                           double                 penalty,
                           guint                  n_rows,
                           const guint           *offsets,
                           const guint           *movies,
                           const float           *values,
                           float                 *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEdlae, mtn_edlae_free)

G_END_DECLS
