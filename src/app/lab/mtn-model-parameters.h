/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/* What a model was made with and of. */
typedef struct
{
  char *key;         /* as the file has it: "rank", "layers", "fc1.weight" */
  char *values[2];   /* (nullable): of either model; NULL: it has none */
} MtnModelParameter;

/**
 * mtn_model_parameters_compare:
 *
 * Provenance, training options and shapes of tensors of two models, each key once, in the order of the files.
 *
 * Returns: (transfer full) (element-type MtnModelParameter)
 */
GPtrArray *mtn_model_parameters_compare (MtnCheckpoint           *a,
                                         MtnCheckpoint           *b);
gboolean   mtn_model_parameter_differs  (const MtnModelParameter *self);

G_END_DECLS
