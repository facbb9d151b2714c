/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-device.cuh"

/* A thread an entry. Where a column comes several times in a row, the thread of the first does all of them,
 * in their order. */
MTN_KERNEL (subtract_diagonal)
{
  const unsigned r = blockIdx.x;
  const unsigned start = offsets[r], end = offsets[r + 1];
  float *row = matrix + (size_t) r * n_columns;
  const float *diagonal = table + (size_t) line[r] * n_columns;

  for (unsigned e = start + threadIdx.x; e < end; e += blockDim.x)
    {
      const unsigned j = columns[e];
      unsigned before = start;
      float sum;

      while (columns[before] != j)
        before++;
      if (before < e)
        continue;

      sum = row[j];
      for (unsigned same = e; same < end; same++)
        if (columns[same] == j)
          sum = fmaf (-values[same], diagonal[j], sum);
      row[j] = sum;
    }
}
