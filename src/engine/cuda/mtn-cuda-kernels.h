/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <stddef.h>

/*
 * The catalogue of kernels, read by C, by nvcc and by all that runs kernels
 * without a card: what is launched, defined, registered and checked comes from
 * here, since the runtime takes arguments as unchecked void pointers.
 *
 * MTN_CUDA_KERNELS (K) gives K (name, threads, blocks) for each: the PTX entry
 * is mtn_NAME, a block has so many threads, all in x, and no dynamic shared
 * memory, and so many blocks at least fit on a multiprocessor.
 * MTN_CUDA_ARGUMENTS_name (A) gives A (index, type, name), …, its arguments.
 *
 * Pointers are to memory of the card. Matrices are row-major without padding,
 * and element numbers have 64 bits; rows are counted in grid x, tiles of columns
 * in grid y where there are any. What the operations mean is in mtn-engine.h.
 */
#define MTN_CUDA_KERNELS(K)           \
  K (fill, 256, 4)                    \
  K (gather, 128, 4)                  \
  K (dense_few, 64, 8)                \
  K (dense_64, 256, 4)                \
  K (dense_128, 256, 1)               \
  K (activate, 256, 4)                \
  K (scale, 256, 4)                   \
  K (subtract_diagonal, 128, 4)       \
  K (column_norms, 128, 4)            \
  K (blend, 256, 4)                   \
  K (merge_columns, 128, 4)           \
  K (spread_columns, 256, 4)          \
  K (take_columns, 128, 4)            \
  K (top_k, 256, 4)                   \
  K (top_k_long, 256, 4)              \
  K (dense_nt_64, 256, 4)             \
  K (dense_nt_128, 256, 1)            \
  K (dense_tn_64, 256, 4)             \
  K (dense_tn_128, 256, 1)            \
  K (drop, 256, 4)                    \
  K (derive, 256, 4)                  \
  K (set_goals, 256, 4)               \
  K (loss, 256, 4)                    \
  K (softmax_loss, 256, 4)            \
  K (column_sums, 128, 4)             \
  K (sum_squares, 256, 4)             \
  K (adam, 256, 4)

/* Grid: x = ⌈n_values / threads⌉. */
#define MTN_CUDA_ARGUMENTS_fill(A) \
  A (0, float *, out), A (1, size_t, n_values), A (2, float, value)

/* A thread a column. Grid: x = n_rows, y = ⌈n_out / threads⌉. @bias may be NULL. */
#define MTN_CUDA_ARGUMENTS_gather(A)                                                                        \
  A (0, float *, out), A (1, const unsigned *, offsets), A (2, const unsigned *, columns),                  \
      A (3, const float *, values), A (4, const float *, weight), A (5, const float *, bias),               \
      A (6, unsigned, n_out), A (7, int, activation)

/* A block a tile of 64 × 64, or of 128 × 128. Grid: x = ⌈n_rows / tile⌉, y = ⌈n_out / tile⌉. @bias may be NULL. */
#define MTN_CUDA_ARGUMENTS_dense_64(A)                                                                      \
  A (0, float *, out), A (1, const float *, in), A (2, const float *, weight), A (3, const float *, bias),  \
      A (4, unsigned, n_rows), A (5, unsigned, n_in), A (6, unsigned, n_out), A (7, int, activation)
#define MTN_CUDA_ARGUMENTS_dense_128(A) MTN_CUDA_ARGUMENTS_dense_64 (A)

/* A thread a column of MTN_CUDA_FEW_ROWS rows. Grid: x = ⌈n_rows / that⌉, y = ⌈n_out / threads⌉. @bias may be NULL. */
#define MTN_CUDA_FEW_ROWS 4
#define MTN_CUDA_ARGUMENTS_dense_few(A) MTN_CUDA_ARGUMENTS_dense_64 (A)

/* In place. Grid: x = ⌈n_values / threads⌉. */
#define MTN_CUDA_ARGUMENTS_activate(A) \
  A (0, float *, values), A (1, size_t, n_values), A (2, int, activation)

/* Grid: x = n_rows, y = ⌈n_columns / threads⌉. */
#define MTN_CUDA_ARGUMENTS_scale(A)                                                                         \
  A (0, float *, matrix), A (1, const float *, table), A (2, const unsigned *, line), A (3, unsigned, n_columns)

