/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-plan.h"

G_BEGIN_DECLS

/* What was found at one number of picks. */
typedef struct
{
  guint  n_picks;
  double scale[MTN_PLAN_MAX_LEARNERS];   /* standard deviation over the films of a learner's scores, > 0; 1 without picks */
  double a;            /* of the calibration */
  double b;            /* likewise, > 0 */
  guint  n_people;
  double ndcg;         /* NDCG@10 of the lists, over those people */
  double ndcg_of_popularity;
} MtnCurvePoint;

/**
 * MtnCurves:
 *
 * How scores grow with the number of picks, and what they mean.
 */
typedef struct
{
  GArray *points[2];   /* (element-type MtnCurvePoint), by #MtnHistory, ascending by n_picks */
} MtnCurves;

MtnCurves *mtn_curves_new  (void);
void       mtn_curves_free (MtnCurves *self);

/**
 * mtn_curves_get:
 *
 * Interpolates: scale, a and b between two measured numbers of picks, over
 * their logarithm. Beyond the last, the scale goes on as it grew, for it is a sum over
 * picks; a and b stay. No picks are a case of their own.
 *
 * Returns: FALSE where nothing was measured; then @point has scale 1, a 0 and b 1
 */
gboolean   mtn_curves_get  (const MtnCurves *self,
                            MtnHistory       history,
                            guint            n_picks,
                            MtnCurvePoint   *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCurves, mtn_curves_free)

G_END_DECLS
