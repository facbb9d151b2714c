/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-figures-json.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Its outputs, whatever it was trained on. */
#define SEED_N_FILMS 1682

static double
node_number (JsonNode *node)
{
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;
}

static JsonNode *
get_member (JsonObject *object, const char *key)
{
  return object != NULL ? json_object_get_member (object, key) : NULL;
}

double
mtn_figures_json_get_number (JsonObject *object, const char *key)
{
  return node_number (get_member (object, key));
}

const char *
mtn_figures_json_get_string (JsonObject *object, const char *key)
{
  JsonNode *node = get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

JsonObject *
mtn_figures_json_get_object (JsonObject *object, const char *key)
{
  JsonNode *node = get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
mtn_figures_json_get_array (JsonObject *object, const char *key)
{
  JsonNode *node = get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

double *
mtn_figures_json_dup_numbers (JsonArray *array, guint *n)
{
  double *numbers;

  *n = array != NULL ? json_array_get_length (array) : 0;
  numbers = g_new (double, MAX (*n, 1));
  for (guint i = 0; i < *n; i++)
    numbers[i] = node_number (json_array_get_element (array, i));

  return numbers;
}

double *
mtn_figures_json_dup_losses (JsonObject *model, gboolean validation, guint *n)
{
  JsonArray *means = mtn_figures_json_get_array (model, validation ? "val_losses_mean" : "train_losses_mean");
  double *losses;

  if (means != NULL)
    return mtn_figures_json_dup_numbers (means, n);

  losses = mtn_figures_json_dup_numbers (mtn_figures_json_get_array (model, validation ? "val_losses"
                                                                                       : "train_losses"),
                                         n);
  for (guint i = 0; i < *n; i++)
    losses[i] = losses[i] <= DBL_MAX / SEED_N_FILMS ? losses[i] * SEED_N_FILMS : NAN;

  return losses;
}

static int
compare_ks (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

guint *
mtn_figures_json_dup_ks (JsonObject *object, guint *n)
{
  g_autoptr (GArray) ks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    {
      guint64 k;

      if (g_ascii_string_to_unsigned (name->data, 10, 1, G_MAXUINT, &k, NULL) &&
          mtn_figures_json_get_object (object, name->data) != NULL)
        g_array_append_vals (ks, &(guint){ (guint) k }, 1);
    }
  g_array_sort (ks, compare_ks);
  *n = ks->len;

  return (guint *) g_array_free (g_steal_pointer (&ks), FALSE);
}
