/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-metrics.h"

#include <math.h>

static const struct
{
  const char *key;
  const char *label;
} names[MTN_N_METRICS] = {
  [MTN_METRIC_PRECISION] = { "precision", "P" },
  [MTN_METRIC_MAP] = { "map", "MAP" },
  [MTN_METRIC_MAP_ALL] = { "map_all", "MAP all" },
  [MTN_METRIC_RECALL] = { "recall", "Recall" },
  [MTN_METRIC_HIT] = { "hit", "Hit" },
  [MTN_METRIC_MRR] = { "mrr", "MRR" },
  [MTN_METRIC_NDCG] = { "ndcg", "NDCG" },
  [MTN_METRIC_NOVELTY] = { "novelty", "Novelty" },
  [MTN_METRIC_ARP] = { "arp", "ARP" },
  [MTN_METRIC_ILD] = { "ild", "ILD" },
};

const char *
mtn_metric_get_key (MtnMetric metric)
{
  g_return_val_if_fail (metric < MTN_N_METRICS, NULL);

  return names[metric].key;
}

const char *
mtn_metric_get_label (MtnMetric metric)
{
  g_return_val_if_fail (metric < MTN_N_METRICS, NULL);

  return names[metric].label;
}

static double
discount (guint rank)
{
  return 1 / log2 (rank + 1.0);
}

/* Of the first ranks it is asked for again and again. */
static double
best_gain (guint n)
{
  static double known[MTN_METRICS_MAX_HITS + 1];
  static gsize is_known;
  double sum = 0;

  if (g_once_init_enter (&is_known))
    {
      for (guint rank = 1; rank <= MTN_METRICS_MAX_HITS; rank++)
        known[rank] = known[rank - 1] + discount (rank);
      g_once_init_leave (&is_known, 1);
    }
  if (n <= MTN_METRICS_MAX_HITS)
    return known[n];

  for (guint rank = 1; rank <= n; rank++)
    sum += discount (rank);

  return sum;
}

static guint
count_bits (guint32 bits)
{
  return (guint) __builtin_popcount (bits);
}

static double
distance (MtnCatalog *catalog, guint a, guint b)
{
  guint32 first = mtn_catalog_get_movie (catalog, a)->genres;
  guint32 second = mtn_catalog_get_movie (catalog, b)->genres;
  guint either = count_bits (first | second);

  return either > 0 ? 1 - (double) count_bits (first & second) / either : 0;
}

/* Sums over the ranks seen so far. */
typedef struct
{
  guint n_hits;
  guint first_hit;
  double precisions;
  double gain;
  double novelty;
  double ratings;
  double distances;
} Sums;

static void
add_hit (Sums *self, guint rank)
{
  self->n_hits++;
  if (self->first_hit == 0)
    self->first_hit = rank;
  self->precisions += (double) self->n_hits / rank;
  self->gain += discount (rank);
}

static void
add_rank (Sums *self,
          const guint *list,
          guint rank,
          const guint8 *relevant,
          MtnCatalog *catalog,
          const MtnExposure *exposure)
{
  guint film = list[rank - 1];
  guint n_ratings = exposure->n_ratings[film];

  if (relevant[film])
    add_hit (self, rank);

  self->novelty -= log2 ((double) MAX (n_ratings, 1) / MAX (exposure->n_people, 1));
  self->ratings += n_ratings;
  for (guint i = 0; i < rank - 1; i++)
    self->distances += distance (catalog, list[i], film);
}

static void
conclude (const Sums *sums, guint n_shown, guint n_relevant, guint k, double *out)
{
  double n_pairs = n_shown / 2.0 * (n_shown - 1.0);

  out[MTN_METRIC_PRECISION] = (double) sums->n_hits / k;
  out[MTN_METRIC_MAP] = sums->precisions / MIN (n_relevant, k);
  out[MTN_METRIC_MAP_ALL] = sums->precisions / n_relevant;
  out[MTN_METRIC_RECALL] = (double) sums->n_hits / n_relevant;
  out[MTN_METRIC_HIT] = sums->n_hits > 0;
  out[MTN_METRIC_MRR] = sums->first_hit > 0 ? 1.0 / sums->first_hit : 0;
  out[MTN_METRIC_NDCG] = sums->gain / best_gain (MIN (n_relevant, k));
  out[MTN_METRIC_NOVELTY] = n_shown > 0 ? sums->novelty / n_shown : 0;
  out[MTN_METRIC_ARP] = n_shown > 0 ? sums->ratings / n_shown : 0;
  out[MTN_METRIC_ILD] = n_pairs > 0 ? sums->distances / n_pairs : 0;
}

