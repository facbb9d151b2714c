/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* MovieLens 100K: u.data, u.item, u.user, u.genre, u.occupation.
 *
 * Traps: u.item is separated by "|" (its README says tab) and in Latin-1; row
 * 267 is no film; dates and addresses may be missing; mirrors add header lines
 * and convert encodings; subsets have gaps in the ids of people. Files other
 * than u.data and u.item may be missing: genres and occupations have defaults,
 * without u.user nobody has said anything.
 */

#include "mtn-dataset-reader.h"

#include <glib/gi18n-lib.h>

#include "mtn-field.h"
#include "mtn-ml100k.h"

#define LICENCE                                                                                           \
  "MovieLens 100K by GroupLens Research, University of Minnesota; not for commercial use, and not to be " \
  "redistributed without permission."

#define N_ITEM_FIELDS 5 /* before the genres */
#define SNIFFED_BYTES 4096

/* The year in a release date, "01-Jan-1995"; 0 without. */
static int
year_of_date (MtnSpan date)
{
  gint64 year;

  if (date.length < 4)
    return 0;

  if (!mtn_span_parse_int ((MtnSpan){ .text = date.text + date.length - 4, .length = 4 }, 2100, &year) ||
      year < 1870)
    return 0;

  return (int) year;
}

static gboolean
parse_movie (const MtnLines *lines, const MtnSpan *fields, MtnMl100k *set, MtnMovie *movie, GError **error)
{
  *movie = (MtnMovie){ 0 };
  if (!mtn_field_parse_id (lines, fields[0], N_ ("the id of a film"), &movie->id, error))
    return FALSE;

  /* "unknown" is no genre and has no bit. */
  for (guint i = 0, bit = 0; i < set->genres->len; i++)
    {
      MtnSpan flag = fields[N_ITEM_FIELDS + i];

      if (flag.length != 1 || (flag.text[0] != '0' && flag.text[0] != '1'))
        return mtn_field_set_error (lines, flag, MTN_ERROR_FORMAT, _ ("0 or 1 for a genre"), error);

      if (mtn_dataset_genre_is_none (g_ptr_array_index (set->genres, i)))
        continue;

      if (flag.text[0] == '1')
        movie->genres |= 1u << bit;
      bit++;
    }

  /* Last, so that a failure leaves no strings behind. */
  if (!mtn_field_parse_title (lines, fields[1], fields[1], movie, error))
    return FALSE;

  if (movie->year == 0)
    movie->year = year_of_date (fields[2]);

  return TRUE;
}

