/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MTN_BOOTSTRAP_DRAWS 2000

typedef struct
{
  double mean;
  double low;    /* of the 95 % interval; NAN, like high, where fewer than two people leave it unknown */
  double high;
} MtnInterval;

/**
 * mtn_bootstrap_means:
 * @values: row-major, n_columns wide
 * @rows: (nullable): [n_rows]: which rows of @values; NULL: the first
 * @people: [n_rows]: whose row it is; any numbers
 * @slices: (nullable): [n_rows]: slice of the row, below @n_slices
 * @n_slices: ≥ 1
 * @n_draws: %MTN_BOOTSTRAP_DRAWS, or 0: means alone, low and high are the same
 * @out: (out caller-allocates): [n_columns]
 *
 * Means with their 95 % intervals. A column's mean is that over the rows of a
 * slice, and then over the slices that have any: so each number of picks counts
 * the same, however many people have so many. The interval is the percentile
 * bootstrap (Efron, "Bootstrap methods: another look at the jackknife",
 * Annals of Statistics 7, 1979) over people, who are drawn with all their rows, for rows
 * of one person are correlated. The same seed gives the same draws for all columns.
 */
void mtn_bootstrap_means (const double  *values,
                          const guint   *rows,
                          guint          n_rows,
                          guint          n_columns,
                          const guint   *people,
                          const guint   *slices,
                          guint          n_slices,
                          guint64        seed,
                          guint          n_draws,
                          MtnInterval   *out);

G_END_DECLS
