/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-evaluate-data.h"

#include <glib/gi18n.h>

#include "mtn-error.h"
#include "mtn-prepared.h"
#include "mtn-seed-files.h"
#include "mtn-union.h"

/* Everybody who has a sample to train on. */
static void
list_train (MtnEvaluateData *self, const MtnSplit *split)
{
  guint n_people = self->dataset->ratings->n_people;
  g_autofree gboolean *is_in = g_new0 (gboolean, MAX (n_people, 1));

  for (MtnSplitPart part = MTN_SPLIT_TRAIN; part < MTN_SPLIT_TEST; part++)
    for (guint i = 0; split->parts[part] != NULL && i < split->parts[part]->n_samples; i++)
      is_in[split->parts[part]->samples[i].person] = TRUE;

  self->train = g_new (guint, MAX (n_people, 1));
  for (guint u = 0; u < n_people; u++)
    if (is_in[u])
      self->train[self->n_train++] = u;
}

static void
use_split (MtnEvaluateData *self, MtnSplit *split)
{
  self->samples = split->parts[MTN_SPLIT_TEST];
  self->split = mtn_split_kind_name (split->options.kind);
  list_train (self, split);
}

/* A folder or archive of MovieLens: the seed's split is made here. */
typedef struct
{
  MtnDataset *read; /* (nullable): what was not read before */
  MtnSplit *split;
} Raw;

static void
raw_free (gpointer data)
{
  Raw *self = data;

  g_clear_pointer (&self->split, mtn_split_free);
  g_clear_pointer (&self->read, mtn_dataset_free);
  g_free (self);
}

/* Says what is missing where @path alone does not tell what to evaluate. */
static void
ask_for_protocol (const char *path, GError **error)
{
  static const char *const parts[] = { "test", "users_split", "masks_split" };
  g_autoptr (MtnCatalog) films = NULL;
  g_autoptr (GError) reason = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_build_filename (path, parts[i], NULL);
      g_autofree char *test = g_build_filename (part, "test", NULL);

      if (mtn_seed_files_probe (part) || mtn_prepared_probe (part) || mtn_seed_files_probe (test))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("%s holds several parts: name one, such as %s"),
                       path, mtn_seed_files_probe (test) ? test : part);
          return;
        }
    }

  films = mtn_dataset_load_films (path, &reason);
  if (films != NULL)
    g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                 _ ("%s is a data set, not prepared samples: choose --protocol new-users, favorites or "
                    "seed"),
                 path);
  else if (g_error_matches (reason, MTN_ERROR, MTN_ERROR_FORMAT))
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                 _ ("%s: neither prepared samples, nor a MovieLens data set, nor CSV files that begin with "
                    "“user_id,age,gender,occupation,input,output,genres”"),
                 path);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
}

static gboolean
load_raw (MtnEvaluateData *self,
          const MtnEvaluateInput *input,
          MtnJob *job,
          GCancellable *cancellable,
          GError **error)
{
  Raw *raw = g_new0 (Raw, 1);
  MtnSplitOptions options = MTN_SPLIT_OPTIONS_INIT;

  self->owner = raw;
  self->owner_free = raw_free;
  if (!input->has_protocol)
    {
      ask_for_protocol (input->paths[0], error);
      return FALSE;
    }

  self->dataset = input->dataset;
  if (self->dataset == NULL)
    self->dataset = raw->read = mtn_union_load ((const char *const *) input->paths, job, cancellable, error);
  if (self->dataset == NULL)
    return FALSE;
  if (input->protocol != MTN_PROTOCOL_SEED)
    return TRUE;

  options.kind = input->split;
  options.seed = input->seed;
  raw->split = mtn_split_new (self->dataset->ratings, &options, job, cancellable, error);
  if (raw->split == NULL)
    return FALSE;
  use_split (self, raw->split);

  return TRUE;
}

static gboolean
load_prepared (MtnEvaluateData *self,
               const MtnEvaluateInput *input,
               MtnJob *job,
               GCancellable *cancellable,
               GError **error)
{
  MtnPrepared *prepared = mtn_prepared_load (input->paths[0], job, cancellable, error);

  if (prepared == NULL)
    return FALSE;

  self->owner = prepared;
  self->owner_free = (GDestroyNotify) mtn_prepared_free;
  self->dataset = prepared->dataset;
  use_split (self, prepared->split);

  return TRUE;
}

