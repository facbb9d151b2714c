/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-safetensors.h"

static const struct
{
  const char *name;
  gsize size;
} dtypes[] = {
  [MTN_DTYPE_BOOL] = { "BOOL", 1 }, [MTN_DTYPE_U8] = { "U8", 1 },   [MTN_DTYPE_I8] = { "I8", 1 },
  [MTN_DTYPE_U16] = { "U16", 2 },   [MTN_DTYPE_I16] = { "I16", 2 }, [MTN_DTYPE_F16] = { "F16", 2 },
  [MTN_DTYPE_BF16] = { "BF16", 2 }, [MTN_DTYPE_U32] = { "U32", 4 }, [MTN_DTYPE_I32] = { "I32", 4 },
  [MTN_DTYPE_F32] = { "F32", 4 },   [MTN_DTYPE_U64] = { "U64", 8 }, [MTN_DTYPE_I64] = { "I64", 8 },
  [MTN_DTYPE_F64] = { "F64", 8 },
};

const char *
mtn_dtype_get_name (MtnDtype dtype)
{
  g_return_val_if_fail ((guint) dtype < G_N_ELEMENTS (dtypes), NULL);

  return dtypes[dtype].name;
}

gsize
mtn_dtype_get_size (MtnDtype dtype)
{
  g_return_val_if_fail ((guint) dtype < G_N_ELEMENTS (dtypes), 0);

  return dtypes[dtype].size;
}

gboolean
mtn_dtype_from_name (const char *name, MtnDtype *dtype)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (dtypes); i++)
    {
      if (g_str_equal (name, dtypes[i].name))
        {
          *dtype = (MtnDtype) i;
          return TRUE;
        }
    }

  return FALSE;
}
