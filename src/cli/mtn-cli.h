/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_wants:
 *
 * Returns: whether these arguments are for the command line (a subcommand, --help, --version,
 *   an unknown word or option) and not for the window (none, files that exist, options of
 *   GApplication)
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

/**
 * mtn_cli_run_instead:
 * @reason: why there is no window, a sentence
 *
 * Does the window's job in the terminal, for arguments that mtn_cli_wants() did not want:
 * the prompt where a person sits at a terminal, else a sample list and how to ask.
 */
int mtn_cli_run_instead (int argc, char **argv, const char *reason);

G_END_DECLS
