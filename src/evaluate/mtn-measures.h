/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-bootstrap.h"
#include "mtn-dataset.h"
#include "mtn-metrics.h"
#include "mtn-trials.h"

G_BEGIN_DECLS

/* Columns of a row at each K: the metrics, and behind them the seed's counts of common films. */
#define MTN_COLUMN_INTERSECTIONS      MTN_N_METRICS         /* by film */
#define MTN_COLUMN_SEED_INTERSECTIONS (MTN_N_METRICS + 1)   /* by number */
#define MTN_N_COLUMNS                 (MTN_N_METRICS + 2)

/**
 * MtnMeasures:
 *
 * What was measured of one model, row by row; the rows of all models of an evaluation are
 * the same. 8 · (n_ks · MTN_N_COLUMNS + 5) bytes a row.
 */
typedef struct
{
  guint   n_ks;
  guint  *ks;           /* [n_ks] ascending */
  guint   n_slices;
  guint   n_movies;
  GArray *people;       /* (element-type guint): [n_rows] */
  GArray *slices;       /* (element-type guint): [n_rows] */
  GArray *n_relevant;   /* (element-type guint): [n_rows]; 0: a row of the seed's that no metric is defined for */
  GArray *values;       /* (element-type double): [n_rows, n_ks, MTN_N_COLUMNS] */
  GArray *global;       /* (element-type double): [n_rows, 2]: the seed's precision and recall */
  GArray *hits;         /* (element-type guint64): [n_rows]: bit r − 1 of the first %MTN_METRICS_MAX_HITS: a hit at rank r; of a perfect ranking and of any order none */
  GArray *n_listed;     /* (element-type guint): [n_rows] of any order: films that could be listed; else none */
  guint8 *shown;        /* [n_slices, n_ks, n_movies]: whether the film was among the first K of any row */
} MtnMeasures;

MtnMeasures *mtn_measures_new    (const guint        *ks,
                                  guint               n_ks,
                                  guint               n_slices,
                                  guint               n_movies);
void         mtn_measures_free   (MtnMeasures        *self);
guint        mtn_measures_get_n_rows (const MtnMeasures *self);

/* Values of a row, [n_ks, MTN_N_COLUMNS]; (transfer none). */
const double *mtn_measures_get_row (const MtnMeasures *self, guint row);

/**
 * mtn_measures_at:
 * @k: at most %MTN_METRICS_MAX_HITS and the largest K of @self
 *
 * The same rows at another K, with their accuracy metrics alone.
 */
MtnMeasures *mtn_measures_at     (const MtnMeasures  *self,
                                  guint               k);

/**
 * mtn_measures_add:
 * @order: [n_movies] what to rank by
 * @scores: [n_movies] the same on the scale of @threshold, for the seed's metrics
 * @dataset: its catalogue has the genres; where it is a union, films that did not exist for the person are not listed
 * @scratch: (inout): [2 · n_movies] zeros, and zeros again afterwards
 */
void         mtn_measures_add    (MtnMeasures        *self,
                                  const MtnTrials    *trials,
                                  const MtnTrial     *trial,
                                  const float        *order,
                                  const float        *scores,
                                  double              threshold,
                                  const MtnDataset   *dataset,
                                  const MtnExposure  *exposure,
                                  guint8             *scratch);
/* The row of a perfect ranking. */
void         mtn_measures_add_ceiling (MtnMeasures    *self,
                                       const MtnTrial *trial);
/* The row of films in any order: what is to be expected of it. @dataset: as above */
void         mtn_measures_add_random  (MtnMeasures      *self,
                                       const MtnTrial   *trial,
                                       const MtnDataset *dataset);
/* Appends the rows of @other. */
void         mtn_measures_append (MtnMeasures        *self,
                                  const MtnMeasures  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnMeasures, mtn_measures_free)

G_END_DECLS
