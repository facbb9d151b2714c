/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnFileSource:
 *
 * The files of a data set, wherever they lie: in a folder, in one of its
 * sub-folders, or in a ZIP archive. A link in it that leads out is not followed. One folder is selected at a time; its files
 * are asked for by base name, ignoring case.
 */
typedef struct _MtnFileSource MtnFileSource;

/* More members, or more bytes unpacked, than any MovieLens set has. */
#define MTN_FILE_SOURCE_MAX_MEMBERS 10000
#define MTN_FILE_SOURCE_MAX_BYTES   (G_GUINT64_CONSTANT (2) << 30)

/**
 * mtn_file_source_open:
 * @error: %G_FILE_ERROR; %MTN_ERROR_FORMAT for what is neither folder nor ZIP
 *   archive, or an archive with links, absolute paths or "..";
 *   %MTN_ERROR_UNSUPPORTED for one that is too large or encrypted, or for any
 *   archive when built without libarchive
 *
 * Lists what there is; reads nothing yet.
 */
MtnFileSource *mtn_file_source_open (const char     *path,
                                     GError        **error);
void           mtn_file_source_free (MtnFileSource  *self);

/* As given to mtn_file_source_open(). */
const char *mtn_file_source_get_path (MtnFileSource *self);

/* The folders that hold files, relative, "" for the top, which comes first. */
GPtrArray  *mtn_file_source_get_folders   (MtnFileSource *self);
void        mtn_file_source_select_folder (MtnFileSource *self,
                                           const char    *folder);

/* Whether the files are few enough to look into each: every look into an archive walks through it. */
gboolean    mtn_file_source_can_sniff (MtnFileSource *self);
/* Base names in the selected folder, sorted. (transfer container) */
GPtrArray  *mtn_file_source_list  (MtnFileSource *self);
/* The name as it is stored, or NULL when the selected folder has no such file. */
const char *mtn_file_source_find  (MtnFileSource *self,
                                   const char    *name);
/* At most the first @max bytes; the whole file is read by mtn_file_source_read(). */
GBytes     *mtn_file_source_peek  (MtnFileSource  *self,
                                   const char     *name,
                                   gsize           max,
                                   GError        **error);
GBytes     *mtn_file_source_read  (MtnFileSource  *self,
                                   const char     *name,
                                   GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnFileSource, mtn_file_source_free)

G_END_DECLS
