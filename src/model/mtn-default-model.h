/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MTN_DEFAULT_MODEL_FILE "default.safetensors"

/**
 * mtn_default_model_dup_path:
 *
 * Where the model lies that comes with the program. The first of these that is there:
 * `$MATINEE_MODEL_DIR/default.safetensors` (when that variable is set, nothing else is looked at),
 * `../models` beside the executable's folder (a build folder), `../share/matinee/models`
 * beside it (installed anywhere), the `share/matinee/models` of the configured prefix.
 *
 * Returns: (transfer full): a path; when there is no model at all, the path in the configured prefix,
 *   so that opening it says what is missing
 */
char *mtn_default_model_dup_path (void);

G_END_DECLS
