/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-architecture.h"
#include "mtn-ratings.h"

G_BEGIN_DECLS

typedef struct
{
  MtnStarValues values;       /* confidence of a rating by its stars, ≥ 0; 0: as if it were not there */
  guint         rank;         /* ≥ 1 */
  guint         n_sweeps;     /* over people and films */
  double        background;   /* α: confidence of every pair that is not rated */
  double        penalty;      /* λ */
  guint64       seed;         /* of the factors that it starts with */
} MtnIalsOptions;

/**
 * MtnIals:
 *
 * Implicit alternating least squares (Hu, Koren and Volinsky, ICDM 2008) with
 * the penalty of Rendle, Krichene, Zhang and Koren, "Revisiting the performance of
 * iALS on item recommendation benchmarks", RecSys 2022 (ν = 1): what is minimised is
 *
 *   Σ_rated c (v_jᵀ x_u − 1)² + α Σ_all (v_jᵀ x_u)²
 *     + λ (Σ_u (n_u + α n_films) |x_u|² + Σ_j (n_j + α n_people) |v_j|²).
 *
 * People leave no trace: their x is solved for whenever they ask. What
 * %MTN_PART_FACTORS stores.
 */
typedef struct
{
  guint  n_movies;
  guint  rank;
  float *factors;     /* [n_movies, rank] */
  float *gram;        /* [rank, rank]: α Σ_j v_j v_jᵀ */
  double background;  /* α */
  double penalty;     /* λ */
} MtnIals;

MtnIals *mtn_ials_fit         (MtnRatings            *ratings,
                               const MtnIalsOptions  *options,
                               GCancellable          *cancellable,
                               GError               **error);
void     mtn_ials_free        (MtnIals               *self);

/* λ (n + α n_films): what stands on the diagonal for somebody with so many picks. */
double   mtn_ials_get_penalty (const MtnIals         *self,
                               guint                  n_picks);

/* @scores: (out caller-allocates): [n_rows, n_movies] of sparse input rows */
void     mtn_ials_score       (const MtnIals         *self,
                               guint                  n_rows,
                               const guint           *offsets,
                               const guint           *movies,
                               const float           *values,
                               float                 *scores);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnIals, mtn_ials_free)

G_END_DECLS
