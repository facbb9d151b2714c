/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-profile-file.h"

#include <json-glib/json-glib.h>

#include "mtn-profile-json.h"
#include "mtn-vocabulary.h"

static void
add_ids (JsonBuilder *builder, const MtnProfile *self, const char *key, MtnExcludeReason reason)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < mtn_profile_get_n_exclusions (self); i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (self, i);

      if (exclusion->reason == reason)
        json_builder_add_int_value (builder, exclusion->movie_id);
    }
  json_builder_end_array (builder);
}

static void
add_picks (JsonBuilder *builder, const MtnProfile *self)
{
  guint n_picks = mtn_profile_get_n_picks (self);

  json_builder_set_member_name (builder, "ratings");
  json_builder_begin_object (builder);
  for (guint i = 0; i < n_picks; i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (self, i);
      char id[16];

      if (pick->stars == 0)
        continue;

      g_snprintf (id, sizeof id, "%d", pick->movie_id);
      json_builder_set_member_name (builder, id);
      json_builder_add_double_value (builder, (double) pick->stars);
    }
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "favorites");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_picks; i++)
    {
      if (mtn_profile_get_pick (self, i)->stars == 0)
        json_builder_add_int_value (builder, mtn_profile_get_pick (self, i)->movie_id);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "picks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_picks; i++)
    json_builder_add_int_value (builder, mtn_profile_get_pick (self, i)->movie_id);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;

  valid = g_utf8_make_valid (text, -1);
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, valid);
}

char *
mtn_profile_to_json (const MtnProfile *self, const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, MTN_PROFILE_SCHEMA);
  add_text (builder, "name", name);
  if (mtn_profile_get_age (self) != MTN_NOT_SAID)
    {
      json_builder_set_member_name (builder, "age");
      json_builder_add_int_value (builder, mtn_profile_get_age (self));
    }
  add_text (builder, "gender", mtn_profile_get_gender (self));
  add_text (builder, "occupation", mtn_profile_get_occupation (self));
  add_picks (builder, self);
  add_ids (builder, self, "exclude", MTN_EXCLUDE_SEEN);
  add_ids (builder, self, "not_interested", MTN_EXCLUDE_NOT_INTERESTED);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);

  return g_strconcat (text, "\n", NULL);
}
