/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-launch.h"

G_BEGIN_DECLS

/* Of mtn-cuda-launch.c and mtn-cuda-launch-training.c alone. */

/* launch_gather (launcher, grid_x, grid_y, out, offsets, …): as the kernel is declared. */
#define DEFINE_LAUNCH(name, threads, blocks)                                                        \
  static inline int launch_##name (const MtnCudaLauncher *launcher, guint grid_x, guint grid_y,     \
                                   MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_PARAMETER))                  \
  {                                                                                                 \
    void *arguments[] = { MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_ADDRESS) };                           \
                                                                                                    \
    return launcher->launch (launcher->context, MTN_CUDA_KERNEL_##name, grid_x, grid_y, arguments); \
  }
MTN_CUDA_KERNELS (DEFINE_LAUNCH)
#undef DEFINE_LAUNCH

/* Blocks that a kernel needs for so many things. */
#define BLOCKS(n, kernel) ((guint) (((n) + MTN_CUDA_THREADS_##kernel - 1) / MTN_CUDA_THREADS_##kernel))
#define TILES(n, tile) (((n) + (tile) - 1) / (tile))

static inline gboolean
is_too_large (guint n_rows, guint n_columns)
{
  return n_rows > MTN_CUDA_MAX_ROWS || n_columns > MTN_CUDA_MAX_COLUMNS;
}

/* Larger tiles read less, but there must be enough of them to keep a card busy. */
#define ENOUGH_TILES 64

static inline guint
mtn_cuda_choose_tile (guint n_rows, guint n_out)
{
  gboolean is_large = (gsize) TILES (n_rows, 128) * TILES (n_out, 128) >= ENOUGH_TILES;

  return is_large && n_rows > 64 && n_out > 64 ? 128 : 64;
}

G_END_DECLS
