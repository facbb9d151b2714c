/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-seed-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-file-writer.h"
#include "mtn-number.h"
#include "mtn-seed-row.h"

#define CELL_BYTES 5 /* "0.0, " */

/* A list of one number a film as text, of which single numbers are changed: each has as many letters. */
typedef struct
{
  char *text; /* "[0.0, 0.0, …]" in quotes */
  gsize length;
} Cells;

typedef struct
{
  const MtnDataset *dataset;
  const MtnSampleSet *set;
  MtnFileWriter *writer;
  Cells cells;
  guint n_genres; /* with that of films without one, which comes first */
  double *ratios; /* [n_genres] */
  guint *movies;
  float *stars;
  int male; /* index of gender "M" */
} Work;

static void
cells_init (Cells *self, guint n)
{
  self->length = 4 + (gsize) n * CELL_BYTES - 2;
  self->text = g_malloc (self->length + CELL_BYTES);
  memcpy (self->text, "\"[", 2);
  for (guint i = 0; i < n; i++)
    memcpy (self->text + 2 + (gsize) i * CELL_BYTES, "0.0, ", CELL_BYTES);
  memcpy (self->text + self->length - 2, "]\"", 2);
}

static void
cells_set (Cells *self, guint movie, float stars)
{
  char *cell = self->text + 2 + (gsize) movie * CELL_BYTES;
  guint halves = (guint) (stars * 2.0f + 0.5f);

  cell[0] = (char) ('0' + halves / 2);
  cell[2] = (char) ('0' + halves % 2 * 5);
}

static void
append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, mtn_number_format (buffer, value));
  /* Python writes a whole number that is a float with a decimal. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0");
}

static void
append_person (const Work *work, GString *out, const MtnPerson *person)
{
  append_double (out, person->id);
  g_string_append_c (out, ',');
  if (person->age != MTN_NOT_SAID)
    append_double (out, person->age / 100.0);
  g_string_append_c (out, ',');
  if (person->gender != MTN_NOT_SAID)
    append_double (out, person->gender == work->male);
  g_string_append_c (out, ',');
  if (person->occupation != MTN_NOT_SAID)
    append_double (out, person->occupation);
  g_string_append_c (out, ',');
}

/* Whole sums and one division, so that the last bit is that of the seed. */
static void
append_genres (Work *work, GString *out, guint n_visible)
{
  memset (work->ratios, 0, work->n_genres * sizeof *work->ratios);
  for (guint i = 0; i < n_visible; i++)
    {
      guint32 genres = mtn_catalog_get_movie (work->dataset->catalog, work->movies[i])->genres;

      if (genres == 0)
        work->ratios[0] += (double) work->stars[i];
      for (guint g = 1; g < work->n_genres; g++)
        if ((genres >> (g - 1)) & 1)
          work->ratios[g] += (double) work->stars[i];
    }

  g_string_append (out, "\"[");
  for (guint g = 0; g < work->n_genres; g++)
    {
      g_string_append (out, g > 0 ? ", " : "");
      append_double (out, n_visible > 0 ? work->ratios[g] / (5.0 * n_visible) : 0.0);
    }
  g_string_append (out, "]\"\n");
}

/* The visible films of a sample as a list of all films, or everything that its person rated. */
static gboolean
write_films (Work *work, guint n, GError **error)
{
  gboolean done;

  for (guint i = 0; i < n; i++)
    cells_set (&work->cells, work->movies[i], work->stars[i]);
  done = mtn_file_writer_write (work->writer, work->cells.text, work->cells.length, error) &&
         mtn_file_writer_write (work->writer, ",", 1, error);
  for (guint i = 0; i < n; i++)
    cells_set (&work->cells, work->movies[i], 0.0f);

  return done;
}

static gboolean
write_row (Work *work, guint i, GError **error)
{
  const MtnSampleSet *set = work->set;
  const MtnSample *sample = &set->samples[i];
  g_autoptr (GString) text = g_string_new (NULL);
  guint begin = set->ratings->offsets[sample->person];
  guint n = mtn_sample_set_get_n_ratings (set, i);
  guint n_visible = mtn_sample_set_list (set, i, FALSE, work->movies, work->stars);

  append_person (work, text, &work->dataset->people[sample->person]);
  if (!mtn_file_writer_write (work->writer, text->str, text->len, error) ||
      !write_films (work, n_visible, error))
    return FALSE;

  g_string_truncate (text, 0);
  append_genres (work, text, n_visible);

  memcpy (work->movies, set->ratings->movies + begin, n * sizeof *work->movies);
  memcpy (work->stars, set->ratings->stars + begin, n * sizeof *work->stars);

  return write_films (work, n, error) && mtn_file_writer_write (work->writer, text->str, text->len, error);
}

/* The first sample behind those that go to one file with @begin. */
static guint
find_end (const MtnSampleSet *set, MtnSplitKind kind, guint begin)
{
  const MtnSample *first = &set->samples[begin];
  guint end = begin + 1;

  for (; end < set->n_samples; end++)
    {
      const MtnSample *sample = &set->samples[end];

      if (kind == MTN_SPLIT_USERS ? sample->person != first->person
                                  : sample->mask != first->mask || sample->fraction != first->fraction)
        break;
    }

  return end;
}

static gboolean
write_file (Work *work,
            const char *path,
            guint begin,
            guint end,
            guint64 *size,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (MtnFileWriter) writer = mtn_file_writer_open_new (path, error);

  work->writer = writer;
  if (writer == NULL ||
      !mtn_file_writer_write (writer, MTN_SEED_FILES_HEADER "\n", strlen (MTN_SEED_FILES_HEADER "\n"), error))
    return FALSE;

  for (guint i = begin; i < end; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !write_row (work, i, error))
      return FALSE;

  *size += mtn_file_writer_get_size (writer);
  return mtn_file_writer_finish (writer, error);
}

static void
work_clear (Work *self)
{
  g_free (self->cells.text);
  g_free (self->ratios);
  g_free (self->movies);
  g_free (self->stars);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

gboolean
mtn_seed_files_write (const MtnDataset *dataset,
                      const MtnSampleSet *set,
                      MtnSplitKind kind,
                      const char *folder,
                      MtnSeedFilesTold *told,
                      MtnJob *job,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Work) work = { .dataset = dataset, .set = set };
  guint max_ratings = mtn_sample_set_get_max_ratings (set);

  g_return_val_if_fail (dataset != NULL && set != NULL, FALSE);
  g_return_val_if_fail (set->ratings == dataset->ratings, FALSE);

  work.n_genres = 1 + mtn_catalog_get_n_genres (dataset->catalog);
  work.ratios = g_new (double, work.n_genres);
  work.movies = g_new (guint, max_ratings);
  work.stars = g_new (float, max_ratings);
  work.male = mtn_vocabulary_gender (dataset->vocabulary, "M");
  cells_init (&work.cells, set->ratings->n_movies);

  *told = (MtnSeedFilesTold){ 0 };
  for (guint begin = 0; begin < set->n_samples;)
    {
      guint end = find_end (set, kind, begin);
      g_autofree char *name = g_strdup_printf ("%u.csv", told->n_files);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (job != NULL)
        mtn_job_report (job, (double) begin / set->n_samples, _ ("Writing CSV files"));
      if (!write_file (&work, path, begin, end, &told->size, cancellable, error))
        return FALSE;

      told->n_files++;
      begin = end;
    }

  return TRUE;
}
