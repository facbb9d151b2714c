/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

MTN_KERNEL (adam)
{
  const MtnAdam adam = { beta1, beta2, rest1, rest2, step, spread, epsilon, l2, keep };
  const size_t i = (size_t) blockIdx.x * blockDim.x + threadIdx.x;

  if (i < n_values)
    mtn_scalar_adam (&adam, factor * gradient[i], &values[i], &means[i], &variances[i]);
}
