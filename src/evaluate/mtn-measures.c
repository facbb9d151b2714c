/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-measures.h"

#include <string.h>

#include "mtn-ranking.h"
#include "mtn-seed-metrics.h"

MtnMeasures *
mtn_measures_new (const guint *ks, guint n_ks, guint n_slices, guint n_movies)
{
  MtnMeasures *self;

  g_return_val_if_fail (n_ks > 0 && n_slices > 0, NULL);

  self = g_new0 (MtnMeasures, 1);
  self->n_ks = n_ks;
  self->ks = g_memdup2 (ks, sizeof *ks * n_ks);
  self->n_slices = n_slices;
  self->n_movies = n_movies;
  self->people = g_array_new (FALSE, FALSE, sizeof (guint));
  self->slices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_relevant = g_array_new (FALSE, FALSE, sizeof (guint));
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->global = g_array_new (FALSE, FALSE, sizeof (double));
  self->hits = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->n_listed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = g_new0 (guint8, MAX ((gsize) n_slices * n_ks * n_movies, 1));

  return self;
}

void
mtn_measures_free (MtnMeasures *self)
{
  if (self == NULL)
    return;

  g_free (self->ks);
  g_array_unref (self->people);
  g_array_unref (self->slices);
  g_array_unref (self->n_relevant);
  g_array_unref (self->values);
  g_array_unref (self->global);
  g_array_unref (self->hits);
  g_array_unref (self->n_listed);
  g_free (self->shown);
  g_free (self);
}

guint
mtn_measures_get_n_rows (const MtnMeasures *self)
{
  return self->people->len;
}

const double *
mtn_measures_get_row (const MtnMeasures *self, guint row)
{
  return (const double *) self->values->data + (gsize) row * self->n_ks * MTN_N_COLUMNS;
}

/* A row of zeros, to be filled in. */
static double *
begin_row (MtnMeasures *self, const MtnTrial *trial)
{
  guint n_values = self->n_ks * MTN_N_COLUMNS;
  guint begin = self->values->len;

  g_array_append_val (self->people, trial->person);
  g_array_append_val (self->slices, trial->slice);
  g_array_append_val (self->n_relevant, trial->n_relevant);
  g_array_set_size (self->values, begin + n_values);
  memset ((double *) self->values->data + begin, 0, sizeof (double) * n_values);

  return (double *) self->values->data + begin;
}

/* The metrics stand in rows of their own length; here they get more room. */
static void
spread (const double *metrics, guint n_ks, double *row)
{
  for (guint i = 0; i < n_ks; i++)
    memcpy (row + i * MTN_N_COLUMNS, metrics + i * MTN_N_METRICS, sizeof (double) * MTN_N_METRICS);
}

static void
mark_shown (MtnMeasures *self, guint slice, const guint *list, guint n_list)
{
  for (guint i = 0; i < self->n_ks; i++)
    for (guint r = 0; r < MIN (self->ks[i], n_list); r++)
      self->shown[((gsize) slice * self->n_ks + i) * self->n_movies + list[r]] = 1;
}

static guint64
find_hits (const guint *list, guint n_list, const guint8 *wanted)
{
  guint64 hits = 0;

  for (guint r = 0; r < MIN (n_list, MTN_METRICS_MAX_HITS); r++)
    if (wanted[list[r]])
      hits |= G_GUINT64_CONSTANT (1) << r;

  return hits;
}

/* Whoever was asked in 1998 could not have rated what came later. */
static void
hide_absent (const MtnMeasures *self, const MtnDataset *dataset, guint person, guint8 *hidden, guint8 value)
{
  guint8 set;

  if (dataset->film_sets == NULL)
    return;

  set = (guint8) (1u << dataset->people[person].set);
  for (guint j = 0; j < self->n_movies; j++)
    if ((dataset->film_sets[j] & set) == 0)
      hidden[j] = value;
}

void
mtn_measures_add (MtnMeasures *self,
                  const MtnTrials *trials,
                  const MtnTrial *trial,
                  const float *order,
                  const float *scores,
                  double threshold,
                  const MtnDataset *dataset,
                  const MtnExposure *exposure,
                  guint8 *scratch)
{
  const guint *input = mtn_trial_get_input (trials, trial);
  const guint *relevant = mtn_trial_get_relevant (trials, trial);
  guint longest = MIN (self->ks[self->n_ks - 1], self->n_movies);
  g_autofree guint *list = g_new (guint, MAX (longest, 1));
  g_autofree guint *counts = g_new (guint, 2 * self->n_ks);
  g_autofree double *metrics = g_new0 (double, self->n_ks *MTN_N_METRICS);
  guint8 *hidden = scratch, *wanted = scratch + self->n_movies;
  MtnSeedMetrics seed = { .seed_intersections = counts, .intersections = counts + self->n_ks };
  double *row = begin_row (self, trial);
  guint64 hits;
  guint n_list;

  hide_absent (self, dataset, trial->person, hidden, 1);
  for (guint i = 0; i < trial->n_input; i++)
    hidden[input[i]] = 1;
  for (guint i = 0; i < trial->n_relevant; i++)
    wanted[relevant[i]] = 1;

  n_list = mtn_ranking_list (order, self->n_movies, hidden, longest, list);
  if (trial->n_relevant > 0)
    {
      mtn_metrics_compute (list, n_list, wanted, trial->n_relevant, dataset->catalog, exposure, self->ks,
                           self->n_ks, metrics);
      mark_shown (self, trial->slice, list, n_list);
    }
  hits = find_hits (list, n_list, wanted);
  g_array_append_val (self->hits, hits);
  mtn_seed_metrics_compute (scores, self->n_movies, hidden, list, n_list, relevant,
                            mtn_trial_get_relevant_stars (trials, trial), trial->n_relevant, threshold,
                            self->ks, self->n_ks, &seed);

  spread (metrics, self->n_ks, row);
  for (guint i = 0; i < self->n_ks; i++)
    {
      row[i * MTN_N_COLUMNS + MTN_COLUMN_INTERSECTIONS] = seed.intersections[i];
      row[i * MTN_N_COLUMNS + MTN_COLUMN_SEED_INTERSECTIONS] = seed.seed_intersections[i];
    }
  g_array_append_val (self->global, seed.precision);
  g_array_append_val (self->global, seed.recall);

  hide_absent (self, dataset, trial->person, hidden, 0);
  for (guint i = 0; i < trial->n_input; i++)
    hidden[input[i]] = 0;
  for (guint i = 0; i < trial->n_relevant; i++)
    wanted[relevant[i]] = 0;
}

