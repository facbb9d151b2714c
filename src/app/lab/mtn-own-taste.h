/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-app-state.h"
#include "mtn-data-store.h"
#include "mtn-figure.h"
#include "mtn-taste.h"

G_BEGIN_DECLS

/**
 * MtnOwnTaste:
 *
 * The taste of the profile being edited against everyone's in the open data set. Films are found there by title and
 * year, since a model may know them by other ids. Counted in a worker, the latest request wins.
 *
 * Property: `active` (boolean, read-write, FALSE at first): somebody looks; else nothing is counted.
 *
 * Signal: `changed`: there is another taste, or none any more.
 */
#define MTN_TYPE_OWN_TASTE (mtn_own_taste_get_type ())
G_DECLARE_FINAL_TYPE (MtnOwnTaste, mtn_own_taste, MTN, OWN_TASTE, GObject)

MtnOwnTaste    *mtn_own_taste_new           (MtnAppState  *state,
                                             MtnDataStore *store);

void            mtn_own_taste_set_active    (MtnOwnTaste  *self,
                                             gboolean      active);
gboolean        mtn_own_taste_get_active    (MtnOwnTaste  *self);

/* (transfer none) (nullable): NULL while there is no data set or no model, or it is being counted for the first time. */
const MtnTaste *mtn_own_taste_get_taste     (MtnOwnTaste  *self);
/* (transfer none) (nullable): what it was counted in. */
MtnData        *mtn_own_taste_get_data      (MtnOwnTaste  *self);
/* (transfer full) (nullable): what is to be drawn of it. */
MtnFigure      *mtn_own_taste_dup_figure    (MtnOwnTaste  *self);

G_END_DECLS
