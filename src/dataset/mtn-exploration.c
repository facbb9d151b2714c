/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

MtnSpread
mtn_spread_of (guint *values, guint n)
{
  MtnSpread spread = { .n = n };
  double sum = 0.0;

  if (n == 0)
    return spread;

  qsort (values, n, sizeof *values, compare);
  for (guint i = 0; i < n; i++)
    sum += values[i];
  spread.min = values[0];
  spread.median = ((double) values[(n - 1) / 2] + values[n / 2]) / 2.0;
  spread.mean = sum / n;
  spread.max = values[n - 1];

  return spread;
}

static gboolean
tell (MtnJob *job, double fraction, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (job != NULL)
    mtn_job_report (job, fraction, _ ("Looking at the data"));
  return TRUE;
}

MtnExploration *
mtn_exploration_new (const MtnDataset *dataset, MtnJob *job, GCancellable *cancellable, GError **error)
{
  static void (*const tables[]) (MtnExploration * self) = {
    mtn_exploration_count_all,     mtn_exploration_count_union,  mtn_exploration_count_stars,
    mtn_exploration_find_tail,     mtn_exploration_count_genres, mtn_exploration_count_people,
    mtn_exploration_count_months,  mtn_exploration_fill_grid,    mtn_exploration_read_heads,
    mtn_exploration_encode_people,
  };
  g_autoptr (MtnExploration) self = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);

  self = g_new0 (MtnExploration, 1);
  self->dataset = dataset;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (!tell (job, (double) i / (G_N_ELEMENTS (tables) + 3), cancellable, error))
        return NULL;
      tables[i](self);
    }

  if (!tell (job, 0.75, cancellable, error) || !mtn_exploration_make_splits (self, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_exploration_free (MtnExploration *self)
{
  g_return_if_fail (self != NULL);

  mtn_exploration_clear_tail (self);
  mtn_exploration_clear_people (self);
  mtn_exploration_clear_months (self);
  mtn_exploration_clear_grid (self);
  mtn_exploration_clear_sample (self);
  mtn_exploration_clear_encoded (self);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_free (self);
}
