/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-dataset-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MtnDatasetBuilder
{
  MtnFileSource *source; /* borrowed */
  MtnJob *job;
  GCancellable *cancellable;
  GChecksum *checksum;

  GArray *movies;              /* MtnMovie */
  GArray *people;              /* MtnPerson */
  GArray *ratings;             /* MtnRating, by position in the two above until they are sorted */
  GHashTable *movie_positions; /* id → position + 1 */
  GHashTable *person_positions;
  GPtrArray *warnings;
};

MtnDatasetBuilder *
mtn_dataset_builder_new (MtnFileSource *source, MtnJob *job, GCancellable *cancellable)
{
  MtnDatasetBuilder *self = g_new0 (MtnDatasetBuilder, 1);

  self->source = source;
  self->job = job != NULL ? g_object_ref (job) : NULL;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));
  g_array_set_clear_func (self->movies, (GDestroyNotify) mtn_movie_clear);
  self->people = g_array_new (FALSE, FALSE, sizeof (MtnPerson));
  self->ratings = g_array_new (FALSE, FALSE, sizeof (MtnRating));
  self->movie_positions = g_hash_table_new (NULL, NULL);
  self->person_positions = g_hash_table_new (NULL, NULL);
  self->warnings = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
mtn_dataset_builder_free (MtnDatasetBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_checksum_free (self->checksum);
  g_clear_pointer (&self->movies, g_array_unref);
  g_array_unref (self->people);
  g_array_unref (self->ratings);
  g_hash_table_unref (self->movie_positions);
  g_hash_table_unref (self->person_positions);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

MtnFileSource *
mtn_dataset_builder_get_source (MtnDatasetBuilder *self)
{
  return self->source;
}

GBytes *
mtn_dataset_builder_read (MtnDatasetBuilder *self, const char *name, GError **error)
{
  GBytes *bytes;
  gsize length;
  const void *data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;

  bytes = mtn_file_source_read (self->source, name, error);
  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (length > 0)
    g_checksum_update (self->checksum, data, length);

  return bytes;
}

gboolean
mtn_dataset_builder_progress (MtnDatasetBuilder *self, const MtnLines *lines, GError **error)
{
  if (self->job != NULL)
    {
      double done = (double) (lines->next - lines->begin) / (double) (lines->end - lines->begin);
      g_autofree char *message = g_strdup_printf (_ ("Reading %s"), lines->name);

      mtn_job_report (self->job, done, message);
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
mtn_dataset_builder_warn (MtnDatasetBuilder *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
mtn_dataset_builder_add_movie (MtnDatasetBuilder *self, MtnMovie *movie)
{
  gpointer position = GUINT_TO_POINTER (self->movies->len + 1);

  /* Appended in any case, so that there is one owner of the strings. */
  g_array_append_vals (self->movies, movie, 1);

  return g_hash_table_insert (self->movie_positions, GINT_TO_POINTER (movie->id), position);
}

gboolean
mtn_dataset_builder_add_person (MtnDatasetBuilder *self, const MtnPerson *person)
{
  gpointer position = GUINT_TO_POINTER (self->people->len + 1);

  g_array_append_vals (self->people, person, 1);

  return g_hash_table_insert (self->person_positions, GINT_TO_POINTER (person->id), position);
}

int
mtn_dataset_builder_find_movie (MtnDatasetBuilder *self, int id)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->movie_positions, GINT_TO_POINTER (id))) - 1;
}

int
mtn_dataset_builder_find_person (MtnDatasetBuilder *self, int id)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->person_positions, GINT_TO_POINTER (id))) - 1;
}

void
mtn_dataset_builder_add_rating (MtnDatasetBuilder *self, guint person, guint movie, float stars, gint64 time)
{
  MtnRating rating = { .person = person, .movie = movie, .stars = stars, .time = time };

  g_array_append_val (self->ratings, rating);
}

