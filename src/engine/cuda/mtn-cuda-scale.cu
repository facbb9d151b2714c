/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

MTN_KERNEL (scale)
{
  const unsigned r = blockIdx.x;
  const unsigned j = blockIdx.y * blockDim.x + threadIdx.x;

  if (j < n_columns)
    matrix[(size_t) r * n_columns + j] *= table[(size_t) line[r] * n_columns + j];
}
