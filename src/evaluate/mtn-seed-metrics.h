/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnSeedMetrics:
 *
 * What the seed program called its metrics, of one row, computed as it computed
 * them: for comparing with its published figures. With R the relevant films and P
 * the unseen films whose score is above the threshold:
 * its "precision" is |P ∩ R| / |R|, which is recall, and its "recall"
 * |P ∩ R| / |P|, which is precision, for the arguments were swapped; 0 where the
 * denominator is 0. Its "top intersection" at K numbers the films of R (best
 * stars first) and those of P (best score first) each in a row of its own and
 * counts the numbers that both first K have in common; compared by film, as it
 * was meant, it stands in @intersections.
 */
typedef struct
{
  double precision;            /* the seed's: |P ∩ R| / |R| */
  double recall;               /* the seed's: |P ∩ R| / |P| */
  guint *seed_intersections;   /* [n_ks] by number */
  guint *intersections;        /* [n_ks] by film */
} MtnSeedMetrics;

/**
 * mtn_seed_metrics_compute:
 * @scores: [n_movies] what the model says, on the scale of @threshold
 * @hidden: [n_movies]: films in the input
 * @list: [n_list] films best first
 * @relevant: [n_relevant] films, ascending
 * @stars: [n_relevant]
 * @threshold: a film of the list is in P if its score is above
 * @self: whose two arrays the caller provides
 */
void mtn_seed_metrics_compute (const float    *scores,
                               guint           n_movies,
                               const guint8   *hidden,
                               const guint    *list,
                               guint           n_list,
                               const guint    *relevant,
                               const float    *stars,
                               guint           n_relevant,
                               double          threshold,
                               const guint    *ks,
                               guint           n_ks,
                               MtnSeedMetrics *self);

G_END_DECLS
