/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-safetensors.h"

G_BEGIN_DECLS

/* A tensor as the header declares it; offsets are in the data behind the header. */
typedef struct
{
  char     *name;
  MtnDtype  dtype;
  guint     n_dims;
  gsize     dims[MTN_TENSOR_MAX_DIMS];
  gsize     n_values;
  guint64   begin;
  guint64   end;
} MtnHeaderTensor;

typedef struct
{
  GArray     *tensors;   /* (element-type MtnHeaderTensor): in the order of the text */
  GTree      *metadata;  /* (element-type utf8 utf8) */
} MtnHeader;

/**
 * mtn_header_parse:
 * @text: the JSON text, not NUL-terminated
 * @what: names the file in errors
 *
 * Parses the header of a safetensors file. What can be said without knowing
 * the size of the data is checked here: form, names, dtypes, shapes, and that
 * each span has the size of its shape.
 */
MtnHeader *mtn_header_parse (const char  *text,
                             gsize        length,
                             const char  *what,
                             GError     **error);
void       mtn_header_free  (MtnHeader   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnHeader, mtn_header_free)

G_END_DECLS
