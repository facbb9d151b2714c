/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-kinds.h"

#define FIRST_YEAR_OF_HALF_DECADES 1980

int
mtn_kinds_get_span (int year)
{
  int length = year < FIRST_YEAR_OF_HALF_DECADES ? 10 : 5;

  return year - year % length;
}

static gboolean
has_genre (const MtnMovie *movie, int genre)
{
  return (movie->genres & (1u << genre)) != 0;
}

static gboolean
is_of_span (const MtnMovie *movie, int span)
{
  return movie->year > 0 && mtn_kinds_get_span (movie->year) == span;
}

static void
add_kind (MtnCatalog *catalog,
          gboolean (*belongs) (const MtnMovie *, int),
          int what,
          GArray *offsets,
          GArray *movies)
{
  guint start = movies->len;

  for (guint j = 0; j < mtn_catalog_get_n_movies (catalog); j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, j);

      if (!movie->placeholder && belongs (movie, what))
        g_array_append_val (movies, j);
    }

  if (movies->len < start + 2)
    g_array_set_size (movies, start);
  else
    g_array_append_val (offsets, movies->len);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

MtnKinds *
mtn_kinds_new (MtnCatalog *catalog)
{
  MtnKinds *self = g_new0 (MtnKinds, 1);
  g_autoptr (GArray) offsets = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) movies = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_set_size (offsets, 1);

  for (guint g = 0; g < mtn_catalog_get_n_genres (catalog); g++)
    add_kind (catalog, has_genre, (int) g, offsets, movies);

  for (guint j = 0; j < mtn_catalog_get_n_movies (catalog); j++)
    {
      int span = mtn_kinds_get_span (mtn_catalog_get_movie (catalog, j)->year);

      g_array_append_val (spans, span);
    }
  g_array_sort (spans, compare_ints);
  for (guint i = 0; i < spans->len; i++)
    if (i == 0 || g_array_index (spans, int, i) != g_array_index (spans, int, i - 1))
      add_kind (catalog, is_of_span, g_array_index (spans, int, i), offsets, movies);

  self->n_kinds = offsets->len - 1;
  self->offsets = (guint *) g_array_free (g_steal_pointer (&offsets), FALSE);
  self->movies = (guint *) g_array_free (g_steal_pointer (&movies), FALSE);

  return self;
}

void
mtn_kinds_free (MtnKinds *self)
{
  if (self == NULL)
    return;

  g_free (self->offsets);
  g_free (self->movies);
  g_free (self);
}
