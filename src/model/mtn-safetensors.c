/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Reading: 8 bytes length (little-endian), header, data. Every byte of the
 * data belongs to exactly one tensor, or the file is refused.
 *
 * The file is mapped and its size is looked at once. A file that somebody cuts
 * short in place while it is mapped makes the kernel raise SIGBUS, as with any
 * mapping; our own writer replaces files and never cuts them.
 */

#include "mtn-safetensors.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "mtn-file.h"
#include "mtn-json-text.h"
#include "mtn-safetensors-header.h"

#include <string.h>
#include <unistd.h>

G_STATIC_ASSERT (G_BYTE_ORDER == G_LITTLE_ENDIAN); /* tensors are used where they lie */

#define LENGTH_SIZE 8

struct _MtnSafetensors
{
  GBytes *bytes;
  MtnHeader *header; /* owns the names */
  GArray *tensors;   /* (element-type MtnTensor): in the order of their data */
  GTree *by_name;    /* (element-type utf8 MtnTensor): borrowed from both */
  GPtrArray *copies; /* data of tensors that lie unaligned in the file */
  const guint8 *data;
  gsize n_data;
  gsize header_size;
};

G_DEFINE_QUARK (mtn_safetensors_error, mtn_safetensors_error)

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const MtnHeaderTensor *s = a;
  const MtnHeaderTensor *t = b;

  if (s->begin != t->begin)
    return s->begin < t->begin ? -1 : 1;
  if (s->end != t->end)
    return s->end < t->end ? -1 : 1;

  return strcmp (s->name, t->name);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

/* Sorted spans must tile the data. */
static gboolean
check_spans (GArray *spans, gsize n_data, const char *what, GError **error)
{
  guint64 position = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const MtnHeaderTensor *span = &g_array_index (spans, MtnHeaderTensor, i);
      g_autofree char *shown = mtn_json_text_dup_shown (span->name);

      if (span->end > n_data)
        {
          g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_SPAN,
                       _ ("%s: tensor “%s” ends at byte %" PRIu64
                          " of the data, but there are only %zu; is the file cut short?"),
                       what, shown, span->end, n_data);
          return FALSE;
        }
      if (span->begin < position)
        {
          g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_OVERLAP,
                       _ ("%s: tensor “%s” begins at byte %" PRIu64 " of the data, inside another one"), what,
                       shown, span->begin);
          return FALSE;
        }
      if (span->begin > position)
        {
          g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_HOLE,
                       _ ("%s: bytes %" PRIu64 " to %" PRIu64
                          " of the data, before tensor “%s”, belong to no tensor"),
                       what, position, span->begin, shown);
          return FALSE;
        }
      position = span->end;
    }

  if (position != n_data)
    {
      g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_TRAILING,
                   _ ("%s: %zu bytes behind the last tensor"), what, (gsize) (n_data - position));
      return FALSE;
    }

  return TRUE;
}

static void
add_view (MtnSafetensors *self, const MtnHeaderTensor *span)
{
  static const guint64 nothing = 0;
  gsize item_size = mtn_dtype_get_size (span->dtype);
  MtnTensor view = {
    .name = span->name,
    .dtype = span->dtype,
    .n_dims = span->n_dims,
    .n_values = span->n_values,
    .n_bytes = span->n_values * item_size,
    .data = self->data + span->begin,
  };

  memcpy (view.dims, span->dims, sizeof view.dims);
  /* The format promises no alignment, and C has no unaligned floats. */
  if (view.n_bytes == 0)
    view.data = &nothing;
  else if ((guintptr) view.data % item_size != 0)
    {
      gpointer copy = g_memdup2 (view.data, view.n_bytes);

      g_ptr_array_add (self->copies, copy);
      view.data = copy;
    }

  g_array_append_val (self->tensors, view);
}

