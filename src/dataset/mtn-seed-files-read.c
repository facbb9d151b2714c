/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* memrchr() is asked for by this. */
#define _GNU_SOURCE

#include "mtn-seed-files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-ml100k.h"
#include "mtn-seed-row.h"

#define BLOCK_BYTES (1u << 20)
#define MAX_LINE_BYTES (64u << 20)

static const double fractions[] = { 0.2, 0.4, 0.6, 0.8, 0.9, -1.0 };
#define N_FRACTIONS G_N_ELEMENTS (fractions)

/* A sample on its way: its bits begin at a byte of their own. */
typedef struct
{
  guint person; /* row */
  gsize bits;
  guint n_hidden;
} Draft;

typedef struct
{
  MtnJob *job;
  GCancellable *cancellable;
  GChecksum *checksum;

  /* The people that were met, each with what it rated. */
  GArray *people;    /* MtnPerson */
  GArray *offsets;   /* guint */
  GArray *cells;     /* MtnSeedCell */
  GArray *next;      /* guint: the row + 1 of another person of the same id, or 0 */
  GHashTable *by_id; /* id → row + 1 of the latest such person */

  GArray *drafts;
  GByteArray *bits;
  guint n_movies, n_genres; /* 0: no row yet */
} Work;

static void
work_init (Work *self)
{
  guint zero = 0;

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->people = g_array_new (FALSE, FALSE, sizeof (MtnPerson));
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->offsets, zero);
  self->cells = g_array_new (FALSE, FALSE, sizeof (MtnSeedCell));
  self->next = g_array_new (FALSE, FALSE, sizeof (guint));
  self->by_id = g_hash_table_new (NULL, NULL);
  self->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  self->bits = g_byte_array_new ();
}

static void
work_clear (Work *self)
{
  g_checksum_free (self->checksum);
  g_array_unref (self->people);
  g_array_unref (self->offsets);
  g_array_unref (self->cells);
  g_array_unref (self->next);
  g_hash_table_unref (self->by_id);
  g_array_unref (self->drafts);
  g_byte_array_unref (self->bits);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
is_person (const Work *work, guint row, const MtnPerson *person, const GArray *output)
{
  const MtnPerson *known = &g_array_index (work->people, MtnPerson, row);
  guint begin = g_array_index (work->offsets, guint, row);
  guint end = g_array_index (work->offsets, guint, row + 1);

  if (known->age != person->age || known->gender != person->gender ||
      known->occupation != person->occupation || end - begin != output->len)
    return FALSE;

  for (guint i = 0; i < output->len; i++)
    {
      const MtnSeedCell *a = &g_array_index (work->cells, MtnSeedCell, begin + i);
      const MtnSeedCell *b = &g_array_index (output, MtnSeedCell, i);

      if (a->movie != b->movie || a->stars != b->stars)
        return FALSE;
    }

  return TRUE;
}

/* Rows of one person share what is kept of it. */
static guint
find_person (Work *work, const MtnSeedRow *row)
{
  MtnPerson person = { .id = row->id, .age = row->age, .gender = row->gender, .occupation = row->occupation };
  guint latest = GPOINTER_TO_UINT (g_hash_table_lookup (work->by_id, GINT_TO_POINTER (row->id)));
  guint end;

  for (guint known = latest; known != 0; known = g_array_index (work->next, guint, known - 1))
    if (is_person (work, known - 1, &person, row->output))
      return known - 1;

  g_array_append_val (work->people, person);
  g_array_append_val (work->next, latest);
  g_array_append_vals (work->cells, row->output->data, row->output->len);
  end = work->cells->len;
  g_array_append_val (work->offsets, end);
  g_hash_table_insert (work->by_id, GINT_TO_POINTER (row->id), GUINT_TO_POINTER (work->people->len));

  return work->people->len - 1;
}

static void
add_sample (Work *work, const MtnSeedRow *row)
{
  Draft draft = { .person = find_person (work, row), .bits = work->bits->len };
  guint n = row->output->len;
  guint k = 0;

  g_byte_array_set_size (work->bits, (guint) (draft.bits + (n + 7) / 8));
  memset (work->bits->data + draft.bits, 0, (n + 7) / 8);
  for (guint i = 0; i < n; i++)
    {
      guint movie = g_array_index (row->output, MtnSeedCell, i).movie;

      if (k < row->input->len && g_array_index (row->input, MtnSeedCell, k).movie == movie)
        {
          k++;
          continue;
        }
      work->bits->data[draft.bits + i / 8] |= (guint8) (1u << (i % 8));
      draft.n_hidden++;
    }
  g_array_append_val (work->drafts, draft);
}

static gboolean
read_row (Work *work, const MtnLines *lines, MtnSeedRow *row, GError **error)
{
  if (lines->number == 1)
    {
      if (mtn_span_equal (lines->line, MTN_SEED_FILES_HEADER))
        return TRUE;

      mtn_lines_set_error (lines, lines->line.text, MTN_ERROR_FORMAT, error, _ ("expected the header %s"),
                           MTN_SEED_FILES_HEADER);
      return FALSE;
    }

  if (!mtn_seed_row_parse (row, lines, error))
    return FALSE;

  if (work->n_movies == 0)
    {
      work->n_movies = row->n_movies;
      work->n_genres = row->n_genres;
    }
  if (row->n_movies != work->n_movies || row->n_genres != work->n_genres)
    {
      mtn_lines_set_error (lines, lines->line.text, MTN_ERROR_FORMAT, error,
                           _ ("%u films and %u genres; expected %u and %u as in the rows before"),
                           row->n_movies, row->n_genres, work->n_movies, work->n_genres);
      return FALSE;
    }

  add_sample (work, row);
  return !g_cancellable_set_error_if_cancelled (work->cancellable, error);
}

/* The whole lines at the beginning of @buffer, or all of it. */
static gboolean
read_lines (Work *work, GByteArray *buffer, gboolean all, MtnLines *lines, MtnSeedRow *row, GError **error)
{
  const guint8 *last = buffer->len > 0 ? memrchr (buffer->data, '\n', buffer->len) : NULL;
  gsize length = all ? buffer->len : last != NULL ? (gsize) (last + 1 - buffer->data) : 0;
  g_autoptr (GBytes) bytes = g_bytes_new_static (buffer->data, length);
  guint number = lines->number;

  mtn_lines_init (lines, lines->name, bytes);
  lines->number = number;
  while (mtn_lines_next (lines))
    if (!read_row (work, lines, row, error))
      return FALSE;

  if (length > 0)
    g_byte_array_remove_range (buffer, 0, (guint) length);
  if (buffer->len <= MAX_LINE_BYTES)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s:%u: the line has no end"), lines->name,
               lines->number + 1);
  return FALSE;
}

