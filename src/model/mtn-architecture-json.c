/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The JSON form of an architecture; FORMAT.md describes it. An unknown key would
 * change what a model computes, so it is refused and not skipped. */

#include "mtn-architecture.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define N_VALUES G_N_ELEMENTS (((MtnPart *) NULL)->values)
#define MAX_PARTS 64
#define MAX_STEPS 1024

static void
append_steps (GString *out, const char *key, GArray *steps)
{
  g_string_append_printf (out, "\"%s\":[", key);
  for (guint i = 0; i < steps->len; i++)
    {
      const MtnStep *step = &g_array_index (steps, MtnStep, i);

      g_string_append_printf (out, "%s[%u,", i > 0 ? "," : "", step->min_picks);
      mtn_json_text_append_float (out, step->value);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
append_part (GString *out, const MtnPart *part)
{
  g_string_append (out, "{\"type\":");
  mtn_json_text_append_string (out, mtn_part_type_get_name (part->type));
  g_string_append (out, ",\"name\":");
  mtn_json_text_append_string (out, part->name);
  g_string_append (out, ",\"input\":");
  mtn_json_text_append_string (out, mtn_part_input_get_name (part->input));
  g_string_append (out, ",\"values\":[");
  for (guint i = 0; i < N_VALUES; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mtn_json_text_append_float (out, part->values[i]);
    }
  g_string_append (out, "],");
  append_steps (out, "penalty", part->penalty);
  g_string_append_c (out, ',');
  append_steps (out, "weight", part->weight);
  if (part->type == MTN_PART_NETWORK)
    {
      g_string_append (out, ",\"features\":");
      mtn_json_text_append_string (out, mtn_network_features_get_name (part->features));
    }
  g_string_append_c (out, '}');
}

static void
append_calibration (GString *out, const char *key, const MtnCalibration *calibration)
{
  g_string_append_printf (out, "\"%s\":{", key);
  append_steps (out, "a", calibration->a);
  g_string_append_c (out, ',');
  append_steps (out, "b", calibration->b);
  g_string_append_c (out, '}');
}

char *
mtn_architecture_to_json (const MtnArchitecture *self)
{
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new ("{\"kind\":");
  mtn_json_text_append_string (out, self->kind);
  g_string_append (out, ",\"parts\":[");
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_part (out, g_ptr_array_index (self->parts, i));
    }
  g_string_append (out, "],\"calibration\":{");
  append_calibration (out, "favorites", &self->favorites);
  g_string_append_c (out, ',');
  append_calibration (out, "ratings", &self->ratings);
  g_string_append (out, "}}");

  return g_string_free (out, FALSE);
}

/* A number that fits a float and is above @above. */
static gboolean
read_float (JsonNode *node, double above, const char *key, const char *what, float *value, GError **error)
{
  double number;

  if (!mtn_json_read_number (node, &number))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: expected a number in “%s”"), what, key);
      return FALSE;
    }
  if (!(number > above) || fabs (number) > FLT_MAX || (above == 0 && (float) number == 0))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_RANGE, _ ("%s: a number in “%s” is outside its range"), what,
                   key);
      return FALSE;
    }
  *value = (float) number;

  return TRUE;
}

static gboolean
read_steps (JsonObject *object,
            const char *key,
            double above,
            const char *what,
            GArray *steps,
            GError **error)
{
  JsonArray *array = mtn_json_read_array (object, key, what, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) > MAX_STEPS)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_RANGE, _ ("%s: more than %d steps in “%s”"), what, MAX_STEPS,
                   key);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      double min_picks;
      float value;

      if (pair == NULL || json_array_get_length (pair) != 2 ||
          !mtn_json_read_number (json_array_get_element (pair, 0), &min_picks))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” must be a list of [picks, value]"),
                       what, key);
          return FALSE;
        }
      if (!(min_picks >= 0 && min_picks <= G_MAXINT32) || floor (min_picks) != min_picks ||
          (steps->len > 0 && min_picks <= g_array_index (steps, MtnStep, steps->len - 1).min_picks))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_RANGE,
                       _ ("%s: the numbers of picks in “%s” must be whole, 0 or more, and ascend"), what,
                       key);
          return FALSE;
        }
      if (!read_float (json_array_get_element (pair, 1), above, key, what, &value, error))
        return FALSE;
      mtn_steps_add (steps, (guint) min_picks, value);
    }

  return TRUE;
}

