/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnPrepared:
 * @features: "documented" or "seed-2023": what a network trained on it is to be told about a
 *   person, unless its trainer says otherwise
 *
 * A data set with samples to train and to test on, as a folder keeps it: PREPARED.md.
 */
typedef struct
{
  MtnDataset *dataset;
  MtnSplit   *split;
  char       *features;
} MtnPrepared;

/* Whether the folder looks like one that mtn_prepared_load() reads; it may be damaged all the same. */
gboolean     mtn_prepared_probe (const char *path);

/**
 * mtn_prepared_load:
 * @path: a prepared folder
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: %MTN_ERROR_FORMAT for a file that is foreign, cut off, changed or contradicts itself,
 *   %MTN_ERROR_UNSUPPORTED for one of a newer version, %G_FILE_ERROR for one that is missing
 *
 * Every byte is verified. The data set is as it was read, but for its source, which is @path.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnPrepared *mtn_prepared_load  (const char    *path,
                                 MtnJob        *job,
                                 GCancellable  *cancellable,
                                 GError       **error);
void         mtn_prepared_free  (MtnPrepared   *self);

/**
 * mtn_prepared_write:
 * @features: "documented" or "seed-2023"
 * @folder: an empty folder; see mtn_prepare() for one that appears as a whole
 *
 * The same data, options and version give the same bytes.
 */
gboolean     mtn_prepared_write (const MtnDataset  *dataset,
                                 const MtnSplit    *split,
                                 const char        *features,
                                 const char        *folder,
                                 MtnJob            *job,
                                 GCancellable      *cancellable,
                                 GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnPrepared, mtn_prepared_free)

G_END_DECLS
