/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-checkpoint-format.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"

#include <math.h>

#define MAX_AGES 128
#define MAX_AGE 200

static gboolean
read_ages (JsonObject *object, const char *what, GArray *ages, GError **error)
{
  JsonArray *array = mtn_json_read_array (object, "ages", what, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) > MAX_AGES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: more than %d age groups"), what, MAX_AGES);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double number;
      int age;

      if (!mtn_json_read_number (json_array_get_element (array, i), &number) ||
          !(number >= 0 && number <= MAX_AGE) || floor (number) != number ||
          (i > 0 && number <= g_array_index (ages, int, i - 1)))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                       _ ("%s: “ages” must be the first years of the groups, ascending"), what);
          return FALSE;
        }
      age = (int) number;
      g_array_append_val (ages, age);
    }

  return TRUE;
}

static char **
read_list (JsonObject *object, const char *key, const char *what, GError **error)
{
  JsonArray *array = mtn_json_read_array (object, key, what, error);

  return array != NULL ? mtn_json_read_names (array, key, what, error) : NULL;
}

static MtnVocabulary *
read_vocabulary (const char *text, const char *what, GError **error)
{
  static const char *const keys[] = { "ages", "genders", "occupations", NULL };
  g_autoptr (JsonNode) root = mtn_json_read_text (text, what, error);
  g_autoptr (GArray) ages = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) genders = NULL;
  g_auto (GStrv) occupations = NULL;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: must be an object"), what);
      return NULL;
    }

  object = json_node_get_object (root);
  if (!mtn_json_read_keys (object, keys, what, error) || !read_ages (object, what, ages, error) ||
      !(genders = read_list (object, "genders", what, error)) ||
      !(occupations = read_list (object, "occupations", what, error)))
    return NULL;

  return mtn_vocabulary_new ((const int *) (gpointer) ages->data, ages->len, (const char *const *) genders,
                             (const char *const *) occupations);
}

MtnVocabulary *
mtn_checkpoint_vocabulary_read (const char *text, const char *what, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MtnVocabulary *vocabulary = NULL;

  if (text != NULL)
    vocabulary = read_vocabulary (text, "vocabulary", &local_error);
  if (vocabulary == NULL)
    g_set_error (error, MTN_CHECKPOINT_ERROR, MTN_CHECKPOINT_ERROR_VOCABULARY, "%s: %s", what,
                 local_error != NULL ? local_error->message : _ ("the vocabulary is missing"));

  return vocabulary;
}

static void
append_list (GString *out, const char *key, char **names)
{
  g_string_append_printf (out, ",\"%s\":[", key);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mtn_json_text_append_string (out, names[i]);
    }
  g_string_append_c (out, ']');
}

char *
mtn_checkpoint_vocabulary_to_json (const MtnVocabulary *vocabulary)
{
  GString *out = g_string_new ("{\"ages\":[");

  for (guint i = 0; i < vocabulary->n_ages; i++)
    g_string_append_printf (out, "%s%d", i > 0 ? "," : "", vocabulary->age_starts[i]);
  g_string_append_c (out, ']');
  append_list (out, "genders", vocabulary->genders);
  append_list (out, "occupations", vocabulary->occupations);
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}
