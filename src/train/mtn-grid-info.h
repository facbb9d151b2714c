/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-grid.h"

G_BEGIN_DECLS

/* The K of the seed's metrics. */
#define MTN_GRID_N_KS 4

/**
 * mtn_grid_info_add:
 * @names: [n_names] models of one split in @folder
 * @with_rows: also what each row came to
 * @root: gets a member for each
 *
 * Evaluates models on the test samples of @data by the seed's protocol, and describes them.
 */
gboolean mtn_grid_info_add (JsonObject            *root,
                            const MtnNetworkData  *data,
                            const MtnGridOptions  *options,
                            const char            *folder,
                            const char * const    *names,
                            guint                  n_names,
                            gboolean               with_rows,
                            GCancellable          *cancellable,
                            GError               **error);

G_END_DECLS
