/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reading profiles. What is read may come from anybody, so the text goes through
 * mtn_json_guard() first, and every value is looked at before it is used.
 */

#include "mtn-profile-file.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "mtn-error.h"
#include "mtn-json-guard.h"
#include "mtn-profile-json.h"
#include "mtn-vocabulary.h"

#define MAX_DEPTH 64
#define MAX_BYTES (16u << 20)
#define MAX_FILMS 20000 /* nobody has rated more; MtnProfile searches lists */
#define MAX_AGE 130
#define MAX_LETTERS 200

/* Where a value stands, for errors. */
typedef struct
{
  const char *what;
  JsonObject *object;
} Source;

static gboolean G_GNUC_PRINTF (5, 6)
    set_error (const Source *source, const char *key, MtnError code, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, MTN_ERROR, code, "%s: “%s”: %s", source->what, key, message);
  return FALSE;
}

/* The value of a key, or NULL when there is none or it is null. */
static JsonNode *
get (const Source *source, const char *key)
{
  JsonNode *node = json_object_get_member (source->object, key);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* A whole number, also when it is written as 56.0. */
static gboolean
get_whole (JsonNode *node, gint64 *value)
{
  double number;

  if (!is_number (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }

  number = json_node_get_double (node);
  if (!(fabs (number) < 1e15) || number != floor (number))
    return FALSE;

  *value = (gint64) number;
  return TRUE;
}

static gboolean
read_schema (const Source *source, GError **error)
{
  JsonNode *node = get (source, "schema");
  gint64 schema;

  if (node == NULL)
    return TRUE;

  if (!get_whole (node, &schema) || schema < 1)
    return set_error (source, "schema", MTN_ERROR_FORMAT, error, _ ("expected a whole number from 1"));
  if (schema > MTN_PROFILE_SCHEMA)
    return set_error (source, "schema", MTN_ERROR_UNSUPPORTED, error,
                      _ ("the profile was written by a newer version of Matinee (schema %lld; this one knows "
                         "%d)"),
                      (long long) schema, MTN_PROFILE_SCHEMA);

  return TRUE;
}

static gboolean
read_age (const Source *source, MtnProfile *profile, GError **error)
{
  JsonNode *node = get (source, "age");
  gint64 age;

  if (node == NULL)
    return TRUE;

  if (!get_whole (node, &age))
    return set_error (source, "age", MTN_ERROR_FORMAT, error,
                      _ ("expected a whole number of years, or null"));
  if (age < 0 || age > MAX_AGE)
    return set_error (source, "age", MTN_ERROR_RANGE, error, _ ("expected an age from 0 to %d"), MAX_AGE);

  mtn_profile_set_age (profile, (int) age);
  return TRUE;
}

/* A name, or a number that stands for one and is kept as text. */
static gboolean
read_name (const Source *source, const char *key, gint64 max, char **name, GError **error)
{
  JsonNode *node = get (source, key);
  gint64 number;

  *name = NULL;
  if (node == NULL)
    return TRUE;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      if (g_utf8_strlen (text, -1) > MAX_LETTERS)
        return set_error (source, key, MTN_ERROR_RANGE, error, _ ("longer than %d letters"), MAX_LETTERS);

      *name = text[0] != '\0' ? g_strdup (text) : NULL;
      return TRUE;
    }

  if (!get_whole (node, &number))
    return set_error (source, key, MTN_ERROR_FORMAT, error, _ ("expected text, a number, or null"));
  if (number < 0 || number > max)
    return set_error (source, key, MTN_ERROR_RANGE, error, _ ("%lld is out of range"), (long long) number);

  *name = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return TRUE;
}

static gboolean
read_attributes (const Source *source, MtnProfile *profile, GError **error)
{
  g_autofree char *gender = NULL;
  g_autofree char *occupation = NULL;

  if (!read_age (source, profile, error) || !read_name (source, "gender", 1, &gender, error) ||
      !read_name (source, "occupation", 999, &occupation, error))
    return FALSE;

  mtn_profile_set_gender (profile, gender);
  mtn_profile_set_occupation (profile, occupation);
  return TRUE;
}

static gboolean
parse_id (const char *text, int *id)
{
  guint64 value;

  /* g_ascii_string_to_unsigned() takes no sign and no blanks. */
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    return FALSE;

  *id = (int) value;
  return TRUE;
}

static gboolean
read_ratings (const Source *source, MtnProfile *profile, GError **error)
{
  JsonNode *node = get (source, "ratings");
  JsonObject *ratings;
  JsonObjectIter iter;
  const char *key;

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_error (source, "ratings", MTN_ERROR_FORMAT, error,
                      _ ("expected an object, {\"id\": stars}, or null"));

  ratings = json_node_get_object (node);
  if (json_object_get_size (ratings) > MAX_FILMS)
    return set_error (source, "ratings", MTN_ERROR_RANGE, error, _ ("more than %d films"), MAX_FILMS);

  json_object_iter_init_ordered (&iter, ratings);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      double stars;
      int id;

      if (!parse_id (key, &id))
        return set_error (source, "ratings", MTN_ERROR_FORMAT, error, _ ("“%.40s” is no id of a film"), key);
      if (!is_number (node))
        return set_error (source, "ratings", MTN_ERROR_FORMAT, error,
                          _ ("film %d: expected a number of stars"), id);

      stars = json_node_get_double (node);
      if (!(stars >= 0.5 && stars <= 5.0) || rint (stars * 2.0) != stars * 2.0)
        return set_error (source, "ratings", MTN_ERROR_RANGE, error,
                          _ ("film %d: %g is no rating from 0.5 to 5 in halves"), id, stars);

      mtn_profile_set_pick (profile, id, (float) stars);
    }

  return TRUE;
}

