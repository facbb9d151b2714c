/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnPrepareOptions:
 * @split: its kind means nothing when @both
 * @both: makes the splits by masks and by users, in folders masks_split and users_split
 * @csv: writes the seed's CSV files (mtn-seed-files.h) instead of the compact form (mtn-prepared.h)
 * @features: see #MtnPrepared; CSV files have no place for it
 */
typedef struct
{
  MtnSplitOptions split;
  gboolean        both;
  gboolean        csv;
  const char     *features;
} MtnPrepareOptions;

/**
 * MtnPrepareTold:
 *
 * What has been written: a split of each kind, if it was wanted.
 */
typedef struct
{
  struct
  {
    gboolean is_there;
    char    *folder;                        /* below the one asked for; "" for that one */
    guint    n_samples[MTN_SPLIT_N_PARTS];
    guint    n_people[MTN_SPLIT_N_PARTS];   /* different ones */
    guint    n_files;
    guint64  size;                          /* bytes of all its files */
  } splits[2];                              /* by #MtnSplitKind */
} MtnPrepareTold;

/**
 * mtn_prepare:
 * @dataset: any; a position in the files is one in its catalogue
 * @out: the folder to make. One that is there must be empty, or hold nothing but what this
 *   function has once made: then it is replaced
 * @told: (out): to be cleared, also on failure
 * @error: %MTN_ERROR_USAGE for impossible options, %MTN_ERROR_UNSUPPORTED for a folder with
 *   other things in it, %G_FILE_ERROR
 *
 * Makes the data sets of the seed: both of its splits in seconds. The folder appears as a whole or not at all.
 */
gboolean mtn_prepare (const MtnDataset         *dataset,
                      const MtnPrepareOptions  *options,
                      const char               *out,
                      MtnPrepareTold           *told,
                      MtnJob                   *job,
                      GCancellable             *cancellable,
                      GError                  **error);

/* Whether mtn_prepare() could write there: to be asked before a long reading. */
gboolean mtn_prepare_check_out (const char  *out,
                                GError     **error);
void     mtn_prepare_told_clear (MtnPrepareTold *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnPrepareTold, mtn_prepare_told_clear)

G_END_DECLS
