/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_evaluate:
 * @argv: argv[0] is "evaluate"
 *
 * `matinee evaluate` measures models on held-out rows and writes `<model>_<unix milliseconds>.json`
 * (mtn-evaluation-json.h says what is in it) and `.svg`.
 *
 * With `--format json` one object is printed:
 *   {models: [{name, json, svg, result}]}, result being what the file has but for the lists of rows
 *
 * Returns: exit status: 0 done, 1 it failed, 2 wrong usage, 130 interrupted
 */
int mtn_cli_evaluate (int argc, char **argv);

G_END_DECLS
