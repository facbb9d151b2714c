/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Every metric on lists that are worked out by hand: six films A … F, of which C, D and F are to be found. */

#include "mtn-measures.h"
#include "mtn-metrics.h"
#include "mtn-random.h"
#include "mtn-ranking.h"
#include "mtn-seed-metrics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EPSILON 1e-12

enum
{
  A,
  B,
  C,
  D,
  E,
  F,
  N_FILMS,
};

/* Rated by 8, 4, 2, 1, 0 and 8 of eight people. */
static const guint n_ratings[N_FILMS] = { 8, 4, 2, 1, 0, 8 };
/* Genres as bits: A and B share one of three, C and D have nothing, F is of all four. */
static const guint32 genres[N_FILMS] = { 3, 6, 0, 0, 8, 15 };

static MtnCatalog *
catalog_new (void)
{
  static const char *const names[] = { "one", "two", "three", "four", NULL };
  GArray *movies = g_array_new (FALSE, TRUE, sizeof (MtnMovie));
  g_autoptr (GError) error = NULL;
  MtnCatalog *catalog;

  for (guint j = 0; j < N_FILMS; j++)
    {
      MtnMovie movie = { .id = (int) j + 1, .title = g_strdup_printf ("%c", 'A' + j), .genres = genres[j] };

      movie.n_ratings = n_ratings[j];
      g_array_append_val (movies, movie);
    }
  catalog = mtn_catalog_new (movies, names, &error);
  g_assert_no_error (error);

  return catalog;
}

static void
compute (const guint *list, guint n_list, const char *relevant, const guint *ks, guint n_ks, double *out)
{
  g_autoptr (MtnCatalog) catalog = catalog_new ();
  g_autoptr (MtnExposure) exposure = mtn_exposure_new_for_catalog (catalog, 8);
  guint8 flags[N_FILMS] = { 0 };
  guint n = 0;

  for (const char *film = relevant; *film != '\0'; film++, n++)
    flags[*film - 'A'] = 1;
  mtn_metrics_compute (list, n_list, flags, n, catalog, exposure, ks, n_ks, out);
}

static void
assert_metric (const double *row, MtnMetric metric, double expected)
{
  g_test_message ("%s", mtn_metric_get_key (metric));
  g_assert_cmpfloat_with_epsilon (row[metric], expected, EPSILON);
}

/* Which ranks hit is enough for how right a list is, at every K. */
static void
test_from_hits (void)
{
  static const guint list[] = { A, C, B, D };
  static const guint ks[] = { 1, 2, 3, 4, 5, 64 };
  double expected[6][MTN_N_METRICS], found[6][MTN_N_METRICS];

  compute (list, 4, "CDF", ks, 6, expected[0]);
  mtn_metrics_compute_from_hits (0xa, 3, ks, 6, found[0]);
  assert_metric (found[3], MTN_METRIC_MAP, (1 / 2.0 + 2 / 4.0) / 3);
  for (guint k = 0; k < 6; k++)
    {
      for (MtnMetric m = 0; m < MTN_N_ACCURACY_METRICS; m++)
        g_assert_cmpfloat (found[k][m], ==, expected[k][m]);
      for (MtnMetric m = MTN_N_ACCURACY_METRICS; m < MTN_N_METRICS; m++)
        g_assert_cmpfloat (found[k][m], ==, 0);
    }

  /* The last rank there is a bit for. */
  mtn_metrics_compute_from_hits (G_GUINT64_CONSTANT (1) << 63, 1, ks, 6, found[0]);
  assert_metric (found[4], MTN_METRIC_HIT, 0);
  assert_metric (found[5], MTN_METRIC_MRR, 1 / 64.0);
  assert_metric (found[5], MTN_METRIC_RECALL, 1);
}

