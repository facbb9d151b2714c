/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MtnSettings:
 *
 * The preferences, kept in GSettings. Where the schema is not installed (a
 * program started out of its folder), they work all the same but are forgotten at
 * the end.
 *
 * Properties, all read-write: `engine` (string: "auto", "cpu", "cuda"), `list-length` (uint),
 * `color-scheme` (string: "system", "light", "dark"), `window-width`, `window-height` (int),
 * `window-maximized` (boolean), `current-profile` (string), `particular` (double −1 … 1),
 * `grid-sort` (string: "popular", "title", "year"), `view` (string: "movies", "charts", "data", "models"),
 * `data-location` (string, "": none), `recent-data`, `opened-results`, `result-notes` (strv, NULL: none),
 * `model` (string: path, "" for the shipped one), `opened-models` (string: URIs with a space between).
 */
#define MTN_TYPE_SETTINGS (mtn_settings_get_type ())
G_DECLARE_FINAL_TYPE (MtnSettings, mtn_settings, MTN, SETTINGS, GObject)

/* (transfer none): the one of this program. */
MtnSettings *mtn_settings_get_default (void);

/* Everything as it was at first. */
void         mtn_settings_reset       (MtnSettings *self);

/* The file they are in, which may be that of other programs, too. (transfer full) (nullable): NULL: they are not kept. */
char        *mtn_settings_dup_path    (MtnSettings *self);
/* All of them, a line each: "list-length=20", as GVariant prints them. (transfer full) */
char        *mtn_settings_dup_text    (MtnSettings *self);

G_END_DECLS
