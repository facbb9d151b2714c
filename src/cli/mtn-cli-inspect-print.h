/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-checkpoint.h"

G_BEGIN_DECLS

/* The two forms in which `matinee inspect` shows a verified checkpoint, and the engines. */

void     mtn_cli_inspect_append_text    (GString       *out,
                                         MtnCheckpoint *checkpoint);
void     mtn_cli_inspect_append_json    (GString       *out,
                                         MtnCheckpoint *checkpoint);
/* FALSE if a self-test failed. */
gboolean mtn_cli_inspect_append_engines (GString       *out,
                                         gboolean       as_json);

/* Size of the whole file. */
gsize    mtn_cli_inspect_get_n_bytes    (MtnCheckpoint *checkpoint);
/* Number of weights: values of the tensors that are no part of the catalogue. */
gsize    mtn_cli_inspect_get_n_weights  (MtnCheckpoint *checkpoint);
/* Whether the tensor is one of that part's. */
gboolean mtn_cli_inspect_is_of_part     (const MtnPart   *part,
                                         const MtnTensor *tensor);

G_END_DECLS
