/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-architecture.h"

#include <math.h>

static const char *const type_names[] = {
  [MTN_PART_POPULARITY] = "popularity", [MTN_PART_DEMOGRAPHIC] = "demographic",
  [MTN_PART_SPECTRAL] = "spectral",     [MTN_PART_ITEM_ITEM] = "item-item",
  [MTN_PART_NETWORK] = "network",       [MTN_PART_AUTOENCODER] = "autoencoder",
  [MTN_PART_FACTORS] = "factors",
};

static const char *const input_names[] = {
  [MTN_PART_INPUT_ANY] = "any",
  [MTN_PART_INPUT_FAVORITES] = "favorites",
  [MTN_PART_INPUT_RATINGS] = "ratings",
};

static const char *const features_names[] = {
  [MTN_NETWORK_FEATURES_DOCUMENTED] = "documented",
  [MTN_NETWORK_FEATURES_SEED_2023] = "seed-2023",
};

const char *
mtn_part_type_get_name (MtnPartType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

const char *
mtn_part_input_get_name (MtnPartInput input)
{
  g_return_val_if_fail ((guint) input < G_N_ELEMENTS (input_names), NULL);

  return input_names[input];
}

const char *
mtn_network_features_get_name (MtnNetworkFeatures features)
{
  g_return_val_if_fail ((guint) features < G_N_ELEMENTS (features_names), NULL);

  return features_names[features];
}

static GArray *
steps_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (MtnStep));
}

static void
part_free (gpointer data)
{
  MtnPart *part = data;

  g_free (part->name);
  g_array_unref (part->penalty);
  g_array_unref (part->weight);
  g_free (part);
}

MtnArchitecture *
mtn_architecture_new (const char *kind)
{
  MtnArchitecture *self;

  g_return_val_if_fail (kind != NULL && *kind != '\0', NULL);

  self = g_new0 (MtnArchitecture, 1);
  self->kind = g_strdup (kind);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->favorites.a = steps_new ();
  self->favorites.b = steps_new ();
  self->ratings.a = steps_new ();
  self->ratings.b = steps_new ();

  return self;
}

void
mtn_architecture_free (MtnArchitecture *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->kind);
  g_ptr_array_unref (self->parts);
  g_array_unref (self->favorites.a);
  g_array_unref (self->favorites.b);
  g_array_unref (self->ratings.a);
  g_array_unref (self->ratings.b);
  g_free (self);
}

MtnPart *
mtn_architecture_add_part (MtnArchitecture *self, MtnPartType type, const char *name, MtnPartInput input)
{
  MtnPart *part;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  part = g_new0 (MtnPart, 1);
  part->type = type;
  part->name = g_strdup (name);
  part->input = input;
  for (guint i = 0; i < G_N_ELEMENTS (part->values); i++)
    part->values[i] = 1;
  part->penalty = steps_new ();
  part->weight = steps_new ();
  g_ptr_array_add (self->parts, part);

  return part;
}

float
mtn_steps_get (GArray *steps, guint n_picks, float fallback)
{
  float value;

  if (steps == NULL || steps->len == 0)
    return fallback;

  value = g_array_index (steps, MtnStep, 0).value;
  for (guint i = 1; i < steps->len && g_array_index (steps, MtnStep, i).min_picks <= n_picks; i++)
    value = g_array_index (steps, MtnStep, i).value;

  return value;
}

void
mtn_steps_add (GArray *steps, guint min_picks, float value)
{
  MtnStep step = { min_picks, value };
  MtnStep *last;

  g_return_if_fail (steps != NULL);

  last = steps->len > 0 ? &g_array_index (steps, MtnStep, steps->len - 1) : NULL;
  g_return_if_fail (last == NULL || last->min_picks <= min_picks);

  if (last != NULL && last->min_picks == min_picks)
    last->value = value;
  else
    g_array_append_val (steps, step);
}

float
mtn_star_value (const MtnStarValues values, float stars)
{
  float below;
  guint i;

  g_return_val_if_fail (stars >= 0 && stars <= 5, 0);

  if (stars == 0) /* not the lowest rating, but none */
    return values[0];
  if (stars <= 1)
    return values[1];

  below = floorf (stars);
  i = (guint) below;

  return i == 5 ? values[5] : values[i] + (stars - below) * (values[i + 1] - values[i]);
}
