/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whole numbers in as few bytes as they take (LEB128: seven bits a byte, the lowest first, the top
 * bit set in all but the last byte), and bytes between them, in files that are written and read in
 * one pass with a SHA-256 of all their bytes.
 */

#define MTN_PACKED_MAGIC_BYTES 8

typedef struct _MtnPackedWriter MtnPackedWriter;

/* @magic: [%MTN_PACKED_MAGIC_BYTES] the first bytes of the file */
MtnPackedWriter *mtn_packed_writer_open    (const char       *path,
                                            const char       *magic,
                                            GError          **error);
/* What goes wrong in these is told by mtn_packed_writer_finish(). */
void             mtn_packed_writer_number  (MtnPackedWriter  *self,
                                            guint64           value);
void             mtn_packed_writer_signed  (MtnPackedWriter  *self,
                                            gint64            value);
void             mtn_packed_writer_bytes   (MtnPackedWriter  *self,
                                            const void       *bytes,
                                            gsize             length);
/* Whether all is well so far: for writers of long files, that need not go on on a full disk. */
gboolean         mtn_packed_writer_is_sound (const MtnPackedWriter *self);
/* @size: (out): bytes; @sha256: (out) (transfer full): hexadecimal */
gboolean         mtn_packed_writer_finish  (MtnPackedWriter  *self,
                                            guint64          *size,
                                            char            **sha256,
                                            GError          **error);
/* Without a finish nothing stays behind. */
void             mtn_packed_writer_free    (MtnPackedWriter  *self);

/**
 * mtn_packed_verify:
 * @size: bytes that the file must have
 * @sha256: and their checksum
 * @error: %MTN_ERROR_FORMAT for a file that was cut off, or changed; %G_FILE_ERROR
 */
gboolean mtn_packed_verify (const char    *path,
                            guint64        size,
                            const char    *sha256,
                            GCancellable  *cancellable,
                            GError       **error);

typedef struct _MtnPackedReader MtnPackedReader;

/* %MTN_ERROR_FORMAT for a file that begins otherwise. */
MtnPackedReader *mtn_packed_reader_open   (const char       *path,
                                           const char       *magic,
                                           GError          **error);
void             mtn_packed_reader_free   (MtnPackedReader  *self);
/* Bytes not read yet: no number of items can be larger, if each takes a byte. */
guint64          mtn_packed_reader_get_rest (const MtnPackedReader *self);
/* A number from @min to @max. @what: names it in the error: %MTN_ERROR_FORMAT with file and byte */
gboolean         mtn_packed_reader_number (MtnPackedReader  *self,
                                           const char       *what,
                                           guint64           min,
                                           guint64           max,
                                           guint64          *value,
                                           GError          **error);
gboolean         mtn_packed_reader_signed (MtnPackedReader  *self,
                                           const char       *what,
                                           gint64           *value,
                                           GError          **error);
gboolean         mtn_packed_reader_bytes  (MtnPackedReader  *self,
                                           const char       *what,
                                           void             *bytes,
                                           gsize             length,
                                           GError          **error);
/* That nothing comes behind. */
gboolean         mtn_packed_reader_finish (MtnPackedReader  *self,
                                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPackedWriter, mtn_packed_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPackedReader, mtn_packed_reader_free)

G_END_DECLS
