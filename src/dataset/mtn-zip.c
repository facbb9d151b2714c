/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* ZIP archives through libarchive. An archive comes from anywhere, so names are
 * checked before anything is unpacked, nothing is ever written to disk, and the
 * sizes are counted while unpacking: those in the headers may lie.
 */

#include "mtn-zip.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#ifdef MTN_HAVE_ARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

#include "mtn-error.h"
#include "mtn-file-source.h"

#define END_RECORD_BYTES 22

/* Ratings shrink to a quarter, at best to a tenth. What unpacks to a hundred times its size is made to fill
 * memory; small archives may. */
#define MAX_RATIO 100
#define ALWAYS_ALLOWED (16u << 20)

gboolean
mtn_zip_probe (const char *path)
{
  char magic[4] = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize n;

  if (fd < 0)
    return FALSE;

  n = read (fd, magic, sizeof magic);
  close (fd);

  return n == sizeof magic && (memcmp (magic, "PK\3\4", 4) == 0 || memcmp (magic, "PK\5\6", 4) == 0);
}

#ifdef MTN_HAVE_ARCHIVE

typedef struct archive ArchiveReader;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveReader, archive_read_free)

static void
set_archive_error (GError **error, const char *path, struct archive *archive)
{
  const char *reason = archive_error_string (archive);

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: damaged ZIP archive: %s"), path,
               reason != NULL ? reason : _ ("it cannot be read"));
}

static ArchiveReader *
open_archive (const char *path, GError **error)
{
  g_autoptr (ArchiveReader) archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, path, 1 << 16) != ARCHIVE_OK)
    {
      set_archive_error (error, path, archive);
      return NULL;
    }

  return g_steal_pointer (&archive);
}

/* Next entry: 1, end: 0, damaged: −1 with @error set. */
static int
next_entry (ArchiveReader *archive, const char *path, struct archive_entry **entry, GError **error)
{
  int status = archive_read_next_header (archive, entry);

  if (status == ARCHIVE_EOF)
    return 0;

  if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
    {
      set_archive_error (error, path, archive);
      return -1;
    }

  return 1;
}

static const char *
entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  return name != NULL ? name : archive_entry_pathname (entry);
}

static gboolean
name_is_safe (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (name == NULL || name[0] == '\0' || strchr ("/\\", name[0]) != NULL ||
      (g_ascii_isalpha (name[0]) && name[1] == ':'))
    return FALSE;

  parts = g_strsplit_set (name, "/\\", -1);
  return !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
check_entry (struct archive_entry *entry, const char *path, GError **error)
{
  const char *name = entry_name (entry);

  if (!name_is_safe (name))
    {
      g_autofree char *shown = g_strescape (name != NULL ? name : "", NULL);

      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: the archive holds the path “%s”, which leads outside; it was not made for "
                      "reading"),
                   path, shown);
      return FALSE;
    }

  if (archive_entry_symlink (entry) != NULL || archive_entry_hardlink (entry) != NULL ||
      (archive_entry_filetype (entry) != AE_IFREG && archive_entry_filetype (entry) != AE_IFDIR))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: “%s” in the archive is a link or a device; expected plain files"), path, name);
      return FALSE;
    }

  if (archive_entry_is_data_encrypted (entry))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                   _ ("%s: the archive is encrypted; unpack it first"), path);
      return FALSE;
    }

  return TRUE;
}

static void
set_size_error (GError **error, const char *path)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
               _ ("%s: the archive unpacks to more than %u MiB; unpack it and give the folder"), path,
               (guint) (MTN_FILE_SOURCE_MAX_BYTES >> 20));
}

/* An archive ends in a record that is found within its last 64 KiB. Without it libarchive lists what comes
 * before the cut, which would be a part of the set. */
