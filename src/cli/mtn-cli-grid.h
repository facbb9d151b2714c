/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-args.h"
#include "mtn-grid.h"

G_BEGIN_DECLS

/**
 * MtnCliGrid:
 *
 * Many networks in a row: what `train --grid` and `tune` have in common. A plain
 * value; what it points to is the caller's.
 */
typedef struct
{
  const char * const   *paths;       /* of the data */
  const char           *folder;      /* where the models go; made if it is not there */
  MtnGridOptions        options;

  const char           *models;      /* (nullable): tune those of this folder; NULL: train the grid */
  const char * const   *names;       /* of the models to tune */
  MtnGridConfigureFunc  configure;
  gpointer              configure_data;
} MtnCliGrid;

/**
 * mtn_cli_grid_run:
 *
 * Does the work and writes models, info and figure; prints the table of what came out.
 *
 * Returns: the exit status, everything having been said
 */
int  mtn_cli_grid_run (const MtnCliGrid *self,
                       gboolean          as_json,
                       gboolean          verbose);

/* A #MtnNetworkSayFunc: a line on stderr, from the thread of the work. */
void mtn_cli_grid_say (const char *line,
                       gpointer    unused);

G_END_DECLS
