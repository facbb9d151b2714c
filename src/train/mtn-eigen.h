/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

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

/**
 * MtnEigenRows:
 *
 * Sparse rows x_r of n columns, which stand for the symmetric matrix
 * Σ_r x_r x_rᵀ without forming it.
 */
typedef struct
{
  guint         n_rows;
  guint         n;         /* columns */
  const guint  *offsets;   /* [n_rows + 1] */
  const guint  *columns;
  const double *values;    /* computed with as floats */
} MtnEigenRows;

/**
 * mtn_eigen_largest_of_rows:
 * @n_wanted: far below n: mtn_eigen_is_worth_rows()
 * @tolerance: largest residual, as a share of the largest value; 1e-5 and more can be had
 * @values, @vectors: as in mtn_eigen_largest()
 * @error: %MTN_ERROR_NUMERIC, or %G_IO_ERROR_CANCELLED
 *
 * The same for a matrix too large to be held: work grows with the entries times
 * n_wanted, memory is a few times [n, n_wanted] and the rows again, transposed.
 * The vectors are orthonormal. The same rows give the same bits, whatever the
 * number of threads.
 */
gboolean mtn_eigen_largest_of_rows (const MtnEigenRows  *rows,
                                    guint                n_wanted,
                                    double               tolerance,
                                    double              *values,
                                    double              *vectors,
                                    GCancellable        *cancellable,
                                    GError             **error);

/* Whether so few of so many are wanted that it can be done without the matrix. */
gboolean mtn_eigen_is_worth_rows   (guint                n,
                                    guint                n_wanted);

G_END_DECLS
