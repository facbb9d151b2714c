/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-scale.c. */

#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR gboolean
mtn_cpu_scale_vector (gpointer context,
                      gpointer matrix,
                      guint n_rows,
                      guint n_columns,
                      gpointer table,
                      const guint *line)
{
  for (guint r = 0; r < n_rows; r++)
    {
      float *row = (float *) matrix + (gsize) r * n_columns;
      const float *factors = (const float *) table + (gsize) line[r] * n_columns;
      guint j = 0;

      for (; j + 8 <= n_columns; j += 8)
        _mm256_storeu_ps (row + j, _mm256_mul_ps (_mm256_loadu_ps (row + j), _mm256_loadu_ps (factors + j)));
      for (; j < n_columns; j++)
        row[j] *= factors[j];
    }

  return TRUE;
}

#endif
