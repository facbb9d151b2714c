/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The MovieLens sets as CSV: latest-small, and 20M, 25M, 32M, which look alike.
 *
 * Traps: ids are not consecutive; titles with commas are quoted; a film may have
 * "(no genres listed)"; nobody's age, gender or occupation is known. A column is
 * found by its name; without a header line the usual order is taken.
 */

#include "mtn-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-dataset-reader.h"
#include "mtn-field.h"

#define LICENCE_SHARED                                                                                  \
  "MovieLens data by GroupLens Research, University of Minnesota; may be redistributed, also in other " \
  "forms, under the same conditions; not for commercial use without permission."
#define LICENCE_CLOSED                                                                                    \
  "MovieLens data by GroupLens Research, University of Minnesota; not for commercial use, and not to be " \
  "redistributed without permission."

static const struct
{
  const char *mark; /* how the set's README calls it */
  const char *name;
  const char *licence;
} variants[] = {
  { "ml-latest-small", "MovieLens latest-small", LICENCE_SHARED },
  { "ml-32m", "MovieLens 32M", LICENCE_SHARED },
  { "ml-25m", "MovieLens 25M", LICENCE_CLOSED },
  { "ml-20m", "MovieLens 20M", LICENCE_CLOSED },
};

/* Where the columns are. Fewer fields than @n_columns are an error. */
typedef struct
{
  int columns[4];
  guint n_columns;
} Header;

static gboolean
read_header (MtnCsv *csv,
             const char *const *names,
             guint n_names,
             Header *header,
             gboolean *is_header,
             GError **error)
{
  header->n_columns = csv->n_fields;
  *is_header = mtn_csv_find (csv, names[0]) >= 0;

  for (guint i = 0; i < n_names; i++)
    {
      header->columns[i] = *is_header ? mtn_csv_find (csv, names[i]) : (int) i;
      if (header->columns[i] < 0 || header->columns[i] >= (int) csv->n_fields)
        {
          g_autofree char *expected = g_strjoinv (",", (char **) names);

          return mtn_field_set_count_error (&csv->lines, csv->n_fields, expected, error);
        }
    }

  return TRUE;
}

static gboolean
check_n_fields (MtnCsv *csv, const Header *header, GError **error)
{
  g_autofree char *expected = NULL;

  if (csv->n_fields == header->n_columns)
    return TRUE;

  expected = g_strdup_printf (_ ("%u, as in the lines above"), header->n_columns);
  return mtn_field_set_count_error (&csv->lines, csv->n_fields, expected, error);
}

/* A field for parsing; errors point at where it stands in the file. */
static MtnSpan
plain (MtnCsv *csv, int column)
{
  /* An empty field at the end of a file that has no line end has nothing to look at. */
  return csv->raw[column].length >= 2 && csv->raw[column].text[0] == '"' &&
                 csv->raw[column].length == csv->fields[column].length + 2
             ? (MtnSpan){ csv->raw[column].text + 1, csv->fields[column].length }
             : csv->raw[column];
}

static int
find_or_add_genre (GPtrArray *genres, const char *name)
{
  guint found;

  if (!g_ptr_array_find_with_equal_func (genres, name, g_str_equal, &found))
    {
      found = genres->len;
      g_ptr_array_add (genres, g_strdup (name));
    }

  return (int) found;
}

static gboolean
parse_genres (MtnCsv *csv, int column, GPtrArray *genres, guint32 *bits, GError **error)
{
  g_autofree char *text = mtn_span_to_utf8 (csv->fields[column]);
  g_auto (GStrv) names = g_strsplit (text, "|", -1);

  *bits = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = mtn_dataset_genre_name (g_strstrip (names[i]));
      int genre;

      if (name[0] == '\0' || mtn_dataset_genre_is_none (name))
        continue;

      genre = find_or_add_genre (genres, name);
      if (genre >= MTN_CATALOG_MAX_GENRES)
        return mtn_field_set_error (&csv->lines, csv->raw[column], MTN_ERROR_UNSUPPORTED,
                                    _ ("at most 32 different genres"), error);
      *bits |= 1u << genre;
    }

  return TRUE;
}

