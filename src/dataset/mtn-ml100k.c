/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The small files of MovieLens 100K: u.genre, u.occupation, u.user. */

#include "mtn-ml100k.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-field.h"

#define MAX_AGE 130

static const char *const default_genres[] = {
  "unknown",     "Action", "Adventure", "Animation", "Children's", "Comedy",  "Crime",
  "Documentary", "Drama",  "Fantasy",   "Film-Noir", "Horror",     "Musical", "Mystery",
  "Romance",     "Sci-Fi", "Thriller",  "War",       "Western",
};

static const char *const default_occupations[] = {
  "administrator", "artist",    "doctor",   "educator",  "engineer",  "entertainment", "executive",
  "healthcare",    "homemaker", "lawyer",   "librarian", "marketing", "none",          "other",
  "programmer",    "retired",   "salesman", "scientist", "student",   "technician",    "writer",
};

static const char *const genders[] = { "F", "M", NULL };
/* The groups of the later MovieLens sets. */
static const int age_starts[] = { 0, 18, 25, 35, 45, 50, 56 };

void
mtn_ml100k_init (MtnMl100k *self)
{
  *self = (MtnMl100k){ 0 };
  self->genres = g_ptr_array_new_with_free_func (g_free);
  self->occupations = g_ptr_array_new_with_free_func (g_free);
}

void
mtn_ml100k_clear (MtnMl100k *self)
{
  g_clear_pointer (&self->genres, g_ptr_array_unref);
  g_clear_pointer (&self->occupations, g_ptr_array_unref);
}

void
mtn_ml100k_use_default_genres (MtnMl100k *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (default_genres); i++)
    g_ptr_array_add (set->genres, g_strdup (default_genres[i]));
}

void
mtn_ml100k_use_default_occupations (MtnMl100k *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (default_occupations); i++)
    g_ptr_array_add (set->occupations, g_strdup (default_occupations[i]));
}

gboolean
mtn_ml100k_read_genres (MtnDatasetBuilder *builder, const char *name, MtnMl100k *set, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  MtnLines lines;
  MtnSpan fields[2];

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      guint n = mtn_span_split (lines.line, '|', fields, G_N_ELEMENTS (fields));
      gint64 index;

      if (n != 2)
        return mtn_field_set_count_error (&lines, n, _ ("2, name|number"), error);

      if (!mtn_span_parse_int (mtn_span_strip (fields[1]), MTN_CATALOG_MAX_GENRES - 1, &index))
        {
          if (mtn_field_is_header (&lines, fields[1]))
            continue;
          return mtn_field_set_error (&lines, fields[1], MTN_ERROR_FORMAT,
                                      _ ("the number of a genre, 0 to 31"), error);
        }

      if (fields[0].length == 0)
        return mtn_field_set_error (&lines, fields[0], MTN_ERROR_FORMAT, _ ("the name of a genre"), error);

      if (index >= set->genres->len)
        g_ptr_array_set_size (set->genres, index + 1);
      if (g_ptr_array_index (set->genres, index) != NULL)
        return mtn_field_set_error (&lines, fields[1], MTN_ERROR_FORMAT,
                                    _ ("a number that no other genre has"), error);

      g_ptr_array_index (set->genres, index) = mtn_span_to_utf8 (fields[0]);
    }

  for (guint i = 0; i < set->genres->len; i++)
    {
      if (g_ptr_array_index (set->genres, i) == NULL)
        {
          mtn_lines_set_error (&lines, lines.line.text, MTN_ERROR_FORMAT, error,
                               _ ("no genre has the number %u"), i);
          return FALSE;
        }
    }

  if (set->genres->len == 0)
    {
      mtn_lines_set_error (&lines, lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("the file is empty; expected a genre a line, name|number"));
      return FALSE;
    }

  return TRUE;
}

gboolean
mtn_ml100k_read_occupations (MtnDatasetBuilder *builder, const char *name, MtnMl100k *set, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  MtnLines lines;

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      MtnSpan field = mtn_span_strip (lines.line);
      g_autofree char *occupation = mtn_span_to_utf8 (field);

      if (lines.number == 1 && g_ascii_strncasecmp (occupation, "occupation", 10) == 0)
        continue;

      if (strpbrk (occupation, "|\t,") != NULL || strlen (occupation) != field.length)
        return mtn_field_set_error (&lines, field, MTN_ERROR_FORMAT, _ ("the name of an occupation alone"),
                                    error);

      if (g_ptr_array_find_with_equal_func (set->occupations, occupation, g_str_equal, NULL))
        return mtn_field_set_error (&lines, field, MTN_ERROR_FORMAT, _ ("each occupation once"), error);

      g_ptr_array_add (set->occupations, g_steal_pointer (&occupation));
    }

  set->occupations_are_given = set->occupations->len > 0;
  return TRUE;
}

