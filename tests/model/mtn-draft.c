/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-draft.h"

#include "mtn-checkpoint-format.h"
#include "mtn-safetensors-writer.h"

#include <string.h>

static gpointer
keep (MtnDraft *self, gpointer data)
{
  g_ptr_array_add (self->storage, data);

  return data;
}

static void
copy_metadata (MtnDraft *self, MtnSafetensors *file, const char *key)
{
  const char *value = mtn_safetensors_get_metadata (file, key);

  if (value != NULL)
    {
      g_ptr_array_add (self->keys, g_strdup (key));
      g_ptr_array_add (self->values, g_strdup (value));
    }
}

MtnDraft *
mtn_draft_new (GBytes *checkpoint)
{
  static const char *const keys[] = { MTN_CHECKPOINT_KEY_FORMAT,       MTN_CHECKPOINT_KEY_VERSION,
                                      MTN_CHECKPOINT_KEY_ARCHITECTURE, MTN_CHECKPOINT_KEY_VOCABULARY,
                                      MTN_CHECKPOINT_KEY_GENRES,       MTN_CHECKPOINT_KEY_SHA256 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MtnSafetensors) file = mtn_safetensors_new_for_bytes (checkpoint, "draft", &error);
  MtnDraft *self = g_new0 (MtnDraft, 1);

  g_assert_no_error (error);
  self->tensors = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  self->storage = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      MtnTensor tensor = *mtn_safetensors_get_tensor (file, i);

      tensor.name = keep (self, g_strdup (tensor.name));
      tensor.data = keep (self, g_memdup2 (tensor.data, tensor.n_bytes));
      g_array_append_val (self->tensors, tensor);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    copy_metadata (self, file, keys[i]);
  for (guint i = 0; mtn_checkpoint_provenance_keys[i] != NULL; i++)
    copy_metadata (self, file, mtn_checkpoint_provenance_keys[i]);

  return self;
}

void
mtn_draft_free (MtnDraft *self)
{
  g_array_unref (self->tensors);
  g_ptr_array_unref (self->storage);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static guint
find_key (MtnDraft *self, const char *key)
{
  guint position;

  if (!g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, &position))
    g_error ("no metadata “%s”", key);

  return position;
}

const char *
mtn_draft_get_metadata (MtnDraft *self, const char *key)
{
  return g_ptr_array_index (self->values, find_key (self, key));
}

void
mtn_draft_set_metadata (MtnDraft *self, const char *key, const char *value)
{
  guint position = find_key (self, key);

  g_ptr_array_remove_index (self->keys, position);
  g_ptr_array_remove_index (self->values, position);
  if (value != NULL)
    {
      g_ptr_array_add (self->keys, g_strdup (key));
      g_ptr_array_add (self->values, g_strdup (value));
    }
}

void
mtn_draft_replace (MtnDraft *self, const char *key, const char *old_text, const char *new_text)
{
  g_autofree char *before = g_strdup (mtn_draft_get_metadata (self, key));
  g_autofree char *after = NULL;
  char *found = strstr (before, old_text);

  if (found == NULL)
    g_error ("metadata “%s” does not hold “%s”: %s", key, old_text, before);

  *found = '\0';
  after = g_strconcat (before, new_text, found + strlen (old_text), NULL);
  mtn_draft_set_metadata (self, key, after);
}

static guint
find_tensor (MtnDraft *self, const char *name)
{
  for (guint i = 0; i < self->tensors->len; i++)
    {
      if (g_str_equal (g_array_index (self->tensors, MtnTensor, i).name, name))
        return i;
    }

  g_error ("no tensor “%s”", name);
}

MtnTensor *
mtn_draft_get (MtnDraft *self, const char *name)
{
  return &g_array_index (self->tensors, MtnTensor, find_tensor (self, name));
}

void
mtn_draft_remove (MtnDraft *self, const char *name)
{
  g_array_remove_index (self->tensors, find_tensor (self, name));
}

static void
set_shape (MtnDraft *self, MtnTensor *tensor, MtnDtype dtype, guint n_dims, const gsize *dims)
{
  tensor->dtype = dtype;
  tensor->n_dims = n_dims;
  tensor->n_values = 1;
  for (guint d = 0; d < n_dims; d++)
    {
      tensor->dims[d] = dims[d];
      tensor->n_values *= dims[d];
    }
  tensor->n_bytes = tensor->n_values * mtn_dtype_get_size (dtype);
  tensor->data = keep (self, g_malloc0 (tensor->n_bytes + 1));
}

MtnTensor *
mtn_draft_add (MtnDraft *self, const char *name, MtnDtype dtype, guint n_dims, const gsize *dims)
{
  MtnTensor tensor = { .name = name };

  set_shape (self, &tensor, dtype, n_dims, dims);
  g_array_append_val (self->tensors, tensor);

  return mtn_draft_get (self, name);
}

void
mtn_draft_reshape (MtnDraft *self, const char *name, MtnDtype dtype, guint n_dims, const gsize *dims)
{
  set_shape (self, mtn_draft_get (self, name), dtype, n_dims, dims);
}

void
mtn_draft_shorten (MtnDraft *self, const char *name, gsize n_values)
{
  MtnTensor *tensor = mtn_draft_get (self, name);

  tensor->n_values = n_values;
  tensor->dims[0] = n_values;
  tensor->n_bytes = n_values * mtn_dtype_get_size (tensor->dtype);
}

GBytes *
mtn_draft_to_bytes (MtnDraft *self)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  g_ptr_array_add (self->keys, NULL);
  g_ptr_array_add (self->values, NULL);
  bytes = mtn_safetensors_serialize ((const MtnTensor *) (gpointer) self->tensors->data, self->tensors->len,
                                     (const char *const *) self->keys->pdata,
                                     (const char *const *) self->values->pdata, "draft", &error);
  g_assert_no_error (error);

  return bytes;
}
