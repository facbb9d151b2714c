/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-result-file.h"

#include <inttypes.h>

#include <glib/gi18n.h>
#include <string.h>

#include "mtn-checkpoint.h"
#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-figures-json.h"
#include "mtn-figures-results.h"
#include "mtn-json-read.h"
#include "mtn-run-private.h"
#include "mtn-safetensors.h"

#include <unistd.h>

/* Evaluations with the scores of a million rows are smaller. */
#define MAX_FILE (256 * 1024 * 1024)

static char *
read_text (const char *path, GError **error)
{
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  gsize length;
  const char *data;

  if (fd < 0)
    return NULL;
  if (size <= MAX_FILE)
    bytes = mtn_file_read (fd, size, path, error);
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: too large to be results"), shown);
  close (fd);
  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (length == 0 || memchr (data, '\0', length) != NULL || !g_utf8_validate (data, length, NULL))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: no results of Matinee"), shown);
      return NULL;
    }

  return g_strndup (data, length);
}

/* Each line of a log is an object of its own, and says its epoch. */
static gboolean
is_log (const char *text)
{
  const char *end = strchr (text, '\n');
  g_autofree char *line = end != NULL ? g_strndup (text, end - text) : g_strdup (text);
  g_autoptr (JsonNode) node = mtn_json_read_text (line, "log", NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "epoch") &&
         json_object_has_member (json_node_get_object (node), "train_loss");
}

/* The best and the latest model of a run are one run. */
static char *
dup_run_name (const char *model)
{
  static const char *const suffixes[] = { "_best", "_latest" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (model, suffixes[i]))
      return g_strndup (model, strlen (model) - strlen (suffixes[i]));

  return g_strdup (model);
}

static void
add_runs (GPtrArray *items, const char *path, JsonObject *info)
{
  g_autoptr (GList) names = json_object_get_members (info);
  g_autoptr (GHashTable) runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *model = mtn_figures_json_get_object (info, l->data);
      g_autofree char *name = dup_run_name (l->data);
      MtnResultItem *item = g_hash_table_lookup (runs, name);
      MtnCurve *curve;
      JsonObject *models;

      if (model == NULL)
        continue;
      if (item != NULL)
        {
          json_object_set_object_member (mtn_result_item_get_models (item), l->data, json_object_ref (model));
          continue;
        }
      curve = mtn_curve_from_info (name, model);
      if (curve == NULL)
        continue;
      models = json_object_new ();
      json_object_set_object_member (models, l->data, json_object_ref (model));
      item = mtn_result_item_new_training (path, curve, models);
      g_ptr_array_add (items, item);
      g_hash_table_insert (runs, g_steal_pointer (&name), item);
    }
}

/* A log is named after its run: NAME_log.jsonl. */
static void
name_log (MtnCurve *curve)
{
  if (g_str_has_suffix (curve->name, "_log") && strlen (curve->name) > strlen ("_log"))
    curve->name[strlen (curve->name) - strlen ("_log")] = '\0';
}

/* Of the models that lie beside the log of a run on the command line: they were trained by the same options.
 */
static void
describe_by_model (MtnCurve *curve, const char *folder)
{
  static const char *const suffixes[] = { "_latest", "", "_best" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s.safetensors", curve->name, suffixes[i]);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (MtnSafetensors) file =
          mtn_file_check_inside (folder, path, NULL) ? mtn_safetensors_open (path, NULL) : NULL;
      const char *options = file != NULL ? mtn_safetensors_get_metadata (file, MTN_PROVENANCE_OPTIONS) : NULL;
      const char *split = file != NULL ? mtn_safetensors_get_metadata (file, MTN_PROVENANCE_SPLIT) : NULL;
      g_autoptr (JsonNode) node = options != NULL ? mtn_json_read_text (options, name, NULL) : NULL;
      g_autoptr (JsonObject) provenance = NULL;

      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        continue;
      provenance = json_object_new ();
      json_object_set_string_member (provenance, "dataset",
                                     mtn_safetensors_get_metadata (file, MTN_PROVENANCE_DATASET));
      json_object_set_string_member (provenance, "split", split);
      json_object_set_string_member (provenance, "leaks", g_strcmp0 (split, "masks") == 0 ? split : NULL);
      json_object_set_member (provenance, "options", g_steal_pointer (&node));
      mtn_curve_describe (curve, provenance);
      return;
    }
}

/* What a run of this program was asked for lies beside its log. */
static void
describe_run (MtnCurve *curve, const char *path)
{
  g_auto (MtnRunSpec) spec = MTN_RUN_SPEC_INIT;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, MTN_RUN_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  /* The log may be anybody's, and so may what lies beside it. */
  text = mtn_file_check_inside (folder, file, NULL)
             ? mtn_file_read_text (file, MTN_RUN_MAX_BYTES, &length, NULL)
             : NULL;
  if (text == NULL)
    {
      describe_by_model (curve, folder);
      return;
    }
  node = mtn_json_read_text (text, file, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !mtn_run_spec_read (&spec, json_node_get_object (node), file, NULL))
    return;

  curve->planned = spec.network.epochs;
  curve->patience = spec.network.patience;
  if (spec.kind != MTN_RUN_MODEL)
    return;
  g_free (curve->name);
  curve->name = g_strdup (spec.name);
  curve->loss = spec.network.loss == MTN_NET_BCE ? MTN_CURVE_CROSS_ENTROPY : MTN_CURVE_SQUARED_ERROR;
  curve->leaks = spec.network.split == MTN_NETWORK_SPLIT_MASKS;
  curve->about =
      g_strdup_printf (spec.network.split == MTN_NETWORK_SPLIT_MASKS ? _ ("Split masks, seed %" PRIu64)
                       : spec.network.split == MTN_NETWORK_SPLIT_USERS
                           ? _ ("Split users, seed %" PRIu64)
                           : _ ("A tenth of the people set apart, seed %" PRIu64),
                       spec.network.seed);
}

GPtrArray *
mtn_result_file_read (const char *path, GError **error)
{
  g_autofree char *text = read_text (path, error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (text == NULL)
    return NULL;

  if (is_log (text))
    {
      MtnCurve *curve = mtn_curve_read_log (path, error);

      if (curve == NULL)
        return NULL;
      name_log (curve);
      describe_run (curve, path);
      g_ptr_array_add (items, mtn_result_item_new_training (path, curve, NULL));
      return g_steal_pointer (&items);
    }

  node = mtn_json_read_text (text, shown, error);
  if (node == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object != NULL && mtn_figures_is_result (object))
    g_ptr_array_add (items, mtn_result_item_new_evaluation (path, json_object_ref (object)));
  else if (object != NULL)
    {
      JsonObject *published = mtn_figures_json_get_object (object, "models");

      add_runs (items, path, published != NULL ? published : object);
    }
  if (items->len == 0)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: neither a training log, nor a models_info.json, nor a result of matinee evaluate"),
                   shown);
      return NULL;
    }

  return g_steal_pointer (&items);
}
