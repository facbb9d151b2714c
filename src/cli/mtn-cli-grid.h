/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-train.h"

G_BEGIN_DECLS

/* A #MtnNetworkSayFunc: a line on stderr, from the thread of the work. */
void mtn_cli_grid_say (const char *line,
                       gpointer    unused);

/**
 * mtn_cli_grid:
 * @options: of the network, but for loss, masked and split
 * @folder: where the models go; made if it is not there
 *
 * `train --grid`, once its arguments are understood.
 *
 * Returns: the exit status, everything having been said
 */
int  mtn_cli_grid     (const char * const     *paths,
                       const MtnTrainOptions  *options,
                       const char             *folder,
                       gboolean                as_json,
                       gboolean                verbose);

G_END_DECLS
