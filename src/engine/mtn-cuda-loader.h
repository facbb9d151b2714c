/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-module.h"

G_BEGIN_DECLS

/*
 * Finds and opens libmatinee-engine-cuda.so, once in a process: beside the
 * executable's libraries where it is installed, in the build folder where it is
 * not. There MATINEE_CUDA_MODULE may name another, a test's double.
 *
 * Returns: (nullable): the module. @message: (out) (transfer full) (nullable): why there is none.
 */
const MtnCudaModule *mtn_cuda_loader_get (char **message);

/* Of an engine of the module: how long a card may be silent in the self-test; shorter in tests. Milliseconds. */
guint mtn_cuda_loader_get_patience (void);

G_END_DECLS
