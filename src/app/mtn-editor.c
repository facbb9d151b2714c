/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Steps are whole profiles: a profile is a few hundred bytes, and a snapshot
 * cannot be undone wrongly. An offer holds the profile before and after what was
 * removed. While nothing else was changed since, taking it is undoing; later it
 * is a three-way merge that touches only what the removal touched. */

#include "mtn-editor.h"

#include <glib/gi18n.h>

/* More steps than anybody takes back one by one. */
#define MAX_STEPS 200

typedef enum
{
  REMOVAL_NONE,
  REMOVAL_PICK,
  REMOVAL_SEEN,
  REMOVAL_NOT_INTERESTED,
  REMOVAL_ALL,
} Removal;

typedef struct
{
  Removal kind;
  guint n_steps;
  guint n_above; /* steps made since: 0 means that the last n_steps of the undo stack are this offer's */
  char *title;   /* of the film, while there is but one */
  MtnProfile *before;
  MtnProfile *after;
} Offer;

struct _MtnEditor
{
  GObject parent_instance;

  MtnProfile *profile;
  GPtrArray *undo; /* (element-type MtnProfile): oldest first */
  GPtrArray *redo;
  Offer offer;
};

G_DEFINE_FINAL_TYPE (MtnEditor, mtn_editor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  OFFER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_offer (MtnEditor *self)
{
  g_clear_pointer (&self->offer.title, g_free);
  g_clear_pointer (&self->offer.before, mtn_profile_free);
  g_clear_pointer (&self->offer.after, mtn_profile_free);
  self->offer = (Offer){ REMOVAL_NONE };
}

static void
mtn_editor_finalize (GObject *object)
{
  MtnEditor *self = MTN_EDITOR (object);

  clear_offer (self);
  g_clear_pointer (&self->profile, mtn_profile_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);

  G_OBJECT_CLASS (mtn_editor_parent_class)->finalize (object);
}

static void
mtn_editor_class_init (MtnEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mtn_editor_finalize;

  signals[CHANGED] =
      g_signal_new ("changed", MTN_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OFFER] = g_signal_new ("offer", MTN_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mtn_editor_init (MtnEditor *self)
{
  self->profile = mtn_profile_new ();
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) mtn_profile_free);
}

MtnEditor *
mtn_editor_new (void)
{
  return g_object_new (MTN_TYPE_EDITOR, NULL);
}

static char *
offer_message (MtnEditor *self)
{
  Offer *offer = &self->offer;

  switch (offer->kind)
    {
    case REMOVAL_PICK:
      if (offer->n_steps == 1)
        /* Translators: a toast; %s is the title of a film */
        return g_strdup_printf (_ ("“%s” removed"), offer->title);
      return g_strdup_printf (ngettext ("%u film removed", "%u films removed", offer->n_steps),
                              offer->n_steps);
    case REMOVAL_SEEN:
      if (offer->n_steps == 1)
        /* Translators: a toast; %s is the title of a film */
        return g_strdup_printf (_ ("“%s” marked as seen"), offer->title);
      return g_strdup_printf (ngettext ("%u film marked as seen", "%u films marked as seen", offer->n_steps),
                              offer->n_steps);
    case REMOVAL_NOT_INTERESTED:
      if (offer->n_steps == 1)
        /* Translators: a toast; %s is the title of a film */
        return g_strdup_printf (_ ("“%s” will not be suggested"), offer->title);
      return g_strdup_printf (ngettext ("%u film will not be suggested", "%u films will not be suggested",
                                        offer->n_steps),
                              offer->n_steps);
    case REMOVAL_ALL:
      return g_strdup (_ ("Everything cleared"));
    case REMOVAL_NONE:
    default:
      return g_strdup ("");
    }
}

static void
emit_offer (MtnEditor *self)
{
  g_autofree char *message = offer_message (self);

  g_signal_emit (self, signals[OFFER], 0, message);
}

static void
withdraw_offer (MtnEditor *self)
{
  if (self->offer.kind == REMOVAL_NONE)
    return;

  clear_offer (self);
  emit_offer (self);
}

/* Ends a step: @before is the profile as it was. */
static void
commit (MtnEditor *self, MtnProfile *before, Removal kind, const char *title)
{
  Offer *offer = &self->offer;

  if (mtn_profile_equal (before, self->profile))
    {
      mtn_profile_free (before);
      return;
    }

  g_ptr_array_add (self->undo, before);
  if (self->undo->len > MAX_STEPS)
    g_ptr_array_remove_index (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);

  if (kind == REMOVAL_NONE)
    offer->n_above++;
  else
    {
      if (offer->kind != kind || offer->n_above > 0 || kind == REMOVAL_ALL)
        {
          clear_offer (self);
          offer->kind = kind;
          offer->title = g_strdup (title);
          offer->before = mtn_profile_copy (before);
        }
      offer->n_steps++;
      g_clear_pointer (&offer->after, mtn_profile_free);
      offer->after = mtn_profile_copy (self->profile);
    }

  g_signal_emit (self, signals[CHANGED], 0);
  if (kind != REMOVAL_NONE)
    emit_offer (self);
}

void
mtn_editor_set_profile (MtnEditor *self, MtnProfile *profile)
{
  g_return_if_fail (MTN_IS_EDITOR (self));
  g_return_if_fail (profile != NULL);

  g_clear_pointer (&self->profile, mtn_profile_free);
  self->profile = profile;
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  withdraw_offer (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

const MtnProfile *
mtn_editor_get_profile (MtnEditor *self)
{
  g_return_val_if_fail (MTN_IS_EDITOR (self), NULL);

  return self->profile;
}

void
mtn_editor_pick (MtnEditor *self, int movie_id, float stars)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_set_pick (self->profile, movie_id, stars);
  commit (self, before, REMOVAL_NONE, NULL);
}

void
mtn_editor_unpick (MtnEditor *self, int movie_id, const char *title)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_remove_pick (self->profile, movie_id);
  commit (self, before, REMOVAL_PICK, title);
}

void
mtn_editor_exclude (MtnEditor *self, int movie_id, const char *title, MtnExcludeReason reason)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_exclude (self->profile, movie_id, reason);
  commit (self, before, reason == MTN_EXCLUDE_SEEN ? REMOVAL_SEEN : REMOVAL_NOT_INTERESTED, title);
}

