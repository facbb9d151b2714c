/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* json-glib has a generator, but that writes 0.3 as 0.29999999999999999. */

#include "mtn-json-tree.h"

#include "mtn-json-text.h"

/* Values so many levels above the plain ones stand on one line in dense text. */
#define DENSE_HEIGHT 3

/* @indent: of what stands on lines of its own, or %ONE_LINE. */
#define ONE_LINE G_MAXUINT

static void append_node (GString *out, JsonNode *node, guint indent, gboolean is_dense);

static guint
deeper (guint indent)
{
  return indent == ONE_LINE ? indent : indent + 1;
}

static guint
get_height (JsonNode *node)
{
  guint height = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        height = MAX (height, get_height (member));
      return height + 1;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        height = MAX (height, get_height (json_array_get_element (array, i)));
      /* Lists of things have a line a thing. */
      return height > 0 ? DENSE_HEIGHT + 1 : 1;
    }

  return 0;
}

static void
append_break (GString *out, guint indent)
{
  if (indent == ONE_LINE)
    return;

  g_string_append_printf (out, "\n%*s", (int) indent * 2, "");
}

static void
append_value (GString *out, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    mtn_json_text_append_string (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    mtn_json_text_append_double (out, json_node_get_double (node));
}

/* Lists of plain values stay on one line. */
static void
append_array (GString *out, JsonArray *array, guint indent, gboolean is_dense)
{
  guint n = json_array_get_length (array);
  gboolean plain = TRUE;

  for (guint i = 0; i < n; i++)
    plain = plain && JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i));

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, plain || indent == ONE_LINE ? ", " : ",");
      if (!plain)
        append_break (out, deeper (indent));
      append_node (out, json_array_get_element (array, i), deeper (indent), is_dense);
    }
  if (!plain)
    append_break (out, indent);
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object, guint indent, gboolean is_dense)
{
  g_autoptr (GList) members = json_object_get_members (object);

  g_string_append_c (out, '{');
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (l != members)
        g_string_append (out, indent == ONE_LINE ? ", " : ",");
      append_break (out, deeper (indent));
      mtn_json_text_append_string (out, l->data);
      g_string_append (out, ": ");
      append_node (out, json_object_get_member (object, l->data), deeper (indent), is_dense);
    }
  if (members != NULL)
    append_break (out, indent);
  g_string_append_c (out, '}');
}

static void
append_node (GString *out, JsonNode *node, guint indent, gboolean is_dense)
{
  if (is_dense && indent != ONE_LINE && get_height (node) <= DENSE_HEIGHT)
    indent = ONE_LINE;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), indent, is_dense);
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node), indent, is_dense);
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
    }
}

static void
append_tree (GString *json, JsonNode *node, gboolean is_dense)
{
  append_node (json, node, 0, is_dense);
  g_string_append_c (json, '\n');
}

void
mtn_json_tree_append (GString *json, JsonNode *node)
{
  g_return_if_fail (json != NULL && node != NULL);

  append_tree (json, node, FALSE);
}

void
mtn_json_tree_append_dense (GString *json, JsonNode *node)
{
  g_return_if_fail (json != NULL && node != NULL);

  append_tree (json, node, TRUE);
}