static void
test_by_hand (void)
{
  /* Hits at ranks 2 and 4: A C B D. */
  static const guint list[] = { A, C, B, D };
  static const guint ks[] = { 1, 2, 4 };
  double out[3][MTN_N_METRICS];

  compute (list, 4, "CDF", ks, 3, out[0]);

  for (MtnMetric m = 0; m < MTN_N_ACCURACY_METRICS; m++)
    assert_metric (out[0], m, 0);
  assert_metric (out[0], MTN_METRIC_NOVELTY, 0);
  assert_metric (out[0], MTN_METRIC_ARP, 8);
  assert_metric (out[0], MTN_METRIC_ILD, 0);

  assert_metric (out[1], MTN_METRIC_PRECISION, 1 / 2.0);
  assert_metric (out[1], MTN_METRIC_MAP, (1 / 2.0) / 2);
  assert_metric (out[1], MTN_METRIC_MAP_ALL, (1 / 2.0) / 3);
  assert_metric (out[1], MTN_METRIC_RECALL, 1 / 3.0);
  assert_metric (out[1], MTN_METRIC_HIT, 1);
  assert_metric (out[1], MTN_METRIC_MRR, 1 / 2.0);
  assert_metric (out[1], MTN_METRIC_NDCG, (1 / log2 (3)) / (1 + 1 / log2 (3)));
  /* A is known to all eight, C to two of them; they have no genre in common. */
  assert_metric (out[1], MTN_METRIC_NOVELTY, (0 + 2) / 2.0);
  assert_metric (out[1], MTN_METRIC_ARP, (8 + 2) / 2.0);
  assert_metric (out[1], MTN_METRIC_ILD, 1);

  assert_metric (out[2], MTN_METRIC_PRECISION, 2 / 4.0);
  assert_metric (out[2], MTN_METRIC_MAP, (1 / 2.0 + 2 / 4.0) / 3);
  assert_metric (out[2], MTN_METRIC_MAP_ALL, (1 / 2.0 + 2 / 4.0) / 3);
  assert_metric (out[2], MTN_METRIC_RECALL, 2 / 3.0);
  assert_metric (out[2], MTN_METRIC_MRR, 1 / 2.0);
  assert_metric (out[2], MTN_METRIC_NDCG, (1 / log2 (3) + 1 / log2 (5)) / (1 + 1 / log2 (3) + 1 / 2.0));
  assert_metric (out[2], MTN_METRIC_NOVELTY, (0 + 2 + 1 + 3) / 4.0);
  assert_metric (out[2], MTN_METRIC_ARP, (8 + 2 + 4 + 1) / 4.0);
  /* Six pairs: A–B share one of three genres, C–D are alike in having none, the other four share nothing. */
  assert_metric (out[2], MTN_METRIC_ILD, (2 / 3.0 + 0 + 4) / 6);
}

static void
test_short_list (void)
{
  /* Precision is over K even where the catalogue has no more films. E was rated by nobody: as if by one. */
  static const guint list[] = { E, F };
  static const guint ks[] = { 5 };
  double out[MTN_N_METRICS];

  compute (list, 2, "F", ks, 1, out);
  assert_metric (out, MTN_METRIC_PRECISION, 1 / 5.0);
  assert_metric (out, MTN_METRIC_MAP, 1 / 2.0);
  assert_metric (out, MTN_METRIC_MAP_ALL, 1 / 2.0);
  assert_metric (out, MTN_METRIC_NDCG, 1 / log2 (3));
  assert_metric (out, MTN_METRIC_NOVELTY, 3 / 2.0);
  assert_metric (out, MTN_METRIC_ARP, 4);
  assert_metric (out, MTN_METRIC_ILD, 1 - 1 / 4.0);
}

/* Adds what every order of the films from @first on gives. */
static guint
add_orders (guint *list,
            guint n,
            guint first,
            const char *relevant,
            const guint *ks,
            guint n_ks,
            double *sums)
{
  double out[3 * MTN_N_METRICS];
  guint counted = 0;

  if (first == n)
    {
      compute (list, n, relevant, ks, n_ks, out);
      for (guint i = 0; i < n_ks * MTN_N_METRICS; i++)
        sums[i] += out[i];
      return 1;
    }
  for (guint i = first; i < n; i++)
    {
      guint film = list[first];

      list[first] = list[i];
      list[i] = film;
      counted += add_orders (list, n, first + 1, relevant, ks, n_ks, sums);
      list[i] = list[first];
      list[first] = film;
    }

  return counted;
}

