/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "bench-quality-metrics.h"

#include <math.h>
#include <stdlib.h>

#include "mtn-random.h"

#define LONGEST 50
#define N_DRAWS 2000

const char *const metric_names[N_METRICS] = { "NDCG@10", "MAP@10", "P@5", "P@10", "P@50", "recall@20" };

static guint
list_best (const float *scores, guint n_movies, guint *best)
{
  guint n = 0;

  for (guint j = 0; j < n_movies; j++)
    {
      guint place;

      if (isinf (scores[j]) || (n == LONGEST && !(scores[j] > scores[best[n - 1]])))
        continue;
      place = n < LONGEST ? n++ : n - 1;
      for (; place > 0 && scores[j] > scores[best[place - 1]]; place--)
        best[place] = best[place - 1];
      best[place] = j;
    }

  return n;
}

void
metrics_compute (float *scores,
                 guint n_movies,
                 const guint *input,
                 guint n_input,
                 const gboolean *relevant,
                 guint n_relevant,
                 double *out)
{
  guint best[LONGEST];
  guint n, n_hits = 0;
  double gained = 0, possible = 0, precisions = 0;

  for (guint i = 0; i < n_input; i++)
    scores[input[i]] = -INFINITY;
  n = list_best (scores, n_movies, best);

  for (guint m = 0; m < N_METRICS; m++)
    out[m] = 0;

  for (guint r = 0; r < n; r++)
    {
      if (!relevant[best[r]])
        continue;
      n_hits++;
      if (r < 10)
        {
          gained += 1 / log2 (r + 2);
          precisions += (double) n_hits / (r + 1);
          out[METRIC_PRECISION_10] += 1 / 10.0;
        }
      if (r < 5)
        out[METRIC_PRECISION_5] += 1 / 5.0;
      if (r < 20)
        out[METRIC_RECALL_20] += 1.0 / n_relevant;
      out[METRIC_PRECISION_50] += 1 / 50.0;
    }
  for (guint r = 0; r < MIN (n_relevant, 10); r++)
    possible += 1 / log2 (r + 2);

  out[METRIC_NDCG_10] = gained / possible;
  out[METRIC_MAP_10] = precisions / MIN (n_relevant, 10);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

Interval
bootstrap_over_people (const double *values, const guint *people, guint n_rows, guint n_people, guint64 seed)
{
  g_autofree double *sums = g_new0 (double, n_people);
  g_autofree guint *counts = g_new0 (guint, n_people);
  g_autofree guint *present = g_new (guint, n_people);
  g_autofree double *means = g_new (double, N_DRAWS);
  double total = 0;
  guint n_present = 0;
  MtnRandom random;

  for (guint i = 0; i < n_rows; i++)
    {
      sums[people[i]] += values[i];
      counts[people[i]]++;
      total += values[i];
    }
  for (guint u = 0; u < n_people; u++)
    if (counts[u] > 0)
      present[n_present++] = u;

  mtn_random_init (&random, seed, 1);
  for (guint d = 0; d < N_DRAWS; d++)
    {
      double sum = 0;
      guint count = 0;

      for (guint i = 0; i < n_present; i++)
        {
          guint u = present[mtn_random_below (&random, n_present)];

          sum += sums[u];
          count += counts[u];
        }
      means[d] = sum / count;
    }
  qsort (means, N_DRAWS, sizeof (double), compare);

  return (Interval){ total / n_rows, means[(guint) (0.025 * N_DRAWS)], means[(guint) (0.975 * N_DRAWS)] };
}
