/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-kernel-work.h"

#include "mtn-cpu-training.h"

#define ROWS_BYTES ((MTN_WORK_PEOPLE + 1) * 4 + MTN_WORK_PEOPLE * MTN_WORK_PICKS * 8)
#define BLOCKS(n, kernel) (((n) + MTN_CUDA_THREADS_##kernel - 1) / MTN_CUDA_THREADS_##kernel)
#define TILES(n, tile) (((n) + (tile) -1) / (tile))

/* Matrices of so many numbers are read or written. */
#define OF(n) ((n) *4)

MtnKernelWork
mtn_kernel_work_get (MtnCudaKernel kernel)
{
  const guint64 all = MTN_WORK_PEOPLE * MTN_WORK_FILMS, units = MTN_WORK_PEOPLE * MTN_WORK_UNITS;

  switch (kernel)
    {
    case MTN_CUDA_KERNEL_fill:
      return (MtnKernelWork){ "512 × 20108", BLOCKS (all, fill), all, OF (all), 0 };
    case MTN_CUDA_KERNEL_gather:
      return (MtnKernelWork){
        "512 of 60 → 600", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_UNITS, gather), units,
        ROWS_BYTES + OF (MIN (MTN_WORK_PEOPLE * MTN_WORK_PICKS, MTN_WORK_FILMS) * MTN_WORK_UNITS + units),
        2 * MTN_WORK_PEOPLE * MTN_WORK_PICKS * MTN_WORK_UNITS
      };
    case MTN_CUDA_KERNEL_dense_few:
      return (MtnKernelWork){ "1 × 600 → 20108", BLOCKS (MTN_WORK_FILMS, dense_few), MTN_WORK_FILMS,
                              OF (MTN_WORK_UNITS + MTN_WORK_UNITS * MTN_WORK_FILMS + MTN_WORK_FILMS),
                              2 * MTN_WORK_UNITS * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_dense_64:
      return (MtnKernelWork){ "64 × 600 → 20108", TILES (MTN_WORK_FEW, 64) * TILES (MTN_WORK_FILMS, 64),
                              MTN_WORK_FEW * MTN_WORK_FILMS,
                              OF (MTN_WORK_FEW * MTN_WORK_UNITS + MTN_WORK_UNITS * MTN_WORK_FILMS +
                                  MTN_WORK_FEW * MTN_WORK_FILMS),
                              2 * MTN_WORK_FEW * MTN_WORK_UNITS * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_dense_128:
      return (MtnKernelWork){ "512 × 600 → 20108", TILES (MTN_WORK_PEOPLE, 128) * TILES (MTN_WORK_FILMS, 128),
                              all, OF (units + MTN_WORK_UNITS * MTN_WORK_FILMS + all),
                              2 * units * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_activate:
      /* tanh: two chains of about ten operations and a division. */
      return (MtnKernelWork){ "512 × 600, tanh", BLOCKS (units, activate), units, OF (2 * units),
                              30 * units };
    case MTN_CUDA_KERNEL_scale:
      return (MtnKernelWork){ "512 × 20108", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_FILMS, scale), all,
                              OF (2 * all + MTN_WORK_LINES * MTN_WORK_FILMS), all };
    case MTN_CUDA_KERNEL_subtract_diagonal:
      return (MtnKernelWork){ "512 of 60 in 20108", MTN_WORK_PEOPLE, MTN_WORK_PEOPLE * MTN_WORK_PICKS,
                              ROWS_BYTES + OF (3 * MTN_WORK_PEOPLE * MTN_WORK_PICKS),
                              2 * MTN_WORK_PEOPLE * MTN_WORK_PICKS };
    case MTN_CUDA_KERNEL_column_norms:
      return (MtnKernelWork){ "600 × 20108", BLOCKS (MTN_WORK_FILMS, column_norms), MTN_WORK_FILMS,
                              OF (MTN_WORK_UNITS * MTN_WORK_FILMS + MTN_WORK_UNITS + MTN_WORK_FILMS),
                              3 * MTN_WORK_UNITS * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_blend:
      return (MtnKernelWork){ "512 × 20108", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_FILMS, blend), all,
                              OF (3 * all), 2 * all };
    case MTN_CUDA_KERNEL_merge_columns:
      return (MtnKernelWork){ "512 of 16 pairs in 20108", BLOCKS (MTN_WORK_PEOPLE, merge_columns),
                              MTN_WORK_PEOPLE * MTN_WORK_PAIRS, OF (3 * MTN_WORK_PEOPLE * MTN_WORK_PAIRS),
                              0 };
    case MTN_CUDA_KERNEL_spread_columns:
      return (MtnKernelWork){ "512 × 20008 → 20108", MTN_WORK_PEOPLE, all,
                              OF (MTN_WORK_PEOPLE * (MTN_WORK_FILMS - MTN_WORK_OPEN) + all), 0 };
    case MTN_CUDA_KERNEL_take_columns:
      return (MtnKernelWork){ "512 × 100 of 20108", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_OPEN, take_columns),
                              MTN_WORK_PEOPLE * MTN_WORK_OPEN,
                              OF (2 * MTN_WORK_PEOPLE * MTN_WORK_OPEN + MTN_WORK_OPEN), 0 };
    case MTN_CUDA_KERNEL_top_k:
      return (MtnKernelWork){ "100 of 20108, 512 times", MTN_WORK_PEOPLE, MTN_WORK_PEOPLE * MTN_WORK_SHORT,
                              OF (all + 2 * MTN_WORK_PEOPLE * MTN_WORK_SHORT) + ROWS_BYTES, 0 };
    case MTN_CUDA_KERNEL_top_k_long:
      return (MtnKernelWork){ "2000 of 20108, 512 times", MTN_WORK_PEOPLE, MTN_WORK_PEOPLE * MTN_WORK_LONG,
                              OF (all + 2 * MTN_WORK_PEOPLE * MTN_WORK_LONG) + ROWS_BYTES, 0 };
    case MTN_CUDA_KERNEL_dense_nt_64:
      return (MtnKernelWork){
        "64 × 20108 → 600, transposed", TILES (MTN_WORK_FEW, 64) * TILES (MTN_WORK_UNITS, 64),
        MTN_WORK_FEW * MTN_WORK_UNITS,
        OF (MTN_WORK_FEW * MTN_WORK_FILMS + MTN_WORK_UNITS * MTN_WORK_FILMS + MTN_WORK_FEW * MTN_WORK_UNITS),
        2 * MTN_WORK_FEW * MTN_WORK_UNITS * MTN_WORK_FILMS
      };
    case MTN_CUDA_KERNEL_dense_nt_128:
      return (MtnKernelWork){ "512 × 20108 → 600, transposed",
                              TILES (MTN_WORK_PEOPLE, 128) * TILES (MTN_WORK_UNITS, 128), units,
                              OF (all + MTN_WORK_UNITS * MTN_WORK_FILMS + units),
                              2 * units * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_dense_tn_64:
      return (MtnKernelWork){
        "600 × 64 → 20108, transposed", TILES (MTN_WORK_UNITS, 64) * TILES (MTN_WORK_FILMS, 64),
        MTN_WORK_UNITS * MTN_WORK_FILMS,
        OF (MTN_WORK_FEW * MTN_WORK_UNITS + MTN_WORK_FEW * MTN_WORK_FILMS + MTN_WORK_UNITS * MTN_WORK_FILMS),
        2 * MTN_WORK_FEW * MTN_WORK_UNITS * MTN_WORK_FILMS
      };
    case MTN_CUDA_KERNEL_dense_tn_128:
      return (MtnKernelWork){ "600 × 512 → 20108, transposed",
                              TILES (MTN_WORK_UNITS, 128) * TILES (MTN_WORK_FILMS, 128),
                              MTN_WORK_UNITS * MTN_WORK_FILMS,
                              OF (units + all + MTN_WORK_UNITS * MTN_WORK_FILMS),
                              2 * units * MTN_WORK_FILMS };
    case MTN_CUDA_KERNEL_drop:
      return (MtnKernelWork){ "512 × 600", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_UNITS, drop), units,
                              OF (2 * units), units };
    case MTN_CUDA_KERNEL_derive:
      return (MtnKernelWork){ "512 × 600, tanh", MTN_WORK_PEOPLE * BLOCKS (MTN_WORK_UNITS, derive), units,
                              OF (3 * units), 4 * units };
    case MTN_CUDA_KERNEL_set_goals:
      return (MtnKernelWork){ "512 of 60 in 20108", MTN_WORK_PEOPLE, all, ROWS_BYTES + OF (all), 0 };
    case MTN_CUDA_KERNEL_loss:
      /* By sigmoids: an exponential, a logarithm, two divisions. */
      return (MtnKernelWork){ "512 × 20108, by sigmoids", MTN_WORK_PEOPLE, all,
                              OF (3 * all + MTN_WORK_PEOPLE), 50 * all };
    case MTN_CUDA_KERNEL_softmax_loss:
      return (MtnKernelWork){ "512 × 20108", MTN_WORK_PEOPLE, all, OF (3 * all + MTN_WORK_PEOPLE), 45 * all };
    case MTN_CUDA_KERNEL_column_sums:
      return (MtnKernelWork){ "512 × 20108", BLOCKS (MTN_WORK_FILMS, column_sums), MTN_WORK_FILMS,
                              OF (all + MTN_WORK_FILMS), all };
    case MTN_CUDA_KERNEL_sum_squares:
      return (MtnKernelWork){ "20108 × 600", TILES (MTN_WORK_FILMS * MTN_WORK_UNITS, MTN_SUM_STRETCH),
                              TILES (MTN_WORK_FILMS * MTN_WORK_UNITS, MTN_SUM_STRETCH),
                              OF (MTN_WORK_FILMS * MTN_WORK_UNITS), 2 * MTN_WORK_FILMS * MTN_WORK_UNITS };
    case MTN_CUDA_KERNEL_adam:
      return (MtnKernelWork){ "20108 × 600", BLOCKS (MTN_WORK_FILMS * MTN_WORK_UNITS, adam),
                              MTN_WORK_FILMS * MTN_WORK_UNITS, OF (7 * MTN_WORK_FILMS * MTN_WORK_UNITS),
                              15 * MTN_WORK_FILMS * MTN_WORK_UNITS };
    case MTN_CUDA_N_KERNELS:
    default:
      g_return_val_if_reached ((MtnKernelWork){ NULL });
    }
}
