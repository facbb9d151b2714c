/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From an operation to its kernel. */

#include "mtn-cuda-launch-private.h"
#include "mtn-engine.h"

G_STATIC_ASSERT ((int) MTN_ACTIVATION_NONE == (int) MTN_CUDA_NONE);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_RELU == (int) MTN_CUDA_RELU);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_TANH == (int) MTN_CUDA_TANH);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_SIGMOID == (int) MTN_CUDA_SIGMOID);
G_STATIC_ASSERT (MTN_NO_ROW == ~0u);
G_STATIC_ASSERT (sizeof (unsigned long long) == sizeof (guint64));

#define DEFINE_SIZES(name, threads, blocks) \
  static const gsize name##_sizes[] = { MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_SIZE) };
MTN_CUDA_KERNELS (DEFINE_SIZES)

#define DEFINE_INFO(name, threads, blocks) \
  { "mtn_" #name, threads, G_N_ELEMENTS (name##_sizes), name##_sizes },
const MtnCudaKernelInfo mtn_cuda_kernels[MTN_CUDA_N_KERNELS] = { MTN_CUDA_KERNELS (DEFINE_INFO) };

int
mtn_cuda_fill (const MtnCudaLauncher *launcher, float *out, gsize n_values, float value)
{
  if (n_values == 0)
    return 0;
  if (n_values > (gsize) G_MAXINT * MTN_CUDA_THREADS_fill)
    return MTN_CUDA_TOO_LARGE;

  return launch_fill (launcher, BLOCKS (n_values, fill), 1, out, n_values, value);
}

int
mtn_cuda_activate (const MtnCudaLauncher *launcher, float *values, gsize n_values, int activation)
{
  if (n_values == 0 || activation == MTN_CUDA_NONE)
    return 0;
  if (n_values > (gsize) G_MAXINT * MTN_CUDA_THREADS_activate)
    return MTN_CUDA_TOO_LARGE;

  return launch_activate (launcher, BLOCKS (n_values, activate), 1, values, n_values, activation);
}

int
mtn_cuda_gather (const MtnCudaLauncher *launcher,
                 guint n_rows,
                 const guint *offsets,
                 const guint *columns,
                 const float *values,
                 const float *weight,
                 const float *bias,
                 int activation,
                 guint n_out,
                 float *out)
{
  if (n_rows == 0 || n_out == 0)
    return 0;
  if (is_too_large (n_rows, n_out))
    return MTN_CUDA_TOO_LARGE;

  return launch_gather (launcher, n_rows, BLOCKS (n_out, gather), out, offsets, columns, values, weight, bias,
                        n_out, activation);
}

int
mtn_cuda_dense_by_tiles (const MtnCudaLauncher *launcher,
                         guint tile,
                         const float *in,
                         const float *weight,
                         const float *bias,
                         int activation,
                         guint n_rows,
                         guint n_in,
                         guint n_out,
                         float *out)
{
  if (n_rows == 0 || n_out == 0)
    return 0;
  if (is_too_large (n_rows, n_out))
    return MTN_CUDA_TOO_LARGE;

  if (tile == 128)
    return launch_dense_128 (launcher, TILES (n_rows, 128), TILES (n_out, 128), out, in, weight, bias, n_rows,
                             n_in, n_out, activation);

  if (tile == MTN_CUDA_FEW_ROWS)
    return launch_dense_few (launcher, TILES (n_rows, MTN_CUDA_FEW_ROWS), BLOCKS (n_out, dense_few), out, in,
                             weight, bias, n_rows, n_in, n_out, activation);

  return launch_dense_64 (launcher, TILES (n_rows, 64), TILES (n_out, 64), out, in, weight, bias, n_rows,
                          n_in, n_out, activation);
}

int
mtn_cuda_dense (const MtnCudaLauncher *launcher,
                const float *in,
                const float *weight,
                const float *bias,
                int activation,
                guint n_rows,
                guint n_in,
                guint n_out,
                float *out)
{
  guint tile = n_rows <= MTN_CUDA_FEW_ROWS ? MTN_CUDA_FEW_ROWS : mtn_cuda_choose_tile (n_rows, n_out);

  return mtn_cuda_dense_by_tiles (launcher, tile, in, weight, bias, activation, n_rows, n_in, n_out, out);
}

int
mtn_cuda_scale (const MtnCudaLauncher *launcher,
                float *matrix,
                guint n_rows,
                guint n_columns,
                const float *table,
                const guint *line)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_scale (launcher, n_rows, BLOCKS (n_columns, scale), matrix, table, line, n_columns);
}

