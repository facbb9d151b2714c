/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MtnFolderWatch:
 *
 * Tells of the files in a folder: of those that are there, and of each that is written or comes while the program runs.
 *
 * Signal `found` (path): a file is there or has changed; of one that changes all the time a few times a second.
 * Signal `lost` (path): one is there no more.
 */
#define MTN_TYPE_FOLDER_WATCH (mtn_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (MtnFolderWatch, mtn_folder_watch, MTN, FOLDER_WATCH, GObject)

MtnFolderWatch *mtn_folder_watch_new   (void);

/**
 * mtn_folder_watch_start:
 * @path: need not exist yet
 * @depth: how many folders deep to look, 0: this one alone
 *
 * `found` is emitted for what is there before it returns.
 */
void            mtn_folder_watch_start (MtnFolderWatch *self,
                                        const char     *path,
                                        guint           depth);

G_END_DECLS
