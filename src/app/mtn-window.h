/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnWindow:
 *
 * The main window: header, profiles, what is to be told, and the views. A view is
 * an AdwViewStackPage of the template, named "movies", "charts", "data" or "models".
 * The window's commands are the actions `win.*`, see mtn-window-actions.c; `win.view`
 * switches the view. A view that can be searched has an action `view.search` of its own,
 * which Ctrl+F finds; else it leads to the search of films. `view.open` likewise is what Ctrl+O does there.
 *
 * Property: `state` (MtnAppState, construct only).
 */
#define MTN_TYPE_WINDOW (mtn_window_get_type ())
G_DECLARE_FINAL_TYPE (MtnWindow, mtn_window, MTN, WINDOW, AdwApplicationWindow)

MtnWindow *mtn_window_new            (GtkApplication *application,
                                      MtnAppState    *state);

/* FALSE: there is no such view. */
gboolean   mtn_window_show_view      (MtnWindow      *self,
                                      const char     *name);
/* Marks the view in the switcher until it is shown: something is ready there. Nothing, if it is being shown. */
void       mtn_window_call_attention (MtnWindow      *self,
                                      const char     *name);

/* Once a model is there: what is like the film. */
void       mtn_window_show_similar   (MtnWindow      *self,
                                      MtnFilm        *film);
/* The search of films, with this text in it. */
void       mtn_window_search         (MtnWindow      *self,
                                      const char     *text);

G_END_DECLS
