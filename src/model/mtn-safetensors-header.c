/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * The header of a safetensors file is JSON with one fixed form:
 *
 *   { "__metadata__": { "key": "value", … },
 *     "tensor": { "dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24] }, … }
 *
 * so it is read by a parser for that form. It comes from outside: every
 * number is bounded before it is used in arithmetic.
 */

#include "mtn-safetensors-header.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "mtn-json-cursor.h"
#include "mtn-json-text.h"

#include <string.h>

/* The header, a tensor in it, a list in that. */
#define MAX_DEPTH 3

typedef struct
{
  MtnJsonCursor cursor;
  const char *what;
  MtnHeader *header;
  GTree *names; /* a tree, as nobody can craft names that make it slow */
  gboolean has_metadata;
} Parser;

static void
clear_tensor (gpointer data)
{
  MtnHeaderTensor *tensor = data;

  g_free (tensor->name);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

void
mtn_header_free (MtnHeader *self)
{
  g_array_unref (self->tensors);
  g_tree_unref (self->metadata);
  g_free (self);
}

G_GNUC_PRINTF (4, 5)
static gboolean
fail (Parser *self, GError **error, MtnSafetensorsError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, MTN_SAFETENSORS_ERROR, code, _ ("%s: header, byte %zu: %s"), self->what,
               mtn_json_cursor_tell (&self->cursor), message);

  return FALSE;
}

static gboolean
expect (Parser *self, char c, const char *where, GError **error)
{
  if (mtn_json_cursor_skip (&self->cursor, c))
    return TRUE;

  return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("expected “%c” %s"), c, where);
}

/* After an element: whether another follows. FALSE with @error unset at the closing bracket. */
static gboolean
next_element (Parser *self, char close, gboolean *more, const char *where, GError **error)
{
  *more = mtn_json_cursor_skip (&self->cursor, ',');

  return *more || expect (self, close, where, error);
}

static gboolean
parse_metadata (Parser *self, GError **error)
{
  gboolean more;

  if (self->has_metadata)
    return fail (self, error, MTN_SAFETENSORS_ERROR_DUPLICATE, _ ("“__metadata__” is there twice"));
  self->has_metadata = TRUE;

  if (!mtn_json_cursor_skip (&self->cursor, '{'))
    return fail (self, error, MTN_SAFETENSORS_ERROR_METADATA,
                 _ ("“__metadata__” must be an object of strings"));
  if (mtn_json_cursor_skip (&self->cursor, '}'))
    return TRUE;

  do
    {
      g_autofree char *key = mtn_json_cursor_string (&self->cursor);
      g_autofree char *value = NULL;

      if (key == NULL)
        return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("expected a metadata key"));
      if (!expect (self, ':', _ ("after a metadata key"), error))
        return FALSE;
      if (mtn_json_cursor_peek (&self->cursor) != '"')
        {
          g_autofree char *shown = mtn_json_text_dup_shown (key);

          return fail (self, error, MTN_SAFETENSORS_ERROR_METADATA, _ ("metadata “%s” must be a string"),
                       shown);
        }
      value = mtn_json_cursor_string (&self->cursor);
      if (value == NULL)
        return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("malformed string"));
      if (g_tree_lookup (self->header->metadata, key) != NULL)
        {
          g_autofree char *shown = mtn_json_text_dup_shown (key);

          return fail (self, error, MTN_SAFETENSORS_ERROR_DUPLICATE, _ ("metadata “%s” is there twice"),
                       shown);
        }
      g_tree_insert (self->header->metadata, g_steal_pointer (&key), g_steal_pointer (&value));
      if (!next_element (self, '}', &more, _ ("after the metadata"), error))
        return FALSE;
    }
  while (more);

  return TRUE;
}

static gboolean
parse_dtype (Parser *self, MtnHeaderTensor *tensor, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  if (mtn_json_cursor_peek (&self->cursor) != '"')
    return fail (self, error, MTN_SAFETENSORS_ERROR_DTYPE, _ ("the dtype must be a string"));

  name = mtn_json_cursor_string (&self->cursor);
  if (name == NULL)
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("malformed string"));
  if (mtn_dtype_from_name (name, &tensor->dtype))
    return TRUE;

  shown = mtn_json_text_dup_shown (name);

  return fail (self, error, MTN_SAFETENSORS_ERROR_DTYPE, _ ("dtype “%s” is not supported"), shown);
}