void
mtn_metrics_compute (const guint *list,
                     guint n_list,
                     const guint8 *relevant,
                     guint n_relevant,
                     MtnCatalog *catalog,
                     const MtnExposure *exposure,
                     const guint *ks,
                     guint n_ks,
                     double *out)
{
  Sums sums = { 0 };
  guint rank = 0;

  g_return_if_fail (n_relevant > 0);

  for (guint i = 0; i < n_ks; i++)
    {
      while (rank < MIN (ks[i], n_list))
        add_rank (&sums, list, ++rank, relevant, catalog, exposure);
      conclude (&sums, rank, n_relevant, ks[i], out + i * MTN_N_METRICS);
    }
}

void
mtn_metrics_compute_from_hits (guint64 hits, guint n_relevant, const guint *ks, guint n_ks, double *out)
{
  Sums sums = { 0 };
  guint rank = 0;

  g_return_if_fail (n_relevant > 0 && ks[n_ks - 1] <= MTN_METRICS_MAX_HITS);

  for (guint i = 0; i < n_ks; i++)
    {
      for (; rank < ks[i]; rank++)
        if ((hits >> rank & 1) != 0)
          add_hit (&sums, rank + 1);
      conclude (&sums, 0, n_relevant, ks[i], out + i * MTN_N_METRICS);
    }
}

void
mtn_metrics_compute_ceiling (guint n_relevant, const guint *ks, guint n_ks, double *out)
{
  g_return_if_fail (n_relevant > 0);

  for (guint i = 0; i < n_ks; i++)
    {
      double *values = out + i * MTN_N_METRICS;
      double hits = MIN (n_relevant, ks[i]);

      for (guint m = 0; m < MTN_N_METRICS; m++)
        values[m] = m < MTN_N_ACCURACY_METRICS;
      values[MTN_METRIC_PRECISION] = hits / ks[i];
      values[MTN_METRIC_MAP_ALL] = values[MTN_METRIC_RECALL] = hits / n_relevant;
    }
}

void
mtn_metrics_compute_random (guint n_listed, guint n_relevant, const guint *ks, guint n_ks, double *out)
{
  double share, more;
  double precisions = 0, gain = 0, reciprocals = 0;
  double none = 1; /* probability of no hit so far */
  guint rank = 0;

  g_return_if_fail (n_relevant > 0 && n_relevant <= n_listed);

  share = (double) n_relevant / n_listed;
  more = n_listed > 1 ? (n_relevant - 1.0) / (n_listed - 1.0) : 0;
  for (guint i = 0; i < n_ks; i++)
    {
      double *values = out + i * MTN_N_METRICS;
      guint n_shown = MIN (ks[i], n_listed);

      while (rank < n_shown)
        {
          /* The next one, where none so far was one to be found. */
          double first = MIN (1, (double) n_relevant / (n_listed - rank));

          rank++;
          precisions += share * (1 + (rank - 1) * more) / rank;
          gain += share * discount (rank);
          reciprocals += none * first / rank;
          none *= 1 - first;
        }
      for (guint m = MTN_N_ACCURACY_METRICS; m < MTN_N_METRICS; m++)
        values[m] = 0;
      values[MTN_METRIC_PRECISION] = share * n_shown / ks[i];
      values[MTN_METRIC_MAP] = precisions / MIN (n_relevant, ks[i]);
      values[MTN_METRIC_MAP_ALL] = precisions / n_relevant;
      values[MTN_METRIC_RECALL] = (double) n_shown / n_listed;
      values[MTN_METRIC_HIT] = 1 - none;
      values[MTN_METRIC_MRR] = reciprocals;
      values[MTN_METRIC_NDCG] = gain / best_gain (MIN (n_relevant, ks[i]));
    }
}