void
mtn_editor_unexclude (MtnEditor *self, int movie_id)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_unexclude (self->profile, movie_id);
  commit (self, before, REMOVAL_NONE, NULL);
}

void
mtn_editor_set_age (MtnEditor *self, int years)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_set_age (self->profile, years);
  commit (self, before, REMOVAL_NONE, NULL);
}

void
mtn_editor_set_gender (MtnEditor *self, const char *gender)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_set_gender (self->profile, gender);
  commit (self, before, REMOVAL_NONE, NULL);
}

void
mtn_editor_set_occupation (MtnEditor *self, const char *occupation)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_set_occupation (self->profile, occupation);
  commit (self, before, REMOVAL_NONE, NULL);
}

void
mtn_editor_clear (MtnEditor *self)
{
  MtnProfile *before;

  g_return_if_fail (MTN_IS_EDITOR (self));

  before = mtn_profile_copy (self->profile);
  mtn_profile_clear (self->profile);
  commit (self, before, REMOVAL_ALL, NULL);
}

gboolean
mtn_editor_can_undo (MtnEditor *self)
{
  g_return_val_if_fail (MTN_IS_EDITOR (self), FALSE);

  return self->undo->len > 0;
}

gboolean
mtn_editor_can_redo (MtnEditor *self)
{
  g_return_val_if_fail (MTN_IS_EDITOR (self), FALSE);

  return self->redo->len > 0;
}

/* One step from @from to @to; the profile in between is the one under edit. */
static void
step (MtnEditor *self, GPtrArray *from, GPtrArray *to)
{
  g_ptr_array_add (to, self->profile);
  self->profile = g_ptr_array_steal_index (from, from->len - 1);
}

