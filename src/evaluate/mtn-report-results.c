/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-report-results.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-file.h"
#include "mtn-json-guard.h"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 16
/* Folders in folders: results are at most so deep. */
#define MAX_FOLDERS 4

static void
file_free (MtnReportFile *self)
{
  g_free (self->path);
  json_node_unref (self->node);
  g_free (self);
}

static JsonNode *
find (JsonObject *object, const char *path)
{
  g_auto (GStrv) keys = g_strsplit (path, "/", -1);
  JsonNode *node = NULL;

  for (char **key = keys; *key != NULL; key++)
    {
      node = object != NULL ? json_object_get_member (object, *key) : NULL;
      object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  return node;
}

static double
to_number (JsonNode *node)
{
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
}

static const char *
to_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

double
mtn_report_get_number (JsonObject *object, const char *path)
{
  return to_number (find (object, path));
}

const char *
mtn_report_get_string (JsonObject *object, const char *path)
{
  return to_string (find (object, path));
}

JsonObject *
mtn_report_get_object (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
mtn_report_get_array (JsonObject *object, const char *path)
{
  JsonNode *node = find (object, path);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
mtn_report_get_element (JsonArray *array, guint position)
{
  JsonNode *node = json_array_get_element (array, position);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

double
mtn_report_get_item (JsonArray *array, guint position)
{
  return to_number (json_array_get_element (array, position));
}

const char *
mtn_report_get_text (JsonArray *array, guint position)
{
  const char *text = to_string (json_array_get_element (array, position));

  return text != NULL ? text : "";
}

static MtnReportFile *
read_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  MtnReportFile *self;
  gsize length;

  text = mtn_file_read_text (path, MAX_BYTES, &length, error);
  if (text == NULL || !mtn_json_guard (text, length, shown, MAX_DEPTH, MAX_BYTES, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: no results: an object of JSON is expected"),
                   shown);
      return NULL;
    }

  self = g_new0 (MtnReportFile, 1);
  self->path = g_strdup (path);
  self->node = json_parser_steal_root (parser);
  self->object = json_node_get_object (self->node);

  return self;
}

/* What every evaluation has; a report would be wrong without. */
static gboolean
check_evaluation (const MtnReportFile *file, GError **error)
{
  static const char *const strings[] = { "provenance/protocol", "provenance/dataset",
                                         "provenance/model/name" };
  static const char *const numbers[] = { "rows", "people" };
  JsonArray *ks = mtn_report_get_array (file->object, "provenance/ks");
  const char *missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    if (mtn_report_get_string (file->object, strings[i]) == NULL)
      missing = strings[i];
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (isnan (mtn_report_get_number (file->object, numbers[i])))
      missing = numbers[i];
  if (ks == NULL || json_array_get_length (ks) == 0)
    missing = "provenance/ks";

  if (missing == NULL)
    return TRUE;

  g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: an evaluation without “%s”"), file->path, missing);

  return FALSE;
}

/* {"<model>": {"metrics": …, "train_losses": …}} */
static gboolean
is_training (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *metrics = NULL;

  if (members == NULL)
    return FALSE;
  metrics = g_strconcat (members->data, "/metrics", NULL);

  return mtn_report_get_object (object, metrics) != NULL;
}

static gboolean
is_same_evaluation (JsonObject *a, JsonObject *b)
{
  static const char *const keys[] = { "provenance/protocol", "provenance/dataset", "provenance/model/name",
                                      "provenance/split" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (mtn_report_get_string (a, keys[i]), mtn_report_get_string (b, keys[i])) != 0)
      return FALSE;

  return TRUE;
}

/* Names with a time in them grow. */
static void
add_evaluation (MtnReportResults *self, MtnReportFile *file)
{
  for (guint i = 0; i < self->evaluations->len; i++)
    {
      MtnReportFile *other = g_ptr_array_index (self->evaluations, i);

      if (!is_same_evaluation (file->object, other->object))
        continue;
      if (strcmp (other->path, file->path) > 0)
        {
          file_free (file);
          return;
        }
      g_ptr_array_remove_index (self->evaluations, i);
      break;
    }
  g_ptr_array_add (self->evaluations, file);
}

/* Only the last of them is kept. */
static void
keep (MtnReportFile **place, MtnReportFile *file)
{
  if (*place != NULL)
    file_free (*place);
  *place = file;
}

static gboolean
add_file (MtnReportResults *self, const char *path, GError **error)
{
  MtnReportFile *file = read_file (path, error);

  if (file == NULL)
    return FALSE;

  if (json_object_has_member (file->object, "evaluation"))
    {
      if (!check_evaluation (file, error))
        {
          file_free (file);
          return FALSE;
        }
      add_evaluation (self, file);
    }
  else if (json_object_has_member (file->object, "exploration"))
    keep (&self->exploration, file);
  else if (json_object_has_member (file->object, "published"))
    keep (&self->published, file);
  else if (mtn_report_get_array (file->object, "items") != NULL)
    g_ptr_array_add (self->answers, file);
  else if (is_training (file->object))
    g_ptr_array_add (self->trainings, file);
  else
    file_free (file);

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is in a folder, by name. */
static GPtrArray *
list_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *paths;
  const char *name;

  if (dir == NULL)
    return NULL;

  paths = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);

  return paths;
}

static gboolean
add_folder (MtnReportResults *self, const char *folder, guint depth, GError **error)
{
  g_autoptr (GPtrArray) paths = list_folder (folder, error);

  if (paths == NULL)
    return FALSE;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (!mtn_file_check_inside (self->folder, path, error))
        return FALSE;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (depth < MAX_FOLDERS && !add_folder (self, path, depth + 1, error))
            return FALSE;
        }
      else if (g_str_has_suffix (path, ".json") && !add_file (self, path, error))
        return FALSE;
    }

  return TRUE;
}