static gboolean
read_items (MtnDatasetBuilder *builder, const char *name, MtnMl100k *set, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *expected = NULL;
  guint n_fields = N_ITEM_FIELDS + set->genres->len;
  MtnLines lines;
  MtnSpan fields[N_ITEM_FIELDS + MTN_CATALOG_MAX_GENRES];

  expected = g_strdup_printf (_ ("%u, id|title|release date|video date|address and %u genres as 0 or 1"),
                              n_fields, set->genres->len);

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      guint n = mtn_span_split (lines.line, '|', fields, G_N_ELEMENTS (fields));
      MtnMovie movie;

      /* Headers of mirrors may name the genres in one column. */
      if (n > 1 && mtn_field_is_header (&lines, fields[0]))
        continue;
      if (n != n_fields)
        return mtn_field_set_count_error (&lines, n, expected, error);

      if (!parse_movie (&lines, fields, set, &movie, error))
        return FALSE;

      if (!mtn_dataset_builder_add_movie (builder, &movie))
        return mtn_field_set_error (&lines, fields[0], MTN_ERROR_FORMAT, _ ("an id that no other film has"),
                                    error);
    }

  if (mtn_dataset_builder_get_n_movies (builder) == 0)
    {
      mtn_lines_set_error (&lines, lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("the file is empty; expected a film a line, separated by |"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_person (MtnDatasetBuilder *builder,
             const MtnLines *lines,
             MtnSpan field,
             MtnMl100k *set,
             int *person,
             GError **error)
{
  int id;

  if (!mtn_field_parse_id (lines, field, N_ ("the id of a person"), &id, error))
    return FALSE;

  *person = mtn_dataset_builder_find_person (builder, id);
  if (*person >= 0)
    return TRUE;

  if (set->has_people)
    return mtn_field_set_error (lines, field, MTN_ERROR_UNKNOWN, _ ("the id of a person of u.user"), error);

  mtn_dataset_builder_add_person (builder, &(MtnPerson){ id, MTN_NOT_SAID, MTN_NOT_SAID, MTN_NOT_SAID });
  *person = mtn_dataset_builder_find_person (builder, id);

  return TRUE;
}

static gboolean
parse_rating (MtnDatasetBuilder *builder,
              const MtnLines *lines,
              const MtnSpan *fields,
              MtnMl100k *set,
              GError **error)
{
  int person, id, movie;
  float stars;
  gint64 time;

  if (!find_person (builder, lines, fields[0], set, &person, error) ||
      !mtn_field_parse_id (lines, fields[1], N_ ("the id of a film"), &id, error))
    return FALSE;

  movie = mtn_dataset_builder_find_movie (builder, id);
  if (movie < 0)
    return mtn_field_set_error (lines, fields[1], MTN_ERROR_UNKNOWN, _ ("the id of a film of u.item"), error);

  if (!mtn_field_parse_stars (lines, fields[2], &stars, error) ||
      !mtn_field_parse_time (lines, fields[3], &time, error))
    return FALSE;

  mtn_dataset_builder_add_rating (builder, person, movie, stars, time);
  return TRUE;
}

static gboolean
read_ratings (MtnDatasetBuilder *builder, const char *name, MtnMl100k *set, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  MtnLines lines;
  MtnSpan fields[4];

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      guint n = mtn_span_split (lines.line, '\t', fields, G_N_ELEMENTS (fields));

      if (lines.number % 8192 == 1 && !mtn_dataset_builder_progress (builder, &lines, error))
        return FALSE;

      if (n > 1 && mtn_field_is_header (&lines, fields[0]))
        continue;
      if (n != 4)
        return mtn_field_set_count_error (&lines, n, _ ("4 separated by tabs: person, film, rating, time"),
                                          error);
      if (!parse_rating (builder, &lines, fields, set, error))
        return FALSE;
    }

  if (mtn_dataset_builder_get_n_ratings (builder) == 0)
    {
      mtn_lines_set_error (&lines, lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("the file is empty; expected a rating a line: person, film, rating, time"));
      return FALSE;
    }

  if (lines.unfinished)
    mtn_dataset_builder_warn (builder,
                              _ ("%s: the last line has no line end; the file may have been cut off"), name);

  return TRUE;
}

/* Where a file does not have its usual name it is looked for by what it holds. */
typedef gboolean (*SniffFunc) (MtnSpan line);

static gboolean
sniff_rating (MtnSpan line)
{
  MtnSpan fields[4];
  gint64 id;
  double stars;

  return mtn_span_split (line, '\t', fields, 4) == 4 && mtn_span_parse_int (fields[0], G_MAXINT, &id) &&
         mtn_span_parse_int (fields[1], G_MAXINT, &id) && mtn_span_parse_stars (fields[2], &stars) &&
         mtn_stars_are_valid (stars) && mtn_span_parse_int (fields[3], G_MAXINT64, &id);
}

static gboolean
sniff_item (MtnSpan line)
{
  MtnSpan fields[N_ITEM_FIELDS + 1];
  gint64 number;

  return mtn_span_split (line, '|', fields, G_N_ELEMENTS (fields)) > N_ITEM_FIELDS &&
         mtn_span_parse_int (fields[0], G_MAXINT, &number) &&
         mtn_span_parse_int (fields[N_ITEM_FIELDS], 1, &number);
}

static gboolean
sniff_person (MtnSpan line)
{
  MtnSpan fields[5];
  gint64 number;

  return mtn_span_split (line, '|', fields, 5) == 5 && mtn_span_parse_int (fields[0], G_MAXINT, &number) &&
         (mtn_span_equal (fields[2], "M") || mtn_span_equal (fields[2], "F"));
}

static gboolean
sniff_genre (MtnSpan line)
{
  MtnSpan fields[2];
  gint64 number;

  return mtn_span_split (line, '|', fields, 2) == 2 && fields[0].length > 0 &&
         !g_ascii_isdigit (fields[0].text[0]) &&
         mtn_span_parse_int (fields[1], MTN_CATALOG_MAX_GENRES - 1, &number);
}

static gboolean
sniff_file (MtnFileSource *source, const char *name, SniffFunc sniff)
{
  g_autoptr (GBytes) bytes = mtn_file_source_peek (source, name, SNIFFED_BYTES, NULL);
  MtnLines lines;

  if (bytes == NULL)
    return FALSE;

  /* The first line may be a header. */
  mtn_lines_init (&lines, name, bytes);
  for (int i = 0; i < 2 && mtn_lines_next (&lines); i++)
    {
      if (sniff (lines.line))
        return TRUE;
    }

  return FALSE;
}

/* The only file of the folder that looks right, or NULL. */
static const char *
find_by_content (MtnFileSource *source, SniffFunc sniff)
{
  g_autoptr (GPtrArray) names = mtn_file_source_list (source);
  const char *found = NULL;

  if (names->len > 100 || !mtn_file_source_can_sniff (source))
    return NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!sniff_file (source, name, sniff))
        continue;
      if (found != NULL)
        return NULL;
      found = name;
    }

  return found;
}

