/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Complains about --data that is missing or given too often, and returns %MTN_CLI_USAGE; −1 where it is as it should be.
 * @why_one: (nullable): why there can be no union; NULL: there can */
int mtn_cli_data_check (const char          *command,
                        const char * const  *paths,
                        const char          *why_one);

G_END_DECLS