static gboolean
check_end (const char *path, guint64 *n_packed, GError **error)
{
  char buffer[(1 << 16) + END_RECORD_BYTES];
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = -1;

  if (fd >= 0)
    {
      off_t length = lseek (fd, 0, SEEK_END);

      *n_packed = (guint64) MAX (0, length);
      n = pread (fd, buffer, sizeof buffer, MAX (0, length - (off_t) sizeof buffer));
      close (fd);
    }

  for (gssize i = n - END_RECORD_BYTES; i >= 0; i--)
    {
      if (memcmp (buffer + i, "PK\5\6", 4) == 0)
        return TRUE;
    }

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: the ZIP archive has no end; it was cut off"),
               path);
  return FALSE;
}

gboolean
mtn_zip_list (const char *path, MtnZipMemberFunc func, gpointer user_data, GError **error)
{
  g_autoptr (ArchiveReader) archive = NULL;
  struct archive_entry *entry;
  guint64 total = 0;
  guint64 n_packed;
  guint n = 0;
  int status;

  if (!check_end (path, &n_packed, error))
    return FALSE;

  archive = open_archive (path, error);
  if (archive == NULL)
    return FALSE;

  while ((status = next_entry (archive, path, &entry, error)) > 0)
    {
      gint64 size;

      if (!check_entry (entry, path, error))
        return FALSE;

      if (++n > MTN_FILE_SOURCE_MAX_MEMBERS)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s: more than %d files in the archive"),
                       path, MTN_FILE_SOURCE_MAX_MEMBERS);
          return FALSE;
        }

      size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;
      if (size < 0 || (guint64) size > MTN_FILE_SOURCE_MAX_BYTES - total)
        {
          set_size_error (error, path);
          return FALSE;
        }
      total += size;
      if (total > ALWAYS_ALLOWED && total / MAX_RATIO > n_packed)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
                       _ ("%s: the archive unpacks to more than %u times its size; no data set does"), path,
                       MAX_RATIO);
          return FALSE;
        }

      if (archive_entry_filetype (entry) == AE_IFREG)
        func (entry_name (entry), user_data);
    }

  return status == 0;
}

static GBytes *
unpack (ArchiveReader *archive, struct archive_entry *entry, const char *path, guint64 max, GError **error)
{
  /* What was counted while the archive was listed. */
  guint64 declared =
      archive_entry_size_is_set (entry) ? (guint64) archive_entry_size (entry) : MTN_FILE_SOURCE_MAX_BYTES;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (1 << 16);
  gssize n;

  while (content->len < max && (n = archive_read_data (archive, buffer, 1 << 16)) != 0)
    {
      if (n < 0)
        {
          set_archive_error (error, path, archive);
          return NULL;
        }

      /* GByteArray ends at 4 GiB, the limit is below. */
      if (content->len + (guint64) n > MTN_FILE_SOURCE_MAX_BYTES)
        {
          set_size_error (error, path);
          return NULL;
        }

      if (content->len + (guint64) n > declared)
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                       _ ("%s: “%s” in the archive is longer than it says"), path, entry_name (entry));
          return NULL;
        }

      g_byte_array_append (content, (const guint8 *) buffer, n);
    }

  if (content->len > max)
    g_byte_array_set_size (content, max);

  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

GBytes *
mtn_zip_read (const char *path, const char *member, guint64 max, GError **error)
{
  g_autoptr (ArchiveReader) archive = NULL;
  struct archive_entry *entry;
  int status;

  archive = open_archive (path, error);
  if (archive == NULL)
    return NULL;

  while ((status = next_entry (archive, path, &entry, error)) > 0)
    {
      if (g_strcmp0 (entry_name (entry), member) == 0)
        return unpack (archive, entry, path, max, error);
    }

  if (status == 0)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: “%s” is gone from the archive"), path,
                 member);

  return NULL;
}

#else

static void
set_unsupported (const char *path, GError **error)
{
  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED,
               _ ("%s: this build cannot read ZIP archives; unpack it and give the folder"), path);
}

gboolean
mtn_zip_list (const char *path, MtnZipMemberFunc func, gpointer user_data, GError **error)
{
  set_unsupported (path, error);
  return FALSE;
}

GBytes *
mtn_zip_read (const char *path, const char *member, guint64 max, GError **error)
{
  set_unsupported (path, error);
  return NULL;
}

#endif
