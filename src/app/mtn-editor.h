/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib-object.h>

#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * MtnEditor:
 *
 * The profile under edit, with undo and redo. Every change is one step; a call
 * that changes nothing is none.
 *
 * Removals are offered back by a toast as well. Removals of one kind that
 * follow each other are one offer ("3 films removed"), until another change is
 * made or mtn_editor_end_offer() says that the toast is gone. An offer outlives
 * later changes: taking it then puts back only what was removed.
 *
 * Signals: `changed`: the profile is another than before; `offer` (string):
 * what was removed, in words for a toast, or "" when there is nothing to offer
 * any more.
 */
#define MTN_TYPE_EDITOR (mtn_editor_get_type ())
G_DECLARE_FINAL_TYPE (MtnEditor, mtn_editor, MTN, EDITOR, GObject)

MtnEditor        *mtn_editor_new            (void);

/* Another profile altogether: forgets the steps. @profile: (transfer full). */
void              mtn_editor_set_profile    (MtnEditor        *self,
                                             MtnProfile       *profile);
const MtnProfile *mtn_editor_get_profile    (MtnEditor        *self);

/* @title: as the message is to name the film. @stars: 0 or 0.5 … 5. */
void              mtn_editor_pick           (MtnEditor        *self,
                                             int               movie_id,
                                             float             stars);
void              mtn_editor_unpick         (MtnEditor        *self,
                                             int               movie_id,
                                             const char       *title);
void              mtn_editor_exclude        (MtnEditor        *self,
                                             int               movie_id,
                                             const char       *title,
                                             MtnExcludeReason  reason);
void              mtn_editor_unexclude      (MtnEditor        *self,
                                             int               movie_id);
void              mtn_editor_set_age        (MtnEditor        *self,
                                             int               years);
void              mtn_editor_set_gender     (MtnEditor        *self,
                                             const char       *gender);
void              mtn_editor_set_occupation (MtnEditor        *self,
                                             const char       *occupation);
void              mtn_editor_clear          (MtnEditor        *self);

gboolean          mtn_editor_can_undo       (MtnEditor        *self);
gboolean          mtn_editor_can_redo       (MtnEditor        *self);
void              mtn_editor_undo           (MtnEditor        *self);
void              mtn_editor_redo           (MtnEditor        *self);

/* Brings back all that the last offer was about. */
void              mtn_editor_take_offer     (MtnEditor        *self);
void              mtn_editor_end_offer      (MtnEditor        *self);

G_END_DECLS
