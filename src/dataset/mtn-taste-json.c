/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-taste-json.h"

static void
set_pair (JsonObject *object, double own, double everyone)
{
  json_object_set_double_member (object, "own", own);
  json_object_set_double_member (object, "everyone", everyone);
}

static JsonArray *
build_genres (const MtnTaste *self, MtnCatalog *catalog)
{
  JsonArray *rows = json_array_new ();

  for (guint g = 0; g <= mtn_catalog_get_n_genres (catalog); g++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "name",
                                     g == 0 ? "unknown" : mtn_catalog_get_genres (catalog)[g - 1]);
      set_pair (row, self->genres[MTN_TASTE_OWN][g], self->genres[MTN_TASTE_EVERYONE][g]);
      json_array_add_object_element (rows, row);
    }

  return rows;
}

/* Rows with a number each that says what it is about. */
static JsonArray *
build_rows (const char *key, double first, double step, const double *own, const double *everyone, guint n)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_double_member (row, key, first + i * step);
      set_pair (row, own[i], everyone[i]);
      json_array_add_object_element (rows, row);
    }

  return rows;
}

JsonNode *
mtn_taste_to_json (const MtnTaste *self, MtnCatalog *catalog, const char *name, guint n_unknown)
{
  JsonObject *object = json_object_new ();
  JsonObject *mean = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "taste", 1);
  json_object_set_string_member (object, "name", name);
  json_object_set_int_member (object, "picks", self->n_picks);
  json_object_set_int_member (object, "picks_unknown", n_unknown);
  json_object_set_int_member (object, "picks_with_stars", self->n_starred);
  set_pair (mean, self->mean_stars[MTN_TASTE_OWN], self->mean_stars[MTN_TASTE_EVERYONE]);
  json_object_set_object_member (object, "mean_stars", mean);
  json_object_set_array_member (object, "genres", build_genres (self, catalog));
  json_object_set_array_member (object, "stars",
                                build_rows ("stars", 0.5, 0.5, self->stars[MTN_TASTE_OWN],
                                            self->stars[MTN_TASTE_EVERYONE], MTN_EXPLORATION_N_STARS));
  json_object_set_array_member (object, "decades",
                                build_rows ("from", self->first_decade, 10, self->decades[MTN_TASTE_OWN],
                                            self->decades[MTN_TASTE_EVERYONE], self->n_decades));
  json_object_set_array_member (object, "popularity",
                                build_rows ("tenth", 1, 1, self->tenths[MTN_TASTE_OWN],
                                            self->tenths[MTN_TASTE_EVERYONE], MTN_TASTE_N_TENTHS));
  json_node_take_object (node, object);

  return node;
}