int
mtn_cuda_subtract_diagonal (const MtnCudaLauncher *launcher,
                            float *matrix,
                            guint n_rows,
                            const guint *offsets,
                            const guint *columns,
                            const float *values,
                            guint n_columns,
                            const float *table,
                            const guint *line)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_subtract_diagonal (launcher, n_rows, 1, matrix, offsets, columns, values, table, line,
                                   n_columns);
}

int
mtn_cuda_column_norms (const MtnCudaLauncher *launcher,
                       const float *matrix,
                       const float *weights,
                       guint n_rows,
                       guint n_columns,
                       float *out)
{
  if (n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_column_norms (launcher, BLOCKS (n_columns, column_norms), 1, out, matrix, weights, n_rows,
                              n_columns);
}

int
mtn_cuda_blend (const MtnCudaLauncher *launcher,
                float *sum,
                guint n_rows,
                guint n_columns,
                const float *part,
                const guint *row_of,
                const float *weights)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_blend (launcher, n_rows, BLOCKS (n_columns, blend), sum, part, row_of, weights, n_columns);
}

int
mtn_cuda_merge_columns (const MtnCudaLauncher *launcher,
                        float *matrix,
                        guint n_rows,
                        guint n_columns,
                        const guint *from,
                        const guint *to,
                        guint n_pairs)
{
  if (n_rows == 0 || n_pairs == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_merge_columns (launcher, BLOCKS (n_rows, merge_columns), 1, matrix, from, to, n_pairs, n_rows,
                               n_columns);
}

int
mtn_cuda_spread_columns (const MtnCudaLauncher *launcher,
                         const float *in,
                         guint n_rows,
                         guint n_in,
                         const guint *columns,
                         guint n_columns,
                         float *out)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_spread_columns (launcher, n_rows, 1, out, in, columns, n_in, n_columns);
}

int
mtn_cuda_take_columns (const MtnCudaLauncher *launcher,
                       const float *matrix,
                       guint n_rows,
                       guint n_columns,
                       const guint *columns,
                       guint n_taken,
                       float *out)
{
  if (n_rows == 0 || n_taken == 0)
    return 0;
  if (is_too_large (n_rows, MAX (n_columns, n_taken)))
    return MTN_CUDA_TOO_LARGE;

  return launch_take_columns (launcher, n_rows, BLOCKS (n_taken, take_columns), out, matrix, columns, n_taken,
                              n_columns);
}

guint
mtn_cuda_top_k_get_n_scratch (guint n_columns, guint k)
{
  guint n = 1;

  if (MIN (k, n_columns) <= MTN_CUDA_TOP_K_MAX)
    return 0;

  while (n < MIN (k, n_columns))
    n *= 2;

  return n;
}

int
mtn_cuda_top_k (const MtnCudaLauncher *launcher,
                const float *scores,
                guint n_rows,
                guint n_columns,
                const guint8 *mask,
                const guint *offsets,
                const guint *columns,
                guint k,
                guint64 *scratch,
                guint *out_columns,
                float *out_scores,
                guint *out_n)
{
  guint n_scratch = mtn_cuda_top_k_get_n_scratch (n_columns, k);

  if (n_rows == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  if (n_scratch == 0)
    return launch_top_k (launcher, n_rows, 1, out_columns, out_scores, out_n, scores, mask, offsets, columns,
                         n_columns, k);

  return launch_top_k_long (launcher, n_rows, 1, out_columns, out_scores, out_n, scores, mask, offsets,
                            columns, n_columns, k, (unsigned long long *) scratch, n_scratch);
}
