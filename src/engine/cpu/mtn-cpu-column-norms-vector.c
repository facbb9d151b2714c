/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-column-norms.c. */

#include <math.h>
#include <string.h>

#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR gboolean
mtn_cpu_column_norms_vector (gpointer context,
                             gpointer matrix,
                             gpointer weights,
                             guint n_rows,
                             guint n_columns,
                             gpointer out)
{
  const float *w = weights;
  float *norms = out;

  memset (norms, 0, n_columns * sizeof (float));

  for (guint k = 0; k < n_rows; k++)
    {
      const float *row = (const float *) matrix + (gsize) k * n_columns;
      __m256 weight = _mm256_set1_ps (w[k]);
      guint j = 0;

      for (; j + 8 <= n_columns; j += 8)
        {
          __m256 value = _mm256_loadu_ps (row + j);

          _mm256_storeu_ps (norms + j, _mm256_fmadd_ps (_mm256_mul_ps (weight, value), value,
                                                        _mm256_loadu_ps (norms + j)));
        }
      for (; j < n_columns; j++)
        norms[j] = fmaf (w[k] * row[j], row[j], norms[j]);
    }

  return TRUE;
}

#endif
