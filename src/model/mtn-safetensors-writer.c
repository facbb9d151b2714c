/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-safetensors-writer.h"

#include <glib/gi18n-lib.h>

#include "mtn-json-text.h"

#include <string.h>

/* Data start at a multiple of this, counted from the start of the file, which is mapped at a page. */
#define DATA_ALIGNMENT 8

static void
append_metadata (GString *header, const char *const *keys, const char *const *values)
{
  g_string_append (header, "\"__metadata__\":{");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (header, ',');
      mtn_json_text_append_string (header, keys[i]);
      g_string_append_c (header, ':');
      mtn_json_text_append_string (header, values[i]);
    }
  g_string_append_c (header, '}');
}

static void
append_tensor (GString *header, const MtnTensor *tensor, gsize begin)
{
  mtn_json_text_append_string (header, tensor->name);
  g_string_append_printf (header, ":{\"dtype\":\"%s\",\"shape\":[", mtn_dtype_get_name (tensor->dtype));
  for (guint d = 0; d < tensor->n_dims; d++)
    g_string_append_printf (header, "%s%" G_GSIZE_FORMAT, d > 0 ? "," : "", tensor->dims[d]);
  g_string_append_printf (header, "],\"data_offsets\":[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT "]}", begin,
                          begin + tensor->n_bytes);
}

static GString *
build_header (const MtnTensor *tensors, guint n_tensors, const char *const *keys, const char *const *values)
{
  GString *header = g_string_new ("{");
  gboolean has_metadata = keys != NULL && keys[0] != NULL;
  gsize position = 0;

  if (has_metadata)
    append_metadata (header, keys, values);
  for (guint i = 0; i < n_tensors; i++)
    {
      if (i > 0 || has_metadata)
        g_string_append_c (header, ',');
      append_tensor (header, &tensors[i], position);
      position += tensors[i].n_bytes;
    }
  g_string_append_c (header, '}');

  while ((sizeof (guint64) + header->len) % DATA_ALIGNMENT != 0)
    g_string_append_c (header, ' ');

  return header;
}

GBytes *
mtn_safetensors_serialize (const MtnTensor *tensors,
                           guint n_tensors,
                           const char *const *metadata_keys,
                           const char *const *metadata_values,
                           const char *what,
                           GError **error)
{
  g_autoptr (GString) header = NULL;
  g_autoptr (GByteArray) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MtnSafetensors) check = NULL;
  guint64 header_size;
  gsize n_data = 0;

  for (guint i = 0; i < n_tensors; i++)
    {
      if (tensors[i].n_dims > MTN_TENSOR_MAX_DIMS)
        {
          g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_SHAPE,
                       _ ("%s: more than %d dimensions in “%s”"), what, MTN_TENSOR_MAX_DIMS, tensors[i].name);
          return NULL;
        }
      /* GByteArray counts in guint. */
      if (!g_size_checked_add (&n_data, n_data, tensors[i].n_bytes) || n_data > G_MAXINT32)
        {
          g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_OVERFLOW,
                       _ ("%s: more than 2 GiB of data"), what);
          return NULL;
        }
    }

  header = build_header (tensors, n_tensors, metadata_keys, metadata_values);
  header_size = header->len;
  content = g_byte_array_sized_new ((guint) (sizeof header_size + header->len + n_data));
  g_byte_array_append (content, (const guint8 *) &header_size, sizeof header_size);
  g_byte_array_append (content, (const guint8 *) header->str, (guint) header->len);
  for (guint i = 0; i < n_tensors; i++)
    {
      if (tensors[i].n_bytes > 0)
        g_byte_array_append (content, tensors[i].data, (guint) tensors[i].n_bytes);
    }

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&content));
  check = mtn_safetensors_new_for_bytes (bytes, what, error);
  if (check == NULL)
    return NULL;

  return g_steal_pointer (&bytes);
}
