/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-seed-metrics.h"

/* The first of them are the best: stars descending, then by lower index. Orders positions in @stars. */
static int
compare_stars (gconstpointer a, gconstpointer b, gpointer data)
{
  const float *stars = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (stars[x] != stars[y])
    return stars[x] > stars[y] ? -1 : 1;

  return (x > y) - (x < y);
}

/* A film of P has the number of films of P in front of it in the catalogue. */
static void
count_above (MtnSeedMetrics *self,
             const float *scores,
             guint n_movies,
             const guint8 *hidden,
             const guint *relevant,
             guint n_relevant,
             float threshold,
             guint *numbers)
{
  guint n_above = 0, n_both = 0, next = 0;

  for (guint j = 0; j < n_movies; j++)
    {
      gboolean is_relevant = next < n_relevant && relevant[next] == j;

      numbers[j] = n_above;
      if (!hidden[j] && scores[j] > threshold)
        {
          n_above++;
          n_both += is_relevant;
        }
      next += is_relevant;
    }

  self->precision = n_relevant > 0 ? (double) n_both / n_relevant : 0;
  self->recall = n_above > 0 ? (double) n_both / n_above : 0;
}

void
mtn_seed_metrics_compute (const float *scores,
                          guint n_movies,
                          const guint8 *hidden,
                          const guint *list,
                          guint n_list,
                          const guint *relevant,
                          const float *stars,
                          guint n_relevant,
                          double threshold,
                          const guint *ks,
                          guint n_ks,
                          MtnSeedMetrics *self)
{
  g_autofree guint *numbers = g_new (guint, MAX (n_movies, 1));
  g_autofree guint *order = g_new (guint, MAX (n_relevant, 1));
  /* At which place of the best first a relevant film stands; and the film that a number of R belongs to. */
  g_autofree guint *place_of = g_new (guint, MAX (n_relevant, 1));
  g_autofree guint *relevant_of = g_new (guint, MAX (n_movies, 1));

  count_above (self, scores, n_movies, hidden, relevant, n_relevant, (float) threshold, numbers);

  for (guint i = 0; i < n_relevant; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n_relevant, sizeof *order, compare_stars, (gpointer) stars);
  for (guint i = 0; i < n_relevant; i++)
    place_of[order[i]] = i;

  for (guint j = 0; j < n_movies; j++)
    relevant_of[j] = G_MAXUINT;
  for (guint i = 0; i < n_relevant; i++)
    relevant_of[relevant[i]] = i;

  for (guint i = 0; i < n_ks; i++)
    {
      guint by_number = 0, by_film = 0;

      for (guint r = 0; r < MIN (ks[i], n_list); r++)
        {
          guint film = list[r];

          if (!(scores[film] > (float) threshold))
            continue;
          by_number += numbers[film] < n_relevant && place_of[numbers[film]] < ks[i];
          by_film += relevant_of[film] != G_MAXUINT && place_of[relevant_of[film]] < ks[i];
        }
      self->seed_intersections[i] = by_number;
      self->intersections[i] = by_film;
    }
}