/* An array of ids; (out) @ids holds int. */
static gboolean
read_ids (const Source *source, const char *key, GArray **ids, GError **error)
{
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (int));
  JsonNode *node = get (source, key);
  JsonArray *array;

  if (node == NULL)
    {
      *ids = g_steal_pointer (&result);
      return TRUE;
    }

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_error (source, key, MTN_ERROR_FORMAT, error, _ ("expected an array of ids, or null"));

  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_FILMS)
    return set_error (source, key, MTN_ERROR_RANGE, error, _ ("more than %d films"), MAX_FILMS);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gint64 value;
      int id;

      if (!get_whole (json_array_get_element (array, i), &value))
        return set_error (source, key, MTN_ERROR_FORMAT, error,
                          _ ("entry %u: expected the id of a film, a whole number"), i + 1);
      if (value < 1 || value > G_MAXINT)
        return set_error (source, key, MTN_ERROR_RANGE, error,
                          _ ("entry %u is no id of a film, a whole number from 1 to %d"), i + 1, G_MAXINT);

      id = (int) value;
      g_array_append_val (result, id);
    }

  *ids = g_steal_pointer (&result);
  return TRUE;
}

static gboolean
read_favorites (const Source *source, MtnProfile *profile, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!read_ids (source, "favorites", &ids, error))
    return FALSE;

  /* A film that is rated as well is one pick, and its stars say more. */
  for (guint i = 0; i < ids->len; i++)
    {
      int id = g_array_index (ids, int, i);

      if (mtn_profile_find_pick (profile, id) == NULL)
        mtn_profile_set_pick (profile, id, 0);
    }

  return TRUE;
}

/* A film that is picked as well stays a pick: picks are not recommended either. */
static gboolean
read_exclusions (const Source *source,
                 const char *key,
                 MtnExcludeReason reason,
                 MtnProfile *profile,
                 GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (!read_ids (source, key, &ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      int id = g_array_index (ids, int, i);

      if (mtn_profile_find_pick (profile, id) == NULL)
        mtn_profile_exclude (profile, id, reason);
    }

  return TRUE;
}

/* "picks" says in which order the films were picked; those that it leaves out come last. */
static gboolean
read_order (const Source *source, MtnProfile *profile, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  guint n = 0;

  if (!read_ids (source, "picks", &ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      int id = g_array_index (ids, int, i);
      const MtnPick *pick = mtn_profile_find_pick (profile, id);

      if (pick != NULL)
        mtn_profile_insert_pick (profile, n++, id, pick->stars);
    }

  return TRUE;
}

static MtnProfile *
read_object (const Source *source, char **name, GError **error)
{
  g_autoptr (MtnProfile) profile = mtn_profile_new ();
  g_autofree char *display_name = NULL;

  if (!read_schema (source, error) || !read_name (source, "name", G_MAXINT, &display_name, error) ||
      !read_attributes (source, profile, error) || !read_ratings (source, profile, error) ||
      !read_favorites (source, profile, error) ||
      !read_exclusions (source, "exclude", MTN_EXCLUDE_SEEN, profile, error) ||
      !read_exclusions (source, "not_interested", MTN_EXCLUDE_NOT_INTERESTED, profile, error) ||
      !read_order (source, profile, error))
    return NULL;

  if (name != NULL)
    *name = g_steal_pointer (&display_name);

  return g_steal_pointer (&profile);
}

MtnProfile *
mtn_profile_parse (const char *text,
                   gssize length,
                   const char *what,
                   char **name,
                   char **id_json,
                   GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) failure = NULL;
  MtnProfile *profile;
  JsonNode *root;
  Source source = { .what = what };

  if (length < 0)
    length = strlen (text);
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  if (!mtn_json_guard (text, length, what, MAX_DEPTH, MAX_BYTES, error))
    return NULL;

  if (!json_parser_load_from_data (parser, text, length, &failure))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: not valid JSON: %s"), what, failure->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: expected one JSON object, {…}"), what);
      return NULL;
    }

  source.object = json_node_get_object (root);
  profile = read_object (&source, name, error);

  if (profile != NULL && id_json != NULL)
    {
      JsonNode *id = json_object_get_member (source.object, "id");

      *id_json = id != NULL ? mtn_json_dup_member (text, length, "id") : g_strdup ("null");
      if (*id_json == NULL)
        *id_json = json_to_string (id, FALSE);
    }

  return profile;
}

MtnProfile *
mtn_profile_from_json (const char *text, gssize length, const char *what, char **id_json, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (what != NULL, NULL);

  return mtn_profile_parse (text, length, what, NULL, id_json, error);
}
