/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-dataset.h"

#include <glib/gi18n-lib.h>

#include "mtn-dataset-reader.h"
#include "mtn-prepared.h"

static const MtnDatasetReader *const readers[] = {
  &mtn_reader_ml100k,
  &mtn_reader_csv,
};

void
mtn_dataset_free (MtnDataset *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->source);
  g_strfreev (self->sources);
  g_free (self->sha256);
  g_free (self->licence);
  g_clear_pointer (&self->catalog, mtn_catalog_unref);
  g_clear_pointer (&self->ratings, mtn_ratings_unref);
  g_clear_pointer (&self->vocabulary, mtn_vocabulary_unref);
  g_free (self->people);
  g_free (self->film_sets);
  g_strfreev (self->warnings);
  g_free (self);
}

const char *
mtn_dataset_find_variant (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_strcmp0 (readers[i]->variant, name) == 0)
      return readers[i]->variant;

  return NULL;
}

static const MtnDatasetReader *
probe_folder (MtnFileSource *source, const char *folder)
{
  mtn_file_source_select_folder (source, folder);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (readers[i]->probe (source))
        return readers[i];
    }

  return NULL;
}

/* A file of a variant that this version does not read, if there is one. */
static gboolean
holds_dat_files (MtnFileSource *source)
{
  GPtrArray *folders = mtn_file_source_get_folders (source);

  for (guint i = 0; i < folders->len; i++)
    {
      mtn_file_source_select_folder (source, g_ptr_array_index (folders, i));
      if (mtn_file_source_find (source, "ratings.dat") != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Selects the folder of the set: the top one, or the only one below that holds a set. */
static const MtnDatasetReader *
find_set (MtnFileSource *source, GError **error)
{
  GPtrArray *folders = mtn_file_source_get_folders (source);
  const char *path = mtn_file_source_get_path (source);
  g_autoptr (GString) found = g_string_new (NULL);
  const MtnDatasetReader *reader = NULL;
  const char *chosen = NULL;

  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = g_ptr_array_index (folders, i);
      const MtnDatasetReader *candidate = probe_folder (source, folder);

      if (candidate == NULL)
        continue;

      if (folder[0] == '\0')
        return candidate;

      g_string_append_printf (found, "%s%s (%s)", found->len > 0 ? ", " : "", folder, candidate->variant);
      if (reader != NULL)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_AMBIGUOUS,
                       _ ("%s: holds more than one data set: %s; give one of them"), path, found->str);
          return NULL;
        }
      reader = candidate;
      chosen = folder;
    }

  if (reader != NULL)
    {
      mtn_file_source_select_folder (source, chosen);
      return reader;
    }

  if (holds_dat_files (source))
    g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                 _ ("%s: MovieLens 1M or 10M (.dat files); MovieLens 100K and the CSV sets can be read"),
                 path);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                 _ ("%s: no MovieLens data set here; expected u.data and u.item, or ratings.csv and "
                    "movies.csv"),
                 path);

  return NULL;
}

/* Names of files and what libarchive says may be in any encoding; a message must be text. */
static void
make_message_valid (GError *error)
{
  char *message;

  if (g_utf8_validate (error->message, -1, NULL))
    return;

  message = g_utf8_make_valid (error->message, -1);
  g_free (error->message);
  error->message = message;
}

/* A prepared folder holds the whole data set too. */
static MtnDataset *
load_prepared (const char *path, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnPrepared) prepared = mtn_prepared_load (path, job, cancellable, error);

  return prepared != NULL ? g_steal_pointer (&prepared->dataset) : NULL;
}

static MtnDataset *
load (const char *path, gboolean films_alone, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MtnFileSource) source = NULL;
  g_autoptr (MtnDatasetBuilder) builder = NULL;
  const MtnDatasetReader *reader;
  MtnDataset *dataset = NULL;
  GError *failure = NULL;

  if (mtn_prepared_probe (path))
    dataset = load_prepared (path, job, cancellable, &failure);
  else
    source = mtn_file_source_open (path, &failure);
  reader = source != NULL ? find_set (source, &failure) : NULL;
  if (reader != NULL)
    {
      builder = mtn_dataset_builder_new (source, job, cancellable);
      dataset = films_alone ? reader->read_films (builder, &failure) : reader->read (builder, &failure);
      if (dataset != NULL)
        dataset->variant = reader->variant;
    }

  if (failure != NULL)
    {
      make_message_valid (failure);
      g_propagate_error (error, failure);
    }

  return dataset;
}

MtnDataset *
mtn_dataset_load (const char *path, MtnJob *job, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load (path, FALSE, job, cancellable, error);
}

MtnCatalog *
mtn_dataset_load_films (const char *path, GError **error)
{
  g_autoptr (MtnDataset) films = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  films = load (path, TRUE, NULL, NULL, error);
  return films != NULL ? mtn_catalog_ref (films->catalog) : NULL;
}
