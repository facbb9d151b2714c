/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

MTN_KERNEL (column_norms)
{
  const unsigned j = blockIdx.x * blockDim.x + threadIdx.x;
  float norm = 0.0f;

  if (j >= n_columns)
    return;

  for (unsigned k = 0; k < n_rows; k++)
    {
      const float value = matrix[(size_t) k * n_columns + j];

      norm = fmaf (weights[k] * value, value, norm);
    }
  out[j] = norm;
}
