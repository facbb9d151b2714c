/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The keys are documented in mtn-cli-inspect.h; they only ever grow. */

#include "mtn-cli-inspect-print.h"

#include "mtn-json-read.h"
#include "mtn-json-tree.h"

/* JSON text that the file holds as a string; what is no JSON stays a string. */
static JsonNode *
parse_or_string (const char *text)
{
  JsonNode *node = mtn_json_read_text (text, "metadata", NULL);

  if (node == NULL)
    {
      node = json_node_alloc ();
      json_node_init_string (node, text);
    }

  return node;
}

static JsonNode *
array_node (JsonArray *array)
{
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
build_part_tensors (MtnSafetensors *file, const MtnPart *part)
{
  g_autoptr (JsonArray) names = json_array_new ();

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      if (mtn_cli_inspect_is_of_part (part, tensor))
        json_array_add_string_element (names, tensor->name);
    }

  return array_node (names);
}

/* The architecture as the file has it, each part with the names of its tensors. */
static void
add_architecture (JsonObject *root, MtnCheckpoint *checkpoint)
{
  const MtnArchitecture *architecture = mtn_checkpoint_get_architecture (checkpoint);
  g_autofree char *text = mtn_architecture_to_json (architecture);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *parts = json_object_get_array_member (object, "parts");

  for (guint i = 0; i < architecture->parts->len; i++)
    json_object_set_member (json_array_get_object_element (parts, i), "tensors",
                            build_part_tensors (mtn_checkpoint_get_file (checkpoint),
                                                g_ptr_array_index (architecture->parts, i)));
  json_object_set_member (root, "parts", json_object_dup_member (object, "parts"));
  json_object_set_member (root, "calibration", json_object_dup_member (object, "calibration"));
}

static JsonNode *
build_tensors (MtnSafetensors *file)
{
  g_autoptr (JsonArray) tensors = json_array_new ();

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);
      g_autoptr (JsonArray) shape = json_array_new ();
      JsonObject *object = json_object_new ();

      for (guint d = 0; d < tensor->n_dims; d++)
        json_array_add_int_element (shape, (gint64) tensor->dims[d]);
      json_object_set_string_member (object, "name", tensor->name);
      json_object_set_string_member (object, "dtype", mtn_dtype_get_name (tensor->dtype));
      json_object_set_member (object, "shape", array_node (shape));
      json_object_set_int_member (object, "values", (gint64) tensor->n_values);
      json_object_set_int_member (object, "bytes", (gint64) tensor->n_bytes);
      json_array_add_object_element (tensors, object);
    }

  return array_node (tensors);
}

static JsonNode *
build_names (const char *const *names)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);

  return array_node (array);
}

static void
add_catalog (JsonObject *root, MtnCheckpoint *checkpoint)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  MtnVocabulary *vocabulary = mtn_checkpoint_get_vocabulary (checkpoint);
  JsonObject *object = json_object_new ();
  g_autoptr (JsonArray) ages = json_array_new ();

  json_object_set_int_member (object, "movies", mtn_catalog_get_n_movies (catalog));
  json_object_set_member (object, "genres", build_names (mtn_catalog_get_genres (catalog)));
  json_object_set_object_member (root, "catalog", object);

  object = json_object_new ();
  for (guint i = 0; i < vocabulary->n_ages; i++)
    json_array_add_int_element (ages, vocabulary->age_starts[i]);
  json_object_set_member (object, "ages", array_node (ages));
  json_object_set_member (object, "genders", build_names ((const char *const *) vocabulary->genders));
  json_object_set_member (object, "occupations", build_names ((const char *const *) vocabulary->occupations));
  json_object_set_object_member (root, "vocabulary", object);
}

static void
add_provenance (JsonObject *root, MtnCheckpoint *checkpoint)
{
  const char *const *keys = mtn_checkpoint_get_provenance_keys (checkpoint);
  JsonObject *object = json_object_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *value = mtn_checkpoint_get_provenance (checkpoint, keys[i]);

      if (g_str_equal (keys[i], MTN_PROVENANCE_METRICS) || g_str_equal (keys[i], MTN_PROVENANCE_OPTIONS) ||
          g_str_equal (keys[i], MTN_PROVENANCE_TRAINING))
        json_object_set_member (object, keys[i], parse_or_string (value));
      else if (!g_str_equal (keys[i], MTN_PROVENANCE_NAME))
        json_object_set_string_member (object, keys[i], value);
    }
  json_object_set_object_member (root, "provenance", object);
}

void
mtn_cli_inspect_append_json (GString *out, MtnCheckpoint *checkpoint)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  const char *name = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_NAME);
  g_autofree char *path = g_filename_display_name (mtn_checkpoint_get_path (checkpoint));
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autoptr (JsonObject) root = json_object_new ();

  json_object_set_string_member (root, "file", path);
  json_object_set_int_member (root, "bytes", (gint64) mtn_cli_inspect_get_n_bytes (checkpoint));
  json_object_set_int_member (root, "header_bytes", (gint64) mtn_safetensors_get_header_size (file));
  json_object_set_int_member (root, "format_version",
                              g_ascii_strtoll (mtn_safetensors_get_metadata (file, "format_version"), NULL,
                                               10));
  json_object_set_string_member (root, "kind", mtn_checkpoint_get_architecture (checkpoint)->kind);
  if (name != NULL)
    json_object_set_string_member (root, "name", name);
  else
    json_object_set_null_member (root, "name");
  json_object_set_int_member (root, "parameters", (gint64) mtn_cli_inspect_get_n_weights (checkpoint));
  add_architecture (root, checkpoint);
  json_object_set_member (root, "tensors", build_tensors (file));
  add_catalog (root, checkpoint);
  add_provenance (root, checkpoint);
  json_object_set_string_member (root, "sha256", mtn_checkpoint_get_sha256 (checkpoint));
  json_object_set_boolean_member (root, "verified", TRUE);

  json_node_init_object (node, root);
  mtn_json_tree_append (out, node);
}
