/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-adam.h"
#include "mtn-cuda-kernels.h"
#include "mtn-drop.h"

G_BEGIN_DECLS

/**
 * MtnCudaLauncher:
 *
 * What runs kernels: the CUDA runtime, or one of the tests' machines that need
 * no card. Grids are as MTN_CUDA_KERNELS says, never empty.
 */
typedef struct
{
  /* @arguments: [n_arguments of the kernel], where each lies. Returns 0, or the launcher's own number for what went wrong. */
  int    (*launch) (gpointer context, MtnCudaKernel kernel, guint grid_x, guint grid_y, void **arguments);
  gpointer context;
} MtnCudaLauncher;

typedef struct
{
  const char  *name;          /* of the PTX entry */
  guint        n_threads;     /* of a block */
  guint        n_arguments;
  const gsize *sizes;         /* [n_arguments], in bytes */
} MtnCudaKernelInfo;

extern const MtnCudaKernelInfo mtn_cuda_kernels[MTN_CUDA_N_KERNELS];

/* Rows and columns of a tile, and elements of a grid's y, are counted in 32 bits and in 16 bits by a card: no
 * operation takes more rows or columns than this. */
#define MTN_CUDA_MAX_ROWS 0x7fffff00u
#define MTN_CUDA_MAX_COLUMNS (65535u * 64)
#define MTN_CUDA_TOO_LARGE (-1)

/*
 * The operations of MtnEngineVtable: kernels with their arguments checked by the
 * compiler, grids and variants chosen. All pointers are to memory of the card.
 * Each returns 0, also where there is nothing to do, MTN_CUDA_TOO_LARGE, or what the
 * launcher returned.
 */
int mtn_cuda_fill             (const MtnCudaLauncher *launcher, float *out, gsize n_values, float value);
int mtn_cuda_activate         (const MtnCudaLauncher *launcher, float *values, gsize n_values, int activation);
/* @bias: (nullable) */
int mtn_cuda_gather           (const MtnCudaLauncher *launcher, guint n_rows, const guint *offsets, const guint *columns,
                               const float *values, const float *weight, const float *bias, int activation,
                               guint n_out, float *out);
/* @bias: (nullable) */
int mtn_cuda_dense            (const MtnCudaLauncher *launcher, const float *in, const float *weight, const float *bias,
                               int activation, guint n_rows, guint n_in, guint n_out, float *out);
/* The same by tiles of 64 or of 128, or MTN_CUDA_FEW_ROWS at a time, whatever would be chosen. */
int mtn_cuda_dense_by_tiles   (const MtnCudaLauncher *launcher, guint tile, const float *in, const float *weight,
                               const float *bias, int activation, guint n_rows, guint n_in, guint n_out, float *out);
int mtn_cuda_scale            (const MtnCudaLauncher *launcher, float *matrix, guint n_rows, guint n_columns,
                               const float *table, const guint *line);
int mtn_cuda_subtract_diagonal (const MtnCudaLauncher *launcher, float *matrix, guint n_rows, const guint *offsets,
                               const guint *columns, const float *values, guint n_columns, const float *table,
                               const guint *line);
int mtn_cuda_column_norms     (const MtnCudaLauncher *launcher, const float *matrix, const float *weights, guint n_rows,
                               guint n_columns, float *out);
int mtn_cuda_blend            (const MtnCudaLauncher *launcher, float *sum, guint n_rows, guint n_columns,
                               const float *part, const guint *row_of, const float *weights);
int mtn_cuda_merge_columns    (const MtnCudaLauncher *launcher, float *matrix, guint n_rows, guint n_columns,
                               const guint *from, const guint *to, guint n_pairs);
int mtn_cuda_spread_columns   (const MtnCudaLauncher *launcher, const float *in, guint n_rows, guint n_in,
                               const guint *columns, guint n_columns, float *out);
int mtn_cuda_take_columns     (const MtnCudaLauncher *launcher, const float *matrix, guint n_rows, guint n_columns,
                               const guint *columns, guint n_taken, float *out);

/* How many numbers of scratch memory mtn_cuda_top_k() wants for each row; 0 for short lists. */
guint mtn_cuda_top_k_get_n_scratch (guint n_columns, guint k);
/* @mask, @offsets (with @columns): (nullable). @scratch: [n_rows, as many as mtn_cuda_top_k_get_n_scratch() says].
 * Behind the out_n[r] that there are, lists get 0. */
int mtn_cuda_top_k            (const MtnCudaLauncher *launcher, const float *scores, guint n_rows, guint n_columns,
                               const guint8 *mask, const guint *offsets, const guint *columns, guint k,
                               guint64 *scratch, guint *out_columns, float *out_scores, guint *out_n);

/* As mtn_cuda_dense() without bias and activation, with the weights [n_out, n_in], or (@is_weight FALSE) the inputs
 * [n_in, n_rows]. @tile: 64 or 128; 0: what suits. */
int mtn_cuda_dense_transposed (const MtnCudaLauncher *launcher, guint tile, gboolean is_weight, const float *in,
                               const float *weight, guint n_rows, guint n_in, guint n_out, float *out);
int mtn_cuda_drop             (const MtnCudaLauncher *launcher, float *matrix, guint n_rows, guint n_columns,
                               const MtnDrop *drop);
int mtn_cuda_derive           (const MtnCudaLauncher *launcher, float *deltas, const float *units, guint n_rows,
                               guint n_columns, int activation, const MtnDrop *drop);
/* @values, @excluded_offsets (with @excluded_columns): (nullable) */
int mtn_cuda_set_goals        (const MtnCudaLauncher *launcher, guint n_rows, const guint *offsets, const guint *columns,
                               const float *values, const guint *excluded_offsets, const guint *excluded_columns,
                               guint n_columns, float *goals);
/* @loss: MtnLoss. @out: [n_rows] */
int mtn_cuda_loss             (const MtnCudaLauncher *launcher, int loss, float *values, const float *goals, guint n_rows,
                               guint n_columns, float scale, float *out);
int mtn_cuda_column_sums      (const MtnCudaLauncher *launcher, const float *matrix, guint n_rows, guint n_columns,
                               float *out);
/* How many sums mtn_cuda_sum_squares() leaves to be added up. */
gsize mtn_cuda_sum_squares_get_n_parts (gsize n_values);
int mtn_cuda_sum_squares      (const MtnCudaLauncher *launcher, const float *values, gsize n_values, float *out);
int mtn_cuda_adam             (const MtnCudaLauncher *launcher, const MtnAdam *adam, float *values, float *means,
                               float *variances, const float *gradient, gsize n_values, float factor);

G_END_DECLS
