/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-trials.h"

#include <stdlib.h>

MtnTrials *
mtn_trials_new (void)
{
  MtnTrials *self = g_new0 (MtnTrials, 1);

  self->trials = g_array_new (FALSE, FALSE, sizeof (MtnTrial));
  self->movies = g_array_new (FALSE, FALSE, sizeof (guint));
  self->stars = g_array_new (FALSE, FALSE, sizeof (float));

  return self;
}

void
mtn_trials_free (MtnTrials *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->trials);
  g_array_unref (self->movies);
  g_array_unref (self->stars);
  g_free (self);
}

void
mtn_trials_clear (MtnTrials *self)
{
  g_array_set_size (self->trials, 0);
  g_array_set_size (self->movies, 0);
  g_array_set_size (self->stars, 0);
}

void
mtn_trials_begin (MtnTrials *self, guint person, guint slice, gboolean attributes)
{
  MtnTrial trial = { .person = person, .slice = slice, .attributes = attributes, .begin = self->movies->len };

  g_array_append_val (self->trials, trial);
}

static MtnTrial *
last (MtnTrials *self)
{
  return &g_array_index (self->trials, MtnTrial, self->trials->len - 1);
}

void
mtn_trials_add_input (MtnTrials *self, guint movie, float stars)
{
  g_assert (last (self)->n_relevant == 0);

  g_array_append_val (self->movies, movie);
  g_array_append_val (self->stars, stars);
  last (self)->n_input++;
}

void
mtn_trials_add_relevant (MtnTrials *self, guint movie, float stars)
{
  g_array_append_val (self->movies, movie);
  g_array_append_val (self->stars, stars);
  last (self)->n_relevant++;
}

typedef struct
{
  guint movie;
  float stars;
} Film;

static int
compare_films (gconstpointer a, gconstpointer b)
{
  guint x = ((const Film *) a)->movie, y = ((const Film *) b)->movie;

  return (x > y) - (x < y);
}

static void
sort_films (MtnTrials *self, gsize begin, guint n)
{
  guint *movies = (guint *) self->movies->data + begin;
  float *stars = (float *) self->stars->data + begin;
  g_autofree Film *films = NULL;
  gboolean is_sorted = TRUE;

  for (guint i = 1; i < n && is_sorted; i++)
    is_sorted = movies[i - 1] < movies[i];
  if (is_sorted)
    return;

  films = g_new (Film, n);
  for (guint i = 0; i < n; i++)
    films[i] = (Film){ movies[i], stars[i] };
  qsort (films, n, sizeof *films, compare_films);
  for (guint i = 0; i < n; i++)
    {
      movies[i] = films[i].movie;
      stars[i] = films[i].stars;
    }
}

void
mtn_trials_end (MtnTrials *self, gboolean keep_empty)
{
  const MtnTrial *trial = last (self);

  if (trial->n_relevant == 0 && !keep_empty)
    {
      gsize begin = trial->begin;

      g_array_set_size (self->trials, self->trials->len - 1);
      g_array_set_size (self->movies, (guint) begin);
      g_array_set_size (self->stars, (guint) begin);
      self->n_skipped++;
      return;
    }

  sort_films (self, trial->begin, trial->n_input);
  sort_films (self, trial->begin + trial->n_input, trial->n_relevant);
}
