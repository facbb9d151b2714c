/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All that is in a folder and below it, without ever leaving it: links are never followed, also not when
 * somebody puts one in while it is walked. */

/* Deeper than this nothing of ours is. */
#define MTN_TREE_MAX_DEPTH 64

/**
 * MtnTreeCount:
 * @n_files: plain files
 * @n_bytes: in those
 * @n_others: links, pipes and what else is neither a file nor a folder
 */
typedef struct
{
  guint   n_files;
  guint64 n_bytes;
  guint   n_others;
} MtnTreeCount;

/**
 * MtnTreeFile:
 * @name: the path below the folder
 * @n_bytes: how long it was when it was seen
 */
typedef struct
{
  char    *name;
  guint64  n_bytes;
} MtnTreeFile;

/**
 * mtn_tree_list:
 * @path: a folder; a link, or nothing, is an empty one
 * @count: (out) (optional)
 * @error: %G_FILE_ERROR: a folder that cannot be read
 *
 * Returns: (transfer full) (element-type MtnTreeFile): the plain files, sorted by name; or NULL
 */
GPtrArray *mtn_tree_list  (const char    *path,
                           MtnTreeCount  *count,
                           GError       **error);
/**
 * mtn_tree_open:
 * @name: of a file from mtn_tree_list() for the same @path
 *
 * Returns: a descriptor for reading, to be closed; or −1 with %G_FILE_ERROR, also where a link has come in
 *   between
 */
int        mtn_tree_open  (const char    *path,
                           const char    *name,
                           GError       **error);
/**
 * mtn_tree_erase:
 * @path: a folder, which goes too; of a link the link itself goes and what it leads to stays
 * @count: (out) (optional): what is gone
 * @error: %G_FILE_ERROR: the first thing that could not be erased
 *
 * Erases everything, as much of it as can be. Nothing there: TRUE.
 */
gboolean   mtn_tree_erase (const char    *path,
                           MtnTreeCount  *count,
                           GError       **error);

G_END_DECLS
