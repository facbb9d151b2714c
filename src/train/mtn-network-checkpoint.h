/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"
#include "mtn-network-data.h"
#include "mtn-network-state.h"

G_BEGIN_DECLS

/**
 * mtn_network_checkpoint_write:
 * @with_moments: also what only going on needs: Adam's moments, as the tensors `adam.mean` and
 *   `adam.variance` [parameters] in the order of the layers
 * @error: %MTN_ERROR_NUMERIC when the network is ruined, %G_FILE_ERROR
 *
 * Writes the network as a model, in one step. The same run gives the same bytes.
 */
gboolean mtn_network_checkpoint_write (MtnNet                   *net,
                                       const MtnNetworkData     *data,
                                       const MtnNetworkOptions  *options,
                                       const MtnNetworkState    *state,
                                       gboolean                  with_moments,
                                       const char               *path,
                                       GError                  **error);

/**
 * MtnNetworkCheckpoint:
 *
 * What a network that was trained here remembers of it.
 */
typedef struct
{
  MtnCheckpoint     *checkpoint;
  MtnNetworkOptions  options;
  MtnNetworkState   *state;
  char              *fingerprint;   /* of the data */
} MtnNetworkCheckpoint;

/* @error: also %MTN_ERROR_UNSUPPORTED for a model that is no network or was not trained here */
MtnNetworkCheckpoint *mtn_network_checkpoint_read  (const char            *path,
                                                    GError               **error);
void                  mtn_network_checkpoint_free  (MtnNetworkCheckpoint  *self);

/**
 * mtn_network_checkpoint_restore:
 * @net: of the same sizes
 * @with_moments: go on; else the parameters alone, for a fresh Adam
 * @error: %MTN_ERROR_UNSUPPORTED for another size, or where there are no moments
 */
gboolean              mtn_network_checkpoint_restore (MtnNetworkCheckpoint  *self,
                                                      MtnNet                *net,
                                                      gboolean               with_moments,
                                                      guint64                n_steps,
                                                      GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnNetworkCheckpoint, mtn_network_checkpoint_free)

G_END_DECLS
