/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

MTN_KERNEL (activate)
{
  size_t i = (size_t) blockIdx.x * blockDim.x + threadIdx.x;

  if (i < n_values)
    values[i] = mtn_scalar_activate (values[i], activation);
}