/* A block a row. Grid: x = n_rows. */
#define MTN_CUDA_ARGUMENTS_subtract_diagonal(A)                                                             \
  A (0, float *, matrix), A (1, const unsigned *, offsets), A (2, const unsigned *, columns),               \
      A (3, const float *, values), A (4, const float *, table), A (5, const unsigned *, line),             \
      A (6, unsigned, n_columns)

/* A thread a column. Grid: x = ⌈n_columns / threads⌉. */
#define MTN_CUDA_ARGUMENTS_column_norms(A)                                                                  \
  A (0, float *, out), A (1, const float *, matrix), A (2, const float *, weights), A (3, unsigned, n_rows), \
      A (4, unsigned, n_columns)

/* Grid: x = n_rows, y = ⌈n_columns / threads⌉. */
#define MTN_CUDA_ARGUMENTS_blend(A)                                                                         \
  A (0, float *, sum), A (1, const float *, part), A (2, const unsigned *, row_of),                         \
      A (3, const float *, weights), A (4, unsigned, n_columns)

/* A thread a row. Grid: x = ⌈n_rows / threads⌉. */
#define MTN_CUDA_ARGUMENTS_merge_columns(A)                                                                 \
  A (0, float *, matrix), A (1, const unsigned *, from), A (2, const unsigned *, to), A (3, unsigned, n_pairs), \
      A (4, unsigned, n_rows), A (5, unsigned, n_columns)

/* A block a row. Grid: x = n_rows. */
#define MTN_CUDA_ARGUMENTS_spread_columns(A)                                                                \
  A (0, float *, out), A (1, const float *, in), A (2, const unsigned *, columns), A (3, unsigned, n_in),   \
      A (4, unsigned, n_columns)

/* Grid: x = n_rows, y = ⌈n_taken / threads⌉. */
#define MTN_CUDA_ARGUMENTS_take_columns(A)                                                                  \
  A (0, float *, out), A (1, const float *, matrix), A (2, const unsigned *, columns), A (3, unsigned, n_taken), \
      A (4, unsigned, n_columns)

/*
 * A block a row. Grid: x = n_rows. @mask (a byte a column) and the hidden rows
 * (@offsets with @columns) may be NULL. The lists are [n_rows, k]; what is behind
 * out_n[r] of them is left alone. top_k serves k ≤ MTN_CUDA_TOP_K_MAX; top_k_long
 * any k, with @scratch [n_rows, n_scratch], n_scratch a power of two, not below min (k, n_columns).
 */
#define MTN_CUDA_TOP_K_MAX 1024
#define MTN_CUDA_ARGUMENTS_top_k(A)                                                                         \
  A (0, unsigned *, out_columns), A (1, float *, out_scores), A (2, unsigned *, out_n),                     \
      A (3, const float *, scores), A (4, const unsigned char *, mask), A (5, const unsigned *, offsets),   \
      A (6, const unsigned *, columns), A (7, unsigned, n_columns), A (8, unsigned, k)
#define MTN_CUDA_ARGUMENTS_top_k_long(A)                                                                    \
  MTN_CUDA_ARGUMENTS_top_k (A), A (9, unsigned long long *, scratch), A (10, unsigned, n_scratch)

/* As dense_64, with the weights [n_out, n_in], and with the inputs [n_in, n_rows]. */
#define MTN_CUDA_ARGUMENTS_dense_nt_64(A)                                                                   \
  A (0, float *, out), A (1, const float *, in), A (2, const float *, weight), A (3, unsigned, n_rows),     \
      A (4, unsigned, n_in), A (5, unsigned, n_out)
#define MTN_CUDA_ARGUMENTS_dense_nt_128(A) MTN_CUDA_ARGUMENTS_dense_nt_64 (A)
#define MTN_CUDA_ARGUMENTS_dense_tn_64(A) MTN_CUDA_ARGUMENTS_dense_nt_64 (A)
#define MTN_CUDA_ARGUMENTS_dense_tn_128(A) MTN_CUDA_ARGUMENTS_dense_nt_64 (A)

