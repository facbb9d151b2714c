/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnStrip:
 *
 * What the list answers to, in two lines below the picker: the picks as chips,
 * and age, gender and occupation. For the wide window; #MtnYouPage shows the same
 * in the narrow one.
 *
 * Property: `state` (MtnAppState, read-write, set once).
 */
#define MTN_TYPE_STRIP (mtn_strip_get_type ())
G_DECLARE_FINAL_TYPE (MtnStrip, mtn_strip, MTN, STRIP, GtkWidget)

void mtn_strip_set_state (MtnStrip *self, MtnAppState *state);

G_END_DECLS
