/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

/* A weight of 0 leaves the sum as it is, whatever the part holds. ~0u is MTN_NO_ROW. */
MTN_KERNEL (blend)
{
  const unsigned r = blockIdx.x;
  const unsigned j = blockIdx.y * blockDim.x + threadIdx.x;

  if (j < n_columns && row_of[r] != ~0u && weights[r] != 0.0f)
    {
      float *to = sum + (size_t) r * n_columns + j;

      *to = fmaf (weights[r], part[(size_t) row_of[r] * n_columns + j], *to);
    }
}
