/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnDataInput:
 *
 * What a training reads, wherever it was asked for: people and their ratings, and in a
 * prepared folder the samples that were made of them.
 */
typedef struct
{
  MtnDataset *dataset;
  MtnSplit   *split;      /* (nullable) */
  char       *features;   /* (nullable): what the folder was prepared for */
} MtnDataInput;

/**
 * mtn_data_input_load:
 * @paths: NULL-terminated, as given, one or two, which make a union
 * @error: as mtn_dataset_load(), mtn_prepared_load() and mtn_union_load()
 *
 * Reads data to train on. For the thread of a job.
 */
MtnDataInput *mtn_data_input_load (const char * const  *paths,
                                   MtnJob              *job,
                                   GCancellable        *cancellable,
                                   GError             **error);
void          mtn_data_input_free (MtnDataInput        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnDataInput, mtn_data_input_free)

G_END_DECLS
