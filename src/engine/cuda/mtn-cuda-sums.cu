/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-sums.cuh"

MTN_KERNEL (column_sums)
{
  const unsigned j = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0.0f;

  if (j >= n_columns)
    return;

  for (unsigned k = 0; k < n_rows; k++)
    sum += matrix[(size_t) k * n_columns + j];
  out[j] = sum;
}

MTN_KERNEL (sum_squares)
{
  __shared__ float squares[MTN_SUM_LANES];
  const size_t first = (size_t) blockIdx.x * MTN_SUM_STRETCH;
  float sum = 0.0f;

  for (unsigned i = threadIdx.x; i < MTN_SUM_STRETCH && first + i < n_values; i += MTN_SUM_LANES)
    sum = fmaf (values[first + i], values[first + i], sum);

  sum = mtn_add_up (squares, sum);
  if (threadIdx.x == 0)
    out[blockIdx.x] = sum;
}
