/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gtk/gtk.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnFilterPopover:
 *
 * What narrows the results: each genre any, only or never, and years. Acts at
 * once, there is nothing to confirm.
 *
 * Properties: `state` (MtnAppState, nullable).
 */
#define MTN_TYPE_FILTER_POPOVER (mtn_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (MtnFilterPopover, mtn_filter_popover, MTN, FILTER_POPOVER, GtkPopover)

void mtn_filter_popover_set_state (MtnFilterPopover *self, MtnAppState *state);

G_END_DECLS
