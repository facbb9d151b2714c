/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The folder of the saved profiles: "movie-night.json" is a profile,
 * "movie-night.json.bak" its last good copy, and "….json.broken-2026-05-01" a file
 * that could not be understood.
 */

/* "Movie Night!" → "movie-night". Never empty. (transfer full) */
char *mtn_profile_folder_make_slug (const char *name);

/* Names of the profiles' files, sorted, also of those of which only the good copy is left. (transfer full) */
GStrv mtn_profile_folder_list      (const char *folder);

/* Removes a profile's file and its good copy. */
void  mtn_profile_folder_remove    (const char *path);

/* Removes whatever was ever made in it, and the folder when nothing else is there. */
void  mtn_profile_folder_erase     (const char *folder);

G_END_DECLS
