/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-zip-writer.h"

#include <glib/gi18n-lib.h>

#ifdef MTN_HAVE_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

#include "mtn-error.h"
#include "mtn-file-writer.h"

#ifdef MTN_HAVE_ARCHIVE

struct _MtnZipWriter
{
  MtnFileWriter *file;
  struct archive *archive;
  char *path;
  GError *error;        /* of the file: libarchive only knows that there was one */
  gboolean is_given_up; /* what is still written is the end, which nobody will read */
};

static la_ssize_t
write_cb (struct archive *archive, void *user_data, const void *bytes, size_t n)
{
  MtnZipWriter *self = user_data;

  if (self->is_given_up)
    return (la_ssize_t) n;
  if (self->error != NULL || !mtn_file_writer_write (self->file, bytes, n, &self->error))
    return -1;

  return (la_ssize_t) n;
}

static gboolean
fail (MtnZipWriter *self, GError **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s cannot be written: %s"), self->path,
                 archive_error_string (self->archive));

  return FALSE;
}

MtnZipWriter *
mtn_zip_writer_open (const char *path, GError **error)
{
  MtnFileWriter *file;
  MtnZipWriter *self;

  g_return_val_if_fail (path != NULL, NULL);

  file = mtn_file_writer_open (path, error);
  if (file == NULL)
    return NULL;

  self = g_new0 (MtnZipWriter, 1);
  self->file = file;
  self->path = g_filename_display_name (path);
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  if (archive_write_open (self->archive, self, NULL, write_cb, NULL) != ARCHIVE_OK)
    {
      fail (self, error);
      mtn_zip_writer_free (self);
      return NULL;
    }

  return self;
}

gboolean
mtn_zip_writer_begin (MtnZipWriter *self,
                      const char *name,
                      guint64 n_bytes,
                      gint64 time,
                      gboolean compress,
                      GError **error)
{
  struct archive_entry *entry;
  int status;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  if (compress)
    archive_write_zip_set_compression_deflate (self->archive);
  else
    archive_write_zip_set_compression_store (self->archive);

  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  archive_entry_set_mtime (entry, time, 0);
  status = archive_write_header (self->archive, entry);
  archive_entry_free (entry);

  return status >= ARCHIVE_WARN || fail (self, error);
}

gboolean
mtn_zip_writer_write (MtnZipWriter *self, const void *bytes, gsize n, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return archive_write_data (self->archive, bytes, n) == (la_ssize_t) n || fail (self, error);
}

gboolean
mtn_zip_writer_finish (MtnZipWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (archive_write_close (self->archive) != ARCHIVE_OK)
    return fail (self, error);

  return mtn_file_writer_finish (self->file, error);
}

void
mtn_zip_writer_free (MtnZipWriter *self)
{
  /* Told to fail, libarchive would keep the memory of an entry that is compressed. */
  self->is_given_up = TRUE;
  archive_write_free (self->archive);
  mtn_file_writer_free (self->file);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self);
}

#else

MtnZipWriter *
mtn_zip_writer_open (const char *path, GError **error)
{
  g_set_error_literal (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("This build cannot write ZIP archives"));
  return NULL;
}

gboolean
mtn_zip_writer_begin (MtnZipWriter *self,
                      const char *name,
                      guint64 n_bytes,
                      gint64 time,
                      gboolean compress,
                      GError **error)
{
  g_return_val_if_reached (FALSE);
}

gboolean
mtn_zip_writer_write (MtnZipWriter *self, const void *bytes, gsize n, GError **error)
{
  g_return_val_if_reached (FALSE);
}

gboolean
mtn_zip_writer_finish (MtnZipWriter *self, GError **error)
{
  g_return_val_if_reached (FALSE);
}

void
mtn_zip_writer_free (MtnZipWriter *self)
{
}

#endif
