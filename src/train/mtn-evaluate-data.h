/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"
#include "mtn-protocol.h"
#include "mtn-split.h"

G_BEGIN_DECLS

/**
 * MtnEvaluateData:
 *
 * What there is to evaluate on, wherever it came from.
 */
typedef struct
{
  MtnDataset    *dataset;
  MtnSampleSet  *samples;   /* (nullable): the rows of the seed's protocol */
  const char    *split;     /* (nullable): "masks", "users" */
  gboolean       is_rows;   /* CSV files: whose data set it is nobody says */
  guint         *train;     /* (nullable): people of the training part */
  guint          n_train;
  gpointer       owner;     /* of the above */
  GDestroyNotify owner_free;
} MtnEvaluateData;

/* How to read it. */
typedef struct
{
  char           **paths;         /* one, or two MovieLens data sets to be made one */
  gboolean         is_file;       /* one CSV file of the seed */
  MtnCatalog      *catalog;       /* (nullable): whose films the columns of such files are */
  gboolean         has_protocol;  /* said by the user; else what the data are made for */
  MtnProtocolKind  protocol;
  MtnDataset      *dataset;       /* (nullable): what is at `paths`, where it has been read already; borrowed */
  MtnSplitKind     split;         /* to make of a MovieLens folder for the seed's protocol */
  guint64          seed;
} MtnEvaluateInput;

/* @protocol: (out): what will be evaluated. %MTN_ERROR_USAGE where the data do not go with what was asked for. */
MtnEvaluateData *mtn_evaluate_data_load (const MtnEvaluateInput  *input,
                                         MtnProtocolKind         *protocol,
                                         MtnJob                  *job,
                                         GCancellable            *cancellable,
                                         GError                 **error);
void             mtn_evaluate_data_free (MtnEvaluateData         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnEvaluateData, mtn_evaluate_data_free)

G_END_DECLS
