/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-top.h"

#include <math.h>

guint
mtn_top_list (const float *scores,
              guint n_movies,
              const MtnSimulation *simulation,
              guint row,
              guint *best,
              guint n)
{
  guint n_best = 0;

  for (guint j = 0; j < n_movies; j++)
    {
      guint place;

      if (!(scores[j] > -INFINITY) || (n_best == n && !(scores[j] > scores[best[n - 1]])))
        continue;
      if (mtn_simulation_has_picked (simulation, row, j))
        continue;

      place = n_best < n ? n_best++ : n - 1;
      while (place > 0 && scores[j] > scores[best[place - 1]])
        {
          best[place] = best[place - 1];
          place--;
        }
      best[place] = j;
    }

  return n_best;
}

static double
discount (guint rank)
{
  return 1 / log2 (rank + 2);
}

double
mtn_top_compute_ndcg (const guint *best, guint n_best, const gboolean *loved, guint n_loved)
{
  double gained = 0, possible = 0;

  for (guint r = 0; r < MIN (n_best, MTN_TOP_N); r++)
    if (loved[best[r]])
      gained += discount (r);
  for (guint r = 0; r < MIN (n_loved, MTN_TOP_N); r++)
    possible += discount (r);

  return possible > 0 ? gained / possible : 0;
}
