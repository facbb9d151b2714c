/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

#define N_THREADS MTN_CUDA_THREADS_top_k
#define N_WARPS (N_THREADS / MTN_WARP)
#define N_DIGITS 256
#define STRETCH 32768

/* Whether column @j of the stretch is listed, and before whom: larger is better, 0 never. Zeros of either sign
 * are equal. */
static __device__ __forceinline__ unsigned
get_key (float score, const unsigned *closed, unsigned j)
{
  const unsigned bits = score == 0.0f ? 0 : __float_as_uint (score);

  if (!(score > -INFINITY) || (closed[j / MTN_WARP] >> j % MTN_WARP & 1) != 0)
    return 0;

  return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

/* Bits for the columns first … first + width − 1 that are not listed for row @r. For all threads of the block. */
static __device__ __forceinline__ void
close_columns (unsigned *closed,
               unsigned first,
               unsigned width,
               const unsigned char *mask,
               const unsigned *offsets,
               const unsigned *columns,
               unsigned r)
{
  /* Nobody still reads what was there. */
  __syncthreads ();
  for (unsigned start = 0; start < width; start += N_THREADS)
    {
      const unsigned j = start + threadIdx.x;
      const int is_closed = mask != NULL && j < width && mask[first + j] == 0;
      const unsigned bits = __ballot_sync (MTN_ALL_LANES, is_closed);

      if (j % MTN_WARP == 0)
        closed[j / MTN_WARP] = bits;
    }
  __syncthreads ();

  if (offsets != NULL)
    for (unsigned e = offsets[r] + threadIdx.x; e < offsets[r + 1]; e += N_THREADS)
      {
        const unsigned j = columns[e] - first;

        if (j < width)
          atomicOr (&closed[j / MTN_WARP], 1u << j % MTN_WARP);
      }
  __syncthreads ();
}

MTN_KERNEL (top_k)
{
  __shared__ unsigned long long selected[MTN_CUDA_TOP_K_MAX];

#include "mtn-cuda-top-k-row.cuh"
}

MTN_KERNEL (top_k_long)
{
  unsigned long long *selected = scratch + (size_t) blockIdx.x * n_scratch;

#include "mtn-cuda-top-k-row.cuh"
}

#undef N_THREADS
#undef N_WARPS
#undef N_DIGITS
#undef STRETCH
