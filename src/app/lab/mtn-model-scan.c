/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-scan.h"

#include <string.h>

#include <glib/gstdio.h>

#include "mtn-default-model.h"

#define SUFFIX ".safetensors"
/* Beside the shipped models. */
#define RESULTS "results"

static void
model_file_free (gpointer data)
{
  MtnModelFile *self = data;

  g_free (self->path);
  g_clear_pointer (&self->facts, mtn_model_facts_free);
  g_free (self->error_message);
  g_free (self);
}

MtnModelScan *
mtn_model_scan_new (void)
{
  MtnModelScan *self = g_new0 (MtnModelScan, 1);

  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->opened = g_ptr_array_new_with_free_func (g_free);
  self->old_scores = g_hash_table_new (g_str_hash, g_str_equal);
  self->files = g_ptr_array_new_with_free_func (model_file_free);
  self->scores = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_model_score_unref);

  return self;
}

void
mtn_model_scan_free (MtnModelScan *self)
{
  if (self == NULL)
    return;

  g_free (self->shipped_folder);
  g_free (self->folder);
  g_free (self->results_folder);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->opened);
  g_hash_table_unref (self->old_scores);
  g_clear_pointer (&self->old_keep, g_ptr_array_unref);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->scores);
  g_free (self);
}

gint64
mtn_model_scan_stamp (const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return 0;

  return (gint64) info.st_mtim.tv_sec * 1000000 + info.st_mtim.tv_nsec / 1000;
}

static void
look_at (MtnModelScan *self, const char *path, MtnModelOrigin origin)
{
  g_autoptr (GError) error = NULL;
  MtnModelFile *file = g_new0 (MtnModelFile, 1);
  const gint64 *known = g_hash_table_lookup (self->known, path);

  g_ptr_array_add (self->files, file);
  file->path = g_strdup (path);
  file->origin = origin;
  file->stamp = mtn_model_scan_stamp (path);
  file->is_known = known != NULL && *known == file->stamp;
  if (file->is_known)
    return;

  file->facts = mtn_model_facts_read (path, &error);
  if (file->facts == NULL)
    file->error_message = g_strdup (error->message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  gboolean first_x = g_str_equal (x, MTN_DEFAULT_MODEL_FILE),
           first_y = g_str_equal (y, MTN_DEFAULT_MODEL_FILE);

  return first_x != first_y ? first_y - first_x : strcmp (x, y);
}

/* Names in a folder, the default model first. A hidden file is one being written or deleted. */
static GPtrArray *
list_folder (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
look_in (MtnModelScan *self, const char *folder, MtnModelOrigin origin, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = list_folder (folder, SUFFIX);

  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      look_at (self, path, origin);
    }
}

/* What was measured here comes before what came with the program. */
static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const MtnModelScore *x = *(const MtnModelScore *const *) a, *y = *(const MtnModelScore *const *) b;

  if (x->is_shipped != y->is_shipped)
    return x->is_shipped ? 1 : -1;

  return x->stamp != y->stamp ? (x->stamp < y->stamp ? 1 : -1) : strcmp (x->path, y->path);
}

static void
look_for_results (MtnModelScan *self, const char *folder, gboolean is_shipped, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = list_folder (folder, ".json");

  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      MtnModelScore *old = g_hash_table_lookup (self->old_scores, path);
      gint64 stamp = mtn_model_scan_stamp (path);
      MtnModelScore *score;

      if (old != NULL && old->stamp == stamp)
        {
          g_ptr_array_add (self->scores, mtn_model_score_ref (old));
          continue;
        }
      score = mtn_model_score_read (path);
      if (score == NULL)
        continue;
      score->stamp = stamp;
      score->is_shipped = is_shipped;
      g_ptr_array_add (self->scores, score);
    }
}

void
mtn_model_scan_run (MtnModelScan *self, GCancellable *cancellable)
{
  g_autofree char *shipped_results = NULL;

  g_return_if_fail (self != NULL);

  look_in (self, self->shipped_folder, MTN_MODEL_SHIPPED, cancellable);
  look_in (self, self->folder, MTN_MODEL_OWN, cancellable);
  for (guint i = 0; i < self->opened->len && !g_cancellable_is_cancelled (cancellable); i++)
    look_at (self, g_ptr_array_index (self->opened, i), MTN_MODEL_OPENED);
  look_for_results (self, self->results_folder, FALSE, cancellable);
  shipped_results = g_build_filename (self->shipped_folder, RESULTS, NULL);
  look_for_results (self, shipped_results, TRUE, cancellable);
  g_ptr_array_sort (self->scores, compare_scores);
}
