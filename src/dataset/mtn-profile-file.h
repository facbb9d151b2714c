/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * Profiles on disk and in streams: JSON, one object a profile.
 *
 * A line of --profiles and a saved profile share the keys `age`, `gender`,
 * `occupation`, `ratings` {"id": stars}, `favorites` [id], `exclude` [id]; a saved
 * profile adds `schema` (1), `name`, `picks` (order) and `not_interested` [id].
 * Unknown keys are ignored; wrong types and values out of range are errors that
 * name the key. A key may be null, which is as if it were not there. A film that is
 * rated and a favourite is one rated pick; one that is picked and excluded stays a
 * pick. A gender or occupation given as a number is kept as text: mtn_vocabulary_gender()
 * and mtn_vocabulary_occupation() understand it.
 */

/* Parses one object. @what names the source in errors ("people.jsonl:12"). @id_json: (out) (optional): the
 * value of "id" as JSON text ("null" when absent). */
MtnProfile *mtn_profile_from_json (const char        *text,
                                   gssize             length,
                                   const char        *what,
                                   char             **id_json,
                                   GError           **error);

/* A saved profile: @name is the profile's display name. */
char       *mtn_profile_to_json   (const MtnProfile  *self,
                                   const char        *name);

/* Reads a saved profile; @name: (out) (optional). */
MtnProfile *mtn_profile_load      (const char        *path,
                                   char             **name,
                                   GError           **error);

/* Writes atomically (mtn_file_replace_bytes()), keeping the previous good file as "<path>.bak". */
gboolean    mtn_profile_save      (const MtnProfile  *self,
                                   const char        *name,
                                   const char        *path,
                                   GError           **error);

G_END_DECLS
