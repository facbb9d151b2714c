/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

void
mtn_exploration_count_union (MtnExploration *self)
{
  const MtnDataset *dataset = self->dataset;
  const MtnRatings *ratings = dataset->ratings;
  MtnExplorationUnion *both = &self->both;

  if (dataset->film_sets == NULL)
    return;

  both->is_there = TRUE;
  for (guint i = 0; i < ratings->n_movies; i++)
    {
      both->n_movies[0] += dataset->film_sets[i] & 1;
      both->n_movies[1] += dataset->film_sets[i] >> 1 & 1;
      both->n_in_both += dataset->film_sets[i] == 3;
    }
  for (guint u = 0; u < ratings->n_people; u++)
    {
      guint set = dataset->people[u].set;

      both->n_people[set]++;
      both->n_ratings[set] += ratings->offsets[u + 1] - ratings->offsets[u];
    }
}
