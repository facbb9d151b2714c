/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-random.h"

/* Rows added up by person and slice, people in the order in which they first come. */
typedef struct
{
  guint n_people;
  guint n_cells;  /* slices · columns */
  double *sums;   /* [n_people, n_slices, n_columns] */
  double *counts; /* [n_people, n_slices] */
} Sums;

static void
sums_clear (Sums *self)
{
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->counts, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static void
add_up (Sums *self,
        const double *values,
        const guint *rows,
        guint n_rows,
        guint n_columns,
        const guint *people,
        const guint *slices,
        guint n_slices)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree guint *place_of = g_new (guint, MAX (n_rows, 1));

  for (guint i = 0; i < n_rows; i++)
    {
      gpointer key = GUINT_TO_POINTER (people[i]), place;

      if (!g_hash_table_lookup_extended (places, key, NULL, &place))
        {
          place = GUINT_TO_POINTER (self->n_people++);
          g_hash_table_insert (places, key, place);
        }
      place_of[i] = GPOINTER_TO_UINT (place);
    }

  self->n_cells = n_slices * n_columns;
  self->sums = g_new0 (double, MAX ((gsize) self->n_people * self->n_cells, 1));
  self->counts = g_new0 (double, MAX ((gsize) self->n_people * n_slices, 1));
  for (guint i = 0; i < n_rows; i++)
    {
      gsize at = (gsize) place_of[i] * n_slices + (slices != NULL ? slices[i] : 0);
      const double *row = values + (gsize) (rows != NULL ? rows[i] : i) * n_columns;

      self->counts[at]++;
      for (guint c = 0; c < n_columns; c++)
        self->sums[at * n_columns + c] += row[c];
    }
}

/* Over the slices that have rows; @means: [n_columns]. */
static void
take_means (const double *sums, const double *counts, guint n_slices, guint n_columns, double *means)
{
  guint n_present = 0;

  memset (means, 0, sizeof *means * n_columns);
  for (guint s = 0; s < n_slices; s++)
    {
      if (counts[s] == 0)
        continue;
      n_present++;
      for (guint c = 0; c < n_columns; c++)
        means[c] += sums[(gsize) s * n_columns + c] / counts[s];
    }
  for (guint c = 0; c < n_columns; c++)
    means[c] = n_present > 0 ? means[c] / n_present : 0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
mtn_bootstrap_means (const double *values,
                     const guint *rows,
                     guint n_rows,
                     guint n_columns,
                     const guint *people,
                     const guint *slices,
                     guint n_slices,
                     guint64 seed,
                     guint n_draws,
                     MtnInterval *out)
{
  g_auto (Sums) sums = { 0 };
  g_autofree double *drawn = NULL;
  g_autofree double *drawn_counts = NULL;
  g_autofree double *draws = NULL; /* [n_columns, draws] */
  g_autofree double *means = NULL;
  g_autofree guint *times = NULL;
  MtnRandom random;

  g_return_if_fail (n_slices > 0);

  add_up (&sums, values, rows, n_rows, n_columns, people, slices, n_slices);
  drawn = g_new (double, MAX (sums.n_cells, 1));
  drawn_counts = g_new (double, n_slices);
  means = g_new (double, MAX (n_columns, 1));
  times = g_new (guint, MAX (sums.n_people, 1));
  draws = g_new (double, MAX ((gsize) n_columns * n_draws, 1));

  mtn_random_init (&random, seed, 1);
  for (guint d = 0; d <= n_draws; d++)
    {
      /* The first is no draw: everybody once. */
      for (guint u = 0; u < sums.n_people; u++)
        times[u] = d == 0;
      for (guint i = 0; i < sums.n_people && d > 0; i++)
        times[mtn_random_below (&random, sums.n_people)]++;

      memset (drawn, 0, sizeof *drawn * sums.n_cells);
      memset (drawn_counts, 0, sizeof *drawn_counts * n_slices);
      for (guint u = 0; u < sums.n_people; u++)
        {
          const double *row = sums.sums + (gsize) u * sums.n_cells;
          double weight = times[u];

          if (times[u] == 0)
            continue;
          for (guint i = 0; i < sums.n_cells; i++)
            drawn[i] += weight * row[i];
          for (guint s = 0; s < n_slices; s++)
            drawn_counts[s] += weight * sums.counts[(gsize) u * n_slices + s];
        }

      take_means (drawn, drawn_counts, n_slices, n_columns, means);
      for (guint c = 0; c < n_columns; c++)
        if (d == 0)
          out[c] = (MtnInterval){ means[c], means[c], means[c] };
        else
          draws[(gsize) c * n_draws + d - 1] = means[c];
    }

  for (guint c = 0; c < n_columns && n_draws > 0; c++)
    {
      double *column = draws + (gsize) c * n_draws;

      /* Who is alone is drawn every time: that is not certainty. */
      if (sums.n_people < 2)
        {
          out[c].low = out[c].high = NAN;
          continue;
        }

      qsort (column, n_draws, sizeof *column, compare_doubles);
      out[c].low = column[(guint) (0.025 * n_draws)];
      out[c].high = column[MIN ((guint) (0.975 * n_draws), n_draws - 1)];
    }
}
