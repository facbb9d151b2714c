/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-publish.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "mtn-figures-grid.h"
#include "mtn-file.h"
#include "mtn-network-files.h"
#include "mtn-profile-folder.h"

#define SUFFIX ".safetensors"
#define BEST "_best" SUFFIX
#define MAX_NUMBER 10000

static gboolean
is_same_file (const char *first, const char *second)
{
  GStatBuf a, b;

  return g_stat (first, &a) == 0 && g_stat (second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Some file systems have no links. */
static gboolean
copy (const char *from, const char *to, GError **error)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (from, &content, &length, error) &&
         mtn_file_replace_bytes (to, content, length, error);
}

/* @stem and @suffix: "NAME" and "-models_info.json"; a number comes between them when that is another's. */
static char *
put (const char *from, const char *folder, const char *stem, const char *suffix, GError **error)
{
  for (guint number = 1; number < MAX_NUMBER; number++)
    {
      g_autofree char *file =
          number == 1 ? g_strconcat (stem, suffix, NULL) : g_strdup_printf ("%s-%u%s", stem, number, suffix);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (link (from, path) == 0 || is_same_file (from, path))
        return g_steal_pointer (&path);
      if (errno == EEXIST || g_file_test (path, G_FILE_TEST_EXISTS))
        continue;

      return copy (from, path, error) ? g_steal_pointer (&path) : NULL;
    }

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s: there are too many files called “%s”"),
               folder, stem);

  return NULL;
}

static gboolean
make_folder (const char *path, GError **error)
{
  int code;

  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  code = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s: no folder to write to: %s"), path,
               g_strerror (code));

  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of the files in @folder that end so, sorted. */
static GPtrArray *
list (const char *folder, const char *suffix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, suffix))
      g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
put_grid (const MtnRunSpec *spec,
          const char *folder,
          const char *slug,
          const char *models,
          const char *evaluations,
          GStrvBuilder *paths,
          GError **error)
{
  const char *info = mtn_figures_grid_get_info_name (spec->kind == MTN_RUN_TUNING);
  g_autofree char *info_path = g_build_filename (folder, info, NULL);
  g_autofree char *info_suffix = g_strconcat ("-", info, NULL);
  g_autofree char *put_info = NULL;
  g_autoptr (GPtrArray) names = list (folder, BEST);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *from = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *suffix = g_strconcat ("-", g_ptr_array_index (names, i), NULL);
      g_autofree char *path = put (from, models, slug, suffix, error);

      if (path == NULL)
        return FALSE;
      g_strv_builder_add (paths, path);
    }

  put_info = put (info_path, evaluations, slug, info_suffix, error);

  return put_info != NULL;
}

char *
mtn_run_publish_dup_model (const MtnRunSpec *spec, const char *folder)
{
  g_autofree char *slug = mtn_profile_folder_make_slug (spec->name);
  g_autofree char *file = g_strconcat (slug, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

GStrv
mtn_run_publish (const MtnRunSpec *spec, const char *folder, const char *home, GError **error)
{
  g_autofree char *slug = mtn_profile_folder_make_slug (spec->name);
  g_autofree char *models = g_build_filename (home, "models", NULL);
  g_autofree char *evaluations = g_build_filename (home, "evaluations", NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  if (!make_folder (models, error) || !make_folder (evaluations, error))
    return NULL;

  if (spec->kind == MTN_RUN_MODEL)
    {
      g_autofree char *from = mtn_run_publish_dup_model (spec, folder);
      g_autofree char *path = put (from, models, slug, SUFFIX, error);

      if (path == NULL)
        return NULL;
      g_strv_builder_add (paths, path);
    }
  else if (!put_grid (spec, folder, slug, models, evaluations, paths, error))
    return NULL;

  return g_strv_builder_end (paths);
}

void
mtn_run_publish_tidy (const MtnRunSpec *spec, const char *folder)
{
  g_autofree char *best = mtn_run_publish_dup_model (spec, folder);
  g_autoptr (MtnNetworkFiles) files = mtn_network_files_new (best);

  /* Tuning looks for the networks of a grid. */
  if (spec->kind != MTN_RUN_MODEL)
    return;

  g_unlink (files->latest);
  g_unlink (files->best);
}
