/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-network-state.h"

G_BEGIN_DECLS

/**
 * MtnNetworkLog:
 *
 * The training log: a line of JSON for every epoch, there as soon as the epoch is
 * done, so that a chart can be drawn while the training runs. TRAINING_LOG.md
 * describes it.
 */
typedef struct _MtnNetworkLog MtnNetworkLog;

/**
 * mtn_network_log_open:
 * @state: lines of its epochs are kept, or made again where they are missing; all others go: they are of another
 *   training, or of an epoch that is done again. Without epochs a log that is there stays until the first is done
 * @n_batches: of an epoch
 * @error: %G_FILE_ERROR
 */
MtnNetworkLog *mtn_network_log_open   (const char             *path,
                                       const MtnNetworkState  *state,
                                       guint                   n_batches,
                                       GError                **error);
void           mtn_network_log_free   (MtnNetworkLog          *self);
/**
 * mtn_network_log_read:
 * @error: %G_FILE_ERROR; %MTN_ERROR_FORMAT with file and line
 *
 * Reads a log, also one that is still being written: what comes after the last line feed is
 * left out.
 *
 * Returns: (transfer full) (element-type MtnNetworkEpoch): its epochs, from the first on
 */
GArray        *mtn_network_log_read   (const char             *path,
                                       GError                **error);
/* @seconds: that the epoch took */
gboolean       mtn_network_log_append (MtnNetworkLog          *self,
                                       const MtnNetworkEpoch  *epoch,
                                       double                  seconds,
                                       GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkLog, mtn_network_log_free)

G_END_DECLS
