/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-safetensors.h"

G_BEGIN_DECLS

/**
 * mtn_safetensors_serialize:
 * @tensors: in the order of writing; names unique
 * @metadata_keys, @metadata_values: (nullable): NULL-terminated, same length
 * @what: names the file in errors
 *
 * The content of a file with these tensors, already read back by the strict
 * reader: what that would refuse is reported here, before any file is touched.
 * The same input gives the same bytes. Keys are written in the order given; data
 * are aligned to 8 bytes by padding the header with spaces, as the format allows.
 * Tensors of larger items first keep every tensor aligned to its item size.
 */
GBytes *mtn_safetensors_serialize (const MtnTensor    *tensors,
                                   guint               n_tensors,
                                   const char * const *metadata_keys,
                                   const char * const *metadata_values,
                                   const char         *what,
                                   GError            **error);

G_END_DECLS