static gboolean
parse_movie (MtnCsv *csv, const Header *header, GPtrArray *genres, MtnMovie *movie, GError **error)
{
  int title = header->columns[1];

  /* The title last, so that a failure leaves no strings behind. */
  *movie = (MtnMovie){ 0 };
  return mtn_field_parse_id (&csv->lines, plain (csv, header->columns[0]), N_ ("the id of a film"),
                             &movie->id, error) &&
         parse_genres (csv, header->columns[2], genres, &movie->genres, error) &&
         mtn_field_parse_title (&csv->lines, csv->raw[title], csv->fields[title], movie, error);
}

static gboolean
read_movies (MtnDatasetBuilder *builder, const char *name, GPtrArray *genres, GError **error)
{
  static const char *const names[] = { "movieId", "title", "genres", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_auto (MtnCsv) csv = { 0 };
  Header header = { 0 };
  int status;

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_csv_init (&csv, name, bytes);
  while ((status = mtn_csv_next (&csv, error)) > 0)
    {
      MtnMovie movie;

      if (header.n_columns == 0)
        {
          gboolean is_header;

          if (!read_header (&csv, names, 3, &header, &is_header, error))
            return FALSE;
          if (is_header)
            continue;
        }

      if (!check_n_fields (&csv, &header, error) || !parse_movie (&csv, &header, genres, &movie, error))
        return FALSE;

      if (!mtn_dataset_builder_add_movie (builder, &movie))
        return mtn_field_set_error (&csv.lines, csv.raw[header.columns[0]], MTN_ERROR_FORMAT,
                                    _ ("an id that no other film has"), error);
    }
  if (status < 0)
    return FALSE;

  if (mtn_dataset_builder_get_n_movies (builder) == 0)
    {
      mtn_lines_set_error (&csv.lines, csv.lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("no films in the file; expected lines of movieId,title,genres"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_rating (MtnDatasetBuilder *builder, MtnCsv *csv, const Header *header, GError **error)
{
  MtnSpan movie_field = plain (csv, header->columns[1]);
  int person_id, movie_id, person, movie;
  float stars;
  gint64 time;

  if (!mtn_field_parse_id (&csv->lines, plain (csv, header->columns[0]), N_ ("the id of a person"),
                           &person_id, error) ||
      !mtn_field_parse_id (&csv->lines, movie_field, N_ ("the id of a film"), &movie_id, error) ||
      !mtn_field_parse_stars (&csv->lines, plain (csv, header->columns[2]), &stars, error) ||
      !mtn_field_parse_time (&csv->lines, plain (csv, header->columns[3]), &time, error))
    return FALSE;

  movie = mtn_dataset_builder_find_movie (builder, movie_id);
  if (movie < 0)
    return mtn_field_set_error (&csv->lines, movie_field, MTN_ERROR_UNKNOWN,
                                _ ("the id of a film of movies.csv"), error);

  person = mtn_dataset_builder_find_person (builder, person_id);
  if (person < 0)
    {
      mtn_dataset_builder_add_person (builder,
                                      &(MtnPerson){ person_id, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID });
      person = mtn_dataset_builder_find_person (builder, person_id);
    }

  mtn_dataset_builder_add_rating (builder, person, movie, stars, time);
  return TRUE;
}

static gboolean
read_ratings (MtnDatasetBuilder *builder, const char *name, GError **error)
{
  static const char *const names[] = { "userId", "movieId", "rating", "timestamp", NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_auto (MtnCsv) csv = { 0 };
  Header header = { 0 };
  guint n = 0;
  int status;

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_csv_init (&csv, name, bytes);
  while ((status = mtn_csv_next (&csv, error)) > 0)
    {
      if (n++ % 8192 == 0 && !mtn_dataset_builder_progress (builder, &csv.lines, error))
        return FALSE;

      if (header.n_columns == 0)
        {
          gboolean is_header;

          if (!read_header (&csv, names, 4, &header, &is_header, error))
            return FALSE;
          if (is_header)
            continue;
        }

      if (!check_n_fields (&csv, &header, error) || !parse_rating (builder, &csv, &header, error))
        return FALSE;
    }
  if (status < 0)
    return FALSE;

  if (mtn_dataset_builder_get_n_ratings (builder) == 0)
    {
      mtn_lines_set_error (&csv.lines, csv.lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("no ratings in the file; expected lines of userId,movieId,rating,timestamp"));
      return FALSE;
    }

  if (csv.lines.unfinished)
    mtn_dataset_builder_warn (builder,
                              _ ("%s: the last line has no line end; the file may have been cut off"), name);

  return TRUE;
}

/* Which of the sets it is, as its README says; the default is latest-small, the only one of its size. */
static guint
find_variant (MtnFileSource *source)
{
  const char *readme = mtn_file_source_find (source, "README.txt");
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  if (readme == NULL)
    readme = mtn_file_source_find (source, "README.html");
  if (readme == NULL)
    return 0;

  bytes = mtn_file_source_peek (source, readme, 1 << 14, NULL);
  if (bytes == NULL)
    return 0;

  text = g_bytes_get_data (bytes, &length);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      if (length > 0 && g_strstr_len (text, length, variants[i].mark) != NULL)
        return i;
    }

  return 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Genres come in the order of their first film; the catalogue has them by name. */
static void
sort_genres (MtnDatasetBuilder *builder, GPtrArray *genres)
{
  const char *before[MTN_CATALOG_MAX_GENRES] = { NULL };
  guint n = genres->len;
  guint map[MTN_CATALOG_MAX_GENRES] = { 0 };

  for (guint i = 0; i < n; i++)
    before[i] = g_ptr_array_index (genres, i);

  g_ptr_array_sort (genres, compare_names);
  for (guint i = 0; i < n; i++)
    g_ptr_array_find (genres, before[i], &map[i]);

  mtn_dataset_builder_map_genres (builder, map);
}

/* Exports of other programs are called ratings.csv as well: the header tells. */
static gboolean
has_movie_ids (MtnFileSource *source, const char *name)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize length;

  if (mtn_file_source_find (source, name) == NULL)
    return FALSE;

  bytes = mtn_file_source_peek (source, name, 256, NULL);
  text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return text != NULL && g_strstr_len (text, (gssize) length, "movieId") != NULL;
}

static gboolean
csv_probe (MtnFileSource *source)
{
  if (mtn_file_source_find (source, "ratings.csv") != NULL &&
      mtn_file_source_find (source, "movies.csv") != NULL)
    return TRUE;

  return has_movie_ids (source, "ratings.csv") || has_movie_ids (source, "movies.csv");
}

static gboolean
check_names (MtnFileSource *source,
             const char *movies,
             const char *ratings,
             gboolean with_ratings,
             GError **error)
{
  if (movies != NULL && (ratings != NULL || !with_ratings))
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: %s is missing beside %s"),
               mtn_file_source_get_path (source),
               movies == NULL ? _ ("movies.csv (the films)") : "ratings.csv",
               movies == NULL ? ratings : movies);
  return FALSE;
}

static MtnDataset *
read_set (MtnDatasetBuilder *builder, gboolean with_ratings, GError **error)
{
  static const char *const nothing[] = { NULL };
  MtnFileSource *source = mtn_dataset_builder_get_source (builder);
  g_autoptr (GPtrArray) genres = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MtnVocabulary) vocabulary = mtn_vocabulary_new (NULL, 0, nothing, nothing);
  const char *movies = mtn_file_source_find (source, "movies.csv");
  const char *ratings = mtn_file_source_find (source, "ratings.csv");
  guint variant = find_variant (source);

  if (!check_names (source, movies, ratings, with_ratings, error) ||
      !read_movies (builder, movies, genres, error) ||
      (with_ratings && !read_ratings (builder, ratings, error)))
    return NULL;

  sort_genres (builder, genres);
  g_ptr_array_add (genres, NULL);

  return mtn_dataset_builder_finish (builder, variants[variant].name, variants[variant].licence,
                                     (const char *const *) genres->pdata, vocabulary, error);
}

static MtnDataset *
csv_read (MtnDatasetBuilder *builder, GError **error)
{
  return read_set (builder, TRUE, error);
}

static MtnDataset *
csv_read_films (MtnDatasetBuilder *builder, GError **error)
{
  return read_set (builder, FALSE, error);
}

const MtnDatasetReader mtn_reader_csv = {
  .variant = "MovieLens CSV",
  .probe = csv_probe,
  .read = csv_read,
  .read_films = csv_read_films,
};
