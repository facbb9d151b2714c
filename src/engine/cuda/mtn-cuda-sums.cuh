/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-device.cuh"

/* The tree of mtn-cpu-training.h: a thread a lane. @lanes: shared, of this sum alone. All get the sum. */
static __device__ __forceinline__ float
mtn_add_up (float *lanes, float sum)
{
  const unsigned t = threadIdx.x;

  lanes[t] = sum;
  __syncthreads ();
  MTN_ROLLED
  for (unsigned half = MTN_SUM_LANES / 2; half > 0; half /= 2)
    {
      if (t < half)
        lanes[t] += lanes[t + half];
      __syncthreads ();
    }

  return lanes[0];
}