/* By NDCG at the K that results are about, the best first. */
static int
compare_evaluations (gconstpointer a, gconstpointer b)
{
  const MtnReportFile *first = *(const MtnReportFile *const *) a, *second = *(const MtnReportFile *const *) b;
  double x = mtn_report_get_number (first->object, "10/ndcg"),
         y = mtn_report_get_number (second->object, "10/ndcg");

  if (x > y || (!isnan (x) && isnan (y)))
    return -1;
  if (x < y || (isnan (x) && !isnan (y)))
    return 1;

  return strcmp (first->path, second->path);
}

MtnReportResults *
mtn_report_results_load (const char *folder, GError **error)
{
  g_autoptr (MtnReportResults) self = g_new0 (MtnReportResults, 1);

  self->folder = g_strdup (folder);
  self->evaluations = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  self->trainings = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  if (!add_folder (self, folder, 0, error))
    return NULL;
  g_ptr_array_sort (self->evaluations, compare_evaluations);

  return g_steal_pointer (&self);
}

void
mtn_report_results_free (MtnReportResults *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_ptr_array_unref (self->evaluations);
  g_ptr_array_unref (self->trainings);
  g_ptr_array_unref (self->answers);
  g_clear_pointer (&self->exploration, file_free);
  g_clear_pointer (&self->published, file_free);
  g_free (self);
}

GPtrArray *
mtn_report_results_select (const MtnReportResults *self, const char *protocol, const char *split)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < self->evaluations->len; i++)
    {
      MtnReportFile *file = g_ptr_array_index (self->evaluations, i);

      if (g_strcmp0 (mtn_report_get_string (file->object, "provenance/protocol"), protocol) == 0 &&
          (split == NULL || g_strcmp0 (mtn_report_get_string (file->object, "provenance/split"), split) == 0))
        g_ptr_array_add (selected, file);
    }

  return selected;
}

char **
mtn_report_file_dup_pictures (const MtnReportFile *file)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autoptr (GPtrArray) paths = list_folder (folder, NULL);
  g_autoptr (GStrvBuilder) pictures = g_strv_builder_new ();

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (paths, i), ".svg"))
      g_strv_builder_add (pictures, g_ptr_array_index (paths, i));

  return g_strv_builder_end (pictures);
}
