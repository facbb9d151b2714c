/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

/**
 * mtn_engine_self_test:
 * @engine: without buffers
 * @why: (out) (transfer full): what went wrong: an operation whose result was another, or what the engine said
 *
 * Every operation on small fixed cases, in sizes that reach all the kernels there
 * are for it, against the reference, bit for bit.
 *
 * Returns: whether all of it was as it must be
 */
gboolean mtn_engine_self_test (MtnEngine *engine, char **why);

/* One of its cases, each of which is a part of the operations: with the reason where it fails. */
guint    mtn_engine_self_test_get_n_cases (void);
gboolean mtn_engine_self_test_case        (MtnEngine  *engine,
                                           guint       i,
                                           char      **why);

G_END_DECLS
