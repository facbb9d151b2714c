/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-simulation.h"

#include "mtn-popularity.h"
#include "mtn-random.h"

/* Places in the ratings that this person could have picked. */
static guint
collect (MtnRatings *ratings, guint person, MtnHistory history, guint *places)
{
  guint n = 0;

  for (guint i = ratings->offsets[person]; i < ratings->offsets[person + 1]; i++)
    if (history == MTN_HISTORY_RATINGS || ratings->stars[i] >= MTN_LOVED_STARS)
      places[n++] = i;

  return n;
}

MtnSimulation *
mtn_simulation_new (MtnRatings *ratings,
                    const guint *people,
                    guint n_people,
                    MtnHistory history,
                    guint n_picks,
                    guint64 seed)
{
  MtnSimulation *self = g_new0 (MtnSimulation, 1);
  g_autofree guint *places = g_new (guint, MAX (ratings->n_movies, 1));
  const float *values = mtn_recipe_get_values (history);
  guint n = 0;

  self->n_picks = n_picks;
  self->people = g_new (guint, MAX (n_people, 1));
  self->offsets = g_new0 (guint, n_people + 1);
  self->movies = g_new (guint, MAX ((gsize) n_people * n_picks, 1));
  self->values = g_new (float, MAX ((gsize) n_people * n_picks, 1));

  for (guint p = 0; p < n_people; p++)
    {
      guint n_places = collect (ratings, people[p], history, places);
      MtnRandom random;

      if (n_places < n_picks + MTN_SIMULATION_LEAST_HIDDEN)
        continue;

      mtn_random_init (&random, seed, ((guint64) people[p] << 32) | (n_picks << 1) | history);
      mtn_random_shuffle (&random, places, n_places);
      for (guint i = 0; i < n_picks; i++)
        {
          float stars = history == MTN_HISTORY_FAVORITES ? 0.0f : ratings->stars[places[i]];

          self->movies[n] = ratings->movies[places[i]];
          self->values[n++] = mtn_star_value (values, stars);
        }
      self->people[self->n_rows++] = people[p];
      self->offsets[self->n_rows] = n;
    }

  return self;
}

void
mtn_simulation_free (MtnSimulation *self)
{
  if (self == NULL)
    return;

  g_free (self->people);
  g_free (self->offsets);
  g_free (self->movies);
  g_free (self->values);
  g_free (self);
}

gboolean
mtn_simulation_has_picked (const MtnSimulation *self, guint row, guint movie)
{
  for (guint i = self->offsets[row]; i < self->offsets[row + 1]; i++)
    if (self->movies[i] == movie)
      return TRUE;

  return FALSE;
}
