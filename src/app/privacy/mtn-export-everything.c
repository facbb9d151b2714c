/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-export-everything.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mtn-zip-writer.h"

#define TOP "matinee/"
#define CHUNK_BYTES (256u << 10)

/* Below the top of the archive, in the order of MtnRoot. */
static const char *const folders[] = { "", "state/", "cache/" };

typedef struct
{
  char *roots[MTN_N_ROOTS];
  GPtrArray *files[MTN_N_ROOTS]; /* of MtnTreeFile */
  guint64 n_bytes;
  guint64 n_written;
  MtnZipWriter *zip;
  MtnJob *job;
  GCancellable *cancellable;
} Export;

static void
export_clear (Export *self)
{
  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      g_free (self->roots[i]);
      g_clear_pointer (&self->files[i], g_ptr_array_unref);
    }
  g_clear_pointer (&self->zip, mtn_zip_writer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* Before the archive is begun, so that it is not in itself. */
static gboolean
list (Export *self, guint *left_out, GError **error)
{
  *left_out = 0;
  for (guint i = 0; i < MTN_N_ROOTS; i++)
    {
      MtnTreeCount count;

      self->roots[i] = mtn_root_dup_real_path ((MtnRoot) i);
      self->files[i] = mtn_tree_list (self->roots[i], &count, error);
      if (self->files[i] == NULL)
        return FALSE;

      self->n_bytes += count.n_bytes;
      *left_out += count.n_others;
    }

  return TRUE;
}

static char *
dup_read_me (void)
{
  GString *text = g_string_new (_ ("All that Matinee kept on this computer."));

  g_string_append_printf (text, "\n\nsettings.ini\n  %s\n", mtn_place_get_description (MTN_PLACE_SETTINGS));
  for (guint i = 0; i < MTN_N_PLACES; i++)
    if (mtn_place_get_name ((MtnPlace) i) != NULL)
      g_string_append_printf (text, "%s%s%s\n  %s\n", folders[mtn_place_get_root ((MtnPlace) i)],
                              mtn_place_get_name ((MtnPlace) i),
                              *mtn_place_get_name ((MtnPlace) i) != '\0' ? "/" : "",
                              mtn_place_get_description ((MtnPlace) i));

  return g_string_free (text, FALSE);
}

static gboolean
add_text (Export *self, const char *name, const char *text, GError **error)
{
  gsize n = strlen (text);

  return mtn_zip_writer_begin (self->zip, name, n, g_get_real_time () / G_USEC_PER_SEC, TRUE, error) &&
         mtn_zip_writer_write (self->zip, text, n, error);
}

static gboolean
copy (Export *self, int fd, const char *path, guint64 n_bytes, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);

  while (n_bytes > 0)
    {
      gssize n = read (fd, buffer, MIN (n_bytes, CHUNK_BYTES));

      if (n < 0 && errno == EINTR)
        continue;

      if (n <= 0)
        {
          g_set_error (error, G_FILE_ERROR, n < 0 ? g_file_error_from_errno (errno) : G_FILE_ERROR_IO,
                       _ ("%s cannot be read: %s"), path,
                       n < 0 ? g_strerror (errno) : _ ("it has become shorter; try again"));
          return FALSE;
        }

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !mtn_zip_writer_write (self->zip, buffer, n, error))
        return FALSE;

      n_bytes -= n;
      self->n_written += n;
      if (self->job != NULL)
        mtn_job_report (self->job, MIN (1.0, (double) self->n_written / MAX (self->n_bytes, 1)), NULL);
    }

  return TRUE;
}

/* Weights are noise: they do not become smaller. */
static gboolean
is_worth_compressing (const char *name)
{
  return !g_str_has_suffix (name, ".safetensors") && !g_str_has_suffix (name, ".png");
}

static gboolean
add_file (Export *self, MtnRoot root, const MtnTreeFile *file, GError **error)
{
  g_autofree char *name = g_strconcat (TOP, folders[root], file->name, NULL);
  g_autofree char *shown = g_filename_display_name (file->name);
  g_autoptr (GError) gone = NULL;
  struct stat info = { 0 };
  gboolean done;
  int fd;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  fd = mtn_tree_open (self->roots[root], file->name, &gone);
  if (fd < 0)
    {
      /* What is no longer there is not kept any more. */
      if (g_error_matches (gone, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&gone));
      return FALSE;
    }

  /* It may have been replaced since it was listed. */
  fstat (fd, &info);
  done = mtn_zip_writer_begin (self->zip, name, info.st_size, info.st_mtime, is_worth_compressing (name),
                               error) &&
         copy (self, fd, shown, info.st_size, error);
  close (fd);

  return done;
}

gboolean
mtn_export_everything (const char *path,
                       const char *settings,
                       guint *left_out,
                       MtnJob *job,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (Export) self = { .job = job, .cancellable = cancellable };
  g_autofree char *read_me = dup_read_me ();

  g_return_val_if_fail (path != NULL && settings != NULL && left_out != NULL, FALSE);

  if (!list (&self, left_out, error))
    return FALSE;

  self.zip = mtn_zip_writer_open (path, error);
  if (self.zip == NULL || !add_text (&self, TOP "README.txt", read_me, error) ||
      !add_text (&self, TOP "settings.ini", settings, error))
    return FALSE;

  for (guint i = 0; i < MTN_N_ROOTS; i++)
    for (guint j = 0; j < self.files[i]->len; j++)
      if (!add_file (&self, (MtnRoot) i, g_ptr_array_index (self.files[i], j), error))
        return FALSE;

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         mtn_zip_writer_finish (self.zip, error);
}