/* A whole number of a list; @code is for what is no whole number ≥ 0. */
static gboolean
parse_number (Parser *self, MtnSafetensorsError code, const char *list, guint64 *value, GError **error)
{
  switch (mtn_json_cursor_number (&self->cursor, value))
    {
    case MTN_JSON_NUMBER_OK:
      return TRUE;
    case MTN_JSON_NUMBER_TOO_LARGE:
      return fail (self, error, MTN_SAFETENSORS_ERROR_OVERFLOW, _ ("a number in the %s is above 2^53"), list);
    case MTN_JSON_NUMBER_NEGATIVE:
      return fail (self, error, code, _ ("a number in the %s is negative"), list);
    case MTN_JSON_NUMBER_FRACTIONAL:
      return fail (self, error, code, _ ("a number in the %s is not whole"), list);
    case MTN_JSON_NUMBER_MISSING:
    default:
      return fail (self, error, code, _ ("the %s must be a list of numbers"), list);
    }
}

static gboolean
parse_shape (Parser *self, MtnHeaderTensor *tensor, GError **error)
{
  gboolean more;

  if (!mtn_json_cursor_skip (&self->cursor, '['))
    return fail (self, error, MTN_SAFETENSORS_ERROR_SHAPE, _ ("the shape must be a list of numbers"));

  tensor->n_dims = 0;
  if (mtn_json_cursor_skip (&self->cursor, ']'))
    return TRUE;

  do
    {
      guint64 size;

      if (!parse_number (self, MTN_SAFETENSORS_ERROR_SHAPE, "shape", &size, error))
        return FALSE;
      if (tensor->n_dims == MTN_TENSOR_MAX_DIMS)
        return fail (self, error, MTN_SAFETENSORS_ERROR_SHAPE, _ ("more than %d dimensions"),
                     MTN_TENSOR_MAX_DIMS);
      if (size > G_MAXSIZE)
        return fail (self, error, MTN_SAFETENSORS_ERROR_OVERFLOW, _ ("a dimension does not fit into memory"));
      tensor->dims[tensor->n_dims++] = (gsize) size;
      if (!next_element (self, ']', &more, _ ("after the shape"), error))
        return FALSE;
    }
  while (more);

  return TRUE;
}

static gboolean
parse_offsets (Parser *self, MtnHeaderTensor *tensor, GError **error)
{
  const MtnSafetensorsError code = MTN_SAFETENSORS_ERROR_SPAN;

  if (!mtn_json_cursor_skip (&self->cursor, '['))
    return fail (self, error, code, _ ("the data offsets must be two numbers"));
  if (!parse_number (self, code, _ ("data offsets"), &tensor->begin, error))
    return FALSE;
  if (!mtn_json_cursor_skip (&self->cursor, ','))
    return fail (self, error, code, _ ("the data offsets must be two numbers"));
  if (!parse_number (self, code, _ ("data offsets"), &tensor->end, error))
    return FALSE;
  if (!mtn_json_cursor_skip (&self->cursor, ']'))
    return fail (self, error, code, _ ("the data offsets must be two numbers"));

  return TRUE;
}

/* Shape × item size must be computable and the size of the span. */
static gboolean
check_size (Parser *self, MtnHeaderTensor *tensor, const char *shown, GError **error)
{
  gsize item_size = mtn_dtype_get_size (tensor->dtype);
  gsize bounded = item_size;
  gboolean empty = FALSE;

  /* A dimension of 0 counts as 1 here, so that partial products, which callers form, cannot overflow either.
   */
  for (guint i = 0; i < tensor->n_dims; i++)
    {
      empty = empty || tensor->dims[i] == 0;
      if (!g_size_checked_mul (&bounded, bounded, MAX (tensor->dims[i], 1)) || bounded > G_MAXSSIZE)
        return fail (self, error, MTN_SAFETENSORS_ERROR_OVERFLOW,
                     _ ("the shape of tensor “%s” does not fit into memory"), shown);
    }
  tensor->n_values = empty ? 0 : bounded / item_size;

  if (tensor->begin > tensor->end)
    return fail (self, error, MTN_SAFETENSORS_ERROR_SPAN, _ ("tensor “%s” ends before it begins"), shown);
  if (tensor->end - tensor->begin != tensor->n_values * item_size)
    return fail (self, error, MTN_SAFETENSORS_ERROR_SPAN,
                 _ ("tensor “%s” spans %" PRIu64 " bytes, but its shape needs %zu"), shown,
                 tensor->end - tensor->begin, tensor->n_values * item_size);

  return TRUE;
}

