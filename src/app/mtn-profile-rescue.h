/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * mtn_profile_rescue:
 * @path: a profile's file; it need not be there when its last good copy ("<path>.bak") is
 * @name: (out): the profile's display name
 * @notice: (out) (nullable): what the person should be told, a sentence or two
 *
 * Reads a saved profile. A file that cannot be understood is set aside as
 * "<path>.broken-<date>" and its last good copy put in its place. No file is ever
 * overwritten or lost: what cannot be set aside stays where it is.
 *
 * Returns: (transfer full) (nullable): the profile, or NULL when nothing readable is left
 */
MtnProfile *mtn_profile_rescue (const char  *path,
                                char       **name,
                                char       **notice);

G_END_DECLS
