/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

/* Pair after pair, since one may read what another wrote: only rows are independent. */
MTN_KERNEL (merge_columns)
{
  const size_t r = (size_t) blockIdx.x * blockDim.x + threadIdx.x;

  if (r < n_rows)
    {
      float *row = matrix + r * n_columns;

      for (unsigned p = 0; p < n_pairs; p++)
        row[to[p]] = row[from[p]] > row[to[p]] ? row[from[p]] : row[to[p]];
    }
}

MTN_KERNEL (spread_columns)
{
  float *row = out + (size_t) blockIdx.x * n_columns;

  for (unsigned j = threadIdx.x; j < n_columns; j += blockDim.x)
    row[j] = 0.0f;
  __syncthreads ();
  for (unsigned i = threadIdx.x; i < n_in; i += blockDim.x)
    row[columns[i]] = in[(size_t) blockIdx.x * n_in + i];
}

MTN_KERNEL (take_columns)
{
  const unsigned r = blockIdx.x;
  const unsigned i = blockIdx.y * blockDim.x + threadIdx.x;

  if (i < n_taken)
    out[(size_t) r * n_taken + i] = matrix[(size_t) r * n_columns + columns[i]];
}
