/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-profile.h"

G_BEGIN_DECLS

/* Of a saved profile; a file with a higher one is from a newer version and not read. */
#define MTN_PROFILE_SCHEMA 1

/* mtn_profile_from_json(), and the display name of a saved profile; both (out) (optional) (nullable). */
MtnProfile *mtn_profile_parse   (const char  *text,
                                 gssize       length,
                                 const char  *what,
                                 char       **name,
                                 char       **id_json,
                                 GError     **error);

/**
 * mtn_json_dup_member:
 * @text: valid JSON, an object
 *
 * The value of a member letter by letter as it was written, so that an answer
 * can repeat it: a parser would round long numbers.
 *
 * Returns: (nullable): NULL when there is no such member, or it cannot be told
 *   from outside (written with escapes, on several lines)
 */
char       *mtn_json_dup_member (const char  *text,
                                 gsize        length,
                                 const char  *member);

G_END_DECLS
