/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-job.h"

G_BEGIN_DECLS

/**
 * mtn_cli_job_run:
 * @func: the work; it runs in a thread of its own, reports to the job, looks at the cancellable
 *   often, and leaves nothing half-written when that is cancelled
 * @data: given to @func; stays the caller's, also what the work leaves in it
 * @result_free: (nullable): frees a result that came after an interruption
 * @verbose: whether a terminal shows a bar for work over a second
 *
 * What every subcommand does that takes longer than a moment: meanwhile a main loop draws the
 * progress and listens for SIGINT, SIGTERM and SIGHUP, which cancel the work. Asked twice, the program
 * ends at once.
 *
 * Returns: (transfer full): what @func returned; NULL with @error set on failure and, as
 *   %G_IO_ERROR_CANCELLED, after an interruption: mtn_cli_fail() makes 130 of that
 */
gpointer mtn_cli_job_run (MtnJobFunc       func,
                          gpointer         data,
                          GDestroyNotify   result_free,
                          gboolean         verbose,
                          GError         **error);

G_END_DECLS
