/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnPreferences:
 *
 * The preferences: engine, list, looks; and what is kept where.
 */
#define MTN_TYPE_PREFERENCES (mtn_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MtnPreferences, mtn_preferences, MTN, PREFERENCES, AdwPreferencesWindow)

GtkWidget *mtn_preferences_new (GtkWindow   *parent,
                                MtnAppState *state);

/* Files were erased: counts again what is kept. */
void       mtn_preferences_refresh (MtnPreferences *self);

G_END_DECLS
