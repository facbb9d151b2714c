/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twins: ML-100K holds 18 films twice under two ids. They are found by folded
 * title and year, and every entry knows the one with the lowest id.
 */

#include "mtn-catalog.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-title.h"

struct _MtnCatalog
{
  gatomicrefcount ref_count;
  GArray *movies;
  GHashTable *by_id; /* id → index + 1 */
  char **genres;
  guint n_genres;
};

static gboolean
check_movie (const MtnMovie *movie, guint n_genres, guint index, GError **error)
{
  if (movie->id <= 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("film %u has the id %d, which is not a positive number"), index + 1, movie->id);
      return FALSE;
    }

  if (movie->title == NULL || movie->title[0] == '\0')
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("the film with the id %d has no title"), movie->id);
      return FALSE;
    }

  if (n_genres < MTN_CATALOG_MAX_GENRES && (movie->genres >> n_genres) != 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("the film with the id %d has a genre beyond the list of %u genres"), movie->id,
                   n_genres);
      return FALSE;
    }

  return TRUE;
}

static gboolean
index_ids (MtnCatalog *self, GError **error)
{
  for (guint i = 0; i < self->movies->len; i++)
    {
      const MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);

      if (!check_movie (movie, self->n_genres, i, error))
        return FALSE;

      if (!g_hash_table_insert (self->by_id, GINT_TO_POINTER (movie->id), GUINT_TO_POINTER (i + 1)))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("the id %d belongs to two films"), movie->id);
          return FALSE;
        }
    }

  return TRUE;
}

static void
find_twins (MtnCatalog *self)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *lowest = g_new (guint, self->movies->len);

  /* At first every entry names the first one of its film, and that one knows which has the lowest id. */
  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);
      g_autofree char *folded = mtn_title_fold (movie->title);
      g_autofree char *key = g_strdup_printf ("%s\n%d", folded, movie->year);
      gpointer known;

      movie->placeholder = movie->year == 0 && g_str_equal (folded, "unknown");
      movie->twin = i;
      lowest[i] = i;

      /* A title of punctuation alone says nothing. */
      if (folded[0] == '\0')
        continue;

      known = g_hash_table_lookup (firsts, key);
      if (known == NULL)
        {
          g_hash_table_insert (firsts, g_steal_pointer (&key), GUINT_TO_POINTER (i + 1));
          continue;
        }

      movie->twin = GPOINTER_TO_UINT (known) - 1;
      if (movie->id < g_array_index (self->movies, MtnMovie, lowest[movie->twin]).id)
        lowest[movie->twin] = i;
    }

  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);

      movie->twin = lowest[movie->twin];
    }
}

static void
find_leads (MtnCatalog *self)
{
  for (guint i = 0; i < self->movies->len; i++)
    g_array_index (self->movies, MtnMovie, i).lead = g_array_index (self->movies, MtnMovie, i).twin;

  for (guint i = 0; i < self->movies->len; i++)
    {
      const MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);
      MtnMovie *film = &g_array_index (self->movies, MtnMovie, movie->twin);

      if (movie->n_ratings > g_array_index (self->movies, MtnMovie, film->lead).n_ratings)
        film->lead = i;
    }

  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);

      movie->lead = g_array_index (self->movies, MtnMovie, movie->twin).lead;
    }
}

MtnCatalog *
mtn_catalog_new (GArray *movies, const char *const *genres, GError **error)
{
  g_autoptr (MtnCatalog) self = NULL;

  g_return_val_if_fail (movies != NULL, NULL);
  g_return_val_if_fail (g_array_get_element_size (movies) == sizeof (MtnMovie), NULL);
  g_return_val_if_fail (genres != NULL, NULL);

  self = g_new0 (MtnCatalog, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->movies = movies;
  g_array_set_clear_func (movies, (GDestroyNotify) mtn_movie_clear);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->genres = g_strdupv ((char **) genres);
  self->n_genres = g_strv_length (self->genres);

  if (self->n_genres > MTN_CATALOG_MAX_GENRES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%u genres, but at most %d are possible"),
                   self->n_genres, MTN_CATALOG_MAX_GENRES);
      return NULL;
    }

  if (!index_ids (self, error))
    return NULL;

  find_twins (self);
  find_leads (self);

  return g_steal_pointer (&self);
}

MtnCatalog *
mtn_catalog_copy_with_pick_only (const MtnCatalog *self, const gboolean *pick_only)
{
  GArray *movies;

  g_return_val_if_fail (self != NULL && pick_only != NULL, NULL);

  movies = g_array_sized_new (FALSE, FALSE, sizeof (MtnMovie), self->movies->len);
  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie movie = g_array_index (self->movies, MtnMovie, i);

      movie.title = g_strdup (movie.title);
      movie.alternatives = g_strdupv (movie.alternatives);
      movie.pick_only = pick_only[i];
      g_array_append_val (movies, movie);
    }

  return mtn_catalog_new (movies, (const char *const *) self->genres, NULL);
}

MtnCatalog *
mtn_catalog_ref (MtnCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
mtn_catalog_unref (MtnCatalog *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->movies);
  g_hash_table_unref (self->by_id);
  g_strfreev (self->genres);
  g_free (self);
}

guint
mtn_catalog_get_n_movies (const MtnCatalog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->movies->len;
}

const MtnMovie *
mtn_catalog_get_movie (const MtnCatalog *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->movies->len, NULL);

  return &g_array_index (self->movies, MtnMovie, index);
}

const char *const *
mtn_catalog_get_genres (const MtnCatalog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->genres;
}

guint
mtn_catalog_get_n_genres (const MtnCatalog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_genres;
}

int
mtn_catalog_find_id (const MtnCatalog *self, int id)
{
  gpointer found;

  g_return_val_if_fail (self != NULL, -1);

  found = g_hash_table_lookup (self->by_id, GINT_TO_POINTER (id));
  return found != NULL ? (int) GPOINTER_TO_UINT (found) - 1 : -1;
}

/* "Sci-Fi" and "sci fi", "Children" and "Children's" are each one genre. */
static char *
genre_key (const char *name)
{
  g_autofree char *folded = mtn_title_fold (name);

  return g_strdup (g_str_equal (folded, "childrens") ? "children" : folded);
}

int
mtn_catalog_find_genre (const MtnCatalog *self, const char *name)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  wanted = genre_key (name);
  if (wanted[0] == '\0')
    return -1;

  for (guint i = 0; i < self->n_genres; i++)
    {
      g_autofree char *key = genre_key (self->genres[i]);

      if (g_str_equal (key, wanted))
        return i;
    }

  return -1;
}
