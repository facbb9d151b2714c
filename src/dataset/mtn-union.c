/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-union.h"

#include <glib/gi18n-lib.h>

#include "mtn-dataset-reader.h"
#include "mtn-error.h"
#include "mtn-title.h"
#include "mtn-union-match.h"

/* The two sets in their order, and what grows out of them. */
typedef struct
{
  MtnDataset *base;
  MtnDataset *other;
  guint *film_of;    /* [films of other]: index in the union */
  GArray *movies;    /* (element-type MtnMovie) */
  GByteArray *sets;  /* of each film, as #MtnDataset.film_sets */
  GPtrArray *genres; /* borrowed names, NULL-terminated */
  GArray *ratings;   /* (element-type MtnRating) */
} Union;

static void
union_clear (Union *self)
{
  g_clear_pointer (&self->film_of, g_free);
  g_clear_pointer (&self->movies, g_array_unref);
  g_clear_pointer (&self->sets, g_byte_array_unref);
  g_clear_pointer (&self->genres, g_ptr_array_unref);
  g_clear_pointer (&self->ratings, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Union, union_clear)

static gboolean
order_sets (Union *self, MtnDataset *a, MtnDataset *b, GError **error)
{
  gboolean a_is_base = a->variant == mtn_reader_ml100k.variant;

  if (g_str_equal (a->sha256, b->sha256))
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s and %s are the same data set; give it once"),
                 a->source, b->source);
  else if (a->variant == NULL || b->variant == NULL || a->variant == b->variant)
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                 _ ("%s (%s) and %s (%s) cannot be united: one must be MovieLens 100K and the other a CSV "
                    "set "
                    "such as latest-small, as they come from GroupLens"),
                 a->source, a->name, b->source, b->name);
  else
    {
      self->base = a_is_base ? a : b;
      self->other = a_is_base ? b : a;
    }

  return self->base != NULL;
}

static void
add_genres (GPtrArray *genres, MtnCatalog *catalog)
{
  const char *const *names = mtn_catalog_get_genres (catalog);

  for (guint g = 0; names[g] != NULL; g++)
    if (!g_ptr_array_find_with_equal_func (genres, names[g], g_str_equal, NULL))
      g_ptr_array_add (genres, (gpointer) names[g]);
}

static guint32
map_genres (const Union *self, MtnCatalog *catalog, const MtnMovie *movie)
{
  const char *const *names = mtn_catalog_get_genres (catalog);
  guint32 bits = 0;

  for (guint g = 0; names[g] != NULL; g++)
    {
      guint position;

      /* Too many are an error of the catalogue, told there. */
      if ((movie->genres >> g & 1) != 0 &&
          g_ptr_array_find_with_equal_func (self->genres, names[g], g_str_equal, &position) &&
          position < MTN_CATALOG_MAX_GENRES)
        bits |= 1u << position;
    }

  return bits;
}

static void
add_movie (Union *self, MtnCatalog *catalog, const MtnMovie *movie, int id, guint8 set)
{
  MtnMovie copy = { .id = id, .year = movie->year, .genres = map_genres (self, catalog, movie) };

  copy.title = g_strdup (movie->title);
  copy.alternatives = g_strdupv (movie->alternatives);
  g_array_append_val (self->movies, copy);
  g_byte_array_append (self->sets, &set, 1);
}

static gboolean
has_name (const MtnMovie *movie, const char *name)
{
  g_autofree char *wanted = mtn_title_fold (name);
  const char *title = movie->title;

  for (guint a = 0; title != NULL; a++)
    {
      g_autofree char *folded = mtn_title_fold (title);

      if (g_str_equal (folded, wanted))
        return TRUE;
      title = movie->alternatives != NULL ? movie->alternatives[a] : NULL;
    }

  return FALSE;
}

static void
add_name (MtnMovie *movie, const char *name)
{
  guint n = movie->alternatives != NULL ? g_strv_length (movie->alternatives) : 0;

  if (has_name (movie, name))
    return;

  movie->alternatives = g_renew (char *, movie->alternatives, n + 2);
  movie->alternatives[n] = g_strdup (name);
  movie->alternatives[n + 1] = NULL;
}

/* A film of the other set becomes one with film @index of the base. */
static void
merge_movie (Union *self, guint index, const MtnMovie *movie)
{
  MtnMovie *merged = &g_array_index (self->movies, MtnMovie, index);

  merged->genres |= map_genres (self, self->other->catalog, movie);
  add_name (merged, movie->title);
  for (guint a = 0; movie->alternatives != NULL && movie->alternatives[a] != NULL; a++)
    add_name (merged, movie->alternatives[a]);
  self->sets->data[index] |= 2;
}