void
mtn_measures_add_ceiling (MtnMeasures *self, const MtnTrial *trial)
{
  g_autofree double *metrics = g_new0 (double, self->n_ks *MTN_N_METRICS);
  static const double none[2] = { 0, 0 };

  if (trial->n_relevant > 0)
    mtn_metrics_compute_ceiling (trial->n_relevant, self->ks, self->n_ks, metrics);
  spread (metrics, self->n_ks, begin_row (self, trial));
  g_array_append_vals (self->global, none, 2);
}

/* How many films could be listed for a person. */
static guint
count_listed (const MtnMeasures *self, const MtnTrial *trial, const MtnDataset *dataset)
{
  guint8 set;
  guint n = 0;

  if (dataset->film_sets == NULL)
    return self->n_movies - trial->n_input;

  set = (guint8) (1u << dataset->people[trial->person].set);
  for (guint j = 0; j < self->n_movies; j++)
    n += (dataset->film_sets[j] & set) != 0;

  return n - trial->n_input;
}

void
mtn_measures_add_random (MtnMeasures *self, const MtnTrial *trial, const MtnDataset *dataset)
{
  g_autofree double *metrics = g_new0 (double, self->n_ks *MTN_N_METRICS);
  static const double none[2] = { 0, 0 };
  guint n_listed = count_listed (self, trial, dataset);

  if (trial->n_relevant > 0)
    mtn_metrics_compute_random (MAX (n_listed, trial->n_relevant), trial->n_relevant, self->ks, self->n_ks,
                                metrics);
  spread (metrics, self->n_ks, begin_row (self, trial));
  g_array_append_vals (self->global, none, 2);
  g_array_append_val (self->n_listed, n_listed);
}

MtnMeasures *
mtn_measures_at (const MtnMeasures *self, guint k)
{
  MtnMeasures *at = mtn_measures_new (&k, 1, self->n_slices, 0);
  double metrics[MTN_N_METRICS];

  g_return_val_if_fail (k <= MIN (self->ks[self->n_ks - 1], MTN_METRICS_MAX_HITS), at);

  for (guint row = 0; row < self->people->len; row++)
    {
      guint n_relevant = g_array_index (self->n_relevant, guint, row);
      MtnTrial trial = { .person = g_array_index (self->people, guint, row),
                         .slice = g_array_index (self->slices, guint, row),
                         .n_relevant = n_relevant };

      memset (metrics, 0, sizeof metrics);
      if (n_relevant > 0 && self->hits->len > 0)
        mtn_metrics_compute_from_hits (g_array_index (self->hits, guint64, row), n_relevant, &k, 1, metrics);
      else if (n_relevant > 0 && self->n_listed->len > 0)
        mtn_metrics_compute_random (MAX (g_array_index (self->n_listed, guint, row), n_relevant), n_relevant,
                                    &k, 1, metrics);
      else if (n_relevant > 0)
        mtn_metrics_compute_ceiling (n_relevant, &k, 1, metrics);
      spread (metrics, 1, begin_row (at, &trial));
    }
  g_array_append_vals (at->global, self->global->data, self->global->len);

  return at;
}

static void
append (GArray *array, GArray *other)
{
  g_array_append_vals (array, other->data, other->len);
}

void
mtn_measures_append (MtnMeasures *self, const MtnMeasures *other)
{
  g_return_if_fail (self->n_ks == other->n_ks && self->n_slices == other->n_slices);
  g_return_if_fail (self->n_movies == other->n_movies);

  append (self->people, other->people);
  append (self->slices, other->slices);
  append (self->n_relevant, other->n_relevant);
  append (self->values, other->values);
  append (self->global, other->global);
  append (self->hits, other->hits);
  append (self->n_listed, other->n_listed);
  for (gsize i = 0; i < (gsize) self->n_slices * self->n_ks * self->n_movies; i++)
    self->shown[i] |= other->shown[i];
}
