/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-prepared-manifest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-packed.h"

#define ROUND 1024
#define MAX_TITLES 64
#define MAX_TITLE_BYTES 4096
#define MAX_YEAR 9999
#define MAX_AGE 130
#define MAX_ITEMS (1u << 28)
#define MIN_MOVIE_BYTES 6  /* id, year, genres, number of titles, length, a letter */
#define MIN_PERSON_BYTES 5 /* id, three attributes, number of ratings */
#define MIN_RATING_BYTES 2
#define MIN_SAMPLE_BYTES 3

typedef struct
{
  const char *folder;
  const MtnPreparedManifest *manifest;
  MtnJob *job;
  GCancellable *cancellable;
  MtnPackedReader *reader;
  char *path; /* of the reader's file */
} Work;

static gboolean
tell (const Work *work, guint done, guint all, GError **error)
{
  if (done % ROUND != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;

  if (work->job != NULL)
    mtn_job_report (work->job, (double) done / all, _ ("Reading prepared data"));
  return TRUE;
}

static gboolean
read_number (const Work *work, const char *what, guint64 min, guint64 max, guint *value, GError **error)
{
  guint64 number;

  if (!mtn_packed_reader_number (work->reader, what, min, max, &number, error))
    return FALSE;

  *value = (guint) number;
  return TRUE;
}

/* How many items follow; no more than fit into the rest of the file, so that a wrong number costs no memory.
 */
static gboolean
read_count (const Work *work, const char *what, guint min_bytes, guint *value, GError **error)
{
  guint64 max = mtn_packed_reader_get_rest (work->reader) / min_bytes;

  return read_number (work, what, 0, MIN (max, MAX_ITEMS), value, error);
}

static gboolean
contradicts (const Work *work, const char *what, GError **error)
{
  g_autofree char *name = g_filename_display_name (work->path);

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: %s contradicts the rest of the file"), name, what);
  return FALSE;
}

static char *
read_title (const Work *work, GError **error)
{
  g_autofree char *title = NULL;
  guint length;

  if (!read_number (work, _ ("the length of a title"), 1, MAX_TITLE_BYTES, &length, error))
    return NULL;

  title = g_malloc0 (length + 1);
  if (!mtn_packed_reader_bytes (work->reader, _ ("a title"), title, length, error))
    return NULL;

  if (!g_utf8_validate (title, length, NULL))
    {
      contradicts (work, _ ("a title that is no text"), error);
      return NULL;
    }

  return g_steal_pointer (&title);
}

/* @movie: to be cleared also on failure */
static gboolean
read_movie (const Work *work, MtnMovie *movie, int previous_id, GError **error)
{
  guint n_genres = g_strv_length (work->manifest->genres);
  guint64 max_genres = n_genres > 0 ? G_MAXUINT32 >> (32 - n_genres) : 0;
  guint step, year, n_alternatives;

  if (!read_number (work, _ ("the id of a film"), 1, (guint64) (G_MAXINT - previous_id), &step, error) ||
      !read_number (work, _ ("the year of a film"), 0, MAX_YEAR, &year, error) ||
      !read_number (work, _ ("the genres of a film"), 0, max_genres, &movie->genres, error) ||
      !read_number (work, _ ("the number of titles"), 0, MAX_TITLES, &n_alternatives, error))
    return FALSE;

  movie->id = previous_id + (int) step;
  movie->year = (int) year;
  movie->title = read_title (work, error);
  if (movie->title == NULL)
    return FALSE;

  if (n_alternatives > 0)
    movie->alternatives = g_new0 (char *, n_alternatives + 1);
  for (guint i = 0; i < n_alternatives; i++)
    {
      movie->alternatives[i] = read_title (work, error);
      if (movie->alternatives[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_movies (const Work *work, GArray *movies, guint n_movies, GError **error)
{
  int id = 0;

  for (guint i = 0; i < n_movies; i++)
    {
      MtnMovie movie = { 0 };
      gboolean done = read_movie (work, &movie, id, error);

      id = movie.id;
      g_array_append_val (movies, movie);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_people (const Work *work, MtnPerson *people, guint n_people, GError **error)
{
  const MtnVocabulary *vocabulary = work->manifest->vocabulary;
  guint n_genders = g_strv_length (vocabulary->genders);
  guint n_occupations = g_strv_length (vocabulary->occupations);
  int id = 0;

  for (guint i = 0; i < n_people; i++)
    {
      guint step, age, gender, occupation;

      if (!read_number (work, _ ("the id of a person"), 1, (guint64) (G_MAXINT - id), &step, error) ||
          !read_number (work, _ ("the age of a person"), 0, MAX_AGE + 1, &age, error) ||
          !read_number (work, _ ("the gender of a person"), 0, n_genders, &gender, error) ||
          !read_number (work, _ ("the occupation of a person"), 0, n_occupations, &occupation, error))
        return FALSE;

      id += (int) step;
      people[i] = (MtnPerson){
        .id = id, .age = (int) age - 1, .gender = (int) gender - 1, .occupation = (int) occupation - 1
      };
    }

  return TRUE;
}

/* The arrays of a MtnRatings that is being read. */
typedef struct
{
  guint *offsets;
  guint *movies;
  float *stars;
  gint64 *times;
} Rows;

static void
rows_clear (Rows *self)
{
  g_free (self->offsets);
  g_free (self->movies);
  g_free (self->stars);
  g_free (self->times);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static gboolean
read_row (const Work *work, Rows *rows, guint begin, guint end, guint n_movies, gint64 *time, GError **error)
{
  guint next = 0;

  for (guint k = begin; k < end; k++)
    {
      guint packed;
      gint64 step;

      if (!read_number (work, _ ("a rating"), 0, ((guint64) (n_movies - next)) * 10 - (n_movies > next),
                        &packed, error) ||
          !mtn_packed_reader_signed (work->reader, _ ("the time of a rating"), &step, error))
        return FALSE;
      if (next >= n_movies || packed / 10 >= n_movies - next)
        return contradicts (work, _ ("a rating of a film beyond the last"), error);
      if (__builtin_add_overflow (*time, step, time))
        return contradicts (work, _ ("the time of a rating"), error);

      rows->movies[k] = next + packed / 10;
      rows->stars[k] = (float) (packed % 10 + 1) / 2.0f;
      rows->times[k] = *time;
      next = rows->movies[k] + 1;
    }

  return TRUE;
}

static MtnRatings *
read_ratings (const Work *work, guint n_people, guint n_movies, guint n_ratings, GError **error)
{
  g_auto (Rows) rows = { 0 };
  MtnRatings *ratings;
  gint64 time = 0;

  rows.offsets = g_new0 (guint, (gsize) n_people + 1);
  rows.movies = g_new (guint, n_ratings);
  rows.stars = g_new (float, n_ratings);
  rows.times = g_new (gint64, n_ratings);

  for (guint i = 0; i < n_people; i++)
    {
      guint begin = rows.offsets[i];
      guint n;

      if (!tell (work, i, n_people, error) ||
          !read_number (work, _ ("the number of ratings"), 0, n_ratings - begin, &n, error) ||
          !read_row (work, &rows, begin, begin + n, n_movies, &time, error))
        return NULL;
      rows.offsets[i + 1] = begin + n;
    }

  if (rows.offsets[n_people] != n_ratings)
    {
      contradicts (work, _ ("the number of ratings"), error);
      return NULL;
    }

  ratings = mtn_ratings_new_take (n_people, n_movies, rows.offsets, rows.movies, rows.stars, rows.times);
  rows = (Rows){ 0 };

  return ratings;
}

static void
count_ratings (GArray *movies, const MtnRatings *ratings)
{
  g_autofree double *sums = g_new0 (double, movies->len);

  for (guint k = 0; k < ratings->offsets[ratings->n_people]; k++)
    {
      sums[ratings->movies[k]] += (double) ratings->stars[k];
      g_array_index (movies, MtnMovie, ratings->movies[k]).n_ratings++;
    }

  for (guint i = 0; i < movies->len; i++)
    {
      MtnMovie *movie = &g_array_index (movies, MtnMovie, i);

      movie->mean_stars = movie->n_ratings > 0 ? (float) (sums[i] / movie->n_ratings) : 0.0f;
    }
}

static gboolean
read_content (const Work *work, MtnDataset *dataset, GError **error)
{
  g_autoptr (GArray) movies = g_array_new (FALSE, FALSE, sizeof (MtnMovie));
  guint n_movies, n_people, n_ratings;

  g_array_set_clear_func (movies, (GDestroyNotify) mtn_movie_clear);
  if (!read_count (work, _ ("the number of films"), MIN_MOVIE_BYTES, &n_movies, error) ||
      !read_count (work, _ ("the number of people"), MIN_PERSON_BYTES, &n_people, error) ||
      !read_count (work, _ ("the number of ratings"), MIN_RATING_BYTES, &n_ratings, error) ||
      !read_movies (work, movies, n_movies, error))
    return FALSE;

  dataset->people = g_new0 (MtnPerson, (gsize) n_people + 1);
  if (!read_people (work, dataset->people, n_people, error))
    return FALSE;

  dataset->ratings = read_ratings (work, n_people, n_movies, n_ratings, error);
  if (dataset->ratings == NULL || !mtn_packed_reader_finish (work->reader, error))
    return FALSE;

  count_ratings (movies, dataset->ratings);
  dataset->catalog =
      mtn_catalog_new (g_steal_pointer (&movies), (const char *const *) work->manifest->genres, error);

  return dataset->catalog != NULL;
}

/* Verifies a file and opens it for the work, until close_file(). */
static gboolean
open_file (Work *work, const char *name, const char *magic, const MtnPreparedFile *file, GError **error)
{
  work->path = g_build_filename (work->folder, name, NULL);
  work->reader = NULL;
  if (mtn_file_check_inside (work->folder, work->path, error) &&
      mtn_packed_verify (work->path, file->size, file->sha256, work->cancellable, error))
    work->reader = mtn_packed_reader_open (work->path, magic, error);

  return work->reader != NULL;
}

static void
close_file (Work *work)
{
  g_clear_pointer (&work->reader, mtn_packed_reader_free);
  g_clear_pointer (&work->path, g_free);
}

static MtnDataset *
read_dataset (Work *work, GError **error)
{
  const MtnPreparedManifest *manifest = work->manifest;
  g_autoptr (MtnDataset) dataset = g_new0 (MtnDataset, 1);
  gboolean done;

  dataset->name = g_strdup (manifest->name);
  dataset->source = g_filename_display_name (work->folder);
  dataset->sha256 = g_strdup (manifest->sha256);
  dataset->licence = g_strdup (manifest->licence);
  dataset->variant = manifest->variant;
  dataset->vocabulary = mtn_vocabulary_ref (manifest->vocabulary);
  dataset->warnings = g_new0 (char *, 1);

  done = open_file (work, MTN_PREPARED_DATASET, MTN_PREPARED_DATASET_MAGIC, &manifest->dataset, error) &&
         read_content (work, dataset, error);
  close_file (work);

  return done ? g_steal_pointer (&dataset) : NULL;
}

/* The positions that a sample's bits name; −1 for a bit behind the last rating. */
static int
list_hidden (const guint8 *bits, guint n, guint *hidden)
{
  int n_hidden = 0;

  for (guint i = 0; i < (n + 7) / 8 * 8; i++)
    {
      if (((bits[i / 8] >> (i % 8)) & 1) == 0)
        continue;
      if (i >= n)
        return -1;
      hidden[n_hidden++] = i;
    }

  return n_hidden;
}

static MtnSampleSet *
read_samples (const Work *work, MtnRatings *ratings, guint n_expected, guint64 max_bits, GError **error)
{
  const MtnSplitOptions *options = &work->manifest->options;
  g_autofree guint8 *bits = g_malloc (ratings->n_movies / 8 + 1);
  g_autofree guint *hidden = g_new (guint, ratings->n_movies);
  g_autoptr (MtnSampleSet) set = NULL;
  gint64 person = 0;
  guint n_samples;

  if (!read_count (work, _ ("the number of samples"), MIN_SAMPLE_BYTES, &n_samples, error))
    return NULL;
  if (n_samples != n_expected)
    {
      contradicts (work, _ ("the number of samples"), error);
      return NULL;
    }

  set = mtn_sample_set_new (ratings, options->fractions, options->n_fractions, n_samples, max_bits);
  for (guint i = 0; i < n_samples; i++)
    {
      guint fraction, mask, n;
      gint64 step;
      int n_hidden;

      if (!tell (work, i, n_samples, error) ||
          !mtn_packed_reader_signed (work->reader, _ ("the person of a sample"), &step, error))
        return NULL;
      if (step < -person || step >= (gint64) ratings->n_people - person)
        {
          contradicts (work, _ ("the person of a sample"), error);
          return NULL;
        }

      person += step;
      n = ratings->offsets[person + 1] - ratings->offsets[person];
      if (!read_number (work, _ ("the fraction of a sample"), 0, options->n_fractions - 1, &fraction,
                        error) ||
          !read_number (work, _ ("the mask of a sample"), 0, options->n_masks - 1, &mask, error) ||
          !mtn_packed_reader_bytes (work->reader, _ ("what a sample hides"), bits, (n + 7) / 8, error))
        return NULL;

      n_hidden = list_hidden (bits, n, hidden);
      if (n_hidden < 0)
        {
          contradicts (work, _ ("what a sample hides"), error);
          return NULL;
        }
      mtn_sample_set_add (set, (guint) person, fraction, mask, hidden, (guint) n_hidden);
    }

  return mtn_packed_reader_finish (work->reader, error) ? g_steal_pointer (&set) : NULL;
}

static gboolean
read_parts (Work *work, MtnRatings *ratings, MtnSplit *split, GError **error)
{
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      const MtnPreparedFile *file = &work->manifest->parts[part];
      g_autofree char *name = mtn_prepared_dup_part_name (part);

      if (file->sha256 == NULL)
        continue;

      /* Every rating of a sample takes a bit of the file. */
      if (open_file (work, name, MTN_PREPARED_PART_MAGIC, file, error))
        split->parts[part] = read_samples (work, ratings, file->n_samples, file->size * 8, error);
      close_file (work);
      if (split->parts[part] == NULL)
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_prepared_probe (const char *path)
{
  g_autofree char *manifest = g_build_filename (path, MTN_PREPARED_MANIFEST, NULL);
  g_autofree char *dataset = g_build_filename (path, MTN_PREPARED_DATASET, NULL);

  return g_file_test (manifest, G_FILE_TEST_IS_REGULAR) && g_file_test (dataset, G_FILE_TEST_IS_REGULAR);
}

/* Whether the path is worth reading, with a better hint than that a file is missing. */
static gboolean
find_folder (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) below = g_string_new (NULL);

  if (mtn_prepared_probe (path))
    return TRUE;

  for (guint kind = MTN_SPLIT_MASKS; kind <= MTN_SPLIT_USERS; kind++)
    {
      g_autofree char *folder = g_strdup_printf ("%s_split", mtn_split_kind_name (kind));
      g_autofree char *split = g_build_filename (path, folder, NULL);

      if (mtn_prepared_probe (split))
        g_string_append_printf (below, "%s%s", below->len > 0 ? ", " : "", folder);
    }

  if (below->len > 0)
    g_set_error (error, MTN_ERROR, MTN_ERROR_AMBIGUOUS,
                 _ ("%s: holds prepared data below: %s; give one of them"), name, below->str);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                 _ ("%s: is no prepared folder: %s and %s are not both there; “matinee prepare” makes one"),
                 name, MTN_PREPARED_MANIFEST, MTN_PREPARED_DATASET);
  return FALSE;
}

MtnPrepared *
mtn_prepared_load (const char *path, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_auto (MtnPreparedManifest) manifest = { 0 };
  g_autoptr (MtnPrepared) self = NULL;
  Work work = { .folder = path, .manifest = &manifest, .job = job, .cancellable = cancellable };

  g_return_val_if_fail (path != NULL, NULL);

  if (!find_folder (path, error) || !mtn_prepared_manifest_read (&manifest, path, error))
    return NULL;

  self = g_new0 (MtnPrepared, 1);
  self->features = g_strdup (manifest.features);
  self->split = g_new0 (MtnSplit, 1);
  self->split->options = manifest.options;
  self->dataset = read_dataset (&work, error);
  if (self->dataset == NULL || !read_parts (&work, self->dataset->ratings, self->split, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
mtn_prepared_free (MtnPrepared *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_clear_pointer (&self->split, mtn_split_free);
  g_free (self->features);
  g_free (self);
}
