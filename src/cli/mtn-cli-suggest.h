/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_suggest:
 * @word: what was typed
 * @candidates: what it could have been; NULL-terminated
 *
 * Returns: (transfer none) (nullable): the candidate that most likely was meant, told by edit
 *   distance, or NULL when none is near
 */
const char *mtn_cli_suggest (const char         *word,
                             const char * const *candidates);

G_END_DECLS
