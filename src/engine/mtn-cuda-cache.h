/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cuda_cache_choose:
 *
 * Lets NVIDIA's driver keep the kernels that it compiles for a card among the program's own caches, where they
 * are erased with it; in a sandbox its folder in the home would be gone with every start. CUDA_CACHE_PATH, where
 * it is set, stays. Changes the environment: to be called before there are threads.
 */
void mtn_cuda_cache_choose (void);

/* Makes the folder, if it is the program's own; without one the driver compiles anew each time. */
void mtn_cuda_cache_make (void);

G_END_DECLS
