/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-files.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "mtn-file-writer.h"

#define EXTENSION ".safetensors"
#define BEST "_best"
#define LATEST "_latest"

/* Catalogue and header of a checkpoint, generously. */
#define OVERHEAD_PER_MOVIE 256
#define OVERHEAD (1024 * 1024)

static void
cut (char *text, const char *suffix)
{
  if (g_str_has_suffix (text, suffix))
    text[strlen (text) - strlen (suffix)] = '\0';
}

MtnNetworkFiles *
mtn_network_files_new (const char *best)
{
  MtnNetworkFiles *self = g_new0 (MtnNetworkFiles, 1);
  g_autofree char *name = g_strdup (best);

  cut (name, EXTENSION);
  cut (name, BEST);
  self->best = g_strdup (best);
  self->latest = g_strconcat (name, LATEST EXTENSION, NULL);
  self->log = g_strconcat (name, "_log.jsonl", NULL);
  self->curves = g_strconcat (name, "_log.svg", NULL);

  return self;
}

void
mtn_network_files_free (MtnNetworkFiles *self)
{
  if (self == NULL)
    return;

  g_free (self->best);
  g_free (self->latest);
  g_free (self->log);
  g_free (self->curves);
  g_free (self);
}

char *
mtn_network_files_dup_best (const char *latest)
{
  static const char *const suffixes[] = { BEST EXTENSION, EXTENSION, "" };
  g_autofree char *name = g_strdup (latest);

  cut (name, EXTENSION);
  if (!g_str_has_suffix (name, LATEST))
    return NULL;

  cut (name, LATEST);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *best = g_strconcat (name, suffixes[i], NULL);

      if (g_file_test (best, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&best);
    }

  return g_strconcat (name, EXTENSION, NULL);
}

gboolean
mtn_output_check (const char *path, GError **error)
{
  g_autofree char *target = mtn_file_dup_target (path);
  g_autofree char *probe = g_strconcat (target, ".XXXXXX", NULL);
  g_autofree char *shown = g_filename_display_name (path);
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _ ("%s: is a folder; name a file to write"),
                   shown);
      return FALSE;
    }

  fd = g_mkstemp (probe);
  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("%s cannot be written: %s"), shown,
                   g_strerror (code));
      return FALSE;
    }
  close (fd);
  g_unlink (probe);

  return TRUE;
}

static guint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;
}

guint64
mtn_network_files_get_size (gsize n_parameters, guint n_movies, gboolean with_moments)
{
  return (guint64) n_parameters * sizeof (float) * (with_moments ? 3 : 1) + OVERHEAD +
         (guint64) n_movies * OVERHEAD_PER_MOVIE;
}

gboolean
mtn_output_check_space (const char *folder, guint64 needed, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *wanted = NULL, *available = NULL;
  struct statvfs system;
  guint64 n_free;

  if (statvfs (folder, &system) != 0)
    return TRUE;

  n_free = (guint64) system.f_bavail * system.f_frsize;
  if (n_free >= needed)
    return TRUE;

  wanted = g_format_size (needed);
  available = g_format_size (n_free);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
               _ ("%s: has %s free, but what the training writes takes %s; free some space, or name a place "
                  "elsewhere"),
               shown, available, wanted);

  return FALSE;
}

gboolean
mtn_network_files_check (const MtnNetworkFiles *self, gsize n_parameters, guint n_movies, GError **error)
{
  const guint64 best = mtn_network_files_get_size (n_parameters, n_movies, FALSE);
  const guint64 latest = mtn_network_files_get_size (n_parameters, n_movies, TRUE);
  /* Both, and a new one beside an old one while it is written. */
  const guint64 total = best + 2 * latest;
  guint64 there = get_size (self->best) + get_size (self->latest);
  g_autofree char *folder = g_path_get_dirname (self->best);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *needed = NULL, *allowed = NULL;
  struct rlimit limit;

  if (!mtn_output_check (self->best, error) || !mtn_output_check (self->latest, error) ||
      !mtn_output_check (self->log, error))
    return FALSE;

  if (getrlimit (RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < latest)
    {
      needed = g_format_size (latest);
      allowed = g_format_size (limit.rlim_cur);
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
                   _ ("%s: this process may write files of up to %s (ulimit -f), but a checkpoint of the "
                      "training takes %s"),
                   shown, allowed, needed);
      return FALSE;
    }

  return mtn_output_check_space (folder, total > there ? total - there : 0, error);
}
