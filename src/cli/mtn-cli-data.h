/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnCliData:
 *
 * What --data named: people and their ratings, and in a prepared folder the
 * samples that were made of them.
 */
typedef struct
{
  MtnDataset *dataset;
  MtnSplit   *split;      /* (nullable) */
  char       *features;   /* (nullable): what the folder was prepared for */
} MtnCliData;

/**
 * mtn_cli_data_load:
 * @paths: as given, one or two, which make a union
 *
 * Reads data to train on. For the thread of a job.
 */
MtnCliData *mtn_cli_data_load (const char * const  *paths,
                               MtnJob              *job,
                               GCancellable        *cancellable,
                               GError             **error);
void        mtn_cli_data_free (MtnCliData          *self);

/* Complains about --data that is missing or given too often, and returns %MTN_CLI_USAGE; −1 where it is as it should be. */
int         mtn_cli_data_check (const char          *command,
                                const char * const  *paths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCliData, mtn_cli_data_free)

G_END_DECLS
