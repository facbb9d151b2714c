/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-model-facts.h"

#include <math.h>

#include "mtn-json-read.h"

#define CATALOG_PREFIX "catalog."
/* The numbers of picks that protocol favorites asks with. */
static const char *const picks[] = { "1", "3", "5", "10" };

/* The mean over the numbers of picks that are there; NaN when the text has no such figures. */
static double
read_ndcg (const char *metrics)
{
  g_autoptr (JsonNode) node = metrics != NULL ? mtn_json_read_text (metrics, "metrics", NULL) : NULL;
  JsonNode *member;
  double sum = 0, value;
  guint n = 0;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NAN;
  member = json_object_get_member (json_node_get_object (node), "ndcg@10");
  if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
    return NAN;

  for (guint i = 0; i < G_N_ELEMENTS (picks); i++)
    {
      JsonNode *number = json_object_get_member (json_node_get_object (member), picks[i]);

      if (number != NULL && mtn_json_read_number (number, &value))
        {
          sum += value;
          n++;
        }
    }

  return n > 0 ? sum / n : NAN;
}

/* In the form in which they can be compared. */
static char *
dup_options (const char *options)
{
  g_autoptr (JsonNode) node = options != NULL ? mtn_json_read_text (options, "options", NULL) : NULL;

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

guint64
mtn_model_facts_count_weights (MtnCheckpoint *checkpoint)
{
  MtnSafetensors *file = mtn_checkpoint_get_file (checkpoint);
  guint64 n = 0;

  for (guint i = 0; i < mtn_safetensors_get_n_tensors (file); i++)
    {
      const MtnTensor *tensor = mtn_safetensors_get_tensor (file, i);

      if (!g_str_has_prefix (tensor->name, CATALOG_PREFIX))
        n += tensor->n_values;
    }

  return n;
}

MtnModelFacts *
mtn_model_facts_new (MtnCheckpoint *checkpoint)
{
  MtnModelFacts *self;
  MtnSafetensors *file;
  gsize n_data;

  g_return_val_if_fail (checkpoint != NULL, NULL);

  self = g_new0 (MtnModelFacts, 1);
  file = mtn_checkpoint_get_file (checkpoint);
  mtn_safetensors_get_data (file, &n_data);
  self->name = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_NAME));
  self->kind = g_strdup (mtn_checkpoint_get_architecture (checkpoint)->kind);
  self->dataset = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATASET));
  self->data_sha256 = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATA_SHA256));
  self->split = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SPLIT));
  self->seed = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_SEED));
  self->options = dup_options (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_OPTIONS));
  self->date = g_strdup (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_DATE));
  self->sha256 = g_strdup (mtn_checkpoint_get_sha256 (checkpoint));
  self->n_bytes = sizeof (guint64) + mtn_safetensors_get_header_size (file) + n_data;
  self->n_weights = mtn_model_facts_count_weights (checkpoint);
  self->n_movies = mtn_catalog_get_n_movies (mtn_checkpoint_get_catalog (checkpoint));
  self->n_parts = mtn_checkpoint_get_architecture (checkpoint)->parts->len;
  self->ndcg = read_ndcg (mtn_checkpoint_get_provenance (checkpoint, MTN_PROVENANCE_METRICS));

  return self;
}

MtnModelFacts *
mtn_model_facts_read (const char *path, GError **error)
{
  g_autoptr (MtnCheckpoint) checkpoint = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  checkpoint = mtn_checkpoint_open (path, error);

  return checkpoint != NULL ? mtn_model_facts_new (checkpoint) : NULL;
}

void
mtn_model_facts_free (MtnModelFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->dataset);
  g_free (self->data_sha256);
  g_free (self->split);
  g_free (self->seed);
  g_free (self->options);
  g_free (self->date);
  g_free (self->sha256);
  g_free (self);
}
