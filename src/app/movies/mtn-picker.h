/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnPicker:
 *
 * All films, to pick from: search, genre, decade, order, and the grid. Typing
 * anywhere in the window while the picker is to be seen starts the search.
 *
 * Properties: `state` (MtnAppState, nullable); `show-heading` (boolean): the title and the number of
 * films above the search, not wanted where a page's name says it already.
 */
#define MTN_TYPE_PICKER (mtn_picker_get_type ())
G_DECLARE_FINAL_TYPE (MtnPicker, mtn_picker, MTN, PICKER, GtkBox)

MtnAppState *mtn_picker_get_state        (MtnPicker   *self); /* (transfer none) (nullable) */
void         mtn_picker_set_state        (MtnPicker   *self, MtnAppState *state);
gboolean     mtn_picker_get_show_heading (MtnPicker   *self);
void         mtn_picker_set_show_heading (MtnPicker   *self, gboolean show_heading);

/* Puts the cursor into the search, its text selected. */
void         mtn_picker_focus_search     (MtnPicker   *self);

G_END_DECLS
