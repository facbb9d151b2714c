/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-exploration-private.h"

static gboolean
is_ascii (const MtnMovie *movie)
{
  gboolean ascii = g_str_is_ascii (movie->title);

  for (guint i = 0; ascii && movie->alternatives != NULL && movie->alternatives[i] != NULL; i++)
    ascii = g_str_is_ascii (movie->alternatives[i]);

  return ascii;
}

void
mtn_exploration_count_all (MtnExploration *self)
{
  const MtnDataset *dataset = self->dataset;
  const MtnRatings *ratings = dataset->ratings;
  MtnExplorationCounts *counts = &self->counts;
  gboolean without_genre = FALSE;

  counts->n_people = ratings->n_people;
  counts->n_movies = ratings->n_movies;
  counts->n_ratings = ratings->offsets[ratings->n_people];
  counts->n_occupations = g_strv_length (dataset->vocabulary->occupations);
  for (guint i = 0; i < ratings->n_people; i++)
    counts->n_silent += ratings->offsets[i] == ratings->offsets[i + 1];

  for (guint i = 0; i < ratings->n_movies; i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (dataset->catalog, i);

      counts->n_unrated += movie->n_ratings == 0;
      counts->n_second_ids += movie->twin != i;
      counts->n_not_ascii += !is_ascii (movie);
      counts->n_without_year += movie->year == 0;
      without_genre = without_genre || movie->genres == 0;
    }

  counts->n_genres = mtn_catalog_get_n_genres (dataset->catalog) + without_genre;
  if (counts->n_people > 0 && counts->n_movies > 0)
    counts->sparsity = 1.0 - counts->n_ratings / ((double) counts->n_people * counts->n_movies);
}

void
mtn_exploration_count_stars (MtnExploration *self)
{
  const MtnRatings *ratings = self->dataset->ratings;
  double sum = 0.0;

  for (guint k = 0; k < self->counts.n_ratings; k++)
    {
      self->stars.counts[(guint) (ratings->stars[k] * 2.0f + 0.5f) - 1]++;
      sum += (double) ratings->stars[k];
    }
  if (self->counts.n_ratings > 0)
    self->stars.mean = sum / self->counts.n_ratings;
}
