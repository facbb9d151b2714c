/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-column-norms.c. */

#include <math.h>
#include <string.h>

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

typedef struct
{
  const float *matrix;
  const float *weights;
  guint n_rows;
  guint n_columns;
  float *norms;
} Norms;

MTN_CPU_VECTOR static void
run_columns (guint start, guint end, gpointer data)
{
  const Norms *self = data;
  float *norms = self->norms;

  memset (norms + start, 0, (end - start) * sizeof (float));

  for (guint k = 0; k < self->n_rows; k++)
    {
      const float *row = self->matrix + (gsize) k * self->n_columns;
      __m256 weight = _mm256_set1_ps (self->weights[k]);
      guint j = start;

      for (; j + 8 <= end; j += 8)
        {
          __m256 value = _mm256_loadu_ps (row + j);

          _mm256_storeu_ps (norms + j, _mm256_fmadd_ps (_mm256_mul_ps (weight, value), value,
                                                        _mm256_loadu_ps (norms + j)));
        }
      for (; j < end; j++)
        norms[j] = fmaf (self->weights[k] * row[j], row[j], norms[j]);
    }
}

gboolean
mtn_cpu_column_norms_vector (gpointer context,
                             gpointer matrix,
                             gpointer weights,
                             guint n_rows,
                             guint n_columns,
                             gpointer out)
{
  Norms self = { matrix, weights, n_rows, n_columns, out };

  mtn_cpu_share (context, n_columns, (gsize) n_rows * n_columns, run_columns, &self);

  return TRUE;
}

#endif
