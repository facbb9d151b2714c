/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <adwaita.h>

#include "mtn-app-state.h"

G_BEGIN_DECLS

/**
 * MtnPrivacyPage:
 *
 * A page of preferences: what is kept where, with its size and a button that opens the folder; exporting and erasing
 * everything. In an AdwPreferencesWindow, which shows its messages.
 */
#define MTN_TYPE_PRIVACY_PAGE (mtn_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (MtnPrivacyPage, mtn_privacy_page, MTN, PRIVACY_PAGE, AdwPreferencesPage)

/* @state: flushed before anything is exported */
void mtn_privacy_page_set_state (MtnPrivacyPage *self,
                                 MtnAppState    *state);
/* Counts again what is there. */
void mtn_privacy_page_refresh   (MtnPrivacyPage *self);

G_END_DECLS