/* What is told of any order is the mean over all of them. The film F is not listed: it is known. */
static void
test_random (void)
{
  static const char *const wanted[] = { "C", "CD", "ABD", "ABCDE" };
  static const guint ks[] = { 1, 3, 8 };
  static const guint one[] = { 1 };
  double random[3][MTN_N_METRICS];

  for (guint w = 0; w < G_N_ELEMENTS (wanted); w++)
    {
      guint list[] = { A, B, C, D, E };
      double sums[3][MTN_N_METRICS] = { 0 };
      guint n = add_orders (list, 5, 0, wanted[w], ks, 3, sums[0]);

      g_assert_cmpuint (n, ==, 120);
      mtn_metrics_compute_random (5, strlen (wanted[w]), ks, 3, random[0]);
      for (guint k = 0; k < 3; k++)
        for (MtnMetric m = 0; m < MTN_N_ACCURACY_METRICS; m++)
          {
            g_test_message ("%s, K = %u", wanted[w], ks[k]);
            assert_metric (random[k], m, sums[k][m] / n);
          }
    }

  mtn_metrics_compute_random (1, 1, one, 1, random[0]);
  for (MtnMetric m = 0; m < MTN_N_ACCURACY_METRICS; m++)
    assert_metric (random[0], m, 1);
  assert_metric (random[0], MTN_METRIC_ARP, 0);
}

static void
test_ceiling (void)
{
  static const guint ks[] = { 2, 4 };
  static const guint list[] = { C, D, F, A };
  double ceiling[2][MTN_N_METRICS], perfect[2][MTN_N_METRICS];

  mtn_metrics_compute_ceiling (3, ks, 2, ceiling[0]);
  compute (list, 4, "CDF", ks, 2, perfect[0]);
  for (guint k = 0; k < 2; k++)
    for (MtnMetric m = 0; m < MTN_N_ACCURACY_METRICS; m++)
      assert_metric (ceiling[k], m, perfect[k][m]);
  g_assert_cmpfloat (ceiling[1][MTN_METRIC_PRECISION], ==, 3 / 4.0);
  g_assert_cmpfloat (ceiling[0][MTN_METRIC_MAP_ALL], ==, 2 / 3.0);
}

static void
test_ties (void)
{
  static const float scores[] = { 0.5f, NAN, 1.0f, 0.5f, 1.0f, -INFINITY };
  static const guint8 hidden[N_FILMS] = { 0 };
  static const guint expected[] = { C, E, A, D, B, F };
  guint list[N_FILMS];

  for (guint k = 0; k <= N_FILMS; k++)
    {
      g_assert_cmpuint (mtn_ranking_list (scores, N_FILMS, hidden, k, list), ==, k);
      g_assert_cmpmem (list, k * sizeof *list, expected, k * sizeof *list);
    }
}

typedef struct
{
  float score;
  guint film;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;

  return (x->film > y->film) - (x->film < y->film);
}

static void
test_ranking_against_sort (void)
{
  enum
  {
    N = 300,
  };
  MtnRandom random;

  mtn_random_init (&random, 7, 7);
  for (guint round = 0; round < 200; round++)
    {
      float scores[N];
      guint8 hidden[N];
      Ranked all[N];
      guint list[N];
      guint n = 0, k = mtn_random_below (&random, N + 1);

      for (guint j = 0; j < N; j++)
        {
          scores[j] = (float) mtn_random_below (&random, round % 2 == 0 ? 10 : 100000);
          hidden[j] = mtn_random_below (&random, 4) == 0;
          if (!hidden[j])
            all[n++] = (Ranked){ scores[j], j };
        }
      qsort (all, n, sizeof *all, compare_ranked);
      g_assert_cmpuint (mtn_ranking_list (scores, N, hidden, k, list), ==, MIN (k, n));
      for (guint r = 0; r < MIN (k, n); r++)
        g_assert_cmpuint (list[r], ==, all[r].film);
    }
}

