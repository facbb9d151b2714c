/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-summary.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_VERDICT_BETTER,
  MTN_VERDICT_WORSE,
  MTN_VERDICT_NO_DIFFERENCE,   /* none that is significant: the interval holds 0 */
  MTN_VERDICT_TOO_FEW,         /* people to tell: there is no interval */
} MtnVerdict;

/**
 * mtn_comparison_compute:
 * @a, @b: of the same rows, in the same order
 * @out: (out caller-allocates): [n_ks, MTN_N_COLUMNS]: mean of a − b with its interval
 *
 * Compares two models paired over people: what is drawn is a person with the differences on
 * all their rows.
 */
void        mtn_comparison_compute (const MtnMeasures  *a,
                                    const MtnMeasures  *b,
                                    const MtnSelection *selection,
                                    MtnInterval        *out);

MtnVerdict  mtn_interval_judge     (const MtnInterval  *difference);
/* "better", "worse", "no significant difference", "too few people"; for JSON. */
const char *mtn_verdict_get_name   (MtnVerdict          verdict);
/* "A is better than B: NDCG@10 +0.0120 [+0.0070, +0.0180]"; @what: "NDCG@10". Free with g_free(). */
char       *mtn_comparison_dup_words (const char        *a,
                                      const char        *b,
                                      const char        *what,
                                      const MtnInterval *difference);

G_END_DECLS
