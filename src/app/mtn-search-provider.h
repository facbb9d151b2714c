/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <gio/gio.h>

#include "mtn-model-store.h"

G_BEGIN_DECLS

/**
 * MtnSearchProvider:
 *
 * Answers searches of GNOME Shell: the D-Bus interface org.gnome.Shell.SearchProvider2. A result is a film,
 * named by its id; what a person chooses is told by signals, for the application to show.
 * What is asked for before the model is there waits for it; a model that cannot be used finds nothing.
 *
 * Signals: `chosen` (MtnFilm film, uint time): recommendations like it are wanted;
 * `searched` (string text, uint time): the search is to go on in the window.
 */
#define MTN_TYPE_SEARCH_PROVIDER (mtn_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (MtnSearchProvider, mtn_search_provider, MTN, SEARCH_PROVIDER, GObject)

MtnSearchProvider *mtn_search_provider_new      (void);

/* Appears on the bus; unexport before the connection goes. */
gboolean           mtn_search_provider_export   (MtnSearchProvider  *self,
                                                 GDBusConnection    *connection,
                                                 const char         *path,
                                                 GError            **error);
void               mtn_search_provider_unexport (MtnSearchProvider  *self);

/* (nullable): who knows the films. A model is opened only once somebody asks. */
void               mtn_search_provider_set_state (MtnSearchProvider *self,
                                                  MtnAppState       *state,
                                                  MtnModelStore     *models);

G_END_DECLS
