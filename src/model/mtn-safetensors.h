/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnSafetensorsError:
 *
 * Each way in which a safetensors file can be wrong has its own code, so that
 * the message, the documentation and the tests can name it.
 *
 * @MTN_SAFETENSORS_ERROR_TRUNCATED: shorter than the 8-byte length or than the header it announces
 * @MTN_SAFETENSORS_ERROR_HEADER_SIZE: header longer than %MTN_SAFETENSORS_MAX_HEADER
 * @MTN_SAFETENSORS_ERROR_HEADER_JSON: header is not a JSON object of the expected form
 * @MTN_SAFETENSORS_ERROR_DEPTH: header nested deeper than the format needs
 * @MTN_SAFETENSORS_ERROR_DUPLICATE: one tensor name, metadata key or key of a tensor twice
 * @MTN_SAFETENSORS_ERROR_DTYPE: unknown or unsupported dtype
 * @MTN_SAFETENSORS_ERROR_SHAPE: negative, fractional or too many dimensions
 * @MTN_SAFETENSORS_ERROR_OVERFLOW: shape × item size does not fit, or a number above 2^53
 * @MTN_SAFETENSORS_ERROR_SPAN: offsets no two whole numbers, reversed, outside the data, or not shape × item size
 * @MTN_SAFETENSORS_ERROR_OVERLAP: two tensors share bytes
 * @MTN_SAFETENSORS_ERROR_HOLE: bytes between tensors that belong to none
 * @MTN_SAFETENSORS_ERROR_TRAILING: bytes behind the last tensor
 * @MTN_SAFETENSORS_ERROR_METADATA: metadata is not an object of strings
 */
typedef enum
{
  MTN_SAFETENSORS_ERROR_TRUNCATED,
  MTN_SAFETENSORS_ERROR_HEADER_SIZE,
  MTN_SAFETENSORS_ERROR_HEADER_JSON,
  MTN_SAFETENSORS_ERROR_DEPTH,
  MTN_SAFETENSORS_ERROR_DUPLICATE,
  MTN_SAFETENSORS_ERROR_DTYPE,
  MTN_SAFETENSORS_ERROR_SHAPE,
  MTN_SAFETENSORS_ERROR_OVERFLOW,
  MTN_SAFETENSORS_ERROR_SPAN,
  MTN_SAFETENSORS_ERROR_OVERLAP,
  MTN_SAFETENSORS_ERROR_HOLE,
  MTN_SAFETENSORS_ERROR_TRAILING,
  MTN_SAFETENSORS_ERROR_METADATA,
} MtnSafetensorsError;

#define MTN_SAFETENSORS_ERROR (mtn_safetensors_error_quark ())
GQuark mtn_safetensors_error_quark (void);

#define MTN_SAFETENSORS_MAX_HEADER (8u * 1024 * 1024)
#define MTN_TENSOR_MAX_DIMS 8

typedef enum
{
  MTN_DTYPE_BOOL, MTN_DTYPE_U8, MTN_DTYPE_I8, MTN_DTYPE_U16, MTN_DTYPE_I16, MTN_DTYPE_F16, MTN_DTYPE_BF16,
  MTN_DTYPE_U32, MTN_DTYPE_I32, MTN_DTYPE_F32, MTN_DTYPE_U64, MTN_DTYPE_I64, MTN_DTYPE_F64,
} MtnDtype;

const char *mtn_dtype_get_name (MtnDtype dtype);
gsize       mtn_dtype_get_size (MtnDtype dtype); /* bytes */
/* FALSE if no dtype has that name. */
gboolean    mtn_dtype_from_name (const char *name, MtnDtype *dtype);

/*
 * A view of a tensor, row-major; valid as long as the file it comes from. @data
 * is aligned to the size of an item (a tensor that is not so in the file is
 * copied) and never NULL; shape [] is one value, a dimension of 0 none.
 */
typedef struct
{
  const char *name;
  MtnDtype    dtype;
  guint       n_dims;
  gsize       dims[MTN_TENSOR_MAX_DIMS];
  gsize       n_values;
  gsize       n_bytes;
  const void *data;
} MtnTensor;

/**
 * MtnSafetensors:
 *
 * A safetensors file, memory-mapped and verified completely when opened.
 * Trouble with the file itself is reported in %G_FILE_ERROR, all else in
 * %MTN_SAFETENSORS_ERROR.
 */
typedef struct _MtnSafetensors MtnSafetensors;

MtnSafetensors  *mtn_safetensors_open          (const char      *path,
                                                GError         **error);
/* Takes the bytes as the content of a file called @what. */
MtnSafetensors  *mtn_safetensors_new_for_bytes (GBytes          *bytes,
                                                const char      *what,
                                                GError         **error);
void             mtn_safetensors_free          (MtnSafetensors  *self);

guint            mtn_safetensors_get_n_tensors (MtnSafetensors  *self);
/* In the order of their data. */
const MtnTensor *mtn_safetensors_get_tensor    (MtnSafetensors  *self, guint position);
const MtnTensor *mtn_safetensors_find          (MtnSafetensors  *self, const char *name); /* (nullable) */
const char      *mtn_safetensors_get_metadata  (MtnSafetensors  *self, const char *key);  /* (nullable) */
/* Sorted, NULL-terminated; borrowed names. (transfer container) */
const char     **mtn_safetensors_list_metadata (MtnSafetensors  *self);
/* The bytes of all tensors, one behind the other: what the checksum covers. */
const guint8    *mtn_safetensors_get_data      (MtnSafetensors  *self, gsize *n_bytes);
gsize            mtn_safetensors_get_header_size (MtnSafetensors *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnSafetensors, mtn_safetensors_free)

G_END_DECLS
