/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* From an operation of training to its kernel. */

#include "mtn-cpu-training.h"
#include "mtn-cuda-launch-private.h"
#include "mtn-engine-training.h"

G_STATIC_ASSERT ((int) MTN_LOSS_BCE == MTN_SCALAR_BCE);
G_STATIC_ASSERT ((int) MTN_LOSS_MSE == MTN_SCALAR_MSE);
G_STATIC_ASSERT ((int) MTN_LOSS_MULTINOMIAL == MTN_SCALAR_MULTINOMIAL);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_RELU == MTN_SCALAR_RELU);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_TANH == MTN_SCALAR_TANH);
G_STATIC_ASSERT ((int) MTN_ACTIVATION_SIGMOID == MTN_SCALAR_SIGMOID);
G_STATIC_ASSERT ((int) MTN_CUDA_THREADS_loss == MTN_SUM_LANES);
G_STATIC_ASSERT ((int) MTN_CUDA_THREADS_softmax_loss == MTN_SUM_LANES);
G_STATIC_ASSERT ((int) MTN_CUDA_THREADS_sum_squares == MTN_SUM_LANES);

int
mtn_cuda_dense_transposed (const MtnCudaLauncher *launcher,
                           guint tile,
                           gboolean is_weight,
                           const float *in,
                           const float *weight,
                           guint n_rows,
                           guint n_in,
                           guint n_out,
                           float *out)
{
  if (n_rows == 0 || n_out == 0)
    return 0;
  if (is_too_large (n_rows, n_out))
    return MTN_CUDA_TOO_LARGE;

  if (tile == 0)
    tile = mtn_cuda_choose_tile (n_rows, n_out);
  if (is_weight && tile == 128)
    return launch_dense_nt_128 (launcher, TILES (n_rows, 128), TILES (n_out, 128), out, in, weight, n_rows,
                                n_in, n_out);
  if (is_weight)
    return launch_dense_nt_64 (launcher, TILES (n_rows, 64), TILES (n_out, 64), out, in, weight, n_rows, n_in,
                               n_out);
  if (tile == 128)
    return launch_dense_tn_128 (launcher, TILES (n_rows, 128), TILES (n_out, 128), out, in, weight, n_rows,
                                n_in, n_out);

  return launch_dense_tn_64 (launcher, TILES (n_rows, 64), TILES (n_out, 64), out, in, weight, n_rows, n_in,
                             n_out);
}

int
mtn_cuda_drop (const MtnCudaLauncher *launcher,
               float *matrix,
               guint n_rows,
               guint n_columns,
               const MtnDrop *drop)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_drop (launcher, n_rows, BLOCKS (n_columns, drop), matrix, n_columns, drop->key,
                      drop->threshold, drop->scale);
}

int
mtn_cuda_derive (const MtnCudaLauncher *launcher,
                 float *deltas,
                 const float *units,
                 guint n_rows,
                 guint n_columns,
                 int activation,
                 const MtnDrop *drop)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_derive (launcher, n_rows, BLOCKS (n_columns, derive), deltas, units, n_columns, activation,
                        drop->key, drop->threshold, drop->scale);
}

int
mtn_cuda_set_goals (const MtnCudaLauncher *launcher,
                    guint n_rows,
                    const guint *offsets,
                    const guint *columns,
                    const float *values,
                    const guint *excluded_offsets,
                    const guint *excluded_columns,
                    guint n_columns,
                    float *goals)
{
  if (n_rows == 0 || n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_set_goals (launcher, n_rows, 1, goals, offsets, columns, values, excluded_offsets,
                           excluded_columns, n_columns);
}

int
mtn_cuda_loss (const MtnCudaLauncher *launcher,
               int loss,
               float *values,
               const float *goals,
               guint n_rows,
               guint n_columns,
               float scale,
               float *out)
{
  if (n_rows == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  if (loss == MTN_SCALAR_MULTINOMIAL)
    return launch_softmax_loss (launcher, n_rows, 1, values, out, goals, n_columns, scale);

  return launch_loss (launcher, n_rows, 1, values, out, goals, n_columns, scale, loss);
}

int
mtn_cuda_column_sums (const MtnCudaLauncher *launcher,
                      const float *matrix,
                      guint n_rows,
                      guint n_columns,
                      float *out)
{
  if (n_columns == 0)
    return 0;
  if (is_too_large (n_rows, n_columns))
    return MTN_CUDA_TOO_LARGE;

  return launch_column_sums (launcher, BLOCKS (n_columns, column_sums), 1, out, matrix, n_rows, n_columns);
}

gsize
mtn_cuda_sum_squares_get_n_parts (gsize n_values)
{
  return TILES (n_values, MTN_SUM_STRETCH);
}

int
mtn_cuda_sum_squares (const MtnCudaLauncher *launcher, const float *values, gsize n_values, float *out)
{
  gsize n_parts = mtn_cuda_sum_squares_get_n_parts (n_values);

  if (n_values == 0)
    return 0;
  if (n_parts > G_MAXINT)
    return MTN_CUDA_TOO_LARGE;

  return launch_sum_squares (launcher, (guint) n_parts, 1, out, values, n_values);
}

int
mtn_cuda_adam (const MtnCudaLauncher *launcher,
               const MtnAdam *adam,
               float *values,
               float *means,
               float *variances,
               const float *gradient,
               gsize n_values,
               float factor)
{
  if (n_values == 0)
    return 0;
  if (n_values > (gsize) G_MAXINT * MTN_CUDA_THREADS_adam)
    return MTN_CUDA_TOO_LARGE;

  return launch_adam (launcher, BLOCKS (n_values, adam), 1, values, means, variances, gradient, n_values,
                      factor, adam->beta1, adam->beta2, adam->rest1, adam->rest2, adam->step, adam->spread,
                      adam->epsilon, adam->l2, adam->keep);
}