void
mtn_editor_undo (MtnEditor *self)
{
  Offer *offer = &self->offer;

  g_return_if_fail (MTN_IS_EDITOR (self));

  if (self->undo->len == 0)
    return;

  step (self, self->undo, self->redo);

  /* The toast counts what is still away. */
  if (offer->n_above > 0)
    offer->n_above--;
  else if (offer->n_steps > 1)
    {
      offer->n_steps--;
      g_clear_pointer (&offer->after, mtn_profile_free);
      offer->after = mtn_profile_copy (self->profile);
      emit_offer (self);
    }
  else
    withdraw_offer (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

void
mtn_editor_redo (MtnEditor *self)
{
  g_return_if_fail (MTN_IS_EDITOR (self));

  if (self->redo->len == 0)
    return;

  step (self, self->redo, self->undo);
  withdraw_offer (self);

  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes back, in the profile under edit, what the offer's removals did to picks. */
static void
merge_picks (MtnEditor *self)
{
  const Offer *offer = &self->offer;

  for (guint i = 0; i < mtn_profile_get_n_picks (offer->before); i++)
    {
      const MtnPick *pick = mtn_profile_get_pick (offer->before, i);

      if (mtn_profile_find_pick (offer->after, pick->movie_id) == NULL &&
          mtn_profile_find_pick (self->profile, pick->movie_id) == NULL)
        {
          mtn_profile_unexclude (self->profile, pick->movie_id);
          mtn_profile_insert_pick (self->profile, i, pick->movie_id, pick->stars);
        }
    }
}

static void
merge_exclusions (MtnEditor *self)
{
  const Offer *offer = &self->offer;

  for (guint i = 0; i < mtn_profile_get_n_exclusions (offer->after); i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (offer->after, i);
      const MtnExclusion *before = mtn_profile_find_exclusion (offer->before, exclusion->movie_id);
      const MtnExclusion *now = mtn_profile_find_exclusion (self->profile, exclusion->movie_id);

      if (now == NULL || now->reason != exclusion->reason)
        continue;
      if (before == NULL)
        mtn_profile_unexclude (self->profile, exclusion->movie_id);
      else if (before->reason != exclusion->reason)
        mtn_profile_exclude (self->profile, exclusion->movie_id, before->reason);
    }

  for (guint i = 0; i < mtn_profile_get_n_exclusions (offer->before); i++)
    {
      const MtnExclusion *exclusion = mtn_profile_get_exclusion (offer->before, i);

      if (mtn_profile_find_exclusion (offer->after, exclusion->movie_id) == NULL &&
          mtn_profile_find_pick (self->profile, exclusion->movie_id) == NULL)
        mtn_profile_exclude (self->profile, exclusion->movie_id, exclusion->reason);
    }
}

static void
merge_attributes (MtnEditor *self)
{
  const Offer *offer = &self->offer;

  if (offer->kind != REMOVAL_ALL)
    return;
  if (mtn_profile_get_age (self->profile) < 0)
    mtn_profile_set_age (self->profile, mtn_profile_get_age (offer->before));
  if (mtn_profile_get_gender (self->profile) == NULL)
    mtn_profile_set_gender (self->profile, mtn_profile_get_gender (offer->before));
  if (mtn_profile_get_occupation (self->profile) == NULL)
    mtn_profile_set_occupation (self->profile, mtn_profile_get_occupation (offer->before));
}

void
mtn_editor_take_offer (MtnEditor *self)
{
  Offer *offer = &self->offer;

  g_return_if_fail (MTN_IS_EDITOR (self));

  if (offer->kind == REMOVAL_NONE)
    return;

  if (offer->n_above == 0)
    {
      guint n_steps = MIN (offer->n_steps, self->undo->len);

      withdraw_offer (self);
      for (guint i = 0; i < n_steps; i++)
        step (self, self->undo, self->redo);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    {
      MtnProfile *before = mtn_profile_copy (self->profile);

      merge_picks (self);
      merge_exclusions (self);
      merge_attributes (self);
      withdraw_offer (self);
      commit (self, before, REMOVAL_NONE, NULL);
    }
}

void
mtn_editor_end_offer (MtnEditor *self)
{
  g_return_if_fail (MTN_IS_EDITOR (self));

  clear_offer (self);
}
