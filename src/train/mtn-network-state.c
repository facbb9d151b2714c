/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-network-state.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "mtn-error.h"
#include "mtn-json-read.h"
#include "mtn-json-text.h"

MtnNetworkState *
mtn_network_state_new (void)
{
  MtnNetworkState *self = g_new0 (MtnNetworkState, 1);

  self->epochs = g_array_new (FALSE, FALSE, sizeof (MtnNetworkEpoch));
  self->best_loss = NAN;

  return self;
}

void
mtn_network_state_free (MtnNetworkState *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->epochs, g_array_unref);
  g_free (self->start);
  g_free (self);
}

void
mtn_network_state_add (MtnNetworkState *self, MtnNetworkEpoch *epoch)
{
  /* Written so that it holds for NaN. */
  epoch->is_best = self->best_epoch == 0 || !(epoch->val_loss > self->best_loss);
  if (epoch->is_best)
    {
      self->best_epoch = epoch->epoch;
      self->best_loss = epoch->val_loss;
    }
  g_array_append_val (self->epochs, *epoch);
}

gboolean
mtn_network_state_is_done (const MtnNetworkState *self, guint n_epochs, guint patience)
{
  guint n_done = self->epochs->len;

  return n_done >= n_epochs || (patience > 0 && n_done >= self->best_epoch + patience);
}

static void
append_member (GString *out, const char *key, double value)
{
  g_string_append_printf (out, ", \"%s\": ", key);
  mtn_json_text_append_double (out, value);
}

void
mtn_network_epoch_append (const MtnNetworkEpoch *self, GString *out)
{
  g_string_append_printf (out, "\"epoch\": %u", self->epoch);
  append_member (out, "train_loss", self->train_loss);
  append_member (out, "val_loss", self->val_loss);
  append_member (out, "train_loss_seed", self->train_loss_seed);
  append_member (out, "val_loss_seed", self->val_loss_seed);
  append_member (out, "learning_rate", self->learning_rate);
  g_string_append_printf (out, ", \"best\": %s, \"metrics\": {\"precision@%d\": ",
                          self->is_best ? "true" : "false", MTN_NETWORK_METRICS_K);
  mtn_json_text_append_double (out, self->precision);
  g_string_append_printf (out, ", \"map@%d\": ", MTN_NETWORK_METRICS_K);
  mtn_json_text_append_double (out, self->map);
  g_string_append_printf (out, ", \"ndcg@%d\": ", MTN_NETWORK_METRICS_K);
  mtn_json_text_append_double (out, self->ndcg);
  g_string_append_c (out, '}');
}

char *
mtn_network_state_to_json (const MtnNetworkState *self, const char *fingerprint)
{
  GString *out = g_string_new ("{\"data\": ");

  mtn_json_text_append_string (out, fingerprint);
  if (self->start != NULL)
    {
      g_string_append (out, ", \"start\": ");
      mtn_json_text_append_string (out, self->start);
    }
  g_string_append_printf (out, ", \"batches\": %u", self->n_batches);
  append_member (out, "loss_sum", self->loss_sum);
  append_member (out, "cells", self->cells);
  append_member (out, "seed_sum", self->seed_sum);
  g_string_append (out, ", \"epochs\": [");
  for (guint i = 0; i < self->epochs->len; i++)
    {
      g_string_append (out, i > 0 ? ", {" : "{");
      mtn_network_epoch_append (&g_array_index (self->epochs, MtnNetworkEpoch, i), out);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");

  return g_string_free (out, FALSE);
}

/* null stands for NaN. */
static gboolean
read_double (JsonObject *object, const char *key, double *value)
{
  JsonNode *node = json_object_get_member (object, key);

  *value = NAN;

  return node != NULL && (JSON_NODE_HOLDS_NULL (node) || mtn_json_read_number (node, value));
}

static gboolean
read_count (JsonObject *object, const char *key, guint *value)
{
  double number;

  if (!read_double (object, key, &number) || !(number >= 0 && number <= G_MAXINT32) ||
      floor (number) != number)
    return FALSE;
  *value = (guint) number;

  return TRUE;
}

gboolean
mtn_network_state_add_json (MtnNetworkState *self, JsonNode *node, const char *what, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *metrics = object != NULL ? mtn_json_read_object (object, "metrics", what, error) : NULL;
  MtnNetworkEpoch epoch;

  if (metrics == NULL)
    return FALSE;

  if (!read_count (object, "epoch", &epoch.epoch) || epoch.epoch != self->epochs->len + 1 ||
      !read_double (object, "train_loss", &epoch.train_loss) ||
      !read_double (object, "val_loss", &epoch.val_loss) ||
      !read_double (object, "train_loss_seed", &epoch.train_loss_seed) ||
      !read_double (object, "val_loss_seed", &epoch.val_loss_seed) ||
      !read_double (object, "learning_rate", &epoch.learning_rate) ||
      !read_double (metrics, "precision@10", &epoch.precision) ||
      !read_double (metrics, "map@10", &epoch.map) || !read_double (metrics, "ndcg@10", &epoch.ndcg))
    return FALSE;
  mtn_network_state_add (self, &epoch);

  return TRUE;
}

static gboolean
read_members (MtnNetworkState *self, JsonObject *object, const char *what, char **fingerprint, GError **error)
{
  const char *data = mtn_json_read_string (object, "data", what, error);
  JsonArray *epochs = data != NULL ? mtn_json_read_array (object, "epochs", what, error) : NULL;

  if (epochs == NULL || !read_count (object, "batches", &self->n_batches) ||
      !read_double (object, "loss_sum", &self->loss_sum) || !read_double (object, "cells", &self->cells) ||
      !read_double (object, "seed_sum", &self->seed_sum))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (epochs); i++)
    if (!mtn_network_state_add_json (self, json_array_get_element (epochs, i), what, error))
      return FALSE;
  if (json_object_has_member (object, "start"))
    {
      const char *start = mtn_json_read_string (object, "start", what, error);

      if (start == NULL)
        return FALSE;
      self->start = g_strdup (start);
    }
  *fingerprint = g_strdup (data);

  return TRUE;
}

MtnNetworkState *
mtn_network_state_from_json (const char *text, const char *what, char **fingerprint, GError **error)
{
  g_autoptr (MtnNetworkState) self = mtn_network_state_new ();
  g_autoptr (JsonNode) root = mtn_json_read_text (text, what, error);
  g_autoptr (GError) local_error = NULL;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root) &&
      read_members (self, json_node_get_object (root), what, fingerprint, &local_error))
    return g_steal_pointer (&self);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, MTN_ERROR, MTN_ERROR_FORMAT, _ ("%s: how far the training got is not said properly"),
                 what);

  return NULL;
}
