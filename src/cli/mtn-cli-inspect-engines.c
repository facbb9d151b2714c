/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-inspect-print.h"

#include "mtn-engine.h"
#include "mtn-json-tree.h"

#include <glib/gi18n.h>

#define N_ROWS 3
#define N_IN 37
#define N_OUT 41

/* Small whole numbers, so that every sum is exact in whatever order it is made. */
static float
get_test_value (guint i, guint factor)
{
  return (float) (int) (i * factor % 17) - 8;
}

/*
 * One layer, computed densely and sparsely, against a plain loop: catches a
 * back end that miscomputes on this machine.
 */
static gboolean
test_engine (MtnEngine *engine)
{
  float in[N_ROWS * N_IN];
  float weight[N_IN * N_OUT];
  float dense[N_ROWS * N_OUT];
  float sparse[N_ROWS * N_OUT];
  guint offsets[N_ROWS + 1] = { 0 };
  guint columns[N_ROWS * N_IN];
  MtnRows rows = { N_ROWS, offsets, columns, in };
  g_autoptr (MtnBuffer) in_buffer = mtn_buffer_new (engine, G_N_ELEMENTS (in));
  g_autoptr (MtnBuffer) weight_buffer = mtn_buffer_new (engine, G_N_ELEMENTS (weight));
  g_autoptr (MtnBuffer) dense_buffer = mtn_buffer_new (engine, G_N_ELEMENTS (dense));
  g_autoptr (MtnBuffer) sparse_buffer = mtn_buffer_new (engine, G_N_ELEMENTS (sparse));

  for (guint i = 0; i < G_N_ELEMENTS (in); i++)
    {
      in[i] = get_test_value (i, 7);
      columns[i] = i % N_IN;
    }
  for (guint i = 0; i < G_N_ELEMENTS (weight); i++)
    weight[i] = get_test_value (i, 5);
  for (guint r = 0; r <= N_ROWS; r++)
    offsets[r] = r * N_IN;

  mtn_buffer_write (in_buffer, 0, in, G_N_ELEMENTS (in));
  mtn_buffer_write (weight_buffer, 0, weight, G_N_ELEMENTS (weight));
  mtn_engine_dense (engine, in_buffer, weight_buffer, NULL, MTN_ACTIVATION_NONE, N_ROWS, N_IN, N_OUT,
                    dense_buffer);
  mtn_engine_gather (engine, &rows, weight_buffer, NULL, MTN_ACTIVATION_NONE, N_IN, N_OUT, sparse_buffer);
  if (!mtn_buffer_read (dense_buffer, 0, dense, G_N_ELEMENTS (dense)) ||
      !mtn_buffer_read (sparse_buffer, 0, sparse, G_N_ELEMENTS (sparse)))
    return FALSE;

  for (guint r = 0; r < N_ROWS; r++)
    {
      for (guint o = 0; o < N_OUT; o++)
        {
          float expected = 0;

          for (guint i = 0; i < N_IN; i++)
            expected += in[r * N_IN + i] * weight[i * N_OUT + o];
          if (dense[r * N_OUT + o] != expected || sparse[r * N_OUT + o] != expected)
            return FALSE;
        }
    }

  return TRUE;
}

static void
add_json (JsonArray *engines, const char *id, MtnEngine *engine, const char *message, gboolean passed)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "engine", id);
  json_object_set_boolean_member (object, "available", engine != NULL);
  if (engine != NULL)
    json_object_set_string_member (object, "name", mtn_engine_get_name (engine));
  else
    json_object_set_null_member (object, "name");
  json_object_set_string_member (object, "description",
                                 engine != NULL ? mtn_engine_get_description (engine) : message);
  if (engine != NULL)
    json_object_set_string_member (object, "self_test", passed ? "passed" : "failed");
  else
    json_object_set_null_member (object, "self_test");
  json_array_add_object_element (engines, object);
}

static void
append_text (GString *out, const char *id, MtnEngine *engine, const char *message, gboolean passed)
{
  if (engine != NULL)
    g_string_append_printf (out, "%s: %s; %s\n", id, mtn_engine_get_description (engine),
                            passed ? _ ("self-test passed") : _ ("self-test FAILED"));
  else
    g_string_append_printf (out, _ ("%s: not available: %s\n"), id, message);
}

gboolean
mtn_cli_inspect_append_engines (GString *out, gboolean as_json)
{
  static const struct
  {
    MtnEngineKind kind;
    const char *id;
  } kinds[] = { { MTN_ENGINE_CPU, "cpu" }, { MTN_ENGINE_CUDA, "cuda" } };
  g_autoptr (JsonArray) engines = json_array_new ();
  gboolean all_passed = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *message = NULL;
      g_autoptr (MtnEngine) engine = mtn_engine_new (kinds[i].kind, -1, &message);
      gboolean passed = engine == NULL || test_engine (engine);

      all_passed = all_passed && passed;
      if (as_json)
        add_json (engines, kinds[i].id, engine, message, passed);
      else
        append_text (out, kinds[i].id, engine, message, passed);
    }

  if (as_json)
    {
      g_autoptr (JsonObject) root = json_object_new ();
      g_autoptr (JsonNode) node = json_node_alloc ();

      json_object_set_array_member (root, "engines", g_steal_pointer (&engines));
      json_node_init_object (node, root);
      mtn_json_tree_append (out, node);
    }

  return all_passed;
}
