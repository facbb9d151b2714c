/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-features.h"

/* Whether the film of @movie, under either of its ids, is among the picks. */
static gboolean
has_film (const MtnFeatures *self, MtnCatalog *catalog, guint movie)
{
  guint film = mtn_catalog_get_movie (catalog, movie)->twin;

  for (guint i = 0; i < self->picks->len; i++)
    if (mtn_catalog_get_movie (catalog, mtn_features_get_pick (self, i)->movie)->twin == film)
      return TRUE;

  return FALSE;
}

static void
count_rated (MtnFeatures *self)
{
  guint n_rated = 0;

  for (guint i = 0; i < self->picks->len; i++)
    if (mtn_features_get_pick (self, i)->stars > 0.0f)
      n_rated++;

  self->rated_share = self->picks->len > 0 ? (float) n_rated / (float) self->picks->len : 0.0f;
}

MtnFeatures *
mtn_features_new (MtnCheckpoint *checkpoint, const MtnProfile *profile)
{
  MtnCatalog *catalog = mtn_checkpoint_get_catalog (checkpoint);
  MtnVocabulary *vocabulary = mtn_checkpoint_get_vocabulary (checkpoint);
  guint n_picks = mtn_profile_get_n_picks (profile);
  MtnFeatures *self = g_new0 (MtnFeatures, 1);

  self->picks = g_array_sized_new (FALSE, FALSE, sizeof (MtnFeaturePick), n_picks);

  for (guint i = 0; i < n_picks; i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (profile, i);
      int movie = mtn_catalog_find_id (catalog, pick->movie_id);
      MtnFeaturePick known = { movie, pick->stars };

      if (movie < 0)
        self->n_unknown++;
      else if (!has_film (self, catalog, movie))
        g_array_append_val (self->picks, known);
    }
  count_rated (self);

  self->years = mtn_profile_get_age (profile);
  self->age = mtn_vocabulary_age_group (vocabulary, self->years);
  self->gender = mtn_vocabulary_gender (vocabulary, mtn_profile_get_gender (profile));
  self->occupation = mtn_vocabulary_occupation (vocabulary, mtn_profile_get_occupation (profile));

  return self;
}

void
mtn_features_free (MtnFeatures *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->picks);
  g_free (self);
}

static MtnFeatures *
copy (const MtnFeatures *self)
{
  MtnFeatures *result = g_new0 (MtnFeatures, 1);

  *result = *self;
  result->picks = g_array_copy (self->picks);

  return result;
}

MtnFeatures *
mtn_features_without_pick (const MtnFeatures *self, guint position)
{
  MtnFeatures *result = copy (self);

  g_array_remove_index (result->picks, position);
  count_rated (result);

  return result;
}

MtnFeatures *
mtn_features_without_age (const MtnFeatures *self)
{
  MtnFeatures *result = copy (self);

  result->years = MTN_NOT_SAID;
  result->age = MTN_NOT_SAID;

  return result;
}

MtnFeatures *
mtn_features_without_gender (const MtnFeatures *self)
{
  MtnFeatures *result = copy (self);

  result->gender = MTN_NOT_SAID;

  return result;
}

MtnFeatures *
mtn_features_without_occupation (const MtnFeatures *self)
{
  MtnFeatures *result = copy (self);

  result->occupation = MTN_NOT_SAID;

  return result;
}

MtnFeatures *
mtn_features_without_attributes (const MtnFeatures *self)
{
  MtnFeatures *result = copy (self);

  result->years = MTN_NOT_SAID;
  result->age = MTN_NOT_SAID;
  result->gender = MTN_NOT_SAID;
  result->occupation = MTN_NOT_SAID;

  return result;
}
