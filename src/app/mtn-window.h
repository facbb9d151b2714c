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
 * The main window: header, profiles, what is to be told, and the view Movies.
 * Its commands are the actions `win.*`, see mtn-window-actions.c.
 *
 * Property: `state` (MtnAppState, construct only).
 */
#define MTN_TYPE_WINDOW (mtn_window_get_type ())
G_DECLARE_FINAL_TYPE (MtnWindow, mtn_window, MTN, WINDOW, AdwApplicationWindow)

MtnWindow *mtn_window_new (GtkApplication *application,
                           MtnAppState    *state);

G_END_DECLS
