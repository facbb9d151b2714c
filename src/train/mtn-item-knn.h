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
  MtnStarValues values;       /* entry of a rating by its stars */
  double        damping;      /* people count by (number of ratings)^−damping */
  double        shrinkage;    /* added below the line: doubts films that few have rated */
  guint         n_neighbours; /* of each film, ≥ 1 */
} MtnItemKnnOptions;

/* A matrix [n_movies, n_movies] is what %MTN_PART_ITEM_ITEM stores: of more films it is no model to use. */
#define MTN_ITEM_KNN_MOST_MOVIES 16384

/**
 * mtn_item_knn_fit:
 * @error: %MTN_ERROR_UNSUPPORTED for more than %MTN_ITEM_KNN_MOST_MOVIES films, %MTN_ERROR_NUMERIC without
 *   memory, or %G_IO_ERROR_CANCELLED
 *
 * Item-based nearest neighbours (Sarwar, Karypis, Konstan and Riedl, WWW 2001;
 * Deshpande and Karypis, ACM TOIS 22(1), 2004): the cosine of two films over
 * the people who rated them, Σ x_i x_j / (|x_i| |x_j| + shrinkage), kept for the most similar films of
 * each, ties by lower index; 0 elsewhere and for a film with itself.
 *
 * Returns: (transfer full): [n_movies, n_movies], row: the picked film
 */
float *mtn_item_knn_fit   (MtnRatings               *ratings,
                           const MtnItemKnnOptions  *options,
                           GCancellable             *cancellable,
                           GError                  **error);

/* Sums of the picks' rows; @scores: (out caller-allocates): [n_rows, n_movies] */
void   mtn_item_knn_score (const float              *similarity,
                           guint                     n_movies,
                           guint                     n_rows,
                           const guint              *offsets,
                           const guint              *movies,
                           const float              *values,
                           float                    *scores);

G_END_DECLS
