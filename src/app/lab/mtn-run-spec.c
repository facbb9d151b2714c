/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-run-spec.h"

#include <glib/gi18n.h>

#include "mtn-error.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"
#include "mtn-train.h"

#define MLP "mlp"

static const char *const kinds[] = { "model", "grid", "tuning" };

void
mtn_run_spec_clear (MtnRunSpec *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->data, g_strfreev);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->grid, g_free);
}

void
mtn_run_spec_copy (const MtnRunSpec *self, MtnRunSpec *copy)
{
  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->data = g_strdupv (self->data);
  copy->model = g_strdup (self->model);
  copy->grid = g_strdup (self->grid);
}

gboolean
mtn_run_spec_has_epochs (const MtnRunSpec *self)
{
  return self->kind != MTN_RUN_MODEL || g_strcmp0 (self->model, MLP) == 0;
}

gboolean
mtn_run_spec_check (const MtnRunSpec *self, GError **error)
{
  const char *problem = NULL;

  if (self->name == NULL || *self->name == '\0')
    problem = _ ("The training needs a name: the model is called like it");
  else if (self->data == NULL || self->data[0] == NULL)
    problem = _ ("There are no data to train on: open a MovieLens folder or archive");
  else if (g_strv_length (self->data) > 2 || (self->data[1] != NULL && mtn_run_spec_has_epochs (self)))
    problem = _ ("Networks learn from one data set, other models from two at most");
  else if (self->kind == MTN_RUN_MODEL &&
           (self->model == NULL || !g_strv_contains (mtn_train_get_models (), self->model)))
    problem = _ ("There is no such kind of model");
  else if (self->kind == MTN_RUN_TUNING && self->grid == NULL)
    problem = _ ("Which networks are to be tuned is not said");
  else if (self->rank == 0)
    problem = _ ("The rank of a model must be 1 or more");

  if (problem != NULL)
    {
      g_set_error_literal (error, MTN_ERROR, MTN_ERROR_USAGE, problem);
      return FALSE;
    }

  return !mtn_run_spec_has_epochs (self) || mtn_network_options_check (&self->network, error);
}

static void
append_string (GString *out, const char *key, const char *text)
{
  g_string_append_printf (out, ", \"%s\": ", key);
  mtn_json_text_append_string (out, text);
}

/* Names of files need not be UTF-8. */
static void
append_path (GString *out, const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  mtn_json_text_append_string (out, uri != NULL ? uri : "");
}

static char *
dup_absolute (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_get_path (file);
}

void
mtn_run_spec_append (const MtnRunSpec *self, GString *out)
{
  MtnNetworkOptions settled = self->network;
  g_autofree char *network = NULL;

  mtn_network_options_settle (&settled);
  network = mtn_network_options_to_json (&settled);

  g_string_append_printf (out, "\"kind\": \"%s\"", kinds[self->kind]);
  append_string (out, "name", self->name);
  g_string_append (out, ", \"data\": [");
  for (guint i = 0; self->data[i] != NULL; i++)
    {
      g_autofree char *path = dup_absolute (self->data[i]);

      g_string_append (out, i > 0 ? ", " : "");
      append_path (out, path);
    }
  g_string_append_c (out, ']');
  append_string (out, "model", self->model != NULL ? self->model : MLP);
  g_string_append_printf (out, ", \"rank\": %u, \"threads\": %u, \"features_chosen\": %d", self->rank,
                          self->network.threads, self->features_chosen ? 1 : 0);
  append_string (out, "network", network);
  if (self->grid != NULL)
    {
      g_string_append (out, ", \"grid\": ");
      append_path (out, self->grid);
    }
}

static gboolean
read_kind (MtnRunSpec *self, JsonObject *object, const char *what, GError **error)
{
  const char *kind = mtn_json_read_string (object, "kind", what, error);

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      {
        self->kind = (MtnRunKind) i;
        return TRUE;
      }

  if (kind != NULL)
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: “%s” is no kind of training"), what, kind);

  return FALSE;
}

static gboolean
read_data (MtnRunSpec *self, JsonObject *object, const char *what, GError **error)
{
  JsonArray *array = mtn_json_read_array (object, "data", what, error);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  if (array == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *path = JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL
                                  ? g_filename_from_uri (json_node_get_string (node), NULL, NULL)
                                  : NULL;

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  g_strfreev (self->data);
  self->data = g_strv_builder_end (paths);

  return TRUE;
}

static gboolean
read_count (JsonObject *object, const char *key, guint *value)
{
  JsonNode *node = json_object_get_member (object, key);
  double number;

  if (node == NULL || !mtn_json_read_number (node, &number) || !(number >= 0 && number <= G_MAXINT32))
    return FALSE;
  *value = (guint) number;

  return TRUE;
}

gboolean
mtn_run_spec_read (MtnRunSpec *self, JsonObject *object, const char *what, GError **error)
{
  const char *name = mtn_json_read_string (object, "name", what, error);
  const char *model = name != NULL ? mtn_json_read_string (object, "model", what, error) : NULL;
  const char *network = model != NULL ? mtn_json_read_string (object, "network", what, error) : NULL;
  guint threads, chosen;

  if (network == NULL || !read_kind (self, object, what, error) || !read_data (self, object, what, error) ||
      !mtn_network_options_from_json (&self->network, network, what, error))
    return FALSE;

  if (!read_count (object, "rank", &self->rank) || !read_count (object, "threads", &threads) ||
      !read_count (object, "features_chosen", &chosen))
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT,
                   _ ("%s: “rank”, “threads” and “features_chosen” must be numbers"), what);
      return FALSE;
    }
  self->network.threads = threads;
  self->features_chosen = chosen != 0;
  g_free (self->name);
  self->name = g_strdup (name);
  g_free (self->model);
  self->model = g_strdup (model);
  if (json_object_has_member (object, "grid"))
    {
      const char *uri = mtn_json_read_string (object, "grid", what, error);

      if (uri == NULL)
        return FALSE;
      g_free (self->grid);
      self->grid = g_filename_from_uri (uri, NULL, NULL);
    }

  return mtn_run_spec_check (self, error);
}
