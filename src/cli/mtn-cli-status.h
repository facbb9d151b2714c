/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* Exit statuses of every subcommand. */
typedef enum
{
  MTN_CLI_DONE = 0,
  MTN_CLI_FAILED = 1,       /* the work failed: a bad file, no such model, a full disk */
  MTN_CLI_USAGE = 2,        /* wrong usage */
  MTN_CLI_INTERRUPTED = 130 /* by SIGINT, as shells count it */
} MtnCliStatus;
