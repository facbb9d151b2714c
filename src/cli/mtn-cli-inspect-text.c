/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-inspect-print.h"

#include "mtn-json-read.h"
#include "mtn-json-text.h"

#include <math.h>

#include <glib/gi18n.h>

#define LABEL_WIDTH 14

/* Pads by characters, as printf pads by bytes. */
static void
append_field (GString *out, const char *label, const char *value)
{
  g_autofree char *printable = mtn_json_text_dup_printable (value);
  int padding = LABEL_WIDTH - (int) g_utf8_strlen (label, -1);

  g_string_append_printf (out, "%s%*s %s\n", label, MAX (padding, 0), "", printable);
}

/* A fitted curve has dozens of steps: people get a few points of it, JSON has them all. */
static char *
dup_steps (GArray *steps)
{
  static const guint points[] = { 0, 1, 2, 3, 5, 10, 30, 100 };
  GString *out = g_string_new (NULL);
  float last = NAN;

  for (guint i = 0; i < G_N_ELEMENTS (points) && steps->len > 0; i++)
    {
      guint n_picks = points[i];
      float value = mtn_steps_get (steps, n_picks, 0);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (value == last)
        continue;
      g_ascii_formatd (number, sizeof number, "%.4g", (double) value);
      g_string_append_printf (out, out->len > 0 ? ", %s" : "%s", number);
      if (steps->len > 1)
        g_string_append_printf (out, ngettext (" at %u pick", " at %u picks", n_picks), n_picks);
      last = value;
    }

  return g_string_free (out, FALSE);
}

static void
append_steps (GString *out, const char *label, GArray *steps)
{
  g_autofree char *text = NULL;

  if (steps->len == 0)
    return;

  text = dup_steps (steps);
  g_string_append_printf (out, "    %s: %s\n", label, text);
}

static void
append_tensor (GString *out, const MtnTensor *tensor)
{
  g_autofree char *name = mtn_json_text_dup_shown (tensor->name);
  g_autofree char *size = g_format_size (tensor->n_bytes);
  g_autoptr (GString) shape = g_string_new ("[");

  for (guint d = 0; d < tensor->n_dims; d++)
    g_string_append_printf (shape, "%s%" G_GSIZE_FORMAT, d > 0 ? ", " : "", tensor->dims[d]);
  g_string_append_c (shape, ']');

  g_string_append_printf (out, "    %-26s %-4s %-14s %s\n", name, mtn_dtype_get_name (tensor->dtype),
                          shape->str, size);
}

static void
append_values (GString *out, const MtnPart *part)
{
  g_string_append (out, _ ("    values (no stars / 1 … 5 stars): "));

  for (guint i = 0; i < G_N_ELEMENTS (part->values); i++)
    {
      g_string_append (out, i > 0 ? " / " : "");
      mtn_json_text_append_float (out, part->values[i]);
    }
  g_string_append_c (out, '\n');
}

static const char *
get_input_label (MtnPartInput input)
{
  switch (input)
    {
    case MTN_PART_INPUT_FAVORITES:
      return _ ("for favourites");
    case MTN_PART_INPUT_RATINGS:
      return _ ("for rated films");
    case MTN_PART_INPUT_ANY:
    default:
      return _ ("for everybody");
    }
}

static void
append_part (GString *out, MtnSafetensors *file, const MtnPart *part)
{
  const char *type = mtn_part_type_get_name (part->type);

  g_string_append_printf (out, "\n  %s: %s, %s\n", *part->name != '\0' ? part->name : type, type,
                          get_input_label (part->input));
  if (part->type == MTN_PART_SPECTRAL || part->type == MTN_PART_ITEM_ITEM)
    append_values (out, part);
  append_steps (out, _ ("penalty"), part->penalty);
  append_steps (out, _ ("weight"), part->weight);
  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      if (mtn_cli_inspect_is_of_part (part, tensor))
        append_tensor (out, tensor);
    }
}

static void
append_calibration (GString *out, const char *label, const MtnCalibration *calibration)
{
  g_autofree char *a = dup_steps (calibration->a);
  g_autofree char *b = dup_steps (calibration->b);

  if (calibration->a->len > 0)
    g_string_append_printf (out, "\n  %s:\n    a: %s\n    b: %s\n", label, a, b);
}

static const char *
get_provenance_label (const char *key)
{
  static const struct
  {
    const char *key;
    const char *label;
  } labels[] = {
    { MTN_PROVENANCE_DATASET, N_ ("Data set") }, { MTN_PROVENANCE_DATA_SHA256, N_ ("Data SHA-256") },
    { MTN_PROVENANCE_PEOPLE, N_ ("People") },    { MTN_PROVENANCE_RATINGS, N_ ("Ratings") },
    { MTN_PROVENANCE_SPLIT, N_ ("Split") },      { MTN_PROVENANCE_SEED, N_ ("Seed") },
    { MTN_PROVENANCE_DATE, N_ ("Date") },        { MTN_PROVENANCE_PROGRAM, N_ ("Written by") },
    { MTN_PROVENANCE_LICENCE, N_ ("Licence") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_str_equal (key, labels[i].key))
        return _ (labels[i].label);
    }

  return NULL;
}

