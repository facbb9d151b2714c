/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_sample:
 * @model_path: (nullable): NULL: the shipped model
 *
 * For where there is neither a display nor a terminal: prints a list for two films that many
 * people know, and on stderr how to ask for another.
 *
 * Returns: the exit status
 */
int mtn_cli_sample (const char *model_path);

G_END_DECLS