static gboolean
read_stream (Work *work, int fd, const char *path, const char *name, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_auto (MtnSeedRow) row = { 0 };
  MtnLines lines = { .name = name };
  gsize length;

  mtn_seed_row_init (&row);
  do
    {
      g_autoptr (GBytes) block = mtn_file_read (fd, BLOCK_BYTES, path, error);
      const void *data;

      if (block == NULL)
        return FALSE;

      data = g_bytes_get_data (block, &length);
      if (length > 0)
        {
          g_checksum_update (work->checksum, data, (gssize) length);
          g_byte_array_append (buffer, data, (guint) length);
        }
      if (!read_lines (work, buffer, length == 0, &lines, &row, error))
        return FALSE;
    }
  while (length > 0);

  if (lines.number > 0)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: the file is empty; expected the header %s"), name,
               MTN_SEED_FILES_HEADER);
  return FALSE;
}

static gboolean
read_file (Work *work, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, error);
  gboolean done;

  if (fd < 0)
    return FALSE;

  done = read_stream (work, fd, path, name, error);
  close (fd);

  return done;
}

/* The whole number that a name begins with and that is all of it but for the ending, or −1. */
static gint64
get_number (const char *name)
{
  guint64 number;
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".csv"));

  return g_ascii_string_to_unsigned (stem, 10, 0, G_MAXINT64, &number, NULL) ? (gint64) number : -1;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *name_a = *(const char *const *) a, *name_b = *(const char *const *) b;
  gint64 number_a = get_number (name_a), number_b = get_number (name_b);

  if (number_a != number_b && number_a >= 0 && number_b >= 0)
    return number_a < number_b ? -1 : 1;
  if ((number_a < 0) != (number_b < 0))
    return number_a < 0 ? 1 : -1;

  return strcmp (name_a, name_b);
}

/* What a folder has to read, in order; NULL-terminated. Anything else that lies there is left alone. */
static char **
list_files (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".csv") && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      char *full = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_free (g_ptr_array_index (names, i));
      g_ptr_array_index (names, i) = full;
      if (!mtn_file_check_inside (folder, full, error))
        return NULL;
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static char **
find_files (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *below = g_build_filename (path, "test", NULL);
  g_auto (GStrv) files = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      const char *one[] = { path, NULL };

      return g_strdupv ((char **) one);
    }

  files = list_files (path, error);
  if (files == NULL || files[0] != NULL)
    return g_steal_pointer (&files);

  if (g_file_test (below, G_FILE_TEST_IS_DIR))
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                 _ ("%s: no CSV files here, but a folder “test”; give that one to evaluate on it"), shown);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: no CSV files here"), shown);
  return NULL;
}

