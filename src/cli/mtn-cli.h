/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_wants:
 *
 * Returns: whether these arguments are for the command line (a subcommand, --help,
 *   --version or an unknown word) and not for the window
 */
gboolean mtn_cli_wants (int argc, char **argv);

/**
 * mtn_cli_run:
 *
 * Runs a subcommand: results to stdout, all else to stderr.
 *
 * Returns: exit status: 0 done, 1 the work failed, 2 wrong usage, 130 interrupted
 */
int mtn_cli_run (int argc, char **argv);

G_END_DECLS
