/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-prepared-manifest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mtn-packed.h"

/* People or samples between two looks at the cancellable. */
#define ROUND 1024

typedef struct
{
  MtnPackedWriter *writer;
  MtnJob *job;
  GCancellable *cancellable;
} Work;

/* FALSE when it makes no sense to go on; a failed write is told by finish(). */
static gboolean
tell (const Work *work, guint done, guint all, GError **error)
{
  if (done % ROUND != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;

  if (work->job != NULL)
    mtn_job_report (work->job, (double) done / all, _ ("Writing prepared data"));
  return TRUE;
}

static void
write_text (MtnPackedWriter *writer, const char *text)
{
  gsize length = strlen (text);

  mtn_packed_writer_number (writer, length);
  mtn_packed_writer_bytes (writer, text, length);
}

static void
write_movies (MtnPackedWriter *writer, const MtnCatalog *catalog)
{
  int id = 0;

  for (guint i = 0; i < mtn_catalog_get_n_movies (catalog); i++)
    {
      const MtnMovie *movie = mtn_catalog_get_movie (catalog, i);
      guint n_alternatives = movie->alternatives != NULL ? g_strv_length (movie->alternatives) : 0;

      mtn_packed_writer_number (writer, (guint64) (movie->id - id));
      mtn_packed_writer_number (writer, (guint64) movie->year);
      mtn_packed_writer_number (writer, movie->genres);
      mtn_packed_writer_number (writer, n_alternatives);
      write_text (writer, movie->title);
      for (guint k = 0; k < n_alternatives; k++)
        write_text (writer, movie->alternatives[k]);
      id = movie->id;
    }
}

static void
write_people (MtnPackedWriter *writer, const MtnDataset *dataset)
{
  int id = 0;

  for (guint i = 0; i < dataset->ratings->n_people; i++)
    {
      const MtnPerson *person = &dataset->people[i];

      mtn_packed_writer_number (writer, (guint64) (person->id - id));
      /* MTN_NOT_SAID is −1. */
      mtn_packed_writer_number (writer, (guint64) (person->age + 1));
      mtn_packed_writer_number (writer, (guint64) (person->gender + 1));
      mtn_packed_writer_number (writer, (guint64) (person->occupation + 1));
      id = person->id;
    }
}

static gboolean
write_ratings (const Work *work, const MtnRatings *ratings, GError **error)
{
  gint64 time = 0;

  for (guint i = 0; i < ratings->n_people; i++)
    {
      guint begin = ratings->offsets[i], end = ratings->offsets[i + 1];
      guint next = 0;

      if (!tell (work, i, ratings->n_people, error))
        return FALSE;

      mtn_packed_writer_number (work->writer, end - begin);
      for (guint k = begin; k < end; k++)
        {
          guint halves = (guint) (ratings->stars[k] * 2.0f + 0.5f);

          mtn_packed_writer_number (work->writer, (guint64) (ratings->movies[k] - next) * 10 + halves - 1);
          mtn_packed_writer_signed (work->writer, ratings->times[k] - time);
          next = ratings->movies[k] + 1;
          time = ratings->times[k];
        }
    }

  return TRUE;
}

static gboolean
write_dataset (Work *work,
               const MtnDataset *dataset,
               const char *folder,
               MtnPreparedFile *file,
               GError **error)
{
  g_autofree char *path = g_build_filename (folder, MTN_PREPARED_DATASET, NULL);
  g_autoptr (MtnPackedWriter) writer = mtn_packed_writer_open (path, MTN_PREPARED_DATASET_MAGIC, error);
  const MtnRatings *ratings = dataset->ratings;

  if (writer == NULL)
    return FALSE;

  work->writer = writer;
  mtn_packed_writer_number (writer, ratings->n_movies);
  mtn_packed_writer_number (writer, ratings->n_people);
  mtn_packed_writer_number (writer, ratings->offsets[ratings->n_people]);
  write_movies (writer, dataset->catalog);
  write_people (writer, dataset);

  return write_ratings (work, ratings, error) &&
         mtn_packed_writer_finish (writer, &file->size, &file->sha256, error);
}

/* The bits of one sample, from a byte's begin on. */
static void
write_hidden (MtnPackedWriter *writer, const MtnSampleSet *set, guint sample, guint8 *bits)
{
  guint n = mtn_sample_set_get_n_ratings (set, sample);
  gsize n_bytes = (n + 7) / 8;

  memset (bits, 0, n_bytes);
  for (guint i = 0; i < n; i++)
    bits[i / 8] |= (guint8) (mtn_sample_set_is_hidden (set, sample, i) << (i % 8));
  mtn_packed_writer_bytes (writer, bits, n_bytes);
}

static gboolean
write_part (Work *work, const MtnSampleSet *set, const char *path, MtnPreparedFile *file, GError **error)
{
  g_autoptr (MtnPackedWriter) writer = mtn_packed_writer_open (path, MTN_PREPARED_PART_MAGIC, error);
  g_autofree guint8 *bits = NULL;
  gint64 person = 0;

  if (writer == NULL)
    return FALSE;

  work->writer = writer;
  bits = g_malloc (mtn_sample_set_get_max_ratings (set) / 8 + 1);
  mtn_packed_writer_number (writer, set->n_samples);
  for (guint i = 0; i < set->n_samples && mtn_packed_writer_is_sound (writer); i++)
    {
      const MtnSample *sample = &set->samples[i];

      if (!tell (work, i, set->n_samples, error))
        return FALSE;

      mtn_packed_writer_signed (writer, sample->person - person);
      mtn_packed_writer_number (writer, sample->fraction);
      mtn_packed_writer_number (writer, sample->mask);
      write_hidden (writer, set, i, bits);
      person = sample->person;
    }

  file->n_samples = set->n_samples;
  return mtn_packed_writer_finish (writer, &file->size, &file->sha256, error);
}

static gboolean
write_parts (Work *work, const MtnSplit *split, const char *folder, MtnPreparedFile *files, GError **error)
{
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      g_autofree char *name = mtn_prepared_dup_part_name (part);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (split->parts[part] != NULL && !write_part (work, split->parts[part], path, &files[part], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_prepared_write (const MtnDataset *dataset,
                    const MtnSplit *split,
                    const char *features,
                    const char *folder,
                    MtnJob *job,
                    GCancellable *cancellable,
                    GError **error)
{
  g_auto (MtnPreparedManifest) manifest = { 0 };
  Work work = { .job = job, .cancellable = cancellable };

  g_return_val_if_fail (dataset != NULL && split != NULL, FALSE);
  g_return_val_if_fail (features != NULL && folder != NULL, FALSE);

  manifest.name = g_strdup (dataset->name);
  manifest.sha256 = g_strdup (dataset->sha256);
  manifest.licence = g_strdup (dataset->licence);
  manifest.variant = dataset->variant;
  manifest.genres = g_strdupv ((char **) mtn_catalog_get_genres (dataset->catalog));
  manifest.vocabulary = mtn_vocabulary_ref (dataset->vocabulary);
  manifest.features = g_strdup (features);
  manifest.options = split->options;

  return write_dataset (&work, dataset, folder, &manifest.dataset, error) &&
         write_parts (&work, split, folder, manifest.parts, error) &&
         mtn_prepared_manifest_write (&manifest, folder, error);
}
