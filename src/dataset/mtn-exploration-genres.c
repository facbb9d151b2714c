/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

void
mtn_exploration_count_genres (MtnExploration *self)
{
  MtnCatalog *catalog = self->dataset->catalog;
  MtnExplorationGenres *table = &self->genres;
  guint n_genres = mtn_catalog_get_n_genres (catalog);
  const MtnRatings *ratings = self->dataset->ratings;
  g_autofree double *stars = g_new0 (double, self->counts.n_movies + 1);
  double sums[MTN_CATALOG_MAX_GENRES + 1] = { 0 };
  guint n_flags = 0;

  for (guint k = 0; k < self->counts.n_ratings; k++)
    stars[ratings->movies[k]] += (double) ratings->stars[k];

  for (guint i = 0; i < self->counts.n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

      for (guint g = 0; g <= n_genres; g++)
        {
          gboolean has_it = g == 0 ? movie->genres == 0 : (movie->genres >> (g - 1)) & 1;

          if (!has_it)
            continue;
          table->movies[g]++;
          table->ratings[g] += movie->n_ratings;
          sums[g] += stars[i];
          n_flags++;
        }
    }

  for (guint g = 0; g <= n_genres; g++)
    if (table->ratings[g] > 0)
      table->mean_stars[g] = sums[g] / table->ratings[g];
  if (self->counts.n_movies > 0)
    table->per_movie = (double) n_flags / self->counts.n_movies;
}