static gboolean
parse_age (const MtnLines *lines, MtnSpan field, int *age, GError **error)
{
  gint64 value;

  field = mtn_span_strip (field);
  *age = MTN_NOT_SAID;
  if (field.length == 0)
    return TRUE;

  if (!mtn_span_parse_int (field, G_MAXINT, &value))
    return mtn_field_set_error (lines, field, MTN_ERROR_FORMAT, _ ("an age in years"), error);
  if (value > MAX_AGE)
    return mtn_field_set_error (lines, field, MTN_ERROR_RANGE, _ ("an age of at most 130 years"), error);

  *age = (int) value;
  return TRUE;
}

static gboolean
parse_gender (const MtnLines *lines, MtnSpan field, int *gender, GError **error)
{
  field = mtn_span_strip (field);
  *gender = MTN_NOT_SAID;
  if (field.length == 0)
    return TRUE;

  if (field.length == 1 && g_ascii_toupper (field.text[0]) == 'F')
    *gender = 0;
  else if (field.length == 1 && g_ascii_toupper (field.text[0]) == 'M')
    *gender = 1;
  else
    return mtn_field_set_error (lines, field, MTN_ERROR_UNKNOWN, _ ("F or M"), error);

  return TRUE;
}

static gboolean
parse_occupation (const MtnLines *lines, MtnSpan field, MtnMl100k *set, int *index, GError **error)
{
  g_autofree char *name = NULL;
  guint found;

  field = mtn_span_strip (field);
  *index = MTN_NOT_SAID;
  if (field.length == 0)
    return TRUE;

  name = mtn_span_to_utf8 (field);
  if (!g_ptr_array_find_with_equal_func (set->occupations, name, g_str_equal, &found))
    {
      if (set->occupations_are_given)
        return mtn_field_set_error (lines, field, MTN_ERROR_UNKNOWN, _ ("an occupation of u.occupation"),
                                    error);

      found = set->occupations->len;
      g_ptr_array_add (set->occupations, g_steal_pointer (&name));
    }

  *index = (int) found;
  return TRUE;
}

gboolean
mtn_ml100k_read_people (MtnDatasetBuilder *builder, const char *name, MtnMl100k *set, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  MtnLines lines;
  MtnSpan fields[5];

  bytes = mtn_dataset_builder_read (builder, name, error);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, name, bytes);
  while (mtn_lines_next (&lines))
    {
      guint n = mtn_span_split (lines.line, '|', fields, G_N_ELEMENTS (fields));
      MtnPerson person = { 0 };

      if (n > 1 && mtn_field_is_header (&lines, fields[0]))
        continue;
      if (n != 5)
        return mtn_field_set_count_error (&lines, n, _ ("5, id|age|gender|occupation|zip code"), error);

      if (!mtn_field_parse_id (&lines, fields[0], N_ ("the id of a person"), &person.id, error) ||
          !parse_age (&lines, fields[1], &person.age, error) ||
          !parse_gender (&lines, fields[2], &person.gender, error) ||
          !parse_occupation (&lines, fields[3], set, &person.occupation, error))
        return FALSE;

      if (!mtn_dataset_builder_add_person (builder, &person))
        return mtn_field_set_error (&lines, fields[0], MTN_ERROR_FORMAT, _ ("an id that no other person has"),
                                    error);

      set->has_people = TRUE;
    }

  if (!set->has_people)
    {
      mtn_lines_set_error (&lines, lines.line.text, MTN_ERROR_FORMAT, error,
                           _ ("the file is empty; expected a person a line, id|age|gender|occupation|zip "
                              "code"));
      return FALSE;
    }

  return TRUE;
}

const char **
mtn_ml100k_dup_genres (MtnMl100k *set)
{
  const char **genres = g_new0 (const char *, set->genres->len + 1);

  for (guint i = 0, n = 0; i < set->genres->len; i++)
    {
      const char *name = g_ptr_array_index (set->genres, i);

      if (!mtn_dataset_genre_is_none (name))
        genres[n++] = mtn_dataset_genre_name (name);
    }

  return genres;
}

MtnVocabulary *
mtn_ml100k_dup_vocabulary (MtnMl100k *set)
{
  static const char *const nothing[] = { NULL };
  g_autofree const char **occupations = NULL;

  if (!set->has_people)
    return mtn_vocabulary_new (NULL, 0, nothing, nothing);

  occupations = g_new0 (const char *, set->occupations->len + 1);
  for (guint i = 0; i < set->occupations->len; i++)
    occupations[i] = g_ptr_array_index (set->occupations, i);

  return mtn_vocabulary_new (age_starts, G_N_ELEMENTS (age_starts), genders, occupations);
}
