/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-prepare.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-folder.h"
#include "mtn-prepared-manifest.h"
#include "mtn-seed-files.h"

typedef struct
{
  const MtnDataset *dataset;
  const MtnPrepareOptions *options;
  MtnPrepareTold *told;
  MtnJob *job;
  GCancellable *cancellable;
} Work;

void
mtn_prepare_told_clear (MtnPrepareTold *self)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (self->splits); kind++)
    g_free (self->splits[kind].folder);
  *self = (MtnPrepareTold){ 0 };
}

/* "0.csv", "12.csv" */
static gboolean
is_seed_file (const char *name)
{
  gsize n = strspn (name, "0123456789");

  return n > 0 && strcmp (name + n, ".csv") == 0;
}

static gboolean
is_split_folder (const char *name)
{
  return strcmp (name, "masks_split") == 0 || strcmp (name, "users_split") == 0;
}

static gboolean
is_compact_file (const char *name)
{
  gboolean known = strcmp (name, MTN_PREPARED_MANIFEST) == 0 || strcmp (name, MTN_PREPARED_DATASET) == 0;

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      g_autofree char *part_name = mtn_prepared_dup_part_name (part);

      known = known || strcmp (name, part_name) == 0;
    }

  return known;
}

static gboolean
is_part_folder (const char *name)
{
  gboolean known = FALSE;

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    known = known || strcmp (name, mtn_split_part_name (part)) == 0;

  return known;
}

/* What a folder at some depth may hold, if this program has made it. */
typedef enum
{
  LEVEL_TOP,
  LEVEL_SPLIT,
  LEVEL_PART,
} Level;

/* The first thing in a folder that this program did not put there, or NULL. */
static char *
find_stranger (const char *folder, Level level)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return g_filename_display_name (folder);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
      gboolean is_folder = !is_link && g_file_test (path, G_FILE_TEST_IS_DIR);
      gboolean is_file = !is_link && g_file_test (path, G_FILE_TEST_IS_REGULAR);
      char *found = NULL;

      if (is_folder && level == LEVEL_TOP && is_split_folder (name))
        found = find_stranger (path, LEVEL_SPLIT);
      else if (is_folder && level != LEVEL_PART && is_part_folder (name))
        found = find_stranger (path, LEVEL_PART);
      else if (!is_file || !(level == LEVEL_PART ? is_seed_file (name) : is_compact_file (name)))
        found = g_filename_display_name (path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
mtn_prepare_check_out (const char *out, GError **error)
{
  g_autofree char *stranger = NULL;
  g_autofree char *name = g_filename_display_name (out);

  if (!g_file_test (out, G_FILE_TEST_EXISTS))
    return TRUE;

  if (!g_file_test (out, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, _ ("%s: is there and is no folder"), name);
      return FALSE;
    }

  stranger = find_stranger (out, LEVEL_TOP);
  if (stranger == NULL)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
               _ ("%s: holds something else than prepared data (%s) and is not replaced; give another "
                  "folder"),
               name, stranger);
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  int number;

  if (g_mkdir (path, 0777) == 0)
    return TRUE;

  number = errno;
  name = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), _ ("%s cannot be written: %s"), name,
               g_strerror (number));
  return FALSE;
}

static gboolean
write_csv (const Work *work, const MtnSplit *split, const char *folder, GError **error)
{
  MtnSplitKind kind = split->options.kind;

  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    {
      g_autofree char *path = g_build_filename (folder, mtn_split_part_name (part), NULL);
      MtnSeedFilesTold told;

      if (split->parts[part] == NULL)
        continue;
      if (!make_folder (path, error) || !mtn_seed_files_write (work->dataset, split->parts[part], kind, path,
                                                               &told, work->job, work->cancellable, error))
        return FALSE;

      work->told->splits[kind].n_files += told.n_files;
      work->told->splits[kind].size += told.size;
    }

  return TRUE;
}

static void
count_files (const char *folder, guint *n_files, guint64 *size)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_stat (path, &info) != 0)
        continue;
      (*n_files)++;
      *size += (guint64) info.st_size;
    }
}

static guint
count_people (const MtnSampleSet *set)
{
  g_autofree guint8 *seen = g_new0 (guint8, set->ratings->n_people);
  guint n = 0;

  for (guint i = 0; i < set->n_samples; i++)
    {
      n += !seen[set->samples[i].person];
      seen[set->samples[i].person] = TRUE;
    }

  return n;
}

static gboolean
write_split (const Work *work, MtnSplitKind kind, const char *folder, GError **error)
{
  MtnSplitOptions options = work->options->split;
  g_autoptr (MtnSplit) split = NULL;

  options.kind = kind;
  split = mtn_split_new (work->dataset->ratings, &options, work->job, work->cancellable, error);
  if (split == NULL)
    return FALSE;

  work->told->splits[kind].is_there = TRUE;
  for (guint part = 0; part < MTN_SPLIT_N_PARTS; part++)
    if (split->parts[part] != NULL)
      {
        work->told->splits[kind].n_samples[part] = split->parts[part]->n_samples;
        work->told->splits[kind].n_people[part] = count_people (split->parts[part]);
      }

  if (work->options->csv)
    return write_csv (work, split, folder, error);
  if (!mtn_prepared_write (work->dataset, split, work->options->features, folder, work->job,
                           work->cancellable, error))
    return FALSE;

  count_files (folder, &work->told->splits[kind].n_files, &work->told->splits[kind].size);
  return TRUE;
}

static gboolean
fill (const Work *work, const char *staged, GError **error)
{
  if (!work->options->both)
    {
      work->told->splits[work->options->split.kind].folder = g_strdup ("");
      return write_split (work, work->options->split.kind, staged, error);
    }

  for (guint kind = MTN_SPLIT_MASKS; kind <= MTN_SPLIT_USERS; kind++)
    {
      char *name = g_strdup_printf ("%s_split", mtn_split_kind_name (kind));
      g_autofree char *folder = g_build_filename (staged, name, NULL);

      work->told->splits[kind].folder = name;
      if (!make_folder (folder, error) || !write_split (work, kind, folder, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mtn_prepare (const MtnDataset *dataset,
             const MtnPrepareOptions *options,
             const char *out,
             MtnPrepareTold *told,
             MtnJob *job,
             GCancellable *cancellable,
             GError **error)
{
  Work work = {
    .dataset = dataset, .options = options, .told = told, .job = job, .cancellable = cancellable
  };
  g_autofree char *staged = NULL;

  g_return_val_if_fail (dataset != NULL && options != NULL, FALSE);
  g_return_val_if_fail (out != NULL && told != NULL, FALSE);

  *told = (MtnPrepareTold){ 0 };
  if (dataset->film_sets != NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                           _ ("a union of two data sets cannot be prepared; prepare one of them"));
      return FALSE;
    }
  if (!mtn_prepare_check_out (out, error))
    return FALSE;

  staged = mtn_folder_stage (out, error);
  if (staged == NULL)
    return FALSE;

  if (!fill (&work, staged, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      mtn_folder_discard (staged);
      return FALSE;
    }

  return mtn_folder_commit (staged, out, error);
}
