/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-blend.c. */

#include <math.h>

#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR gboolean
mtn_cpu_blend_vector (gpointer context,
                      gpointer sum,
                      guint n_rows,
                      guint n_columns,
                      gpointer part,
                      const guint *row_of,
                      const float *weights)
{
  for (guint r = 0; r < n_rows; r++)
    {
      float *to = (float *) sum + (gsize) r * n_columns;
      const float *from;
      __m256 weight;
      guint j = 0;

      if (row_of[r] == MTN_NO_ROW || weights[r] == 0.0f)
        continue;

      from = (const float *) part + (gsize) row_of[r] * n_columns;
      weight = _mm256_set1_ps (weights[r]);
      for (; j + 8 <= n_columns; j += 8)
        _mm256_storeu_ps (to + j,
                          _mm256_fmadd_ps (weight, _mm256_loadu_ps (from + j), _mm256_loadu_ps (to + j)));
      for (; j < n_columns; j++)
        to[j] = fmaf (weights[r], from[j], to[j]);
    }

  return TRUE;
}

#endif
