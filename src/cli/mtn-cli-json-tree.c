/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* json-glib has a generator, but that writes 0.3 as 0.29999999999999999. */

#include "mtn-cli-json-tree.h"

#include "mtn-cli-json-text.h"
#include "mtn-json-text.h"

static void append_node (GString *out, JsonNode *node, guint indent);

static void
append_break (GString *out, guint indent)
{
  g_string_append_printf (out, "\n%*s", (int) indent * 2, "");
}

static void
append_value (GString *out, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    mtn_cli_json_text_append_string (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    mtn_json_text_append_double (out, json_node_get_double (node));
}

/* Lists of plain values stay on one line. */
static void
append_array (GString *out, JsonArray *array, guint indent)
{
  guint n = json_array_get_length (array);
  gboolean plain = TRUE;

  for (guint i = 0; i < n; i++)
    plain = plain && JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i));

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, plain ? ", " : ",");
      if (!plain)
        append_break (out, indent + 1);
      append_node (out, json_array_get_element (array, i), indent + 1);
    }
  if (!plain)
    append_break (out, indent);
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object, guint indent)
{
  g_autoptr (GList) members = json_object_get_members (object);

  g_string_append_c (out, '{');
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (l != members)
        g_string_append_c (out, ',');
      append_break (out, indent + 1);
      mtn_cli_json_text_append_string (out, l->data);
      g_string_append (out, ": ");
      append_node (out, json_object_get_member (object, l->data), indent + 1);
    }
  if (members != NULL)
    append_break (out, indent);
  g_string_append_c (out, '}');
}

static void
append_node (GString *out, JsonNode *node, guint indent)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), indent);
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node), indent);
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
    }
}

void
mtn_cli_json_tree_append (GString *json, JsonNode *node)
{
  g_return_if_fail (json != NULL && node != NULL);

  append_node (json, node, 0);
  g_string_append_c (json, '\n');
}