static gboolean
merge_films (Union *self, GError **error)
{
  MtnCatalog *base = self->base->catalog;
  MtnCatalog *other = self->other->catalog;
  guint n = mtn_catalog_get_n_movies (other);

  self->movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));
  g_array_set_clear_func (self->movies, (GDestroyNotify) mtn_movie_clear);
  self->sets = g_byte_array_new ();
  self->genres = g_ptr_array_new ();
  add_genres (self->genres, base);
  add_genres (self->genres, other);
  for (guint i = 0; i < mtn_catalog_get_n_movies (base); i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (base, i);

      add_movie (self, base, movie, movie->id, 1);
    }

  self->film_of = mtn_union_match (base, other);
  for (guint j = 0; j < n; j++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (other, j);

      if (self->film_of[j] != MTN_UNION_NO_FILM)
        {
          merge_movie (self, self->film_of[j], movie);
          continue;
        }
      if (movie->id > G_MAXINT - MTN_UNION_FIRST_ID)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_RANGE,
                       _ ("%s: the id %d of a film is too large for a union"), self->other->source,
                       movie->id);
          return FALSE;
        }
      self->film_of[j] = self->movies->len;
      add_movie (self, other, movie, MTN_UNION_FIRST_ID + movie->id, 2);
    }
  g_ptr_array_add (self->genres, NULL);

  return TRUE;
}

static void
add_ratings (Union *self, MtnRatings *ratings, guint first_person, const guint *film_of)
{
  for (guint u = 0; u < ratings->n_people; u++)
    for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
      {
        MtnRating rating = {
          .person = first_person + u,
          .movie = film_of != NULL ? film_of[ratings->movies[i]] : ratings->movies[i],
          .stars = ratings->stars[i],
          .time = ratings->times[i],
        };

        g_array_append_val (self->ratings, rating);
      }
}

static void
merge_ratings (Union *self)
{
  g_autofree double *sums = g_new0 (double, MAX (self->movies->len, 1));

  self->ratings = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  add_ratings (self, self->base->ratings, 0, NULL);
  add_ratings (self, self->other->ratings, self->base->ratings->n_people, self->film_of);

  for (guint i = 0; i < self->ratings->len; i++)
    {
      const MtnRating *rating = &g_array_index (self->ratings, MtnRating, i);

      g_array_index (self->movies, MtnMovie, rating->movie).n_ratings++;
      sums[rating->movie] += rating->stars;
    }
  for (guint j = 0; j < self->movies->len; j++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, j);

      movie->mean_stars = movie->n_ratings > 0 ? (float) (sums[j] / movie->n_ratings) : 0.0f;
    }
}

/* Nothing is known of the other set's people: what a vocabulary says is the base's. */
static MtnPerson *
merge_people (const Union *self, GError **error)
{
  guint n_base = self->base->ratings->n_people;
  guint n_other = self->other->ratings->n_people;
  g_autofree MtnPerson *people = g_new (MtnPerson, (gsize) n_base + n_other + 1);

  for (guint u = 0; u < n_base; u++)
    {
      people[u] = self->base->people[u];
      people[u].set = 0;
    }
  for (guint u = 0; u < n_other; u++)
    {
      int id = self->other->people[u].id;

      if (id > G_MAXINT - MTN_UNION_FIRST_ID || (n_base > 0 && people[n_base - 1].id >= MTN_UNION_FIRST_ID))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_RANGE,
                       _ ("the ids of the people of %s and %s are too large for a union"), self->base->source,
                       self->other->source);
          return NULL;
        }
      people[n_base + u] =
          (MtnPerson){ MTN_UNION_FIRST_ID + id, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID, .set = 1 };
    }

  return g_steal_pointer (&people);
}

static char *
dup_sha256 (const Union *self)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s\n", self->base->sha256, self->other->sha256);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);
}

