/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-taste.h"

#include <math.h>

#include "mtn-union-match.h"

static double
share (double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

static int
get_decade (const MtnMovie *movie)
{
  return movie->year - movie->year % 10;
}

static void
find_decades (MtnTaste *self, const MtnCatalog *catalog)
{
  int last = 0;

  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

      if (movie->year <= 0)
        continue;
      if (last == 0 || get_decade (movie) < self->first_decade)
        self->first_decade = get_decade (movie);
      last = MAX (last, get_decade (movie));
    }

  self->n_decades = last > 0 ? (guint) (last - self->first_decade) / 10 + 1 : 0;
  for (guint side = 0; side < MTN_TASTE_N_SIDES; side++)
    self->decades[side] = g_new0 (double, self->n_decades + 1);
}

static int
compare_ratings (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, k = *(const guint *) b;
  guint n_i = mtn_catalog_get_movie (data, i)->n_ratings;
  guint n_k = mtn_catalog_get_movie (data, k)->n_ratings;

  if (n_i != n_k)
    return n_i > n_k ? -1 : 1;

  return i < k ? -1 : 1;
}

/* (transfer full): [films] the tenth of each rated film; what nobody has rated is in the last one. */
static guint *
find_tenths (MtnCatalog *catalog)
{
  guint n_movies = mtn_catalog_get_n_movies (catalog);
  guint *tenths = g_new (guint, n_movies + 1);
  g_autofree guint *order = g_new (guint, n_movies + 1);
  guint n_rated = 0;

  for (guint i = 0; i < n_movies; i++)
    {
      tenths[i] = MTN_TASTE_N_TENTHS - 1;
      if (mtn_catalog_get_movie (catalog, i)->n_ratings > 0)
        order[n_rated++] = i;
    }
  g_qsort_with_data (order, n_rated, sizeof (guint), compare_ratings, catalog);
  for (guint i = 0; i < n_rated; i++)
    tenths[order[i]] = (guint) ((guint64) i * MTN_TASTE_N_TENTHS / n_rated);

  return tenths;
}

/* @weight: how many picks or ratings the film stands for */
static void
add_film (MtnTaste *self, MtnTasteSide side, const MtnMovie *movie, guint tenth, double weight)
{
  if (movie->genres == 0)
    self->genres[side][0] += weight;
  for (guint g = 0; g < MTN_CATALOG_MAX_GENRES; g++)
    if (movie->genres >> g & 1)
      self->genres[side][1 + g] += weight;
  if (movie->year > 0)
    self->decades[side][(get_decade (movie) - self->first_decade) / 10] += weight;
  self->tenths[side][tenth] += weight;
}

static void
make_shares (double *values, guint n, double whole)
{
  for (guint i = 0; i < n; i++)
    values[i] = share (values[i], whole);
}

static double
sum (const double *values, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[i];

  return total;
}

MtnTaste *
mtn_taste_new (const MtnExploration *data, const MtnTastePick *picks, guint n_picks)
{
  MtnCatalog *catalog = data->dataset->catalog;
  g_autofree guint *tenths = find_tenths (catalog);
  MtnTaste *self = g_new0 (MtnTaste, 1);
  double total_stars = 0;

  find_decades (self, catalog);
  self->n_picks = n_picks;
  for (guint i = 0; i < n_picks; i++)
    {
      guint movie = picks[i].movie;
      int level = (int) lround (2.0 * (double) picks[i].stars);

      add_film (self, MTN_TASTE_OWN, mtn_catalog_get_movie (catalog, movie), tenths[movie], 1);
      if (level < 1 || level > MTN_EXPLORATION_N_STARS)
        continue;
      self->stars[MTN_TASTE_OWN][level - 1]++;
      self->n_starred++;
      total_stars += level / 2.0;
    }
  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);

      add_film (self, MTN_TASTE_EVERYONE, movie, tenths[i], movie->n_ratings);
    }
  for (guint i = 0; i < MTN_EXPLORATION_N_STARS; i++)
    self->stars[MTN_TASTE_EVERYONE][i] = data->stars.counts[i];
  self->mean_stars[MTN_TASTE_OWN] = share (total_stars, self->n_starred);
  self->mean_stars[MTN_TASTE_EVERYONE] = data->stars.mean;

  for (guint side = 0; side < MTN_TASTE_N_SIDES; side++)
    {
      double n = side == MTN_TASTE_OWN ? n_picks : data->counts.n_ratings;

      make_shares (self->genres[side], G_N_ELEMENTS (self->genres[side]), n);
      make_shares (self->tenths[side], MTN_TASTE_N_TENTHS, n);
      make_shares (self->decades[side], self->n_decades, sum (self->decades[side], self->n_decades));
      make_shares (self->stars[side], MTN_EXPLORATION_N_STARS,
                   sum (self->stars[side], MTN_EXPLORATION_N_STARS));
    }

  return self;
}

MtnTaste *
mtn_taste_new_matched (const MtnExploration *data,
                       MtnCatalog *catalog,
                       const MtnTastePick *picks,
                       guint n_picks,
                       guint *n_unknown)
{
  g_autofree guint *known_as = n_picks > 0 ? mtn_union_match (data->dataset->catalog, catalog) : NULL;
  g_autofree MtnTastePick *known = g_new (MtnTastePick, n_picks + 1);
  guint n = 0;

  for (guint i = 0; i < n_picks; i++)
    if (known_as[picks[i].movie] != MTN_UNION_NO_FILM)
      known[n++] = (MtnTastePick){ .movie = known_as[picks[i].movie], .stars = picks[i].stars };
  *n_unknown = n_picks - n;

  return mtn_taste_new (data, known, n);
}

void
mtn_taste_free (MtnTaste *self)
{
  g_return_if_fail (self != NULL);

  for (guint side = 0; side < MTN_TASTE_N_SIDES; side++)
    g_free (self->decades[side]);
  g_free (self);
}
