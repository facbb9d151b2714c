/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-sums.cuh"

/* Where a row is both a target and excluded, it is excluded. */
MTN_KERNEL (set_goals)
{
  const unsigned r = blockIdx.x;
  float *row = goals + (size_t) r * n_columns;

  for (unsigned j = threadIdx.x; j < n_columns; j += blockDim.x)
    row[j] = 0.0f;
  __syncthreads ();
  for (unsigned i = offsets[r] + threadIdx.x; i < offsets[r + 1]; i += blockDim.x)
    row[columns[i]] = values != NULL ? values[i] : 1.0f;

  if (excluded_offsets == NULL)
    return;
  __syncthreads ();
  for (unsigned i = excluded_offsets[r] + threadIdx.x; i < excluded_offsets[r + 1]; i += blockDim.x)
    row[excluded_columns[i]] = -1.0f;
}

MTN_KERNEL (loss)
{
  __shared__ float losses[MTN_SUM_LANES];
  const size_t first = (size_t) blockIdx.x * n_columns;
  float sum = 0.0f;

  for (unsigned j = threadIdx.x; j < n_columns; j += MTN_SUM_LANES)
    sum += mtn_scalar_loss (loss, goals[first + j], scale, &values[first + j]);

  sum = mtn_add_up (losses, sum);
  if (threadIdx.x == 0)
    out[blockIdx.x] = sum;
}

/* Three times over the row: the greatest logit, the sum of what is relative to it, and the cells. */
MTN_KERNEL (softmax_loss)
{
  __shared__ float lanes[MTN_SUM_LANES], exponentials[MTN_SUM_LANES], totals[MTN_SUM_LANES],
      losses[MTN_SUM_LANES];
  const unsigned t = threadIdx.x;
  const size_t first = (size_t) blockIdx.x * n_columns;
  float greatest = MTN_LEAST, sum = 0.0f, total = 0.0f, log_sum, loss = 0.0f;

  for (unsigned j = t; j < n_columns; j += MTN_SUM_LANES)
    if (!(goals[first + j] < 0.0f))
      greatest = mtn_scalar_larger (greatest, values[first + j]);
  lanes[t] = greatest;
  __syncthreads ();
  MTN_ROLLED
  for (unsigned half = MTN_SUM_LANES / 2; half > 0; half /= 2)
    {
      if (t < half)
        lanes[t] = mtn_scalar_larger (lanes[t], lanes[t + half]);
      __syncthreads ();
    }
  greatest = lanes[0];

  for (unsigned j = t; j < n_columns; j += MTN_SUM_LANES)
    if (!(goals[first + j] < 0.0f))
      {
        sum += mtn_scalar_exp (values[first + j] - greatest);
        total += goals[first + j];
      }
  sum = mtn_add_up (exponentials, sum);
  total = mtn_add_up (totals, total);
  log_sum = sum > 0.0f ? greatest + mtn_scalar_log (sum) : 0.0f;

  for (unsigned j = t; j < n_columns; j += MTN_SUM_LANES)
    loss += mtn_scalar_softmax_loss (goals[first + j], scale, log_sum, total, &values[first + j]);
  loss = mtn_add_up (losses, loss);
  if (t == 0)
    out[blockIdx.x] = loss;
}
