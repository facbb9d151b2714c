/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnWhyView:
 *
 * Why a film stands where it stands: a line for every pick and for what was
 * said about the person, with how much it lifted the film and where the film
 * would stand without it.
 *
 * Signals: `settled`: the answer is there, or late enough for a spinner, and then again when it comes: the
 * time to be shown at the size that the content has now.
 */
#define MTN_TYPE_WHY_VIEW (mtn_why_view_get_type ())
G_DECLARE_FINAL_TYPE (MtnWhyView, mtn_why_view, MTN, WHY_VIEW, GtkBox)

/* Asks at once; the answer comes later. @narrow: for 340 pixels. */
GtkWidget *mtn_why_view_new (MtnAppState *state,
                             MtnFilm     *film,
                             gboolean     narrow);

/* Shows the view in a popover below @anchor, or in a window of its own where the window is too narrow for that. */
void       mtn_why_present  (GtkWidget   *anchor,
                             MtnAppState *state,
                             MtnFilm     *film);

G_END_DECLS
