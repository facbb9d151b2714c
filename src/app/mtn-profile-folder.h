/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The folder of the saved profiles: "movie-night.matinee.json" is a profile, by which the desktop knows it,
 * "movie-night.matinee.json.bak" its last good copy, and "….json.broken-2026-05-01" a file
 * that could not be understood. "movie-night.json", as versions before called it, is one too, and stays so called.
 */

#define MTN_PROFILE_SUFFIX ".matinee.json"

/* "Movie Night!" → "movie-night". Never empty. (transfer full) */
char *mtn_profile_folder_make_slug (const char *name);

/* What a profile is called whose file does not say it: "Friend.matinee.json" and "Friend.json" → "Friend". @file need
 * not be UTF-8, and the name is not either then. (transfer full) */
char *mtn_profile_folder_name_file (const char *file);

/* Names of the profiles' files, sorted, also of those of which only the good copy is left. (transfer full) */
GStrv mtn_profile_folder_list      (const char *folder);

/* Removes a profile's file and its good copy. */
void  mtn_profile_folder_remove    (const char *path);

/* Removes whatever was ever made in it, and the folder when nothing else is there. */
void  mtn_profile_folder_erase     (const char *folder);

G_END_DECLS
