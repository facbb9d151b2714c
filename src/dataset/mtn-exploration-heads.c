/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The first lines of the files, as somebody sees them who opens them: the data set itself is sorted and
 * cleaned. */

#include "mtn-exploration-private.h"

#include <string.h>

#include "mtn-csv.h"
#include "mtn-file-source.h"
#include "mtn-text.h"

#define HEAD_BYTES 8192
#define MAX_FIELDS MTN_CSV_MAX_FIELDS

/* Names of columns are given where the file has no header. */
static const struct
{
  const char *file;
  char separator;
  const char *columns;
} files[] = {
  { "u.data", '\t', "user_id,movie_id,rating,timestamp" },
  { "u.item", '|', "movie_id,title,release_date,video_release_date,url" },
  { "u.user", '|', "user_id,age,gender,occupation,zip_code" },
  { "u.genre", '|', "name,index" },
  { "u.occupation", '|', "name" },
  { "ratings.csv", ',', NULL },
  { "movies.csv", ',', NULL },
  { "links.csv", ',', NULL },
  { "tags.csv", ',', NULL },
};

static void
head_free (gpointer data)
{
  MtnExplorationHead *self = data;

  g_free (self->file);
  g_strfreev (self->columns);
  for (guint i = 0; i < MTN_EXPLORATION_N_HEAD; i++)
    g_strfreev (self->rows[i]);
  g_free (self);
}

static char **
dup_fields (const MtnSpan *fields, guint n)
{
  char **texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = mtn_span_to_utf8 (fields[i]);

  return texts;
}

/* Columns that the table has no name for, the genres' flags, are called by their number. */
static char **
name_columns (const char *names, guint n)
{
  g_auto (GStrv) given = g_strsplit (names, ",", -1);
  guint n_given = g_strv_length (given);
  char **columns = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = i < n_given ? g_strdup (given[i]) : g_strdup_printf ("genre_%u", i - n_given);

  return columns;
}

static void
read_separated (MtnExplorationHead *head, GBytes *bytes, char separator, const char *columns)
{
  MtnLines lines;
  MtnSpan fields[MAX_FIELDS];

  mtn_lines_init (&lines, head->file, bytes);
  for (guint i = 0; i < MTN_EXPLORATION_N_HEAD && mtn_lines_next (&lines); i++)
    {
      guint n = mtn_span_split (lines.line, separator, fields, MAX_FIELDS);

      /* The last line of a beginning is half of one. */
      if (lines.unfinished && g_bytes_get_size (bytes) == HEAD_BYTES)
        return;
      if (head->columns == NULL)
        head->columns = name_columns (columns, MIN (n, MAX_FIELDS));
      head->rows[i] = dup_fields (fields, MIN (n, MAX_FIELDS));
    }
}

static void
read_csv (MtnExplorationHead *head, GBytes *bytes)
{
  g_auto (MtnCsv) csv = { 0 };
  guint n = 0;

  mtn_csv_init (&csv, head->file, bytes);
  while (n < MTN_EXPLORATION_N_HEAD && mtn_csv_next (&csv, NULL) == 1)
    {
      if (csv.lines.unfinished && g_bytes_get_size (bytes) == HEAD_BYTES)
        return;
      if (head->columns == NULL)
        head->columns = dup_fields (csv.fields, csv.n_fields);
      else
        head->rows[n++] = dup_fields (csv.fields, csv.n_fields);
    }
}

/* The folder in which the files are: the first one with any of them. */
static gboolean
find_folder (MtnFileSource *source)
{
  GPtrArray *folders = mtn_file_source_get_folders (source);

  for (guint i = 0; i < folders->len; i++)
    {
      mtn_file_source_select_folder (source, g_ptr_array_index (folders, i));
      for (guint k = 0; k < G_N_ELEMENTS (files); k++)
        if (mtn_file_source_find (source, files[k].file) != NULL)
          return TRUE;
    }

  return FALSE;
}

/* @set: (nullable): goes before the names of the files */
static void
read_files (GPtrArray *heads, const char *path, const char *set)
{
  g_autoptr (MtnFileSource) source = mtn_file_source_open (path, NULL);

  if (source == NULL || !find_folder (source))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *name = mtn_file_source_find (source, files[i].file);
      g_autoptr (GBytes) bytes = name != NULL ? mtn_file_source_peek (source, name, HEAD_BYTES, NULL) : NULL;
      MtnExplorationHead *head;

      if (bytes == NULL)
        continue;

      head = g_new0 (MtnExplorationHead, 1);
      head->file = set != NULL ? g_build_filename (set, files[i].file, NULL) : g_strdup (files[i].file);
      if (files[i].columns != NULL)
        read_separated (head, bytes, files[i].separator, files[i].columns);
      else
        read_csv (head, bytes);
      if (head->columns != NULL)
        g_ptr_array_add (heads, head);
      else
        head_free (head);
    }
}

void
mtn_exploration_read_heads (MtnExploration *self)
{
  char **sources = self->dataset->sources;

  self->heads = g_ptr_array_new_with_free_func (head_free);
  if (sources == NULL)
    read_files (self->heads, self->dataset->source, NULL);
  for (char **source = sources; source != NULL && *source != NULL; source++)
    {
      g_autofree char *set = g_filename_display_basename (*source);

      read_files (self->heads, *source, set);
    }
}
