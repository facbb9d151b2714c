/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnYouPage:
 *
 * The whole profile on one page: picks, what is not to be suggested, and what
 * was said about the person. The narrow window's form of #MtnStrip.
 *
 * Property: `state` (MtnAppState, read-write, set once).
 */
#define MTN_TYPE_YOU_PAGE (mtn_you_page_get_type ())
G_DECLARE_FINAL_TYPE (MtnYouPage, mtn_you_page, MTN, YOU_PAGE, GtkWidget)

void mtn_you_page_set_state (MtnYouPage *self, MtnAppState *state);

G_END_DECLS
