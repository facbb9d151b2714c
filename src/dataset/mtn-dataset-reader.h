/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset-builder.h"

G_BEGIN_DECLS

/**
 * MtnDatasetReader:
 * @variant: for messages
 * @probe: whether the selected folder of @source holds this variant, told by what
 *   is in the files; cheap, and silent about damage
 * @read: fills the builder and finishes it; %MTN_ERROR_FORMAT and friends
 * @read_films: the same with the films alone: no ratings, no people
 *
 * One variant of MovieLens. A new one is a file with such a table, and a line in
 * the list of mtn-dataset.c.
 */
typedef struct
{
  const char *variant;
  gboolean    (*probe) (MtnFileSource      *source);
  MtnDataset *(*read)  (MtnDatasetBuilder  *builder,
                        GError            **error);
  MtnDataset *(*read_films) (MtnDatasetBuilder  *builder,
                             GError            **error);
} MtnDatasetReader;

extern const MtnDatasetReader mtn_reader_ml100k;
extern const MtnDatasetReader mtn_reader_csv;

G_END_DECLS
