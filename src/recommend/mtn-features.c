/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-features.h"

#include <string.h>

/* Takes a pick in. One film is one pick, whichever of its ids it goes by: stars say more than none, and what
 * was said later more than what was said before. */
static void
add_pick (MtnFeatures *self, const MtnMovie *movie, float stars)
{
  MtnFeaturePick known = { movie->lead, movie->twin, stars };

  for (guint i = 0; i < self->picks->len; i++)
    {
      MtnFeaturePick *other = &g_array_index (self->picks, MtnFeaturePick, i);

      if (other->film == movie->twin)
        {
          if (stars > 0.0f)
            other->stars = stars;
          return;
        }
    }

  g_array_append_val (self->picks, known);
}

/* By film: sums of floats depend on the order of what is added, and the order of picks says nothing. */
static int
compare_picks (gconstpointer a, gconstpointer b)
{
  const MtnFeaturePick *first = a, *second = b;

  return (first->film > second->film) - (first->film < second->film);
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
      int index = mtn_catalog_find_id (catalog, pick->movie_id);
      const MtnMovie *movie = index >= 0 ? mtn_catalog_get_movie (catalog, (guint) index) : NULL;

      if (movie == NULL)
        self->n_unknown++;
      else if (!movie->placeholder)
        add_pick (self, movie, pick->stars);
    }
  g_array_sort (self->picks, compare_picks);
  count_rated (self);

  self->years = mtn_profile_get_age (profile);
  self->age = mtn_vocabulary_age_group (vocabulary, self->years);
  self->gender = mtn_vocabulary_gender (vocabulary, mtn_profile_get_gender (profile));
  self->occupation = mtn_vocabulary_occupation (vocabulary, mtn_profile_get_occupation (profile));

  return self;
}

MtnFeatures *
mtn_features_new_for_row (MtnCheckpoint *checkpoint, const MtnScoreRow *row)
{
  MtnFeatures *self = g_new0 (MtnFeatures, 1);

  self->picks = g_array_sized_new (FALSE, FALSE, sizeof (MtnFeaturePick), row->n_picks);
  for (guint i = 0; i < row->n_picks; i++)
    {
      MtnFeaturePick pick = { row->movies[i], row->movies[i], row->stars[i] };

      g_array_append_val (self->picks, pick);
    }
  count_rated (self);

  self->years = row->years;
  self->age = mtn_vocabulary_age_group (mtn_checkpoint_get_vocabulary (checkpoint), row->years);
  self->gender = row->gender;
  self->occupation = row->occupation;
  if (row->inputs != NULL)
    {
      self->has_inputs = TRUE;
      memcpy (self->inputs, row->inputs, sizeof self->inputs);
    }

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