static gboolean
read_values (JsonObject *object, const char *what, MtnPart *part, GError **error)
{
  JsonArray *array = mtn_json_read_array (object, "values", what, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) != N_VALUES)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: “values” must be six numbers: for no stars and for 1 to 5 stars"), what);
      return FALSE;
    }
  for (guint i = 0; i < N_VALUES; i++)
    {
      if (!read_float (json_array_get_element (array, i), -G_MAXDOUBLE, "values", what, &part->values[i],
                       error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_type (const char *name, const char *what, MtnPartType *type, GError **error)
{
  g_autofree char *shown = NULL;

  for (MtnPartType t = MTN_PART_POPULARITY; t < MTN_N_PART_TYPES; t++)
    {
      if (g_str_equal (name, mtn_part_type_get_name (t)))
        {
          *type = t;
          return TRUE;
        }
    }
  shown = mtn_json_text_dup_shown (name);
  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s: a part of the unknown type “%s”"), what,
               shown);

  return FALSE;
}

static gboolean
read_input (const char *name, const char *what, MtnPartInput *input, GError **error)
{
  g_autofree char *shown = NULL;

  for (MtnPartInput i = MTN_PART_INPUT_ANY; i <= MTN_PART_INPUT_RATINGS; i++)
    {
      if (g_str_equal (name, mtn_part_input_get_name (i)))
        {
          *input = i;
          return TRUE;
        }
    }
  shown = mtn_json_text_dup_shown (name);
  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s: a part for the unknown input “%s”"), what,
               shown);

  return FALSE;
}

static gboolean
read_features (JsonObject *object, const char *what, MtnNetworkFeatures *features, GError **error)
{
  const char *name = mtn_json_read_string (object, "features", what, error);
  g_autofree char *shown = NULL;

  if (name == NULL)
    return FALSE;

  for (MtnNetworkFeatures f = MTN_NETWORK_FEATURES_DOCUMENTED; f <= MTN_NETWORK_FEATURES_SEED_2023; f++)
    {
      if (g_str_equal (name, mtn_network_features_get_name (f)))
        {
          *features = f;
          return TRUE;
        }
    }
  shown = mtn_json_text_dup_shown (name);
  g_set_error (error, MTN_ERROR, MTN_ERROR_UNSUPPORTED, _ ("%s: a network with the unknown features “%s”"),
               what, shown);

  return FALSE;
}

/* Names become tensor names, so they are kept plain. */
static gboolean
check_name (MtnArchitecture *self, MtnPartType type, const char *name, const char *what, GError **error)
{
  static const char allowed[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-";
  g_autofree char *shown = mtn_json_text_dup_shown (name);

  if (name[strspn (name, allowed)] != '\0' || (*name == '\0' && type != MTN_PART_NETWORK))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: “%s” cannot name a part: use letters, digits, “_” and “-”"), what, shown);
      return FALSE;
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MtnPart *part = g_ptr_array_index (self->parts, i);

      if (g_str_equal (part->name, name))
        {
          g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: two parts named “%s”"), what, shown);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_part (MtnArchitecture *self, JsonNode *node, const char *what, GError **error)
{
  static const char *const keys[] = { "type", "name", "input", "values", "penalty", "weight", NULL };
  static const char *const network_keys[] = { "type",    "name",   "input",    "values",
                                              "penalty", "weight", "features", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type_name;
  const char *name;
  const char *input_name;
  MtnPartType type;
  MtnPartInput input;
  MtnPart *part;

  if (object == NULL)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: a part must be an object"), what);
      return FALSE;
    }
  if (!(type_name = mtn_json_read_string (object, "type", what, error)) ||
      !read_type (type_name, what, &type, error) ||
      !mtn_json_read_keys (object, type == MTN_PART_NETWORK ? network_keys : keys, what, error) ||
      !(name = mtn_json_read_string (object, "name", what, error)) ||
      !check_name (self, type, name, what, error) ||
      !(input_name = mtn_json_read_string (object, "input", what, error)) ||
      !read_input (input_name, what, &input, error))
    return FALSE;

  part = mtn_architecture_add_part (self, type, name, input);
  if (!read_values (object, what, part, error) ||
      !read_steps (object, "penalty", 0, what, part->penalty, error) ||
      !read_steps (object, "weight", -G_MAXDOUBLE, what, part->weight, error) ||
      (type == MTN_PART_NETWORK && !read_features (object, what, &part->features, error)))
    return FALSE;

  if ((type == MTN_PART_SPECTRAL || type == MTN_PART_FACTORS) && part->penalty->len == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: %s part “%s” has no penalty"), what, type_name,
                   name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_parts (MtnArchitecture *self, JsonObject *root, const char *what, GError **error)
{
  JsonArray *parts = mtn_json_read_array (root, "parts", what, error);

  if (parts == NULL)
    return FALSE;
  if (json_array_get_length (parts) == 0 || json_array_get_length (parts) > MAX_PARTS)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: a model has 1 to %d parts, not %u"), what,
                   MAX_PARTS, json_array_get_length (parts));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      if (!read_part (self, json_array_get_element (parts, i), what, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_calibration (JsonObject *root,
                  const char *key,
                  const char *what,
                  MtnCalibration *calibration,
                  GError **error)
{
  static const char *const keys[] = { "a", "b", NULL };
  JsonObject *object = mtn_json_read_object (root, key, what, error);

  if (object == NULL || !mtn_json_read_keys (object, keys, what, error) ||
      !read_steps (object, "a", -G_MAXDOUBLE, what, calibration->a, error) ||
      !read_steps (object, "b", 0, what, calibration->b, error))
    return FALSE;

  if ((calibration->a->len == 0) != (calibration->b->len == 0))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: the calibration for “%s” has only one of a and b"), what, key);
      return FALSE;
    }

  return TRUE;
}

MtnArchitecture *
mtn_architecture_from_json (const char *text, const char *what, GError **error)
{
  static const char *const keys[] = { "kind", "parts", "calibration", NULL };
  static const char *const calibration_keys[] = { "favorites", "ratings", NULL };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (MtnArchitecture) self = NULL;
  JsonObject *object;
  JsonObject *calibration;
  const char *kind;

  g_return_val_if_fail (text != NULL && what != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  root = mtn_json_read_text (text, what, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: must be an object"), what);
      return NULL;
    }

  object = json_node_get_object (root);
  kind = mtn_json_read_string (object, "kind", what, error);
  if (kind == NULL || !mtn_json_read_keys (object, keys, what, error))
    return NULL;
  if (*kind == '\0')
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “kind” is empty"), what);
      return NULL;
    }

  self = mtn_architecture_new (kind);
  if (!read_parts (self, object, what, error))
    return NULL;
  calibration = mtn_json_read_object (object, "calibration", what, error);
  if (calibration == NULL || !mtn_json_read_keys (calibration, calibration_keys, what, error) ||
      !read_calibration (calibration, "favorites", what, &self->favorites, error) ||
      !read_calibration (calibration, "ratings", what, &self->ratings, error))
    return NULL;

  return g_steal_pointer (&self);
}
