/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of one list; the evaluation protocol defines them. */
typedef enum
{
  METRIC_NDCG_10,
  METRIC_MAP_10,
  METRIC_PRECISION_5,
  METRIC_PRECISION_10,
  METRIC_PRECISION_50,
  METRIC_RECALL_20,
  N_METRICS,
} Metric;

extern const char *const metric_names[N_METRICS];

/**
 * metrics_compute:
 * @scores: [n_movies]; overwritten
 * @input: [n_input] films that must not be listed
 * @relevant: [n_movies]
 * @out: [N_METRICS]
 *
 * Orders by score descending, then by lower index.
 */
void metrics_compute (float          *scores,
                      guint           n_movies,
                      const guint    *input,
                      guint           n_input,
                      const gboolean *relevant,
                      guint           n_relevant,
                      double         *out);

typedef struct
{
  double mean;
  double low;
  double high;
} Interval;

/**
 * bootstrap_over_people:
 * @values: [n_rows]
 * @people: [n_rows]: whose row it is, below @n_people
 *
 * Mean over the rows with its 95 % interval: people are drawn, with all their
 * rows, for rows of one person are correlated.
 */
Interval bootstrap_over_people (const double *values,
                                const guint  *people,
                                guint         n_rows,
                                guint         n_people,
                                guint64       seed);

G_END_DECLS
