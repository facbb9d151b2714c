/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_eigen_largest:
 * @matrix: [n, n], symmetric; only the entries [i, j] with j ≥ i are read; destroyed
 * @n_wanted: 1 … n
 * @values: (out caller-allocates): [n_wanted], descending
 * @vectors: (out caller-allocates): [n_wanted, n], row k is the unit eigenvector
 *   of values[k], with its entry of largest magnitude positive
 * @error: %MTN_ERROR_NUMERIC if it does not converge, or there is no memory for it
 */
gboolean mtn_eigen_largest (double   *matrix,
                            guint     n,
                            guint     n_wanted,
                            double   *values,
                            double   *vectors,
                            GError  **error);

G_END_DECLS
