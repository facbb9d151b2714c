/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * mtn_file_replace_bytes:
 * @path: what is to be there afterwards
 * @bytes: (nullable): the content; may be NULL where @length is 0
 *
 * Replaces a file so that at every moment, also after a crash or power loss,
 * either the old or the new content is there: written to a temporary name in the
 * same folder, fsynced, renamed, the folder fsynced. On any failure, %G_FILE_ERROR,
 * the temporary file is removed and @path is as it was. Permissions are kept; a link
 * is followed; what is no plain file (/dev/null) is refused.
 */
gboolean mtn_file_replace_bytes (const char  *path,
                                 const void  *bytes,
                                 gsize        length,
                                 GError     **error);

/**
 * mtn_file_open_plain:
 * @size: (out): bytes
 *
 * Opens a file for reading. A folder, a pipe or a device is refused, so that nothing
 * blocks and nothing is without an end; %G_FILE_ERROR.
 *
 * Returns: a descriptor to close, or −1
 */
int     mtn_file_open_plain (const char  *path,
                             guint64     *size,
                             GError     **error);
/* Up to @max bytes from the descriptor's position, fewer where the file ends sooner. @path is for errors. */
GBytes *mtn_file_read       (int          fd,
                             gsize        max,
                             const char  *path,
                             GError     **error);
/**
 * mtn_file_read_text:
 * @max: bytes; a longer file is refused, not cut
 * @error: as mtn_file_open_plain(); %MTN_ERROR_FORMAT for a file that is longer, or holds a NUL
 *
 * Returns: (transfer full): the whole content, of whatever encoding; ended by a NUL
 */
char   *mtn_file_read_text  (const char  *path,
                             gsize        max,
                             gsize       *length,
                             GError     **error);
/**
 * mtn_file_check_inside:
 * @folder: that was opened; may itself be a link
 * @path: of something in it, or below
 * @error: %MTN_ERROR_FORMAT
 *
 * Whether links keep within the folder: what somebody hands on as data must not lead to other files of whoever opens it.
 * What is not there is inside.
 */
gboolean mtn_file_check_inside (const char  *folder,
                                const char  *path,
                                GError     **error);

G_END_DECLS
