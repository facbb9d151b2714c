/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_report:
 * @argv: argv[0] is "report"
 *
 * `matinee report` writes the report from the results of the other subcommands.
 *
 * With `--format json` one object is printed: {report, evaluations, trainings, explored}: the file written, and how many
 * results went into it.
 *
 * Returns: exit status: 0 done, 1 it failed, 2 wrong usage
 */
int mtn_cli_report (int argc, char **argv);

G_END_DECLS
