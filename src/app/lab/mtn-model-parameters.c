/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-parameters.h"

#include "mtn-json-read.h"

#define CATALOG_PREFIX "catalog."

typedef struct
{
  GPtrArray *parameters;
  GHashTable *by_key; /* (element-type utf8 MtnModelParameter) */
} Table;

static void
parameter_free (gpointer data)
{
  MtnModelParameter *self = data;

  g_free (self->key);
  g_free (self->values[0]);
  g_free (self->values[1]);
  g_free (self);
}

/* Takes @value. */
static void
set (Table *table, guint which, const char *key, char *value)
{
  MtnModelParameter *parameter = g_hash_table_lookup (table->by_key, key);

  if (parameter == NULL)
    {
      parameter = g_new0 (MtnModelParameter, 1);
      parameter->key = g_strdup (key);
      g_ptr_array_add (table->parameters, parameter);
      g_hash_table_insert (table->by_key, parameter->key, parameter);
    }
  g_free (parameter->values[which]);
  parameter->values[which] = value;
}

static char *
dup_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  return json_to_string (node, FALSE);
}

static void
set_options (Table *table, guint which, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? mtn_json_read_text (text, "options", NULL) : NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    set (table, which, key, dup_value (member));
}

static void
set_tensors (Table *table, guint which, MtnCheckpoint *checkpoint)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);
      g_autoptr (GString) text = g_string_new (mtn_dtype_get_name (tensor->dtype));

      if (g_str_has_prefix (tensor->name, CATALOG_PREFIX))
        continue;
      for (guint d = 0; d < tensor->n_dims; d++)
        g_string_append_printf (text, d > 0 ? " × %" G_GSIZE_FORMAT : " %" G_GSIZE_FORMAT, tensor->dims[d]);
      set (table, which, tensor->name, g_string_free (g_steal_pointer (&text), FALSE));
    }
}

static void
collect (Table *table, guint which, MtnCheckpoint *checkpoint)
{
  static const char *const keys[] = {
    MTN_PROVENANCE_DATASET, MTN_PROVENANCE_PEOPLE, MTN_PROVENANCE_RATINGS, MTN_PROVENANCE_SPLIT,
    MTN_PROVENANCE_SEED,    MTN_PROVENANCE_DATE,   MTN_PROVENANCE_PROGRAM, MTN_PROVENANCE_DATA_SHA256,
  };
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);

  set (table, which, "kind", g_strdup (mtn_checkpoint_get_architecture (checkpoint)->kind));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = mtn_checkpoint_get_provenance (checkpoint, keys[i]);

      if (value != NULL)
        set (table, which, keys[i], g_strdup (value));
    }
  set (table, which, "movies", g_strdup_printf ("%u", mtn_catalog_get_n_movies (catalog)));
  set_options (table, which, mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_OPTIONS));
  set_tensors (table, which, checkpoint);
}

GPtrArray *
mtn_model_parameters_compare (MtnCheckpoint *a, MtnCheckpoint *b)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  Table table = { g_ptr_array_new_with_free_func (parameter_free), by_key };

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  collect (&table, 0, a);
  collect (&table, 1, b);

  return table.parameters;
}

gboolean
mtn_model_parameter_differs (const MtnModelParameter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->values[0], self->values[1]) != 0;
}
