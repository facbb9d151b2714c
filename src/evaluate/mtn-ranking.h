/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_ranking_list:
 * @scores: [n_movies]; NaN counts as −∞
 * @hidden: [n_movies]: films that are not listed, because they are in the input
 * @k: most films wanted
 * @list: (out caller-allocates): [k]
 *
 * The order of every evaluation: score descending, then by lower catalogue
 * index, never by chance.
 *
 * Returns: how many there are
 */
guint mtn_ranking_list (const float   *scores,
                        guint          n_movies,
                        const guint8  *hidden,
                        guint          k,
                        guint         *list);

G_END_DECLS