/* A JSON object as indented lines; its depth was capped by the reader. */
static void
append_object (GString *out, JsonObject *object, int indent)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      g_autofree char *key = mtn_json_text_dup_shown (l->data);

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          g_string_append_printf (out, "%*s%s:\n", indent, "", key);
          append_object (out, json_node_get_object (node), indent + 2);
        }
      else
        {
          g_autofree char *text = json_to_string (node, FALSE);
          g_autofree char *printable = NULL;
          char buffer[G_ASCII_DTOSTR_BUF_SIZE];
          double number;

          if (mtn_json_read_number (node, &number) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
            {
              g_free (text);
              text = g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6g", number));
            }
          printable = mtn_json_text_dup_printable (text);
          g_string_append_printf (out, "%*s%s: %s\n", indent, "", key, printable);
        }
    }
}

static void
append_json_field (GString *out, MtnCheckpoint *checkpoint, const char *key, const char *label)
{
  const char *text = mtn_checkpoint_get_provenance (checkpoint, key);
  g_autoptr (JsonNode) node = text != NULL ? mtn_json_read_text (text, key, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_string_append_printf (out, "\n%s\n", label);
      append_object (out, json_node_get_object (node), 2);
    }
  else if (text != NULL)
    append_field (out, label, text);
}

static void
append_vocabulary (GString *out, const MtnVocabulary *vocabulary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *occupations = g_strjoinv (", ", vocabulary->occupations);
  g_autofree char *genders = g_strjoinv (", ", vocabulary->genders);

  for (guint i = 0; i < vocabulary->n_ages; i++)
    {
      g_autofree char *label = mtn_vocabulary_dup_age_label (vocabulary, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  if (vocabulary->n_ages > 0)
    append_field (out, _ ("Ages"), text->str);
  if (*genders != '\0')
    append_field (out, _ ("Genders"), genders);
  if (*occupations != '\0')
    append_field (out, _ ("Occupations"), occupations);
}

static void
append_overview (GString *out, MtnCheckpoint *checkpoint)
{
  const char *name = mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_NAME);
  const char *kind = mtn_checkpoint_get_architecture (checkpoint)->kind;
  const char *const *keys = mtn_checkpoint_get_provenance_keys (checkpoint);
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  g_autofree char *path = g_filename_display_name (mtn_checkpoint_get_path (checkpoint));
  g_autofree char *model = name != NULL ? g_strdup_printf ("%s (%s)", name, kind) : g_strdup (kind);
  g_autofree char *size = g_format_size (mtn_cli_inspect_get_n_bytes (checkpoint));
  g_autofree char *size_text =
      g_strdup_printf (_ ("%s, %zu weights"), size, mtn_cli_inspect_get_n_weights (checkpoint));
  g_autofree char *catalog_text =
      g_strdup_printf (_ ("%u films, %u genres"), mtn_catalog_get_n_movies (catalog),
                       mtn_catalog_get_n_genres (catalog));
  g_autofree char *sha256_text =
      g_strdup_printf (_ ("%s (verified)"), mtn_checkpoint_get_sha256 (checkpoint));

  append_field (out, _ ("File"), path);
  append_field (out, _ ("Model"), model);
  append_field (out, _ ("Size"), size_text);
  append_field (out, _ ("Catalogue"), catalog_text);
  append_vocabulary (out, mtn_checkpoint_get_vocabulary (checkpoint));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *label = get_provenance_label (keys[i]);

      if (label != NULL)
        append_field (out, label, mtn_checkpoint_get_provenance (checkpoint, keys[i]));
    }
  append_field (out, _ ("SHA-256"), sha256_text);
}

void
mtn_cli_inspect_append_text (GString *out, MtnCheckpoint *checkpoint)
{
  const MtnArchitecture *architecture = mtn_checkpoint_get_architecture (checkpoint);
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);

  append_overview (out, checkpoint);

  g_string_append_printf (out, "\n%s\n", _ ("Parts"));
  for (guint i = 0; i < architecture->parts->len; i++)
    append_part (out, file, g_ptr_array_index (architecture->parts, i));
  append_calibration (out, _ ("calibration for favourites"), &architecture->favorites);
  append_calibration (out, _ ("calibration for rated films"), &architecture->ratings);

  g_string_append_printf (out, "\n%s\n", _ ("Catalogue"));
  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      if (g_str_has_prefix (tensor->name, "catalog."))
        append_tensor (out, tensor);
    }

  append_json_field (out, checkpoint, MTN_PROVENANCE_OPTIONS, _ ("Options"));
  append_json_field (out, checkpoint, MTN_PROVENANCE_METRICS, _ ("Metrics"));
}
