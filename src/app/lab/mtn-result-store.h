/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-result-item.h"

G_BEGIN_DECLS

/**
 * MtnResultStore:
 *
 * All that charts can show, a GListModel of #MtnResultItem: trainings first, then evaluations by what they were measured on.
 * What lies in the folders `evaluations` and `runs` is there by itself, also what is written while the program runs: a
 * log that grows is a curve that grows. Other files are opened. Files are read in worker threads.
 *
 * A run keeps its colour as long as the program runs, whatever else is shown.
 *
 * Properties: `opened` (strv, read-write): paths of the files that were opened; setting it opens them; `notes` (strv,
 * read-write): what the person calls results, pinned, and took off the list, for the next time; `error-message` (string,
 * nullable, read-only): why the last file could not be read. Signal `changed`: something that is shown has other numbers, or
 * something else is shown; coalesced.
 */
#define MTN_TYPE_RESULT_STORE (mtn_result_store_get_type ())
G_DECLARE_FINAL_TYPE (MtnResultStore, mtn_result_store, MTN, RESULT_STORE, GObject)

/* @folder: (nullable): that of the program's data; NULL: none, only files that are opened. It need not exist. */
MtnResultStore *mtn_result_store_new      (const char      *folder);

/**
 * mtn_result_store_add_file:
 * @error: %G_FILE_ERROR, %MTN_ERROR_FORMAT
 *
 * Reads a file at once, and shows what is in it. A file that is there already is read again.
 */
gboolean        mtn_result_store_add_file (MtnResultStore  *self,
                                           GFile           *file,
                                           GError         **error);
/* The same in a worker; `error-message` tells of a failure. */
void            mtn_result_store_open     (MtnResultStore  *self,
                                           const char      *path);
/* Takes an item off the list; its file stays where it is. */
void            mtn_result_store_remove   (MtnResultStore  *self,
                                           MtnResultItem   *item);
/* Puts it back. */
void            mtn_result_store_restore  (MtnResultStore  *self,
                                           MtnResultItem   *item);
/* What the person calls it from now on. */
void            mtn_result_store_rename   (MtnResultStore  *self,
                                           MtnResultItem   *item,
                                           const char      *name);
/* To the top of its kind, and back. */
void            mtn_result_store_pin      (MtnResultStore  *self,
                                           MtnResultItem   *item,
                                           gboolean         pinned);
void            mtn_result_store_dismiss_error (MtnResultStore *self);

G_END_DECLS
