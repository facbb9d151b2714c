/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-session.h"
#include "mtn-profile.h"

G_BEGIN_DECLS

/**
 * mtn_cli_interactive:
 * @profile: where to start from; changed
 *
 * A prompt at which films are searched, picked and recommended, until "quit" or the end of the input.
 * From a pipe it reads the same commands and prints no prompt.
 *
 * Returns: the exit status; from a pipe %MTN_CLI_FAILED when a command failed
 */
int mtn_cli_interactive (MtnCliSession   *session,
                         MtnProfile      *profile,
                         const MtnQuery  *query);

G_END_DECLS
