/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-packed.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "mtn-error.h"
#include "mtn-file-writer.h"
#include "mtn-file.h"

#define BUFFER_BYTES (64u << 10)
#define MAX_NUMBER_BYTES 10 /* 64 bits, seven a byte */

struct _MtnPackedWriter
{
  MtnFileWriter *file;
  GChecksum *checksum;
  GError *error; /* the first */
};

struct _MtnPackedReader
{
  char *name; /* for errors */
  char *path;
  int fd;
  GBytes *block; /* read ahead */
  const guint8 *next, *end;
  guint64 rest; /* bytes that were not taken yet, in the block and behind it */
  guint64 size;
};

MtnPackedWriter *
mtn_packed_writer_open (const char *path, const char *magic, GError **error)
{
  MtnFileWriter *file = mtn_file_writer_open (path, error);
  MtnPackedWriter *self;

  if (file == NULL)
    return NULL;

  self = g_new0 (MtnPackedWriter, 1);
  self->file = file;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  mtn_packed_writer_bytes (self, magic, MTN_PACKED_MAGIC_BYTES);

  return self;
}

void
mtn_packed_writer_bytes (MtnPackedWriter *self, const void *bytes, gsize length)
{
  if (self->error != NULL || length == 0)
    return;

  if (mtn_file_writer_write (self->file, bytes, length, &self->error))
    g_checksum_update (self->checksum, bytes, (gssize) length);
}

void
mtn_packed_writer_number (MtnPackedWriter *self, guint64 value)
{
  guint8 bytes[MAX_NUMBER_BYTES];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    bytes[n++] = (guint8) (value | 0x80);
  bytes[n++] = (guint8) value;
  mtn_packed_writer_bytes (self, bytes, n);
}

/* 0, −1, 1, −2 … become 0, 1, 2, 3 …: what is near 0 stays short. */
void
mtn_packed_writer_signed (MtnPackedWriter *self, gint64 value)
{
  guint64 twice = (guint64) value << 1;

  mtn_packed_writer_number (self, value < 0 ? ~twice : twice);
}

gboolean
mtn_packed_writer_is_sound (const MtnPackedWriter *self)
{
  return self->error == NULL;
}

gboolean
mtn_packed_writer_finish (MtnPackedWriter *self, guint64 *size, char **sha256, GError **error)
{
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  *size = mtn_file_writer_get_size (self->file);
  *sha256 = g_strdup (g_checksum_get_string (self->checksum));

  return mtn_file_writer_finish (self->file, error);
}

void
mtn_packed_writer_free (MtnPackedWriter *self)
{
  mtn_file_writer_free (self->file);
  g_checksum_free (self->checksum);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
compute_sha256 (int fd, const char *path, GChecksum *checksum, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      g_autoptr (GBytes) block = NULL;
      gsize length;
      const void *data;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      block = mtn_file_read (fd, BUFFER_BYTES, path, error);
      if (block == NULL)
        return FALSE;

      data = g_bytes_get_data (block, &length);
      if (length == 0)
        return TRUE;
      g_checksum_update (checksum, data, (gssize) length);
    }
}

gboolean
mtn_packed_verify (const char *path,
                   guint64 size,
                   const char *sha256,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 found;
  int fd = mtn_file_open_plain (path, &found, error);
  gboolean done = fd >= 0;

  if (done && found != size)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: has %llu bytes instead of %llu: the file was cut off or changed; prepare the data "
                      "again"),
                   name, (unsigned long long) found, (unsigned long long) size);
      done = FALSE;
    }

  done = done && compute_sha256 (fd, path, checksum, cancellable, error);
  if (done && strcmp (g_checksum_get_string (checksum), sha256) != 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: the checksum does not match: the file was changed; prepare the data again"), name);
      done = FALSE;
    }

  if (fd >= 0)
    close (fd);

  return done;
}

MtnPackedReader *
mtn_packed_reader_open (const char *path, const char *magic, GError **error)
{
  g_autoptr (MtnPackedReader) self = g_new0 (MtnPackedReader, 1);
  char begin[MTN_PACKED_MAGIC_BYTES];

  self->path = g_strdup (path);
  self->name = g_filename_display_name (path);
  self->fd = mtn_file_open_plain (path, &self->size, error);
  if (self->fd < 0)
    return NULL;

  self->rest = self->size;
  if (self->rest < sizeof begin)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: is no file of prepared data"), self->name);
      return NULL;
    }
  if (!mtn_packed_reader_bytes (self, "", begin, sizeof begin, error))
    return NULL;
  if (memcmp (begin, magic, sizeof begin) != 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: is no file of prepared data"), self->name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
mtn_packed_reader_free (MtnPackedReader *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->block, g_bytes_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

guint64
mtn_packed_reader_get_rest (const MtnPackedReader *self)
{
  return self->rest;
}

static gboolean
fail (const MtnPackedReader *self, const char *what, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: byte %llu: %s: no such value is possible here"),
               self->name, (unsigned long long) (self->size - self->rest), what);
  return FALSE;
}

static gboolean
read_block (MtnPackedReader *self, const char *what, GError **error)
{
  gsize length;

  g_clear_pointer (&self->block, g_bytes_unref);
  self->block = mtn_file_read (self->fd, BUFFER_BYTES, self->path, error);
  if (self->block == NULL)
    return FALSE;

  self->next = g_bytes_get_data (self->block, &length);
  self->end = self->next + length;
  if (length > 0)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: ends where %s should be"), self->name, what);
  return FALSE;
}

gboolean
mtn_packed_reader_bytes (MtnPackedReader *self, const char *what, void *bytes, gsize length, GError **error)
{
  guint8 *to = bytes;

  while (length > 0)
    {
      gsize n;

      if (self->next == self->end && !read_block (self, what, error))
        return FALSE;

      n = MIN (length, (gsize) (self->end - self->next));
      memcpy (to, self->next, n);
      to += n;
      length -= n;
      self->next += n;
      self->rest -= MIN (self->rest, n);
    }

  return TRUE;
}

gboolean
mtn_packed_reader_number (MtnPackedReader *self,
                          const char *what,
                          guint64 min,
                          guint64 max,
                          guint64 *value,
                          GError **error)
{
  guint64 number = 0;
  guint8 byte = 0x80;

  for (guint i = 0; (byte & 0x80) != 0; i++)
    {
      if (i == MAX_NUMBER_BYTES)
        return fail (self, what, error);
      if (self->next == self->end && !read_block (self, what, error))
        return FALSE;

      byte = *self->next++;
      self->rest -= MIN (self->rest, 1);
      /* The tenth byte has room for one bit. */
      if (i == MAX_NUMBER_BYTES - 1 && byte > 1)
        return fail (self, what, error);
      number |= (guint64) (byte & 0x7f) << (7 * i);
    }

  if (number < min || number > max)
    return fail (self, what, error);

  *value = number;
  return TRUE;
}

gboolean
mtn_packed_reader_signed (MtnPackedReader *self, const char *what, gint64 *value, GError **error)
{
  guint64 number;

  if (!mtn_packed_reader_number (self, what, 0, G_MAXUINT64, &number, error))
    return FALSE;

  *value = (gint64) ((number & 1) != 0 ? ~(number >> 1) : number >> 1);
  return TRUE;
}

gboolean
mtn_packed_reader_finish (MtnPackedReader *self, GError **error)
{
  if (self->rest == 0)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: has %llu bytes too many at its end"), self->name,
               (unsigned long long) self->rest);
  return FALSE;
}
