/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-tree.h"

G_BEGIN_DECLS

/**
 * MtnPlace:
 * @MTN_PLACE_SETTINGS: a file of the desktop's settings
 *
 * Where the program keeps what: there is nothing else that it writes by itself. The others are folders.
 */
typedef enum
{
  MTN_PLACE_SETTINGS,
  MTN_PLACE_PROFILES,
  MTN_PLACE_MODELS,
  MTN_PLACE_RUNS,
  MTN_PLACE_RESULTS,
  MTN_PLACE_CARDS,
  MTN_PLACE_CACHE,
} MtnPlace;

#define MTN_N_PLACES 7

/**
 * MtnRoot:
 *
 * The folders that are the program's own, with all that is in them.
 */
typedef enum
{
  MTN_ROOT_DATA,
  MTN_ROOT_STATE,
  MTN_ROOT_CACHE,
} MtnRoot;

#define MTN_N_ROOTS 3

char       *mtn_root_dup_path         (MtnRoot        root); /* (transfer full) */
/* Where it leads if it is a link, which a person may have put there. (transfer full) */
char       *mtn_root_dup_real_path    (MtnRoot        root);

const char *mtn_place_get_title       (MtnPlace       place);
const char *mtn_place_get_description (MtnPlace       place);
/* In which root; not of the settings. */
MtnRoot     mtn_place_get_root        (MtnPlace       place);
/* The name below the root, "" for the root itself; NULL of the settings. */
const char *mtn_place_get_name        (MtnPlace       place);
/* It need not exist. (transfer full) (nullable): NULL: settings that are not kept. */
char       *mtn_place_dup_path        (MtnPlace       place);

/**
 * mtn_place_count:
 * @count: (out)
 * @error: %G_FILE_ERROR
 *
 * What is there. Not in the window's thread.
 */
gboolean    mtn_place_count           (MtnPlace       place,
                                       MtnTreeCount  *count,
                                       GError       **error);

G_END_DECLS
