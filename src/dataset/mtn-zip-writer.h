/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnZipWriter:
 *
 * Makes a ZIP archive, which is there as a whole or not at all: until mtn_zip_writer_finish() has returned TRUE
 * its path is as it was.
 */
typedef struct _MtnZipWriter MtnZipWriter;

/**
 * mtn_zip_writer_open:
 * @error: %G_FILE_ERROR; %MTN_ERROR_UNSUPPORTED when built without libarchive
 *
 * Returns: (transfer full): or NULL
 */
MtnZipWriter *mtn_zip_writer_open   (const char    *path,
                                     GError       **error);
/**
 * mtn_zip_writer_begin:
 * @name: a relative path in UTF-8, with slashes
 * @n_bytes: how long the file will be; exactly as much is to be written
 * @time: when it was changed last, seconds since epoch, UTC
 * @compress: whether that is worth while
 *
 * The next file.
 */
gboolean      mtn_zip_writer_begin  (MtnZipWriter  *self,
                                     const char    *name,
                                     guint64        n_bytes,
                                     gint64         time,
                                     gboolean       compress,
                                     GError       **error);
gboolean      mtn_zip_writer_write  (MtnZipWriter  *self,
                                     const void    *bytes,
                                     gsize          n,
                                     GError       **error);
gboolean      mtn_zip_writer_finish (MtnZipWriter  *self,
                                     GError       **error);
/* Without mtn_zip_writer_finish(): nothing stays behind. */
void          mtn_zip_writer_free   (MtnZipWriter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnZipWriter, mtn_zip_writer_free)

G_END_DECLS
