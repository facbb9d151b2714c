/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The first screen of the picker has to offer everybody something to love, or
 * the first three clicks find nothing. The most rated films alone do not:
 * in MovieLens 100K half of the first ten are action and science fiction. So
 * the first N_MIXED places are filled one by one with the film that has the
 * largest
 *
 *   a(f) / (1 + CROWDING · c(f)),
 *
 * a(f) the appeal, n · (mean / 5)²: rated by many and liked by them;
 * c(f) how often the film's genres are to be seen already, on average over its
 * genres, each earlier place counting LATE_WEIGHT times less than the one after
 * it: what was shown a screen ago may come again. Behind the mixed places films
 * follow by number of ratings. */

#include "mtn-film-order.h"

#include <math.h>

#include "mtn-title.h"

#define N_MIXED 60
#define N_CANDIDATES 400
#define MAX_GENRES 32
#define CROWDING 0.6
#define LATE_WEIGHT 0.9

static int
compare_ratings (gconstpointer a, gconstpointer b)
{
  MtnFilm *left = *(MtnFilm *const *) a, *right = *(MtnFilm *const *) b;
  guint n_left = mtn_film_get_movie (left)->n_ratings, n_right = mtn_film_get_movie (right)->n_ratings;

  if (n_left != n_right)
    return n_left > n_right ? -1 : 1;
  return mtn_film_get_index (left) < mtn_film_get_index (right) ? -1 : 1;
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  int left = mtn_film_get_movie (*(MtnFilm *const *) a)->year;
  int right = mtn_film_get_movie (*(MtnFilm *const *) b)->year;

  if (left != right)
    return left > right ? -1 : 1;
  return compare_ratings (a, b);
}

static double
appeal (MtnFilm *film)
{
  const MtnMovie *movie = mtn_film_get_movie (film);

  return movie->n_ratings * pow (movie->mean_stars / 5, 2);
}

static double
crowding (guint32 genres, const double *shown)
{
  double sum = 0;
  guint n = 0;

  for (guint g = 0; g < MAX_GENRES; g++)
    if (genres & (1u << g))
      {
        sum += shown[g];
        n++;
      }

  return n > 0 ? sum / n : 0;
}

/* @films: by number of ratings; its first places are rearranged. */
static void
mix_genres (GPtrArray *films)
{
  guint n_candidates = MIN (films->len, N_CANDIDATES);
  guint n_mixed = MIN (n_candidates, N_MIXED);
  double shown[MAX_GENRES] = { 0 };

  for (guint place = 0; place < n_mixed; place++)
    {
      double best = -1;
      guint chosen = place;
      MtnFilm *film;
      guint32 genres;

      for (guint i = place; i < n_candidates; i++)
        {
          MtnFilm *candidate = g_ptr_array_index (films, i);
          double value =
              appeal (candidate) / (1 + CROWDING * crowding (mtn_film_get_movie (candidate)->genres, shown));

          if (value > best)
            {
              best = value;
              chosen = i;
            }
        }

      /* Moved, not swapped: the rest stays by number of ratings. */
      film = g_ptr_array_index (films, chosen);
      for (guint i = chosen; i > place; i--)
        films->pdata[i] = films->pdata[i - 1];
      films->pdata[place] = film;

      genres = mtn_film_get_movie (film)->genres;
      for (guint g = 0; g < MAX_GENRES; g++)
        shown[g] = shown[g] * LATE_WEIGHT + ((genres & (1u << g)) != 0);
    }
}

typedef struct
{
  char *key;
  MtnFilm *film;
} TitleKey;

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const TitleKey *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : compare_years (&left->film, &right->film);
}

static void
sort_by_title (GPtrArray *films)
{
  g_autofree TitleKey *keys = g_new (TitleKey, MAX (films->len, 1));

  for (guint i = 0; i < films->len; i++)
    {
      MtnFilm *film = g_ptr_array_index (films, i);
      g_autofree char *folded = mtn_title_fold (mtn_film_get_movie (film)->title);

      keys[i].film = film;
      keys[i].key = g_utf8_collate_key (mtn_title_skip_article (folded), -1);
    }

  qsort (keys, films->len, sizeof *keys, compare_titles);
  for (guint i = 0; i < films->len; i++)
    {
      films->pdata[i] = keys[i].film;
      g_free (keys[i].key);
    }
}

GPtrArray *
mtn_film_order_new (GListModel *films, MtnFilmSort sort)
{
  GPtrArray *order;
  guint n;

  g_return_val_if_fail (G_IS_LIST_MODEL (films), NULL);

  n = g_list_model_get_n_items (films);
  order = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, g_list_model_get_item (films, i));

  switch (sort)
    {
    case MTN_FILM_SORT_POPULAR:
      g_ptr_array_sort (order, compare_ratings);
      mix_genres (order);
      break;
    case MTN_FILM_SORT_TITLE:
      sort_by_title (order);
      break;
    case MTN_FILM_SORT_YEAR:
      g_ptr_array_sort (order, compare_years);
      break;
    default:
      g_assert_not_reached ();
    }

  return order;
}
