/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-measures.h"

G_BEGIN_DECLS

/**
 * MtnSummary:
 *
 * Means over some of the rows of an #MtnMeasures. Rows that have nothing to be found are left
 * out of @values and counted; the seed's own means hold them, as it did.
 */
typedef struct
{
  guint        n_ks;
  guint        n_rows;            /* that have something to be found */
  guint        n_people;          /* whose rows these are */
  guint        n_empty;           /* rows without */
  MtnInterval *values;            /* [n_ks, MTN_N_COLUMNS]; mean over the slices of the means over their rows, if that was asked for */
  double      *coverage;          /* [n_ks] share of the catalogue; 0 for groups of people */
  double      *seed_map;          /* [n_ks] over all rows */
  double      *seed_precision;    /* [n_ks] "MRP" */
  double      *seed_intersections; /* [n_ks] by number */
  double       global_precision;  /* the seed's "mean_precision" */
  double       global_recall;     /* its "mean_recalls" */
} MtnSummary;

/**
 * MtnSelection:
 *
 * Which rows, and how to average. Zeroed: all of them, alike.
 */
typedef struct
{
  gboolean        has_slice;      /* rows of @slice alone */
  guint           slice;
  const gboolean *people;         /* (nullable): by row of the data set: whose rows */
  gboolean        by_slices;      /* each slice counts the same */
  gboolean        means_only;     /* no intervals: low and high are the mean */
  guint64         seed;           /* of the bootstrap */
} MtnSelection;

MtnSummary *mtn_summary_new  (const MtnMeasures  *measures,
                              const MtnSelection *selection);
void        mtn_summary_free (MtnSummary         *self);

static inline MtnInterval
mtn_summary_get (const MtnSummary *self, guint k, guint column)
{
  return self->values[k * MTN_N_COLUMNS + column];
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSummary, mtn_summary_free)

/* Whether row @row is selected. */
gboolean    mtn_selection_has (const MtnSelection *self,
                               const MtnMeasures  *measures,
                               guint               row);

G_END_DECLS
