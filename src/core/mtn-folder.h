/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder that appears, or is replaced, as a whole: filled under a temporary name beside the one it
 * is to have, then renamed. What it replaces is deleted with all that is in it: look first.
 */

/**
 * mtn_folder_stage:
 * @path: what is to be there afterwards; folders above it are made
 *
 * Returns: (transfer full): an empty folder to fill, for mtn_folder_commit() or
 *   mtn_folder_discard(); or NULL with %G_FILE_ERROR
 */
char    *mtn_folder_stage   (const char  *path,
                             GError     **error);
/**
 * mtn_folder_commit:
 * @staged: from mtn_folder_stage() for the same @path; gone afterwards, also on failure
 *
 * Puts it in place. A folder that was there is exchanged in one step where the file system can,
 * and then removed; a link to one is followed. On failure, %G_FILE_ERROR, @path is as it was.
 */
gboolean mtn_folder_commit  (const char  *staged,
                             const char  *path,
                             GError     **error);
/**
 * mtn_folder_merge:
 * @staged: from mtn_folder_stage() for the same @path; gone afterwards, also on failure
 *
 * Puts it in place as mtn_folder_commit() does; but where there is a folder it stays, with all that
 * is in it, and gets the files: each replaces the one of its name in one step.
 */
gboolean mtn_folder_merge   (const char  *staged,
                             const char  *path,
                             GError     **error);
/* Removes a folder and everything in it; follows no links. */
void     mtn_folder_discard (const char  *staged);

G_END_DECLS
