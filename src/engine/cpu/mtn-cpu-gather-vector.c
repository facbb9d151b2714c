/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-gather.c: 32 outputs at a time stay in registers while the entries pass. */

#include <math.h>

#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR gboolean
mtn_cpu_gather_vector (gpointer context,
                       const MtnRows *rows,
                       gpointer weight,
                       gpointer bias,
                       MtnActivation activation,
                       guint n_out,
                       gpointer out)
{
  const float *from = weight;
  const float *start = bias;

  for (guint r = 0; r < rows->n_rows; r++)
    {
      float *to = (float *) out + (gsize) r * n_out;
      guint first = rows->offsets[r], end = rows->offsets[r + 1];
      guint j = 0;

      for (; j + 32 <= n_out; j += 32)
        {
          __m256 sum[4];

          for (int v = 0; v < 4; v++)
            sum[v] = start != NULL ? _mm256_loadu_ps (start + j + 8 * v) : _mm256_setzero_ps ();
          for (guint e = first; e < end; e++)
            {
              const float *line = from + (gsize) rows->columns[e] * n_out + j;
              __m256 value = _mm256_set1_ps (rows->values[e]);

              for (int v = 0; v < 4; v++)
                sum[v] = _mm256_fmadd_ps (value, _mm256_loadu_ps (line + 8 * v), sum[v]);
            }
          for (int v = 0; v < 4; v++)
            _mm256_storeu_ps (to + j + 8 * v, sum[v]);
        }

      for (; j < n_out; j++)
        {
          float sum = start != NULL ? start[j] : 0.0f;

          for (guint e = first; e < end; e++)
            sum = fmaf (rows->values[e], from[(gsize) rows->columns[e] * n_out + j], sum);
          to[j] = sum;
        }

      mtn_cpu_activate_vector (to, n_out, activation);
    }

  return TRUE;
}

#endif
