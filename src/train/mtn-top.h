/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-simulation.h"

G_BEGIN_DECLS

/* Films of a list that quality is measured on. */
#define MTN_TOP_N 10

/**
 * mtn_top_list:
 * @scores: [n_movies]
 * @row: the row of @simulation that they are for, whose picks are not listed
 * @best: (out caller-allocates): [n]
 *
 * The best @n films, best first, ties by lower index; −∞ is never listed.
 *
 * Returns: how many there are
 */
guint  mtn_top_list         (const float          *scores,
                             guint                 n_movies,
                             const MtnSimulation  *simulation,
                             guint                 row,
                             guint                *best,
                             guint                 n);

/* NDCG@10, binary, of a list of films; @loved: [n_movies], @n_loved of them, > 0. */
double mtn_top_compute_ndcg (const guint          *best,
                             guint                 n_best,
                             const gboolean       *loved,
                             guint                 n_loved);

G_END_DECLS
