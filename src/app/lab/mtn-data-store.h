/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-data.h"

G_BEGIN_DECLS

/**
 * MtnDataStore:
 *
 * The data set that the window looks at, trains on and measures by. It is read and counted in a worker; what
 * was there before stays until another is whole, also when opening fails or is cancelled.
 *
 * Properties: `data` (MtnData, read-only): NULL while there is none; `location` (string, read-write): the folder or
 * archive that is open, or two that are open as one (mtn_data_location_new()), or what mtn_data_store_ensure() would open;
 * never NULL, "" for none; setting it to
 * another closes what is open; `recent` (strv, read-write): what has been opened, the latest first, at most
 * %MTN_DATA_STORE_N_RECENT; `loading` (boolean, read-only); `opening` (string, read-only): what is being opened, or NULL;
 * `fraction` (double, read-only: 0 … 1, −1 unknown) and `message` (string, read-only): how far that is; `error-message`
 * (string, read-only): why the last opening failed, NULL when it did not.
 */
#define MTN_TYPE_DATA_STORE (mtn_data_store_get_type ())
G_DECLARE_FINAL_TYPE (MtnDataStore, mtn_data_store, MTN, DATA_STORE, GObject)

#define MTN_DATA_STORE_N_RECENT 6

MtnDataStore     *mtn_data_store_new            (void);

/* @location: folder or ZIP archive, or two of them, see mtn-data-location.h. Returns at once; what is being opened already is
 * given up. */
void              mtn_data_store_open           (MtnDataStore *self,
                                                 const char   *location);
/* Opens `location`, unless it is open, is being opened, or could not be. */
void              mtn_data_store_ensure         (MtnDataStore *self);
/* Gives up what is being opened. What was there before stays. */
void              mtn_data_store_cancel         (MtnDataStore *self);
/* The message has been read. */
void              mtn_data_store_dismiss_error  (MtnDataStore *self);

/* (transfer none) (nullable): take a reference to hand it to a worker. */
MtnData          *mtn_data_store_get_data       (MtnDataStore *self);
/* (transfer none) (nullable): that of the data: valid until `data` changes. */
const MtnDataset *mtn_data_store_get_dataset    (MtnDataStore *self);
const char       *mtn_data_store_get_location   (MtnDataStore *self);
gboolean          mtn_data_store_get_loading    (MtnDataStore *self);

G_END_DECLS
