/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnCliProgress:
 *
 * A bar on stderr for work that turns out to take more than a second; on a terminal only, and
 * only where it is wanted.
 */
typedef struct _MtnCliProgress MtnCliProgress;

MtnCliProgress *mtn_cli_progress_new    (gboolean         wanted);
/* Takes the bar off the terminal. */
void            mtn_cli_progress_free   (MtnCliProgress  *self);
/* @fraction: 0 … 1, −1: unknown; @message: (nullable) */
void            mtn_cli_progress_update (MtnCliProgress  *self,
                                         double           fraction,
                                         const char      *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnCliProgress, mtn_cli_progress_free)

G_END_DECLS
