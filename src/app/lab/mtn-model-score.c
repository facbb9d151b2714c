/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-score.h"

#include <math.h>
#include <unistd.h>

#include "mtn-file.h"
#include "mtn-json-guard.h"
#include "mtn-report-results.h"

/* With the list of what every row scored a result has some MB. */
#define MAX_BYTES (64u * 1024 * 1024)
#define MAX_DEPTH 16

static JsonNode *
read_json (const char *path)
{
  guint64 size;
  int fd = mtn_file_open_plain (path, &size, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = NULL;
  const char *text;
  gsize length;

  if (fd < 0)
    return NULL;
  bytes = size <= MAX_BYTES ? mtn_file_read (fd, size, path, NULL) : NULL;
  close (fd);
  if (bytes == NULL)
    return NULL;

  text = g_bytes_get_data (bytes, &length);
  if (text == NULL || !mtn_json_guard (text, length, path, MAX_DEPTH, MAX_BYTES, NULL))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static char *
dup_options (JsonObject *result)
{
  JsonObject *provenance = json_object_get_object_member (result, "provenance");
  JsonNode *model = provenance != NULL ? json_object_get_member (provenance, "model") : NULL;
  JsonNode *options = model != NULL && JSON_NODE_HOLDS_OBJECT (model)
                          ? json_object_get_member (json_node_get_object (model), "options")
                          : NULL;

  return options != NULL && JSON_NODE_HOLDS_OBJECT (options) ? json_to_string (options, FALSE) : NULL;
}

MtnModelScore *
mtn_model_score_read (const char *path)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MtnModelScore) self = NULL;
  JsonObject *object;

  g_return_val_if_fail (path != NULL, NULL);

  node = read_json (path);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  self = g_atomic_rc_box_new0 (MtnModelScore);
  self->path = g_strdup (path);
  self->protocol = g_strdup (mtn_report_get_string (object, "provenance/protocol"));
  self->ndcg = mtn_report_get_number (object, "10/ndcg");
  self->precision = mtn_report_get_number (object, "10/precision");
  if (self->protocol == NULL || !isfinite (self->ndcg))
    return NULL;

  self->model_sha256 = g_strdup (mtn_report_get_string (object, "provenance/model/sha256"));
  self->options = dup_options (object);
  self->data_sha256 = g_strdup (mtn_report_get_string (object, "provenance/data_sha256"));
  self->split = g_strdup (mtn_report_get_string (object, "provenance/split"));
  self->leaks = g_strdup (mtn_report_get_string (object, "provenance/leaks"));
  self->dataset = g_strdup (mtn_report_get_string (object, "provenance/dataset"));
  self->seed = mtn_report_get_number (object, "provenance/seed");
  self->n_folds = mtn_report_get_number (object, "provenance/folds");
  self->n_people = mtn_report_get_number (object, "provenance/people");

  return self->model_sha256 != NULL || self->options != NULL ? g_steal_pointer (&self) : NULL;
}

MtnModelScore *
mtn_model_score_ref (MtnModelScore *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
score_clear (gpointer data)
{
  MtnModelScore *self = data;

  g_free (self->path);
  g_free (self->model_sha256);
  g_free (self->options);
  g_free (self->data_sha256);
  g_free (self->protocol);
  g_free (self->split);
  g_free (self->leaks);
  g_free (self->dataset);
}

void
mtn_model_score_unref (MtnModelScore *self)
{
  g_atomic_rc_box_release_full (self, score_clear);
}

gboolean
mtn_model_score_is_of (const MtnModelScore *self, const MtnModelFacts *facts)
{
  g_return_val_if_fail (self != NULL && facts != NULL, FALSE);

  if (self->model_sha256 != NULL)
    return g_strcmp0 (self->model_sha256, facts->sha256) == 0;

  return self->options != NULL && g_strcmp0 (self->options, facts->options) == 0 &&
         self->data_sha256 != NULL && g_strcmp0 (self->data_sha256, facts->data_sha256) == 0;
}

gboolean
mtn_model_score_is_honest (const MtnModelScore *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->leaks == NULL;
}
