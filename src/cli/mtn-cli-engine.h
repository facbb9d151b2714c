/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cli-args.h"
#include "mtn-engine.h"

G_BEGIN_DECLS

/**
 * mtn_cli_engine_open:
 * @is_used: whether there is work for a card
 * @error: %MTN_ERROR_ENGINE: what --engine asks for is not there
 *
 * The engine to train on. Where a card would have nothing to do it is
 * looked for only if it was asked for, and not returned.
 *
 * Returns: (transfer full) (nullable): NULL without @error: the CPU does it in its own way
 */
MtnEngine *mtn_cli_engine_open  (const MtnCliCommon *common, gboolean is_used, GError **error);

/* Says what became of it, and frees it. @engine: (nullable) */
void       mtn_cli_engine_close (MtnEngine *engine);

G_END_DECLS
