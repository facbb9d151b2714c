/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-checkpoint.h"

#include "mtn-file.h"
#include "mtn-safetensors-writer.h"

gboolean
mtn_checkpoint_write_copy (MtnCheckpoint *self, const char *path, const char *name, GError **error)
{
  MtnSafetensors *file;
  g_autofree char *what = NULL;
  g_autofree const char **known = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GArray) tensors = NULL;
  g_autoptr (GBytes) content = NULL;
  gconstpointer bytes;
  gsize size;

  g_return_val_if_fail (self != NULL && path != NULL && name != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  file = mtn_checkpoint_get_file (self);
  known = mtn_safetensors_list_metadata (file);
  keys = g_ptr_array_new ();
  values = g_ptr_array_new ();
  for (guint i = 0; known[i] != NULL; i++)
    if (!g_str_equal (known[i], MTN_PROVENANCE_NAME))
      {
        g_ptr_array_add (keys, (gpointer) known[i]);
        g_ptr_array_add (values, (gpointer) mtn_safetensors_get_metadata (file, known[i]));
      }
  g_ptr_array_add (keys, (gpointer) MTN_PROVENANCE_NAME);
  g_ptr_array_add (values, (gpointer) name);
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (values, NULL);

  tensors = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    g_array_append_vals (tensors, mtn_safetensors_get_tensor (file, i), 1);

  what = g_filename_display_name (path);
  content = mtn_safetensors_serialize ((const MtnTensor *) (gpointer) tensors->data, tensors->len,
                                       (const char *const *) keys->pdata, (const char *const *) values->pdata,
                                       what, error);
  if (content == NULL)
    return FALSE;

  bytes = g_bytes_get_data (content, &size);

  return mtn_file_replace_bytes (path, bytes, size, error);
}
