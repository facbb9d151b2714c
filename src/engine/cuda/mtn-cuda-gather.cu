/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

/* The entries of a row pass through shared memory, as many at a time as there are threads; each thread sums
 * its column over them. Blocks that follow each other read the same columns of the weights, for other rows. */
#define GATHER MTN_CUDA_THREADS_gather

MTN_KERNEL (gather)
{
  __shared__ unsigned entry_columns[GATHER];
  __shared__ float entry_values[GATHER];
  const unsigned r = blockIdx.x, t = threadIdx.x;
  const unsigned j = blockIdx.y * GATHER + t;
  const unsigned end = offsets[r + 1];
  float sum = bias != NULL && j < n_out ? bias[j] : 0.0f;

  for (unsigned first = offsets[r]; first < end; first += GATHER)
    {
      const unsigned n = end - first < GATHER ? end - first : GATHER;

      /* Nobody still reads the entries before. */
      __syncthreads ();
      if (t < n)
        {
          entry_columns[t] = columns[first + t];
          entry_values[t] = values[first + t];
        }
      __syncthreads ();

      if (j < n_out)
        for (unsigned e = 0; e < n; e++)
          if (entry_values[e] != 0.0f)
            sum = fmaf (entry_values[e], weight[(size_t) entry_columns[e] * n_out + j], sum);
    }

  if (j < n_out)
    out[(size_t) r * n_out + j] = mtn_scalar_activate (sum + 0.0f, activation);
}

#undef GATHER
