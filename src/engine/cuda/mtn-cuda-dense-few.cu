/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

#define ROWS MTN_CUDA_FEW_ROWS
#define THREADS MTN_CUDA_THREADS_dense_few
#define DEPTH 32

/* Weights of a column that are on their way at the same time: there are few threads to wait for them. */
#define AHEAD 16

/* An input of 0 must add nothing, not even to an infinite weight. It is the same for all threads. */
#define ADD(input, weight)                               \
  do                                                     \
    if ((input) != 0.0f)                                 \
      sums[i] = fmaf (input, weight, sums[i]);           \
  while (0)

/*
 * Dense layer of a person or a few: a tile would be empty but for its first
 * rows. Every weight is read once, and that is what it takes. A thread has a
 * column of all rows; the inputs pass through shared memory, slice by slice,
 * where one is read while the next is written.
 */
MTN_KERNEL (dense_few)
{
  __shared__ __align__ (16) float in_slices[2][ROWS][DEPTH];
  const unsigned t = threadIdx.x, column = blockIdx.y * THREADS + t;
  const unsigned first_row = blockIdx.x * ROWS;
  const unsigned n_here = n_rows - first_row < ROWS ? n_rows - first_row : ROWS;
  const float start = bias != NULL && column < n_out ? bias[column] : 0.0f;
  float sums[ROWS];
  unsigned buffer = 0;

  MTN_UNROLL
  for (unsigned i = 0; i < ROWS; i++)
    sums[i] = start;

  MTN_ROLLED
  for (unsigned first = 0; first < n_in; first += DEPTH)
    {
      MTN_UNROLL
      for (unsigned load = 0; load < ROWS * DEPTH / THREADS; load++)
        {
          const unsigned place = t + load * THREADS;
          const unsigned row = place / DEPTH, k = first + place % DEPTH;

          in_slices[buffer][row][place % DEPTH] =
            row < n_here && k < n_in ? in[(size_t) (first_row + row) * n_in + k] : 0.0f;
        }
      __syncthreads ();

      MTN_ROLLED
      for (unsigned from = 0; from < DEPTH; from += AHEAD)
        {
          float weights[AHEAD];

          MTN_UNROLL
          for (unsigned j = 0; j < AHEAD; j++)
            {
              const unsigned k = first + from + j;

              weights[j] = k < n_in && column < n_out ? weight[(size_t) k * n_out + column] : 0.0f;
            }

          MTN_UNROLL
          for (unsigned i = 0; i < ROWS; i++)
            if (i < n_here)
              {
                MTN_UNROLL
                for (unsigned j = 0; j < AHEAD; j += 4)
                  {
                    const float4 a = *(const float4 *) &in_slices[buffer][i][from + j];

                    ADD (a.x, weights[j]);
                    ADD (a.y, weights[j + 1]);
                    ADD (a.z, weights[j + 2]);
                    ADD (a.w, weights[j + 3]);
                  }
              }
        }
      buffer ^= 1;
    }

  MTN_UNROLL
  for (unsigned i = 0; i < ROWS; i++)
    if (i < n_here && column < n_out)
      out[(size_t) (first_row + i) * n_out + column] = sums[i] + 0.0f;

  /* Too much code to be written out for each row. */
  MTN_ROLLED
  for (unsigned i = activation != MTN_CUDA_NONE && column < n_out ? 0 : n_here; i < n_here; i++)
    {
      float *place = out + (size_t) (first_row + i) * n_out + column;

      *place = mtn_scalar_activate (*place, activation);
    }
}

#undef ROWS
#undef THREADS
#undef DEPTH
#undef AHEAD
#undef ADD
