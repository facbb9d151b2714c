/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-summary.h"

#include <string.h>

gboolean
mtn_selection_has (const MtnSelection *self, const MtnMeasures *measures, guint row)
{
  if (self->has_slice && g_array_index (measures->slices, guint, row) != self->slice)
    return FALSE;

  return self->people == NULL || self->people[g_array_index (measures->people, guint, row)];
}

/* In numpy's order (eight sums side by side in blocks of 128, blocks in halves), so that means are the seed's
 * to the last digit. */
static double
add_up (const double *values, gsize n)
{
  double sums[8], sum = 0;
  gsize half = n / 2 - n / 2 % 8, i = 0;

  if (n > 128)
    return add_up (values, half) + add_up (values + half, n - half);

  if (n >= 8)
    {
      memcpy (sums, values, sizeof sums);
      for (i = 8; i < n - n % 8; i += 8)
        for (guint s = 0; s < 8; s++)
          sums[s] += values[i + s];
      sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }
  for (; i < n; i++)
    sum += values[i];

  return sum;
}

/* Mean of a column over @rows; @values: [rows->len] for the while. */
static double
take_mean (const MtnMeasures *measures, const GArray *rows, guint column, gboolean is_single, double *values)
{
  for (guint i = 0; i < rows->len; i++)
    {
      double value = mtn_measures_get_row (measures, g_array_index (rows, guint, i))[column];

      values[i] = is_single ? (float) value : value;
    }

  return add_up (values, rows->len) / MAX (rows->len, 1);
}

static double
take_global_mean (const MtnMeasures *measures, const GArray *rows, guint which, double *values)
{
  for (guint i = 0; i < rows->len; i++)
    values[i] = g_array_index (measures->global, double, 2 * g_array_index (rows, guint, i) + which);

  return add_up (values, rows->len) / MAX (rows->len, 1);
}

static void
take_seed_means (MtnSummary *self, const MtnMeasures *measures, const GArray *rows)
{
  g_autofree double *values = g_new (double, MAX (rows->len, 1));

  for (guint i = 0; i < self->n_ks; i++)
    {
      guint first = i * MTN_N_COLUMNS;

      self->seed_map[i] = take_mean (measures, rows, first + MTN_METRIC_MAP, FALSE, values);
      /* A number of single precision, as it was in the seed. */
      self->seed_precision[i] = take_mean (measures, rows, first + MTN_METRIC_PRECISION, TRUE, values);
      self->seed_intersections[i] =
          take_mean (measures, rows, first + MTN_COLUMN_SEED_INTERSECTIONS, FALSE, values);
    }
  self->global_precision = take_global_mean (measures, rows, 0, values);
  self->global_recall = take_global_mean (measures, rows, 1, values);
}

/* Where each slice counts the same there are no rows without anything to be found, and the seed's means are
 * averaged like the others. */
static void
average_over_slices (MtnSummary *self)
{
  for (guint k = 0; k < self->n_ks; k++)
    {
      self->seed_map[k] = mtn_summary_get (self, k, MTN_METRIC_MAP).mean;
      self->seed_precision[k] = mtn_summary_get (self, k, MTN_METRIC_PRECISION).mean;
      self->seed_intersections[k] = mtn_summary_get (self, k, MTN_COLUMN_SEED_INTERSECTIONS).mean;
    }
}

static void
compute_coverage (MtnSummary *self, const MtnMeasures *measures, const MtnSelection *selection)
{
  for (guint i = 0; i < self->n_ks; i++)
    {
      guint n_shown = 0;

      for (gsize j = 0; j < measures->n_movies; j++)
        {
          gboolean is_shown = FALSE;

          for (guint s = 0; s < measures->n_slices; s++)
            if (!selection->has_slice || s == selection->slice)
              is_shown |= measures->shown[((gsize) s * self->n_ks + i) * measures->n_movies + j];
          n_shown += is_shown;
        }
      self->coverage[i] = (double) n_shown / MAX (measures->n_movies, 1);
    }
}

MtnSummary *
mtn_summary_new (const MtnMeasures *measures, const MtnSelection *selection)
{
  MtnSummary *self = g_new0 (MtnSummary, 1);
  guint n_columns = measures->n_ks * MTN_N_COLUMNS;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) different = g_hash_table_new (NULL, NULL);

  self->n_ks = measures->n_ks;
  self->values = g_new0 (MtnInterval, n_columns);
  self->coverage = g_new0 (double, self->n_ks);
  self->seed_map = g_new0 (double, self->n_ks);
  self->seed_precision = g_new0 (double, self->n_ks);
  self->seed_intersections = g_new0 (double, self->n_ks);

  for (guint row = 0; row < mtn_measures_get_n_rows (measures); row++)
    {
      guint person = g_array_index (measures->people, guint, row);

      if (!mtn_selection_has (selection, measures, row))
        continue;

      g_array_append_val (all, row);
      if (g_array_index (measures->n_relevant, guint, row) == 0)
        {
          self->n_empty++;
          continue;
        }
      self->n_rows++;
      g_hash_table_add (different, GUINT_TO_POINTER (person));
      g_array_append_val (rows, row);
      g_array_append_val (people, person);
      g_array_append_vals (slices, &g_array_index (measures->slices, guint, row), 1);
    }
  self->n_people = g_hash_table_size (different);
  take_seed_means (self, measures, all);

  mtn_bootstrap_means ((const double *) measures->values->data, (const guint *) rows->data, self->n_rows,
                       n_columns, (const guint *) people->data,
                       selection->by_slices ? (const guint *) slices->data : NULL,
                       selection->by_slices ? measures->n_slices : 1, selection->seed,
                       selection->means_only ? 0 : MTN_BOOTSTRAP_DRAWS, self->values);
  if (selection->by_slices)
    average_over_slices (self);
  if (selection->people == NULL)
    compute_coverage (self, measures, selection);

  return self;
}

void
mtn_summary_free (MtnSummary *self)
{
  if (self == NULL)
    return;

  g_free (self->values);
  g_free (self->coverage);
  g_free (self->seed_map);
  g_free (self->seed_precision);
  g_free (self->seed_intersections);
  g_free (self);
}