static gboolean
read_header (MtnSafetensors *self, const guint8 *content, gsize size, const char *what, GError **error)
{
  guint64 header_size;

  if (size < LENGTH_SIZE)
    {
      g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_TRUNCATED,
                   _ ("%s: %zu bytes are too few for a safetensors file"), what, size);
      return FALSE;
    }

  memcpy (&header_size, content, LENGTH_SIZE);
  if (header_size > MTN_SAFETENSORS_MAX_HEADER)
    {
      g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_HEADER_SIZE,
                   _ ("%s: announces a header of %" PRIu64
                      " bytes, more than the %u allowed; is it a safetensors file?"),
                   what, header_size, MTN_SAFETENSORS_MAX_HEADER);
      return FALSE;
    }
  if (header_size > size - LENGTH_SIZE)
    {
      g_set_error (error, MTN_SAFETENSORS_ERROR, MTN_SAFETENSORS_ERROR_TRUNCATED,
                   _ ("%s: announces a header of %" PRIu64 " bytes, but only %zu follow"), what, header_size,
                   size - LENGTH_SIZE);
      return FALSE;
    }

  self->header_size = (gsize) header_size;
  self->data = content + LENGTH_SIZE + self->header_size;
  self->n_data = size - LENGTH_SIZE - self->header_size;
  self->header = mtn_header_parse ((const char *) content + LENGTH_SIZE, self->header_size, what, error);

  return self->header != NULL;
}

MtnSafetensors *
mtn_safetensors_new_for_bytes (GBytes *bytes, const char *what, GError **error)
{
  g_autoptr (MtnSafetensors) self = NULL;
  const guint8 *content;
  gsize size;

  g_return_val_if_fail (bytes != NULL && what != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_new0 (MtnSafetensors, 1);
  self->bytes = g_bytes_ref (bytes);
  content = g_bytes_get_data (bytes, &size);
  if (!read_header (self, content, size, what, error))
    return NULL;

  g_array_sort (self->header->tensors, compare_spans);
  if (!check_spans (self->header->tensors, self->n_data, what, error))
    return NULL;

  self->tensors = g_array_new (FALSE, FALSE, sizeof (MtnTensor));
  self->copies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->header->tensors->len; i++)
    add_view (self, &g_array_index (self->header->tensors, MtnHeaderTensor, i));

  self->by_name = g_tree_new_full (compare_names, NULL, NULL, NULL);
  for (guint i = 0; i < self->tensors->len; i++)
    {
      MtnTensor *tensor = &g_array_index (self->tensors, MtnTensor, i);

      g_tree_insert (self->by_name, (gpointer) tensor->name, tensor);
    }

  return g_steal_pointer (&self);
}

static GMappedFile *
map_file (const char *path, const char *shown, GError **error)
{
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, error);
  GMappedFile *mapped;

  if (fd < 0)
    return NULL;

  mapped = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);
  if (mapped == NULL)
    g_prefix_error (error, "%s: ", shown);

  return mapped;
}

MtnSafetensors *
mtn_safetensors_open (const char *path, GError **error)
{
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  shown = g_filename_display_name (path);
  mapped = map_file (path, shown, error);
  if (mapped == NULL)
    return NULL;

  bytes = g_mapped_file_get_bytes (mapped);

  return mtn_safetensors_new_for_bytes (bytes, shown, error);
}

void
mtn_safetensors_free (MtnSafetensors *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->by_name, g_tree_unref);
  g_clear_pointer (&self->tensors, g_array_unref);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_clear_pointer (&self->header, mtn_header_free);
  g_bytes_unref (self->bytes);
  g_free (self);
}

guint
mtn_safetensors_get_n_tensors (MtnSafetensors *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tensors->len;
}

const MtnTensor *
mtn_safetensors_get_tensor (MtnSafetensors *self, guint position)
{
  g_return_val_if_fail (self != NULL && position < self->tensors->len, NULL);

  return &g_array_index (self->tensors, MtnTensor, position);
}

const MtnTensor *
mtn_safetensors_find (MtnSafetensors *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_tree_lookup (self->by_name, name);
}

const char *
mtn_safetensors_get_metadata (MtnSafetensors *self, const char *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  return g_tree_lookup (self->header->metadata, key);
}

static gboolean
add_key (gpointer key, gpointer value, gpointer data)
{
  g_ptr_array_add (data, key);

  return FALSE;
}

const char **
mtn_safetensors_list_metadata (MtnSafetensors *self)
{
  GPtrArray *keys;

  g_return_val_if_fail (self != NULL, NULL);

  keys = g_ptr_array_new ();
  if (self->header->metadata != NULL)
    g_tree_foreach (self->header->metadata, add_key, keys);
  g_ptr_array_add (keys, NULL);

  return (const char **) g_ptr_array_free (keys, FALSE);
}

const guint8 *
mtn_safetensors_get_data (MtnSafetensors *self, gsize *n_bytes)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (n_bytes != NULL)
    *n_bytes = self->n_data;

  return self->data;
}

gsize
mtn_safetensors_get_header_size (MtnSafetensors *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->header_size;
}