/* The first @n_movies films by id, as the seed's files have them: a model of more data has more films. */
static MtnCatalog *
cut_catalog (MtnCatalog *catalog, guint n_movies, GError **error)
{
  GArray *movies = NULL;

  if (mtn_catalog_get_n_movies (catalog) == n_movies)
    return mtn_catalog_ref (catalog);

  movies = g_array_sized_new (FALSE, TRUE, sizeof (MtnMovie), n_movies);
  g_array_set_clear_func (movies, (GDestroyNotify) mtn_movie_clear);
  for (guint j = 0; j < n_movies; j++)
    {
      int index = mtn_catalog_find_id (catalog, (int) j + 1);
      MtnMovie movie;

      if (index < 0)
        {
          g_array_unref (movies);
          g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                       _ ("the rows are of %u films, the model knows other ones: it has %u, but none with id "
                          "%u"),
                       n_movies, mtn_catalog_get_n_movies (catalog), j + 1);
          return NULL;
        }
      movie = *mtn_catalog_get_movie (catalog, (guint) index);
      movie.title = g_strdup (movie.title);
      movie.alternatives = g_strdupv (movie.alternatives);
      g_array_append_val (movies, movie);
    }

  return mtn_catalog_new (movies, mtn_catalog_get_genres (catalog), error);
}

/* The rows of CSV files, and the data set that they make with a model's films. */
typedef struct
{
  MtnSeedFiles *files;
  MtnDataset *dataset;
} Rows;

static void
rows_free (gpointer data)
{
  Rows *self = data;

  g_clear_pointer (&self->dataset, mtn_dataset_free);
  g_clear_pointer (&self->files, mtn_seed_files_free);
  g_free (self);
}

/* By masks everybody has a row before the next frame begins; by users a person's rows stand together. */
static const char *
guess_split (const MtnSampleSet *samples)
{
  for (guint i = 1; i < samples->n_samples; i++)
    if (samples->samples[i].person == samples->samples[i - 1].person)
      return mtn_split_kind_name (MTN_SPLIT_USERS);

  return samples->n_samples > 1 ? mtn_split_kind_name (MTN_SPLIT_MASKS) : NULL;
}

static gboolean
load_seed_files (MtnEvaluateData *self,
                 const MtnEvaluateInput *input,
                 MtnJob *job,
                 GCancellable *cancellable,
                 GError **error)
{
  Rows *rows;
  MtnDataset *dataset;
  g_autoptr (MtnCatalog) catalog = NULL;

  if (input->catalog == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                   _ ("%s holds rows without the films' names: name a model file, whose films they are"),
                   input->paths[0]);
      return FALSE;
    }

  rows = g_new0 (Rows, 1);
  self->owner = rows;
  self->owner_free = rows_free;
  rows->files = mtn_seed_files_load (input->paths[0], job, cancellable, error);
  if (rows->files == NULL)
    return FALSE;
  catalog = cut_catalog (input->catalog, rows->files->samples->ratings->n_movies, error);
  if (catalog == NULL)
    return FALSE;

  dataset = g_new0 (MtnDataset, 1);
  dataset->name = g_strdup ("CSV files of 2023");
  dataset->source = g_strdup (input->paths[0]);
  dataset->sha256 = g_strdup (rows->files->sha256);
  dataset->licence = g_strdup ("");
  dataset->catalog = g_steal_pointer (&catalog);
  dataset->ratings = mtn_ratings_ref (rows->files->samples->ratings);
  dataset->vocabulary = mtn_vocabulary_ref (rows->files->vocabulary);
  dataset->people = g_memdup2 (rows->files->people, sizeof *dataset->people * dataset->ratings->n_people);
  dataset->warnings = g_new0 (char *, 1);
  rows->dataset = dataset;
  self->dataset = dataset;
  self->samples = rows->files->samples;
  self->split = guess_split (self->samples);
  self->is_rows = TRUE;

  return TRUE;
}

MtnEvaluateData *
mtn_evaluate_data_load (const MtnEvaluateInput *input,
                        MtnProtocolKind *protocol,
                        MtnJob *job,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (MtnEvaluateData) self = g_new0 (MtnEvaluateData, 1);
  gboolean is_one = input->paths[1] == NULL;
  gboolean done;

  *protocol = input->has_protocol ? input->protocol : MTN_PROTOCOL_SEED;
  if (is_one && (input->is_file || mtn_seed_files_probe (input->paths[0])))
    {
      if (*protocol != MTN_PROTOCOL_SEED)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE,
                       _ ("%s holds the rows of protocol seed alone; others need a MovieLens data set"),
                       input->paths[0]);
          return NULL;
        }
      done = load_seed_files (self, input, job, cancellable, error);
    }
  else if (is_one && mtn_prepared_probe (input->paths[0]))
    done = load_prepared (self, input, job, cancellable, error);
  else
    done = load_raw (self, input, job, cancellable, error);

  return done ? g_steal_pointer (&self) : NULL;
}

void
mtn_evaluate_data_free (MtnEvaluateData *self)
{
  if (self == NULL)
    return;

  if (self->owner != NULL)
    self->owner_free (self->owner);
  g_free (self->train);
  g_free (self);
}