MtnDataset *
mtn_union_new (MtnDataset *a, MtnDataset *b, GError **error)
{
  g_auto (Union) self = { 0 };
  g_autoptr (MtnDataset) dataset = g_new0 (MtnDataset, 1);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new ();
  guint n_movies;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!order_sets (&self, a, b, error) || !merge_films (&self, error))
    return NULL;
  merge_ratings (&self);
  dataset->people = merge_people (&self, error);
  if (dataset->people == NULL)
    return NULL;

  n_movies = self.movies->len;
  dataset->catalog =
      mtn_catalog_new (g_steal_pointer (&self.movies), (const char *const *) self.genres->pdata, error);
  if (dataset->catalog == NULL)
    {
      g_prefix_error (error, "%s, %s: ", self.base->source, self.other->source);
      return NULL;
    }

  dataset->name = g_strdup_printf ("%s + %s", self.base->name, self.other->name);
  dataset->source = g_strdup_printf ("%s, %s", self.base->source, self.other->source);
  dataset->sources = g_new0 (char *, 3);
  dataset->sources[0] = g_strdup (self.base->source);
  dataset->sources[1] = g_strdup (self.other->source);
  dataset->sha256 = dup_sha256 (&self);
  dataset->licence = g_strdup_printf ("%s %s", self.base->licence, self.other->licence);
  dataset->vocabulary = mtn_vocabulary_ref (self.base->vocabulary);
  dataset->ratings = mtn_ratings_new ((const MtnRating *) self.ratings->data, self.ratings->len,
                                      self.base->ratings->n_people + self.other->ratings->n_people, n_movies);
  dataset->film_sets = g_byte_array_free (g_steal_pointer (&self.sets), FALSE);

  for (char **w = self.base->warnings; w != NULL && *w != NULL; w++)
    g_ptr_array_add (warnings, *w);
  for (char **w = self.other->warnings; w != NULL && *w != NULL; w++)
    g_ptr_array_add (warnings, *w);
  g_ptr_array_add (warnings, NULL);
  dataset->warnings = g_strdupv ((char **) warnings->pdata);

  return g_steal_pointer (&dataset);
}

/* The films of the set, and where each of the union's is now. */
static MtnCatalog *
select_films (MtnDataset *dataset, guint set, guint *film_of)
{
  guint n = mtn_catalog_get_n_movies (dataset->catalog);
  GArray *movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));

  for (guint j = 0; j < n; j++)
    if ((dataset->film_sets[j] >> set & 1) != 0)
      {
        MtnMovie movie = *mtn_catalog_get_movie (dataset->catalog, j);

        movie.title = g_strdup (movie.title);
        movie.alternatives = g_strdupv (movie.alternatives);
        film_of[j] = movies->len;
        g_array_append_val (movies, movie);
      }

  return mtn_catalog_new (movies, mtn_catalog_get_genres (dataset->catalog), NULL);
}

MtnDataset *
mtn_union_select (MtnDataset *dataset, guint set, guint *row_of)
{
  const MtnRatings *ratings = dataset->ratings;
  g_auto (GStrv) names = g_strsplit (dataset->name, " + ", 2);
  g_autofree char *origin = g_strdup_printf ("%s\n%u\n", dataset->sha256, set);
  g_autofree guint *film_of = g_new (guint, MAX (ratings->n_movies, 1));
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  MtnDataset *self;
  guint n_people = 0;

  g_return_val_if_fail (dataset->film_sets != NULL && set < 2, NULL);

  self = g_new0 (MtnDataset, 1);
  self->catalog = select_films (dataset, set, film_of);
  self->people = g_new0 (MtnPerson, (gsize) ratings->n_people + 1);
  for (guint u = 0; u < ratings->n_people; u++)
    {
      row_of[u] = dataset->people[u].set == set ? n_people : G_MAXUINT;
      if (row_of[u] == G_MAXUINT)
        continue;

      for (guint i = ratings->offsets[u]; i < ratings->offsets[u + 1]; i++)
        {
          MtnRating rating = { n_people, film_of[ratings->movies[i]], ratings->stars[i], ratings->times[i] };

          g_array_append_val (entries, rating);
        }
      self->people[n_people] = dataset->people[u];
      self->people[n_people++].set = 0;
    }

  self->name = g_strdup (names[set]);
  self->source = g_strdup (dataset->source);
  self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, origin, -1);
  self->licence = g_strdup (dataset->licence);
  self->vocabulary = mtn_vocabulary_ref (dataset->vocabulary);
  self->ratings = mtn_ratings_new ((const MtnRating *) entries->data, entries->len, n_people,
                                   mtn_catalog_get_n_movies (self->catalog));
  self->warnings = g_new0 (char *, 1);

  return self;
}

MtnDataset *
mtn_union_load (const char *const *paths, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnDataset) first = NULL;
  g_autoptr (MtnDataset) second = NULL;

  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);
  g_return_val_if_fail (paths[1] == NULL || paths[2] == NULL, NULL);

  first = mtn_dataset_load (paths[0], job, cancellable, error);
  if (first == NULL || paths[1] == NULL)
    return g_steal_pointer (&first);
  second = mtn_dataset_load (paths[1], job, cancellable, error);

  return second != NULL ? mtn_union_new (first, second, error) : NULL;
}
