/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-exploration.h"

G_BEGIN_DECLS

/**
 * MtnData:
 *
 * A data set with what there is to be seen in it, which never change: a worker that reads them holds a
 * reference, whatever the window opens meanwhile.
 */
#define MTN_TYPE_DATA (mtn_data_get_type ())
G_DECLARE_FINAL_TYPE (MtnData, mtn_data, MTN, DATA, GObject)

/**
 * mtn_data_load:
 * @path: as for mtn_dataset_load()
 * @job: (nullable)
 * @cancellable: (nullable)
 * @error: those of mtn_dataset_load()
 *
 * Reads and counts, in the thread that calls.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnData              *mtn_data_load            (const char    *path,
                                                MtnJob        *job,
                                                GCancellable  *cancellable,
                                                GError       **error);

/* (transfer none): both live as long as this. */
const MtnDataset     *mtn_data_get_dataset     (MtnData       *self);
const MtnExploration *mtn_data_get_exploration (MtnData       *self);

G_END_DECLS