static void
test_seed_metrics (void)
{
  /* A is in the input. C and F are to be found, F is the better one. */
  static const float scores[] = { 9.0f, 0.1f, 0.4f, 0.9f, 0.0f, 0.2f };
  static const guint8 hidden[N_FILMS] = { 1 };
  static const guint list[] = { D, C, F, B, E };
  static const guint relevant[] = { C, F };
  static const float stars[] = { 2.0f, 5.0f };
  static const guint ks[] = { 1, 2, 3 };
  guint counts[2][3];
  MtnSeedMetrics result = { .seed_intersections = counts[0], .intersections = counts[1] };

  mtn_seed_metrics_compute (scores, N_FILMS, hidden, list, 5, relevant, stars, 2, 0.0, ks, 3, &result);
  /* B, C, D and F are above 0: both of what is to be found, of four. */
  g_assert_cmpfloat (result.precision, ==, 1.0);
  g_assert_cmpfloat (result.recall, ==, 2 / 4.0);
  /* By number: those to be found are 0 (C) and 1 (F), the better one first; those above 0 are 0 (B), 1 (C), 2
   * (D), 3 (F): the list begins 2, 1, 3. */
  g_assert_cmpuint (counts[0][0], ==, 0);
  g_assert_cmpuint (counts[0][1], ==, 1);
  g_assert_cmpuint (counts[0][2], ==, 1);
  /* By film: F C against D C F. */
  g_assert_cmpuint (counts[1][0], ==, 0);
  g_assert_cmpuint (counts[1][1], ==, 1);
  g_assert_cmpuint (counts[1][2], ==, 2);

  mtn_seed_metrics_compute (scores, N_FILMS, hidden, list, 5, relevant, stars, 2, 0.3, ks, 3, &result);
  g_assert_cmpfloat (result.precision, ==, 1 / 2.0);
  g_assert_cmpfloat (result.recall, ==, 1 / 2.0);

  mtn_seed_metrics_compute (scores, N_FILMS, hidden, list, 5, relevant, stars, 0, 0.3, ks, 3, &result);
  g_assert_cmpfloat (result.precision, ==, 0);
  g_assert_cmpfloat (result.recall, ==, 0);
  mtn_seed_metrics_compute (scores, N_FILMS, hidden, list, 5, relevant, stars, 2, 10.0, ks, 3, &result);
  g_assert_cmpfloat (result.precision, ==, 0);
  g_assert_cmpfloat (result.recall, ==, 0);
}

static void
test_measures (void)
{
  static const float scores[] = { 9.0f, 0.1f, 0.4f, 0.9f, 0.0f, 0.2f };
  static const guint ks[] = { 1, 3 };
  g_autoptr (MtnCatalog) catalog = catalog_new ();
  g_autoptr (MtnExposure) exposure = mtn_exposure_new_for_catalog (catalog, 8);
  g_autoptr (MtnTrials) trials = mtn_trials_new ();
  g_autoptr (MtnMeasures) measures = mtn_measures_new (ks, 2, 1, N_FILMS);
  MtnDataset dataset = { .catalog = catalog };
  guint8 scratch[2 * N_FILMS] = { 0 };
  const double *row;

  /* What is in the input is never listed, however high its score. */
  mtn_trials_begin (trials, 3, 0, TRUE);
  mtn_trials_add_input (trials, A, 5.0f);
  mtn_trials_add_relevant (trials, F, 5.0f);
  mtn_trials_add_relevant (trials, C, 2.0f);
  mtn_trials_end (trials, FALSE);
  g_assert_cmpuint (mtn_trial_get_relevant (trials, mtn_trials_get (trials, 0))[0], ==, C);

  mtn_measures_add (measures, trials, mtn_trials_get (trials, 0), scores, scores, 0, &dataset, exposure,
                    scratch);
  row = mtn_measures_get_row (measures, 0);
  g_assert_cmpfloat (row[MTN_METRIC_PRECISION], ==, 0);
  g_assert_cmpfloat_with_epsilon (row[MTN_N_COLUMNS + MTN_METRIC_PRECISION], 2 / 3.0, EPSILON);
  g_assert_cmpfloat_with_epsilon (row[MTN_N_COLUMNS + MTN_METRIC_MAP], (1 / 2.0 + 2 / 3.0) / 2, EPSILON);
  g_assert_cmpfloat (row[MTN_N_COLUMNS + MTN_COLUMN_INTERSECTIONS], ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (scratch); i++)
    g_assert_cmpuint (scratch[i], ==, 0);
  g_assert_cmpuint (measures->shown[D] + measures->shown[C], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/by-hand", test_by_hand);
  g_test_add_func ("/metrics/from-hits", test_from_hits);
  g_test_add_func ("/metrics/short-list", test_short_list);
  g_test_add_func ("/metrics/ceiling", test_ceiling);
  g_test_add_func ("/metrics/random", test_random);
  g_test_add_func ("/metrics/ties", test_ties);
  g_test_add_func ("/metrics/ranking-against-sort", test_ranking_against_sort);
  g_test_add_func ("/metrics/seed", test_seed_metrics);
  g_test_add_func ("/metrics/measures", test_measures);

  return g_test_run ();
}