void
mtn_dataset_builder_map_genres (MtnDatasetBuilder *self, const guint *map)
{
  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);
      guint32 genres = 0;

      for (guint bit = 0; bit < MTN_CATALOG_MAX_GENRES; bit++)
        {
          if ((movie->genres >> bit) & 1)
            genres |= 1u << map[bit];
        }
      movie->genres = genres;
    }
}

guint
mtn_dataset_builder_get_n_movies (MtnDatasetBuilder *self)
{
  return self->movies->len;
}

guint
mtn_dataset_builder_get_n_ratings (MtnDatasetBuilder *self)
{
  return self->ratings->len;
}

static int
compare_movies (gconstpointer a, gconstpointer b)
{
  const MtnMovie *movie_a = a, *movie_b = b;

  return (movie_a->id > movie_b->id) - (movie_a->id < movie_b->id);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const MtnPerson *person_a = a, *person_b = b;

  return (person_a->id > person_b->id) - (person_a->id < person_b->id);
}

/* Sorts films and people by id and lets the ratings follow. */
static void
sort_by_id (MtnDatasetBuilder *self)
{
  g_autofree int *movie_ids = g_new (int, self->movies->len);
  g_autofree int *person_ids = g_new (int, self->people->len);

  for (guint i = 0; i < self->movies->len; i++)
    movie_ids[i] = g_array_index (self->movies, MtnMovie, i).id;
  for (guint i = 0; i < self->people->len; i++)
    person_ids[i] = g_array_index (self->people, MtnPerson, i).id;

  g_array_sort (self->movies, compare_movies);
  g_array_sort (self->people, compare_people);

  for (guint i = 0; i < self->movies->len; i++)
    g_hash_table_insert (self->movie_positions,
                         GINT_TO_POINTER (g_array_index (self->movies, MtnMovie, i).id),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->people->len; i++)
    g_hash_table_insert (self->person_positions,
                         GINT_TO_POINTER (g_array_index (self->people, MtnPerson, i).id),
                         GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < self->movies->len; i++)
    movie_ids[i] = mtn_dataset_builder_find_movie (self, movie_ids[i]);
  for (guint i = 0; i < self->people->len; i++)
    person_ids[i] = mtn_dataset_builder_find_person (self, person_ids[i]);

  for (guint i = 0; i < self->ratings->len; i++)
    {
      MtnRating *rating = &g_array_index (self->ratings, MtnRating, i);

      rating->movie = movie_ids[rating->movie];
      rating->person = person_ids[rating->person];
    }
}

/* Ratings grouped by person in their order in the file: positions and, in @begins, where each person begins.
 */
static guint *
group_by_person (MtnDatasetBuilder *self, guint *begins)
{
  guint *grouped = g_new (guint, self->ratings->len + 1);
  guint n_people = self->people->len;

  for (guint i = 0; i < self->ratings->len; i++)
    begins[g_array_index (self->ratings, MtnRating, i).person + 1]++;
  for (guint i = 0; i < n_people; i++)
    begins[i + 1] += begins[i];
  for (guint i = 0; i < self->ratings->len; i++)
    grouped[begins[g_array_index (self->ratings, MtnRating, i).person]++] = i;
  for (guint i = n_people; i > 0; i--)
    begins[i] = begins[i - 1];
  begins[0] = 0;

  return grouped;
}

