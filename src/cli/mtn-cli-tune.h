/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @argv: from "tune" on. Returns the exit status. */
int mtn_cli_tune (int argc, char **argv);

G_END_DECLS