static gboolean
parse_tensor (Parser *self, MtnHeaderTensor *tensor, GError **error)
{
  static const char *const keys[] = { "dtype", "shape", "data_offsets" };
  g_autofree char *shown = mtn_json_text_dup_shown (tensor->name);
  guint seen = 0;
  gboolean more;

  if (!mtn_json_cursor_skip (&self->cursor, '{'))
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("tensor “%s” must be an object"), shown);

  more = mtn_json_cursor_peek (&self->cursor) != '}';
  if (!more)
    mtn_json_cursor_skip (&self->cursor, '}');
  while (more)
    {
      g_autofree char *key = mtn_json_cursor_string (&self->cursor);
      gboolean parsed = FALSE;
      guint k = 0;

      if (key == NULL)
        return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("expected a key of tensor “%s”"),
                     shown);
      while (k < G_N_ELEMENTS (keys) && !g_str_equal (key, keys[k]))
        k++;
      if (k == G_N_ELEMENTS (keys))
        return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("unknown key in tensor “%s”"), shown);
      if (seen & (1u << k))
        return fail (self, error, MTN_SAFETENSORS_ERROR_DUPLICATE, _ ("tensor “%s” has “%s” twice"), shown,
                     key);
      seen |= 1u << k;
      if (!expect (self, ':', _ ("after a key"), error))
        return FALSE;

      if (k == 0)
        parsed = parse_dtype (self, tensor, error);
      else if (k == 1)
        parsed = parse_shape (self, tensor, error);
      else
        parsed = parse_offsets (self, tensor, error);
      if (!parsed || !next_element (self, '}', &more, _ ("after a tensor"), error))
        return FALSE;
    }

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      if ((seen & (1u << k)) == 0)
        return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("tensor “%s” has no “%s”"), shown,
                     keys[k]);
    }

  return check_size (self, tensor, shown, error);
}

static gboolean
parse_entry (Parser *self, GError **error)
{
  g_autofree char *name = mtn_json_cursor_string (&self->cursor);
  MtnHeaderTensor tensor = { NULL };

  if (name == NULL)
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("expected the name of a tensor"));
  if (!expect (self, ':', _ ("after a name"), error))
    return FALSE;
  if (g_str_equal (name, "__metadata__"))
    return parse_metadata (self, error);

  if (g_tree_lookup (self->names, name) != NULL)
    {
      g_autofree char *shown = mtn_json_text_dup_shown (name);

      return fail (self, error, MTN_SAFETENSORS_ERROR_DUPLICATE, _ ("tensor “%s” is there twice"), shown);
    }

  g_tree_insert (self->names, g_strdup (name), GUINT_TO_POINTER (1));
  tensor.name = name;
  if (!parse_tensor (self, &tensor, error))
    return FALSE;
  tensor.name = g_steal_pointer (&name);
  g_array_append_val (self->header->tensors, tensor);

  return TRUE;
}

static gboolean
parse_header (Parser *self, gsize length, GError **error)
{
  gboolean more;

  if (!g_utf8_validate_len (self->cursor.start, length, NULL))
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("not UTF-8 text"));
  if (mtn_json_cursor_depth (&self->cursor) > MAX_DEPTH)
    return fail (self, error, MTN_SAFETENSORS_ERROR_DEPTH, _ ("nested deeper than %d levels"), MAX_DEPTH);
  /* The format wants the brace as the very first byte. */
  if (length == 0 || *self->cursor.start != '{')
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("not a JSON object"));

  mtn_json_cursor_skip (&self->cursor, '{');
  more = mtn_json_cursor_peek (&self->cursor) != '}';
  if (!more)
    mtn_json_cursor_skip (&self->cursor, '}');
  while (more)
    {
      if (!parse_entry (self, error) || !next_element (self, '}', &more, _ ("after an entry"), error))
        return FALSE;
    }

  mtn_json_cursor_peek (&self->cursor);
  if (mtn_json_cursor_tell (&self->cursor) != length)
    return fail (self, error, MTN_SAFETENSORS_ERROR_HEADER_JSON, _ ("text behind the closing brace"));

  return TRUE;
}

MtnHeader *
mtn_header_parse (const char *text, gsize length, const char *what, GError **error)
{
  g_autoptr (MtnHeader) header = g_new0 (MtnHeader, 1);
  g_autoptr (GTree) names = g_tree_new_full (compare_names, NULL, g_free, NULL);
  Parser parser = { .what = what, .header = header, .names = names };

  header->tensors = g_array_new (FALSE, FALSE, sizeof (MtnHeaderTensor));
  g_array_set_clear_func (header->tensors, clear_tensor);
  header->metadata = g_tree_new_full (compare_names, NULL, g_free, g_free);

  mtn_json_cursor_init (&parser.cursor, text, length);
  if (!parse_header (&parser, length, error))
    return NULL;

  return g_steal_pointer (&header);
}
