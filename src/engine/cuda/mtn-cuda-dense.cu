/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

#define TRANSPOSED_IN 0
#define TRANSPOSED_WEIGHT 0

/* For few rows or columns, where larger tiles would be too few to keep a card busy. */
#define TILE 64
MTN_KERNEL (dense_64)
#include "mtn-cuda-dense-tile.cuh"
#undef TILE

#define TILE 128
MTN_KERNEL (dense_128)
#include "mtn-cuda-dense-tile.cuh"
#undef TILE

#undef TRANSPOSED_WEIGHT
#define TRANSPOSED_WEIGHT 1

/* The two others are for training: no bias, no activation. */
#define TILE 64
MTN_KERNEL (dense_nt_64)
{
  const float *const bias = NULL;
  const int activation = MTN_CUDA_NONE;

#include "mtn-cuda-dense-tile.cuh"
}
#undef TILE

#define TILE 128
MTN_KERNEL (dense_nt_128)
{
  const float *const bias = NULL;
  const int activation = MTN_CUDA_NONE;

#include "mtn-cuda-dense-tile.cuh"
}
#undef TILE

#undef TRANSPOSED_IN
#define TRANSPOSED_IN 1
#undef TRANSPOSED_WEIGHT
#define TRANSPOSED_WEIGHT 0

#define TILE 64
MTN_KERNEL (dense_tn_64)
{
  const float *const bias = NULL;
  const int activation = MTN_CUDA_NONE;

#include "mtn-cuda-dense-tile.cuh"
}
#undef TILE

#define TILE 128
MTN_KERNEL (dense_tn_128)
{
  const float *const bias = NULL;
  const int activation = MTN_CUDA_NONE;

#include "mtn-cuda-dense-tile.cuh"
}
#undef TILE

#undef TRANSPOSED_IN
#undef TRANSPOSED_WEIGHT
