/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-network-data.h"
#include "mtn-network-state.h"

G_BEGIN_DECLS

/**
 * MtnNetworkValidator:
 *
 * Asks a network about the validation samples: its loss there, and how good the
 * lists are that it makes.
 */
typedef struct _MtnNetworkValidator MtnNetworkValidator;

/* Both must outlive it; there must be validation samples. */
MtnNetworkValidator *mtn_network_validator_new  (const MtnNetworkData     *data,
                                                 const MtnNetworkOptions  *options);
void                 mtn_network_validator_free (MtnNetworkValidator      *self);

/* Fills in losses and metrics of the validation. @error: %G_IO_ERROR_CANCELLED, %MTN_ERROR_NUMERIC */
gboolean             mtn_network_validator_run  (MtnNetworkValidator      *self,
                                                 MtnNet                   *net,
                                                 MtnNetworkEpoch          *epoch,
                                                 GCancellable             *cancellable,
                                                 GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkValidator, mtn_network_validator_free)

G_END_DECLS
