/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exposure.h"

G_BEGIN_DECLS

/**
 * MtnMetric:
 * @MTN_METRIC_PRECISION: hits in the first K, over K
 * @MTN_METRIC_MAP: average precision at K: the sum over ranks r ≤ K that hit of (hits up to r) / r, over min (relevant, K)
 * @MTN_METRIC_MAP_ALL: the same sum over the number of relevant films
 * @MTN_METRIC_RECALL: hits in the first K, over the number of relevant films
 * @MTN_METRIC_HIT: 1 if any of the first K hits
 * @MTN_METRIC_MRR: 1 / rank of the first hit, 0 if that is beyond K
 * @MTN_METRIC_NDCG: binary: the sum of 1 / log2 (r + 1) over hits at rank r ≤ K, over its best possible value
 * @MTN_METRIC_NOVELTY: mean of −log2 (share of people in the training set who rated the film); a film that
 *   nobody rated counts as rated by one
 * @MTN_METRIC_ARP: mean number of training ratings of the films shown
 * @MTN_METRIC_ILD: mean over pairs of films shown of 1 − Jaccard index of their genres; two films without any genre are alike
 *
 * Of the first K films of one list. The last three are about what is shown, not about
 * whether it is right; they are means over the films there are where a list is
 * shorter than K.
 */
typedef enum
{
  MTN_METRIC_PRECISION,
  MTN_METRIC_MAP,
  MTN_METRIC_MAP_ALL,
  MTN_METRIC_RECALL,
  MTN_METRIC_HIT,
  MTN_METRIC_MRR,
  MTN_METRIC_NDCG,
  MTN_METRIC_NOVELTY,
  MTN_METRIC_ARP,
  MTN_METRIC_ILD,
  MTN_N_METRICS,
} MtnMetric;

/* Metrics in front of this one say how right a list is; a perfect ranking bounds them. */
#define MTN_N_ACCURACY_METRICS MTN_METRIC_NOVELTY

/* Ranks of which mtn_metrics_compute_from_hits() can be told: a bit each. */
#define MTN_METRICS_MAX_HITS 64

/* Key in JSON: "precision", "map", "map_all" … */
const char *mtn_metric_get_key   (MtnMetric metric);
/* For people: "NDCG", "P" … */
const char *mtn_metric_get_label (MtnMetric metric);

/**
 * mtn_metrics_compute:
 * @list: [n_list] films, best first
 * @relevant: [n_movies]: whether the film is one to be found
 * @n_relevant: how many are, > 0
 * @ks: [n_ks], ascending, each > 0
 * @out: (out caller-allocates): [n_ks, MTN_N_METRICS]
 */
void        mtn_metrics_compute  (const guint       *list,
                                  guint              n_list,
                                  const guint8      *relevant,
                                  guint              n_relevant,
                                  MtnCatalog        *catalog,
                                  const MtnExposure *exposure,
                                  const guint       *ks,
                                  guint              n_ks,
                                  double            *out);

/**
 * mtn_metrics_compute_from_hits:
 * @hits: bit r − 1 says whether the film at rank r is one to be found
 * @out: (out caller-allocates): [n_ks, MTN_N_METRICS]: the accuracy metrics of mtn_metrics_compute(), to the last digit;
 *   the others are 0
 * @ks: none above %MTN_METRICS_MAX_HITS
 */
void        mtn_metrics_compute_from_hits (guint64      hits,
                                           guint        n_relevant,
                                           const guint *ks,
                                           guint        n_ks,
                                           double      *out);

/* What the accuracy metrics of a perfect ranking are, [n_ks, MTN_N_METRICS]; the others are 0. */
void        mtn_metrics_compute_ceiling (guint         n_relevant,
                                         const guint  *ks,
                                         guint         n_ks,
                                         double       *out);

/**
 * mtn_metrics_compute_random:
 * @n_listed: films that could be listed, those to be found among them
 * @n_relevant: > 0, at most @n_listed
 * @out: (out caller-allocates): [n_ks, MTN_N_METRICS]
 *
 * What the accuracy metrics are on average over all orders of the films, each as likely as the others: exactly, not by
 * trying. With r of n films to be found, the film at a rank is one with probability r / n; among k − 1 films before one that
 * is, (k − 1) (r − 1) / (n − 1) are too; none of the first K is with the hypergeometric probability of no hit. The metrics
 * that say nothing about being right are 0.
 */
void        mtn_metrics_compute_random (guint         n_listed,
                                        guint         n_relevant,
                                        const guint  *ks,
                                        guint         n_ks,
                                        double       *out);

G_END_DECLS
