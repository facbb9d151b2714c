/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

MTN_KERNEL (drop)
{
  const MtnDrop drop = { key, threshold, scale };
  const unsigned r = blockIdx.x;
  const unsigned j = blockIdx.y * blockDim.x + threadIdx.x;

  if (j < n_columns)
    {
      float *place = matrix + (size_t) r * n_columns + j;

      *place = mtn_drop_keeps (&drop, mtn_drop_unit (&drop, j), r) ? *place * scale : 0.0f;
    }
}

MTN_KERNEL (derive)
{
  const MtnDrop drop = { key, threshold, scale };
  const unsigned r = blockIdx.x;
  const unsigned j = blockIdx.y * blockDim.x + threadIdx.x;

  if (j < n_columns)
    {
      const size_t place = (size_t) r * n_columns + j;

      deltas[place] = mtn_drop_keeps (&drop, mtn_drop_unit (&drop, j), r)
                          ? mtn_scalar_derive (deltas[place], units[place], scale, activation)
                          : 0.0f;
    }
}
