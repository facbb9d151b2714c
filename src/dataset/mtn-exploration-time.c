/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

/* Months since year 0. A time beyond what a calendar knows is put at its end. */
static int
get_month (gint64 time)
{
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_utc (CLAMP (time, 0, G_GINT64_CONSTANT (253402300799)));

  return g_date_time_get_year (date) * 12 + g_date_time_get_month (date) - 1;
}

static gint64
get_begin (int month)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

  return g_date_time_to_unix (date);
}

/* The month that holds a time. */
static guint
find_month (const MtnExplorationTime *table, gint64 time)
{
  guint low = 0, high = table->n_months;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (table->months[middle] <= time)
        low = middle;
      else
        high = middle;
    }

  return low;
}

void
mtn_exploration_count_months (MtnExploration *self)
{
  const MtnRatings *ratings = self->dataset->ratings;
  MtnExplorationTime *table = &self->time;
  guint n = self->counts.n_ratings;
  int first;

  for (guint k = 0; k < n; k++)
    {
      table->first = k == 0 ? ratings->times[k] : MIN (table->first, ratings->times[k]);
      table->last = k == 0 ? ratings->times[k] : MAX (table->last, ratings->times[k]);
    }
  /* All zero: nobody wrote them down. */
  if (n == 0 || table->last == 0)
    return;

  first = get_month (table->first);
  table->n_months = (guint) (get_month (table->last) - first + 1);
  table->months = g_new (gint64, table->n_months);
  table->counts = g_new0 (guint, table->n_months);
  for (guint i = 0; i < table->n_months; i++)
    table->months[i] = get_begin (first + (int) i);
  for (guint k = 0; k < n; k++)
    table->counts[find_month (table, ratings->times[k])]++;
}

void
mtn_exploration_clear_months (MtnExploration *self)
{
  g_free (self->time.months);
  g_free (self->time.counts);
}
