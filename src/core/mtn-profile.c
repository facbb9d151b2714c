/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A profile is small (hundreds of picks at most), so lists and linear search. */

#include "mtn-profile.h"

#include <math.h>

#include "mtn-vocabulary.h"

struct _MtnProfile
{
  GArray *picks;      /* MtnPick, in the order in which they were made */
  GArray *exclusions; /* MtnExclusion */
  int age;
  char *gender;
  char *occupation;
};

MtnProfile *
mtn_profile_new (void)
{
  MtnProfile *self = g_new0 (MtnProfile, 1);

  self->picks = g_array_new (FALSE, FALSE, sizeof (MtnPick));
  self->exclusions = g_array_new (FALSE, FALSE, sizeof (MtnExclusion));
  self->age = MTN_NOT_SAID;

  return self;
}

MtnProfile *
mtn_profile_copy (const MtnProfile *self)
{
  MtnProfile *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = mtn_profile_new ();
  if (self->picks->len > 0)
    g_array_append_vals (copy->picks, self->picks->data, self->picks->len);
  if (self->exclusions->len > 0)
    g_array_append_vals (copy->exclusions, self->exclusions->data, self->exclusions->len);
  copy->age = self->age;
  copy->gender = g_strdup (self->gender);
  copy->occupation = g_strdup (self->occupation);

  return copy;
}

void
mtn_profile_free (MtnProfile *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->picks);
  g_array_unref (self->exclusions);
  g_free (self->gender);
  g_free (self->occupation);
  g_free (self);
}

gboolean
mtn_profile_equal (const MtnProfile *a, const MtnProfile *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->age != b->age || g_strcmp0 (a->gender, b->gender) != 0 ||
      g_strcmp0 (a->occupation, b->occupation) != 0 || a->picks->len != b->picks->len ||
      a->exclusions->len != b->exclusions->len)
    return FALSE;

  for (guint i = 0; i < a->picks->len; i++)
    {
      const MtnPick *pick_a = mtn_profile_get_pick (a, i);
      const MtnPick *pick_b = mtn_profile_get_pick (b, i);

      if (pick_a->movie_id != pick_b->movie_id || pick_a->stars != pick_b->stars)
        return FALSE;
    }

  /* Exclusions are a set: their order says nothing. */
  for (guint i = 0; i < a->exclusions->len; i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (a, i);
      const MtnExclusion *other = mtn_profile_find_exclusion (b, exclusion->movie_id);

      if (other == NULL || other->reason != exclusion->reason)
        return FALSE;
    }

  return TRUE;
}

static int
find_pick (const MtnProfile *self, int movie_id)
{
  for (guint i = 0; i < self->picks->len; i++)
    {
      if (g_array_index (self->picks, MtnPick, i).movie_id == movie_id)
        return i;
    }

  return -1;
}

static int
find_exclusion (const MtnProfile *self, int movie_id)
{
  for (guint i = 0; i < self->exclusions->len; i++)
    {
      if (g_array_index (self->exclusions, MtnExclusion, i).movie_id == movie_id)
        return i;
    }

  return -1;
}

static gboolean
stars_are_valid (float stars)
{
  return stars == 0.0f || (stars >= 0.5f && stars <= 5.0f && rintf (stars * 2.0f) == stars * 2.0f);
}

guint
mtn_profile_get_n_picks (const MtnProfile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->picks->len;
}

const MtnPick *
mtn_profile_get_pick (const MtnProfile *self, guint position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->picks->len, NULL);

  return &g_array_index (self->picks, MtnPick, position);
}

const MtnPick *
mtn_profile_find_pick (const MtnProfile *self, int movie_id)
{
  int position;

  g_return_val_if_fail (self != NULL, NULL);

  position = find_pick (self, movie_id);
  return position >= 0 ? &g_array_index (self->picks, MtnPick, position) : NULL;
}

void
mtn_profile_set_pick (MtnProfile *self, int movie_id, float stars)
{
  int position;

  g_return_if_fail (self != NULL);
  g_return_if_fail (stars_are_valid (stars));

  position = find_pick (self, movie_id);
  if (position >= 0)
    g_array_index (self->picks, MtnPick, position).stars = stars;
  else
    mtn_profile_insert_pick (self, self->picks->len, movie_id, stars);
}

void
mtn_profile_insert_pick (MtnProfile *self, guint position, int movie_id, float stars)
{
  MtnPick pick = { .movie_id = movie_id, .stars = stars };

  g_return_if_fail (self != NULL);
  g_return_if_fail (stars_are_valid (stars));

  mtn_profile_unexclude (self, movie_id);
  mtn_profile_remove_pick (self, movie_id);
  g_array_insert_val (self->picks, MIN (position, self->picks->len), pick);
}

int
mtn_profile_remove_pick (MtnProfile *self, int movie_id)
{
  int position;

  g_return_val_if_fail (self != NULL, -1);

  position = find_pick (self, movie_id);
  if (position >= 0)
    g_array_remove_index (self->picks, position);

  return position;
}

guint
mtn_profile_get_n_exclusions (const MtnProfile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->exclusions->len;
}

const MtnExclusion *
mtn_profile_get_exclusion (const MtnProfile *self, guint position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->exclusions->len, NULL);

  return &g_array_index (self->exclusions, MtnExclusion, position);
}

const MtnExclusion *
mtn_profile_find_exclusion (const MtnProfile *self, int movie_id)
{
  int position;

  g_return_val_if_fail (self != NULL, NULL);

  position = find_exclusion (self, movie_id);
  return position >= 0 ? &g_array_index (self->exclusions, MtnExclusion, position) : NULL;
}

void
mtn_profile_exclude (MtnProfile *self, int movie_id, MtnExcludeReason reason)
{
  MtnExclusion exclusion = { .movie_id = movie_id, .reason = reason };
  int position;

  g_return_if_fail (self != NULL);

  mtn_profile_remove_pick (self, movie_id);
  position = find_exclusion (self, movie_id);
  if (position >= 0)
    g_array_index (self->exclusions, MtnExclusion, position).reason = reason;
  else
    g_array_append_val (self->exclusions, exclusion);
}

gboolean
mtn_profile_unexclude (MtnProfile *self, int movie_id)
{
  int position;

  g_return_val_if_fail (self != NULL, FALSE);

  position = find_exclusion (self, movie_id);
  if (position < 0)
    return FALSE;

  g_array_remove_index (self->exclusions, position);
  return TRUE;
}

int
mtn_profile_get_age (const MtnProfile *self)
{
  g_return_val_if_fail (self != NULL, MTN_NOT_SAID);

  return self->age;
}

void
mtn_profile_set_age (MtnProfile *self, int years)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (years >= 0 || years == MTN_NOT_SAID);

  self->age = years;
}

static void
replace_string (char **at, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*at);
  *at = copy;
}

const char *
mtn_profile_get_gender (const MtnProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->gender;
}

void
mtn_profile_set_gender (MtnProfile *self, const char *gender)
{
  g_return_if_fail (self != NULL);

  replace_string (&self->gender, gender);
}

const char *
mtn_profile_get_occupation (const MtnProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->occupation;
}

void
mtn_profile_set_occupation (MtnProfile *self, const char *occupation)
{
  g_return_if_fail (self != NULL);

  replace_string (&self->occupation, occupation);
}

void
mtn_profile_clear (MtnProfile *self)
{
  g_return_if_fail (self != NULL);

  g_array_set_size (self->picks, 0);
  g_array_set_size (self->exclusions, 0);
  self->age = MTN_NOT_SAID;
  g_clear_pointer (&self->gender, g_free);
  g_clear_pointer (&self->occupation, g_free);
}
