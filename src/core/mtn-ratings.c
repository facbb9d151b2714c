/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-ratings.h"

/* The public fields first: a pointer to one is a pointer to the other. */
typedef struct
{
  MtnRatings public;
  gatomicrefcount ref_count;
} Ratings;

static MtnRatings *
ratings_alloc (gsize n_entries, guint n_people, guint n_movies)
{
  Ratings *self = g_new0 (Ratings, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->public.n_people = n_people;
  self->public.n_movies = n_movies;
  self->public.offsets = g_new0 (guint, (gsize) n_people + 1);
  self->public.movies = g_new (guint, n_entries);
  self->public.stars = g_new (float, n_entries);
  self->public.times = g_new (gint64, n_entries);

  return &self->public;
}

MtnRatings *
mtn_ratings_new (const MtnRating *entries, gsize n_entries, guint n_people, guint n_movies)
{
  g_autofree gsize *movie_ends = NULL;
  g_autofree guint *by_movie = NULL;
  MtnRatings *self;

  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);
  g_return_val_if_fail (n_entries < G_MAXUINT, NULL);

  self = ratings_alloc (n_entries, n_people, n_movies);

  /* Two stable counting passes, by movie and then by person, sort in linear time. */
  movie_ends = g_new0 (gsize, (gsize) n_movies + 1);
  for (gsize i = 0; i < n_entries; i++)
    {
      g_assert (entries[i].person < n_people && entries[i].movie < n_movies);
      movie_ends[entries[i].movie + 1]++;
      self->offsets[entries[i].person + 1]++;
    }
  for (guint i = 0; i < n_movies; i++)
    movie_ends[i + 1] += movie_ends[i];
  for (guint i = 0; i < n_people; i++)
    self->offsets[i + 1] += self->offsets[i];

  by_movie = g_new (guint, n_entries);
  for (gsize i = 0; i < n_entries; i++)
    by_movie[movie_ends[entries[i].movie]++] = (guint) i;

  for (gsize i = 0; i < n_entries; i++)
    {
      const MtnRating *entry = &entries[by_movie[i]];
      guint at = self->offsets[entry->person]++;

      self->movies[at] = entry->movie;
      self->stars[at] = entry->stars;
      self->times[at] = entry->time;
    }

  /* Filling moved each begin to its end, which is the next one's begin. */
  for (guint i = n_people; i > 0; i--)
    self->offsets[i] = self->offsets[i - 1];
  self->offsets[0] = 0;

  return self;
}

MtnRatings *
mtn_ratings_new_take (guint n_people,
                      guint n_movies,
                      guint *offsets,
                      guint *movies,
                      float *stars,
                      gint64 *times)
{
  Ratings *self;

  g_return_val_if_fail (offsets != NULL, NULL);

  self = g_new0 (Ratings, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->public = (MtnRatings){ .n_people = n_people,
                               .n_movies = n_movies,
                               .offsets = offsets,
                               .movies = movies,
                               .stars = stars,
                               .times = times };

  return &self->public;
}

MtnRatings *
mtn_ratings_ref (MtnRatings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Ratings *) self)->ref_count);
  return self;
}

void
mtn_ratings_unref (MtnRatings *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&((Ratings *) self)->ref_count))
    return;

  g_free (self->offsets);
  g_free (self->movies);
  g_free (self->stars);
  g_free (self->times);
  g_free (self);
}

MtnRatings *
mtn_ratings_select (MtnRatings *self, const guint *people, guint n_people)
{
  MtnRatings *selected;
  gsize n_entries = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (people != NULL || n_people == 0, NULL);

  for (guint i = 0; i < n_people; i++)
    {
      g_return_val_if_fail (people[i] < self->n_people, NULL);
      n_entries += self->offsets[people[i] + 1] - self->offsets[people[i]];
    }

  selected = ratings_alloc (n_entries, n_people, self->n_movies);
  for (guint i = 0; i < n_people; i++)
    {
      guint begin = self->offsets[people[i]];
      guint n = self->offsets[people[i] + 1] - begin;
      guint at = selected->offsets[i];

      for (guint j = 0; j < n; j++)
        {
          selected->movies[at + j] = self->movies[begin + j];
          selected->stars[at + j] = self->stars[begin + j];
          selected->times[at + j] = self->times[begin + j];
        }
      selected->offsets[i + 1] = at + n;
    }

  return selected;
}