/* MtnDrop in parts. Grid: x = n_rows, y = ⌈n_columns / threads⌉. */
#define MTN_CUDA_ARGUMENTS_drop(A)                                                                          \
  A (0, float *, matrix), A (1, unsigned, n_columns), A (2, unsigned, key), A (3, unsigned, threshold),     \
      A (4, float, scale)
#define MTN_CUDA_ARGUMENTS_derive(A)                                                                        \
  A (0, float *, deltas), A (1, const float *, units), A (2, unsigned, n_columns), A (3, int, activation),  \
      A (4, unsigned, key), A (5, unsigned, threshold), A (6, float, scale)

/* A block a row. Grid: x = n_rows. @values (all 1), and @excluded_offsets with @excluded_columns may be NULL. */
#define MTN_CUDA_ARGUMENTS_set_goals(A)                                                                     \
  A (0, float *, goals), A (1, const unsigned *, offsets), A (2, const unsigned *, columns),                \
      A (3, const float *, values), A (4, const unsigned *, excluded_offsets),                              \
      A (5, const unsigned *, excluded_columns), A (6, unsigned, n_columns)

/* A block a row, a thread a lane of the sum. Grid: x = n_rows. @values: logits, then deltas; @out: [n_rows], losses. */
#define MTN_CUDA_ARGUMENTS_loss(A)                                                                          \
  A (0, float *, values), A (1, float *, out), A (2, const float *, goals), A (3, unsigned, n_columns),     \
      A (4, float, scale), A (5, int, loss)
#define MTN_CUDA_ARGUMENTS_softmax_loss(A)                                                                  \
  A (0, float *, values), A (1, float *, out), A (2, const float *, goals), A (3, unsigned, n_columns),     \
      A (4, float, scale)

/* A thread a column. Grid: x = ⌈n_columns / threads⌉. */
#define MTN_CUDA_ARGUMENTS_column_sums(A) \
  A (0, float *, out), A (1, const float *, matrix), A (2, unsigned, n_rows), A (3, unsigned, n_columns)

/* A block a stretch, a thread a lane. Grid: x = ⌈n_values / MTN_SUM_STRETCH⌉. @out: a sum for each. */
#define MTN_CUDA_ARGUMENTS_sum_squares(A) \
  A (0, float *, out), A (1, const float *, values), A (2, size_t, n_values)

/* MtnAdam in parts; the gradient counts @factor times. Grid: x = ⌈n_values / threads⌉. */
#define MTN_CUDA_ARGUMENTS_adam(A)                                                                          \
  A (0, float *, values), A (1, float *, means), A (2, float *, variances), A (3, const float *, gradient), \
      A (4, size_t, n_values), A (5, float, factor), A (6, float, beta1), A (7, float, beta2),              \
      A (8, float, rest1), A (9, float, rest2), A (10, float, step), A (11, float, spread),                 \
      A (12, float, epsilon), A (13, float, l2), A (14, float, keep)

/* What `activation` is in the kernels: MtnActivation, which nvcc cannot include. */
enum
{
  MTN_CUDA_NONE,
  MTN_CUDA_RELU,
  MTN_CUDA_TANH,
  MTN_CUDA_SIGMOID,
};

/* Macros for A. */
#define MTN_CUDA_PARAMETER(index, type, name) type name
#define MTN_CUDA_ADDRESS(index, type, name) &name
#define MTN_CUDA_SIZE(index, type, name) sizeof (type)
#define MTN_CUDA_UNPACK(index, type, name) *(type *) arguments[index]

#define MTN_CUDA_ENUM_(name, threads, blocks) MTN_CUDA_KERNEL_##name,
typedef enum
{
  MTN_CUDA_KERNELS (MTN_CUDA_ENUM_)
  MTN_CUDA_N_KERNELS
} MtnCudaKernel;
#undef MTN_CUDA_ENUM_

/* MTN_CUDA_THREADS_gather, MTN_CUDA_BLOCKS_gather, … */
#define MTN_CUDA_ENUM_(name, threads, blocks) MTN_CUDA_THREADS_##name = threads, MTN_CUDA_BLOCKS_##name = blocks,
enum
{
  MTN_CUDA_KERNELS (MTN_CUDA_ENUM_)
};
#undef MTN_CUDA_ENUM_
