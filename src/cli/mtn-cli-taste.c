/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cli-taste.h"

#include "mtn-checkpoint.h"
#include "mtn-default-model.h"
#include "mtn-profile-file.h"

MtnCliTaste *
mtn_cli_taste_new (const MtnExploration *data, const char *profile, const char *model, GError **error)
{
  g_autofree char *path = model != NULL ? g_strdup (model) : mtn_default_model_dup_path ();
  g_autofree char *name = NULL;
  g_autoptr (MtnProfile) saved = mtn_profile_load (profile, &name, error);
  g_autoptr (MtnCheckpoint) checkpoint = saved != NULL ? mtn_checkpoint_open (path, error) : NULL;
  g_autoptr (GArray) picks = g_array_new (FALSE, FALSE, sizeof (MtnTastePick));
  MtnCliTaste *self;

  if (checkpoint == NULL)
    return NULL;

  for (guint i = 0; i < mtn_profile_get_n_picks (saved); i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (saved, i);
      int index = mtn_catalog_find_id (mtn_checkpoint_get_catalog (checkpoint), pick->movie_id);

      if (index >= 0)
        g_array_append_val (picks, ((MtnTastePick){ .movie = (guint) index, .stars = pick->stars }));
    }

  self = g_new0 (MtnCliTaste, 1);
  self->taste = mtn_taste_new_matched (data, mtn_checkpoint_get_catalog (checkpoint),
                                       (const MtnTastePick *) picks->data, picks->len, &self->n_unknown);
  self->n_unknown += mtn_profile_get_n_picks (saved) - picks->len;
  self->name = name != NULL ? g_steal_pointer (&name) : g_path_get_basename (profile);

  return self;
}

void
mtn_cli_taste_free (MtnCliTaste *self)
{
  g_return_if_fail (self != NULL);

  mtn_taste_free (self->taste);
  g_free (self->name);
  g_free (self);
}
