/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-session.h"

G_BEGIN_DECLS

/**
 * mtn_cli_batch:
 * @path: profiles, one JSON object a line; "-": standard input
 *
 * Answers every profile with one line of JSON, in order. A bad line is complained about with its number
 * and has no answer. Streams: what has come is answered before more is waited for.
 *
 * Returns: the exit status; %MTN_CLI_FAILED when a line was bad
 */
int mtn_cli_batch (MtnCliSession   *session,
                   const char      *path,
                   const MtnQuery  *query,
                   gboolean         verbose);

G_END_DECLS