static MtnRatings *
make_ratings (const Work *work)
{
  guint n_people = work->people->len;
  guint n = work->cells->len;
  guint *movies = g_new (guint, n);
  float *stars = g_new (float, n);

  for (guint i = 0; i < n; i++)
    {
      movies[i] = g_array_index (work->cells, MtnSeedCell, i).movie;
      stars[i] = g_array_index (work->cells, MtnSeedCell, i).stars;
    }

  return mtn_ratings_new_take (n_people, work->n_movies,
                               g_memdup2 (work->offsets->data, ((gsize) n_people + 1) * sizeof (guint)),
                               movies, stars, g_new0 (gint64, n));
}

/* The only share of the seed's that hides so many of n films, or the last one. */
static guint
guess_fraction (guint n, guint n_hidden)
{
  guint found = N_FRACTIONS - 1;

  for (guint i = 0; i < N_FRACTIONS - 1; i++)
    {
      if ((guint) (fractions[i] * n) != n_hidden)
        continue;
      if (found != N_FRACTIONS - 1)
        return N_FRACTIONS - 1;
      found = i;
    }

  return found;
}

static MtnSampleSet *
make_samples (const Work *work)
{
  g_autoptr (MtnRatings) ratings = make_ratings (work);
  g_autofree guint *hidden = g_new (guint, ratings->n_movies + 1);
  g_autofree guint *n_masks = g_new0 (guint, (gsize) ratings->n_people * N_FRACTIONS + 1);
  MtnSampleSet *set =
      mtn_sample_set_new (ratings, fractions, N_FRACTIONS, work->drafts->len, (guint64) work->bits->len * 8);

  for (guint i = 0; i < work->drafts->len; i++)
    {
      const Draft *draft = &g_array_index (work->drafts, Draft, i);
      const guint8 *bits = work->bits->data + draft->bits;
      guint n = ratings->offsets[draft->person + 1] - ratings->offsets[draft->person];
      guint fraction = guess_fraction (n, draft->n_hidden);
      guint *n_mask = &n_masks[(gsize) draft->person * N_FRACTIONS + fraction];
      guint n_hidden = 0;

      for (guint k = 0; k < n; k++)
        if ((bits[k / 8] >> (k % 8)) & 1)
          hidden[n_hidden++] = k;
      mtn_sample_set_add (set, draft->person, fraction, MIN (*n_mask, G_MAXUINT16), hidden, n_hidden);
      (*n_mask)++;
    }

  return set;
}

MtnSeedFiles *
mtn_seed_files_load (const char *path, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { .job = job, .cancellable = cancellable };
  g_auto (GStrv) files = NULL;
  g_auto (MtnMl100k) defaults = { 0 };
  MtnSeedFiles *self;
  guint n_files;

  g_return_val_if_fail (path != NULL, NULL);

  work_init (&work);
  files = find_files (path, error);
  if (files == NULL)
    return NULL;

  n_files = g_strv_length (files);
  for (guint i = 0; i < n_files; i++)
    {
      if (job != NULL)
        mtn_job_report (job, (double) i / n_files, _ ("Reading CSV files"));
      if (!read_file (&work, files[i], error))
        return NULL;
    }
  if (work.drafts->len == 0)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: no samples, only headers"), shown);
      return NULL;
    }

  mtn_ml100k_init (&defaults);
  mtn_ml100k_use_default_occupations (&defaults);
  defaults.has_people = TRUE;

  self = g_new0 (MtnSeedFiles, 1);
  self->samples = make_samples (&work);
  self->people = g_memdup2 (work.people->data, work.people->len * sizeof (MtnPerson));
  self->vocabulary = mtn_ml100k_dup_vocabulary (&defaults);
  self->n_genres = work.n_genres;
  self->files = g_steal_pointer (&files);
  self->sha256 = g_strdup (g_checksum_get_string (work.checksum));

  return self;
}

gboolean
mtn_seed_files_probe (const char *path)
{
  g_auto (GStrv) files = find_files (path, NULL);
  g_autoptr (GBytes) bytes = NULL;
  MtnLines lines;
  guint64 size;
  int fd = files != NULL ? mtn_file_open_plain (files[0], &size, NULL) : -1;

  if (fd < 0)
    return FALSE;

  bytes = mtn_file_read (fd, 2 * strlen (MTN_SEED_FILES_HEADER), files[0], NULL);
  close (fd);
  if (bytes == NULL)
    return FALSE;

  mtn_lines_init (&lines, files[0], bytes);
  return mtn_lines_next (&lines) && mtn_span_equal (lines.line, MTN_SEED_FILES_HEADER);
}

void
mtn_seed_files_free (MtnSeedFiles *self)
{
  g_return_if_fail (self != NULL);

  mtn_sample_set_free (self->samples);
  mtn_vocabulary_unref (self->vocabulary);
  g_free (self->people);
  g_strfreev (self->files);
  g_free (self->sha256);
  g_free (self);
}
