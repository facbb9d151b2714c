/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-panes.h"
#include "mtn-window.h"

G_BEGIN_DECLS

/* For the files mtn-window*.c alone. */

MtnAppState  *mtn_window_get_state         (MtnWindow *self);
MtnPanes     *mtn_window_get_panes         (MtnWindow *self);
AdwViewStack *mtn_window_get_views         (MtnWindow *self);
void          mtn_window_focus_search      (MtnWindow *self);

/* In mtn-window-actions.c: adds the actions and keeps their enabled state. */
void          mtn_window_add_actions       (MtnWindow *self);
/* The menu of profiles. (transfer full) */
GMenuModel   *mtn_window_make_profile_menu (MtnWindow *self);

/* In mtn-window-views.c: adds the action that switches views and shows the one that was shown last. */
void          mtn_window_add_views         (MtnWindow *self);

G_END_DECLS
