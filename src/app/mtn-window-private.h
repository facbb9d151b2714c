/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-models-page.h"
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

/* In mtn-window-export.c: asks where to, and writes the list of recommendations there. */
void          mtn_window_export_list       (MtnWindow *self);

/* In mtn-window-recent.c: what was opened lately, in the main menu, and its action. */
void          mtn_window_add_recent        (MtnWindow *self);

/* @toast: (transfer full) */
void          mtn_window_add_toast         (MtnWindow *self,
                                            AdwToast  *toast);

/* In mtn-window-runs.c: adds the actions of trainings and their list, and offers those that were interrupted. */
void          mtn_window_add_runs          (MtnWindow     *self,
                                            MtnModelsPage *models);
/* Whether the person is being asked what is to become of a training: then the window stays open for now. */
gboolean      mtn_window_ask_to_close      (MtnWindow *self);

G_END_DECLS
