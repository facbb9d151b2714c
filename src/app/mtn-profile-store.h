/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib-object.h>

#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * MtnProfileStore:
 *
 * Named profiles in a folder, one JSON file each. Changes are written within
 * half a second in a thread of their own; mtn_profile_store_flush() writes what
 * is still waiting. Names are unique, ignoring case.
 *
 * Property: `failure` (string, read-only): why the last writing failed, NULL
 * when it did not. Nothing is lost by a failure as long as the program runs: the
 * next change is written whole.
 */
#define MTN_TYPE_PROFILE_STORE (mtn_profile_store_get_type ())
G_DECLARE_FINAL_TYPE (MtnProfileStore, mtn_profile_store, MTN, PROFILE_STORE, GObject)

/* Reads what is in @folder, which need not exist. */
MtnProfileStore *mtn_profile_store_new         (const char        *folder);

/* What the person should be told about files that could not be read; each is handed out once. (transfer full) */
GStrv            mtn_profile_store_take_notices (MtnProfileStore  *self);

const char      *mtn_profile_store_get_failure (MtnProfileStore   *self);

/* (transfer full): names, sorted for people. */
GStrv            mtn_profile_store_list        (MtnProfileStore   *self);
gboolean         mtn_profile_store_has         (MtnProfileStore   *self,
                                                const char        *name);
/* @wish, or "@wish 2" … when that is taken. (transfer full) */
char            *mtn_profile_store_free_name   (MtnProfileStore   *self,
                                                const char        *wish);
/* (transfer full) (nullable): NULL when there is none of that name that can be read. */
MtnProfile      *mtn_profile_store_load        (MtnProfileStore   *self,
                                                const char        *name);

/* Adds or replaces. Only the last one asked for before writing is written. */
void             mtn_profile_store_save_soon   (MtnProfileStore   *self,
                                                const char        *name,
                                                const MtnProfile  *profile);
void             mtn_profile_store_flush       (MtnProfileStore   *self);

/* Returns: (transfer full): the new name, with a number when @wish is another's */
char            *mtn_profile_store_rename      (MtnProfileStore   *self,
                                                const char        *name,
                                                const char        *wish);
void             mtn_profile_store_delete      (MtnProfileStore   *self,
                                                const char        *name);
/* Removes every file that the store has ever made in its folder. */
void             mtn_profile_store_erase       (MtnProfileStore   *self);

G_END_DECLS