/* Of several ratings of one film by one person the latest stays, of equal times the one further down. */
static void
keep_latest (MtnDatasetBuilder *self)
{
  g_autofree guint *begins = g_new0 (guint, (gsize) self->people->len + 1);
  g_autofree guint *grouped = group_by_person (self, begins);
  g_autofree guint *kept_at =
      g_new0 (guint, self->movies->len); /* position + 1 of the person's rating so far */
  g_autofree gboolean *dropped = g_new0 (gboolean, self->ratings->len);
  guint n_dropped = 0, n_kept = 0;

  for (guint person = 0; person < self->people->len; person++)
    {
      for (guint i = begins[person]; i < begins[person + 1]; i++)
        {
          const MtnRating *rating = &g_array_index (self->ratings, MtnRating, grouped[i]);
          guint *kept = &kept_at[rating->movie];

          if (*kept == 0)
            {
              *kept = grouped[i] + 1;
              continue;
            }

          n_dropped++;
          if (rating->time >= g_array_index (self->ratings, MtnRating, *kept - 1).time)
            {
              dropped[*kept - 1] = TRUE;
              *kept = grouped[i] + 1;
            }
          else
            {
              dropped[grouped[i]] = TRUE;
            }
        }

      for (guint i = begins[person]; i < begins[person + 1]; i++)
        kept_at[g_array_index (self->ratings, MtnRating, grouped[i]).movie] = 0;
    }

  if (n_dropped == 0)
    return;

  for (guint i = 0; i < self->ratings->len; i++)
    {
      if (!dropped[i])
        g_array_index (self->ratings, MtnRating, n_kept++) = g_array_index (self->ratings, MtnRating, i);
    }
  g_array_set_size (self->ratings, n_kept);

  g_ptr_array_add (self->warnings, g_strdup_printf (ngettext ("%u rating repeats a film that the same person "
                                                              "has rated; the latest was kept",
                                                              "%u ratings repeat a film that the same person "
                                                              "has rated; the latest were kept",
                                                              n_dropped),
                                                    n_dropped));
}

static void
count_ratings (MtnDatasetBuilder *self)
{
  g_autofree double *sums = g_new0 (double, self->movies->len);

  for (guint i = 0; i < self->movies->len; i++)
    g_array_index (self->movies, MtnMovie, i).n_ratings = 0;

  for (guint i = 0; i < self->ratings->len; i++)
    {
      const MtnRating *rating = &g_array_index (self->ratings, MtnRating, i);

      sums[rating->movie] += rating->stars;
      g_array_index (self->movies, MtnMovie, rating->movie).n_ratings++;
    }

  for (guint i = 0; i < self->movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (self->movies, MtnMovie, i);

      movie->mean_stars = movie->n_ratings > 0 ? (float) (sums[i] / movie->n_ratings) : 0.0f;
    }
}

MtnDataset *
mtn_dataset_builder_finish (MtnDatasetBuilder *self,
                            const char *name,
                            const char *licence,
                            const char *const *genres,
                            MtnVocabulary *vocabulary,
                            GError **error)
{
  g_autoptr (MtnCatalog) catalog = NULL;
  guint n_movies = self->movies->len;
  MtnDataset *dataset;

  sort_by_id (self);
  keep_latest (self);
  count_ratings (self);

  catalog = mtn_catalog_new (g_steal_pointer (&self->movies), genres, error);
  if (catalog == NULL)
    {
      g_prefix_error (error, "%s: ", mtn_file_source_get_path (self->source));
      return NULL;
    }

  dataset = g_new0 (MtnDataset, 1);
  dataset->name = g_strdup (name);
  dataset->source = g_filename_display_name (mtn_file_source_get_path (self->source));
  dataset->sha256 = g_strdup (g_checksum_get_string (self->checksum));
  dataset->licence = g_strdup (licence);
  dataset->catalog = g_steal_pointer (&catalog);
  dataset->vocabulary = mtn_vocabulary_ref (vocabulary);
  dataset->ratings = mtn_ratings_new ((const MtnRating *) self->ratings->data, self->ratings->len,
                                      self->people->len, n_movies);
  dataset->people = g_new0 (MtnPerson, self->people->len + 1);
  if (self->people->len > 0)
    memcpy (dataset->people, self->people->data, self->people->len * sizeof (MtnPerson));

  g_ptr_array_add (self->warnings, NULL);
  dataset->warnings = g_strdupv ((char **) self->warnings->pdata);

  return dataset;
}

const char *
mtn_dataset_genre_name (const char *name)
{
  return g_ascii_strcasecmp (name, "Children's") == 0 ? "Children" : name;
}

gboolean
mtn_dataset_genre_is_none (const char *name)
{
  return g_ascii_strcasecmp (name, "unknown") == 0 || g_ascii_strcasecmp (name, "(no genres listed)") == 0;
}
