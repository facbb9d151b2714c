/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-json-read.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-guard.h"
#include "mtn-json-text.h"

#include <math.h>
#include <string.h>

/* What checkpoints keep as JSON is a few hundred bytes; this leaves room. */
#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 8
#define MAX_NAMES 1024

JsonNode *
mtn_json_read_text (const char *text, const char *what, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize length = strlen (text);

  if (!mtn_json_guard (text, length, what, MAX_DEPTH, MAX_BYTES, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    {
      /* The parser quotes what it met, byte for byte and at any length. */
      g_autofree char *valid = g_utf8_make_valid (local_error->message, -1);
      g_autofree char *shown = mtn_json_text_dup_shown (valid);

      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, "%s: %s", what, shown);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, "%s: empty", what);
      return NULL;
    }

  return json_parser_steal_root (parser);
}

gboolean
mtn_json_read_keys (JsonObject *object, const char *const *keys, const char *what, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_strv_contains (keys, l->data))
        {
          g_autofree char *shown = mtn_json_text_dup_shown (l->data);

          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: unknown key “%s”"), what, shown);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
get_member (JsonObject *object,
            const char *key,
            const char *type,
            gboolean fits,
            const char *what,
            GError **error)
{
  if (fits)
    return json_object_get_member (object, key);

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” must be %s"), what, key, type);

  return NULL;
}

const char *
mtn_json_read_string (JsonObject *object, const char *key, const char *what, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  gboolean fits =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  node = get_member (object, key, _ ("a string"), fits, what, error);

  return node != NULL ? json_node_get_string (node) : NULL;
}

JsonArray *
mtn_json_read_array (JsonObject *object, const char *key, const char *what, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);

  node = get_member (object, key, _ ("a list"), node != NULL && JSON_NODE_HOLDS_ARRAY (node), what, error);

  return node != NULL ? json_node_get_array (node) : NULL;
}

JsonObject *
mtn_json_read_object (JsonObject *object, const char *key, const char *what, GError **error)
{
  JsonNode *node = json_object_get_member (object, key);

  node =
      get_member (object, key, _ ("an object"), node != NULL && JSON_NODE_HOLDS_OBJECT (node), what, error);

  return node != NULL ? json_node_get_object (node) : NULL;
}

char **
mtn_json_read_names (JsonArray *array, const char *key, const char *what, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (json_array_get_length (array) > MAX_NAMES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: more than %d names in “%s”"), what, MAX_NAMES,
                   key);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name = NULL;

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        name = json_node_get_string (node);
      if (name == NULL || *name == '\0')
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” must be a list of names"), what, key);
          return NULL;
        }
      for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
        {
          if (g_unichar_iscntrl (g_utf8_get_char (p)))
            {
              g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                           _ ("%s: a name in “%s” has a control character"), what, key);
              return NULL;
            }
        }
      if (!g_hash_table_add (seen, (gpointer) name))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” holds “%s” twice"), what, key, name);
          return NULL;
        }
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

gboolean
mtn_json_read_number (JsonNode *node, double *value)
{
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    *value = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else
    return FALSE;

  return isfinite (*value);
}
