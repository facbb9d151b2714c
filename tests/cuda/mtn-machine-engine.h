/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

/* An engine whose memory and kernels are those of the test's machine (mtn-test-machine.h): every operation is the
 * kernel that a card would run. In mtn-machine-engine.c without what lies between it and a card; in
 * mtn-machine-module.c with all of that, the module on the fake runtime. (transfer full) */
MtnEngine *mtn_machine_engine_new (void);

/* How many kernels it has launched so far. */
guint64    mtn_machine_engine_get_n_launches (void);

G_END_DECLS
