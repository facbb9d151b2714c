/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `matinee prepare`, with its name at argv[0]. Returns the exit status. */
int mtn_cli_prepare (int argc, char **argv);

G_END_DECLS
