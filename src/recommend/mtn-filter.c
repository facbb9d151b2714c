/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-filter.h"

#include <string.h>

static gboolean
passes (const MtnMovie *movie, const MtnQuery *query)
{
  if (query->genres_only != 0 && (movie->genres & query->genres_only) == 0)
    return FALSE;
  if ((movie->genres & query->genres_never) != 0)
    return FALSE;
  if ((query->year_from != 0 || query->year_to != 0) && movie->year == 0)
    return FALSE;
  if (query->year_from != 0 && movie->year < query->year_from)
    return FALSE;
  if (query->year_to != 0 && movie->year > query->year_to)
    return FALSE;

  return TRUE;
}

MtnFilter *
mtn_filter_new (MtnCatalog *catalog, const MtnQuery *query)
{
  MtnFilter *self = g_new0 (MtnFilter, 1);

  self->n_movies = mtn_catalog_get_n_movies (catalog);
  self->mask = g_new0 (guint8, MAX (self->n_movies, 1));

  for (guint j = 0; j < self->n_movies; j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, j);

      if (movie->placeholder || movie->pick_only || movie->twin != j || !passes (movie, query))
        continue;

      self->mask[j] = 1;
    }

  return self;
}

void
mtn_filter_free (MtnFilter *self)
{
  if (self == NULL)
    return;

  g_free (self->mask);
  g_free (self);
}

static void
hide (MtnCatalog *catalog, int movie_id, GArray *hidden)
{
  int index = mtn_catalog_find_id (catalog, movie_id);

  if (index >= 0)
    g_array_append_val (hidden, mtn_catalog_get_movie (catalog, index)->twin);
}

void
mtn_filter_hide (MtnCatalog *catalog, const MtnProfile *profile, const MtnQuery *query, GArray *hidden)
{
  if (query->seen_too)
    return;

  for (guint i = 0; i < mtn_profile_get_n_picks (profile); i++)
    hide (catalog, mtn_profile_get_pick (profile, i)->movie_id, hidden);
  for (guint i = 0; i < mtn_profile_get_n_exclusions (profile); i++)
    hide (catalog, mtn_profile_get_exclusion (profile, i)->movie_id, hidden);
}

guint
mtn_filter_open (const MtnFilter *self, const guint *hidden, guint n_hidden, guint8 *open)
{
  guint n = 0;

  memcpy (open, self->mask, self->n_movies);
  for (guint i = 0; i < n_hidden; i++)
    open[hidden[i]] = 0;
  for (guint j = 0; j < self->n_movies; j++)
    n += open[j];

  return n;
}