static gboolean
ml100k_probe (MtnFileSource *source)
{
  if (mtn_file_source_find (source, "u.data") != NULL || mtn_file_source_find (source, "u.item") != NULL)
    return TRUE;

  return find_by_content (source, sniff_rating) != NULL && find_by_content (source, sniff_item) != NULL;
}

typedef struct
{
  const char *data, *item, *user, *genre, *occupation; /* stored names, NULL where there is none */
} Names;

static gboolean
find_names (MtnFileSource *source, gboolean with_ratings, Names *names, GError **error)
{
  names->data = mtn_file_source_find (source, "u.data");
  names->item = mtn_file_source_find (source, "u.item");
  names->user = mtn_file_source_find (source, "u.user");
  names->genre = mtn_file_source_find (source, "u.genre");
  names->occupation = mtn_file_source_find (source, "u.occupation");

  if (names->data == NULL && names->item == NULL)
    {
      if (names->user == NULL)
        names->user = find_by_content (source, sniff_person);
      if (names->genre == NULL)
        names->genre = find_by_content (source, sniff_genre);
    }
  if (names->data == NULL)
    names->data = find_by_content (source, sniff_rating);
  if (names->item == NULL)
    names->item = find_by_content (source, sniff_item);

  if (names->item != NULL && (names->data != NULL || !with_ratings))
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: %s is missing beside %s"),
               mtn_file_source_get_path (source),
               names->data == NULL ? _ ("u.data (the ratings)") : _ ("u.item (the films)"),
               names->data == NULL ? names->item : names->data);
  return FALSE;
}

static gboolean
read_occupations_and_people (MtnDatasetBuilder *builder, const Names *names, MtnMl100k *set, GError **error)
{
  if (names->occupation == NULL)
    mtn_ml100k_use_default_occupations (set);
  else if (!mtn_ml100k_read_occupations (builder, names->occupation, set, error))
    return FALSE;

  if (names->user != NULL)
    return mtn_ml100k_read_people (builder, names->user, set, error);

  mtn_dataset_builder_warn (builder, _ ("no u.user: age, gender and occupation are not said"));
  return TRUE;
}

static MtnDataset *
read_set (MtnDatasetBuilder *builder, gboolean with_ratings, GError **error)
{
  g_auto (MtnMl100k) set = { 0 };
  g_autofree const char **genres = NULL;
  g_autoptr (MtnVocabulary) vocabulary = NULL;
  Names names;

  if (!find_names (mtn_dataset_builder_get_source (builder), with_ratings, &names, error))
    return NULL;

  mtn_ml100k_init (&set);
  if (names.genre == NULL)
    mtn_ml100k_use_default_genres (&set);
  else if (!mtn_ml100k_read_genres (builder, names.genre, &set, error))
    return NULL;

  if ((with_ratings && !read_occupations_and_people (builder, &names, &set, error)) ||
      !read_items (builder, names.item, &set, error) ||
      (with_ratings && !read_ratings (builder, names.data, &set, error)))
    return NULL;

  genres = mtn_ml100k_dup_genres (&set);
  vocabulary = mtn_ml100k_dup_vocabulary (&set);

  return mtn_dataset_builder_finish (builder, "MovieLens 100K", LICENCE, genres, vocabulary, error);
}

static MtnDataset *
ml100k_read (MtnDatasetBuilder *builder, GError **error)
{
  return read_set (builder, TRUE, error);
}

static MtnDataset *
ml100k_read_films (MtnDatasetBuilder *builder, GError **error)
{
  return read_set (builder, FALSE, error);
}

const MtnDatasetReader mtn_reader_ml100k = {
  .variant = "MovieLens 100K",
  .probe = ml100k_probe,
  .read = ml100k_read,
  .read_films = ml100k_read_films,
};
