/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-safetensors.h"

G_BEGIN_DECLS

/**
 * mtn_safetensors_serialize:
 * @what: names the file in errors
 *
 * The content of the file that mtn_safetensors_write() writes, already read
 * back by the strict reader: what that would refuse is reported here, before
 * any file is touched.
 */
GBytes *mtn_safetensors_serialize (const MtnTensor    *tensors,
                                   guint               n_tensors,
                                   const char * const *metadata_keys,
                                   const char * const *metadata_values,
                                   const char         *what,
                                   GError            **error);

G_END_DECLS
