/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-app-state.h"
#include "mtn-data-store.h"
#include "mtn-model-store.h"

G_BEGIN_DECLS

/* From now on what is opened in these, or exported, is among the desktop's recent files. */
void mtn_recent_watch (MtnAppState   *state,
                       MtnModelStore *models,
                       MtnDataStore  *data);

G_END_DECLS
