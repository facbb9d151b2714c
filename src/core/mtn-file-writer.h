/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnFileWriter:
 *
 * Replaces a file piece by piece, for content that is never in memory as a whole. Until
 * mtn_file_writer_finish() has returned TRUE @path is as it was, also after a crash or power
 * loss: what is written goes to a temporary name in the same folder, is fsynced and renamed.
 */
typedef struct _MtnFileWriter MtnFileWriter;

/* What a file of this path would replace, or make: where links lead, also one to what is not there yet. */
char          *mtn_file_dup_target    (const char     *path);

/**
 * mtn_file_writer_open:
 * @path: what is to be there afterwards; a link is followed; what is no plain file (/dev/null) is refused
 *
 * Returns: (transfer full): or NULL with %G_FILE_ERROR
 */
MtnFileWriter *mtn_file_writer_open   (const char     *path,
                                       GError        **error);
/**
 * mtn_file_writer_open_new:
 * @path: of a file that is not there yet
 *
 * For files in a folder from mtn_folder_stage(), which nobody looks into before all is done:
 * written under its own name, and without syncing the folder, which mtn_folder_commit() does.
 */
MtnFileWriter *mtn_file_writer_open_new (const char   *path,
                                       GError        **error);
/* Gathers small pieces. After a failure, %G_FILE_ERROR, every further call fails too. */
gboolean       mtn_file_writer_write  (MtnFileWriter  *self,
                                       const void     *bytes,
                                       gsize           length,
                                       GError        **error);
/* Bytes written so far. */
guint64        mtn_file_writer_get_size (const MtnFileWriter *self);
/* Puts the file where it belongs; permissions of the old one are kept. To be freed in any case. */
gboolean       mtn_file_writer_finish (MtnFileWriter  *self,
                                       GError        **error);
/* Without mtn_file_writer_finish(): nothing stays behind. */
void           mtn_file_writer_free   (MtnFileWriter  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFileWriter, mtn_file_writer_free)

G_END_DECLS
