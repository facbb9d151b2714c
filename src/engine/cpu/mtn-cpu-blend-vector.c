/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-blend.c. */

#include <math.h>

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

typedef struct
{
  float *sum;
  const float *part;
  const guint *row_of;
  const float *weights;
  guint n_columns;
} Blend;

MTN_CPU_VECTOR static void
run_rows (guint start, guint end, gpointer data)
{
  const Blend *self = data;

  for (guint r = start; r < end; r++)
    {
      float *to = self->sum + (gsize) r * self->n_columns;
      const float *from;
      __m256 weight;
      guint j = 0;

      if (self->row_of[r] == MTN_NO_ROW || self->weights[r] == 0.0f)
        continue;

      from = self->part + (gsize) self->row_of[r] * self->n_columns;
      weight = _mm256_set1_ps (self->weights[r]);
      for (; j + 8 <= self->n_columns; j += 8)
        _mm256_storeu_ps (to + j,
                          _mm256_fmadd_ps (weight, _mm256_loadu_ps (from + j), _mm256_loadu_ps (to + j)));
      for (; j < self->n_columns; j++)
        to[j] = fmaf (self->weights[r], from[j], to[j]);
    }
}

gboolean
mtn_cpu_blend_vector (gpointer context,
                      gpointer sum,
                      guint n_rows,
                      guint n_columns,
                      gpointer part,
                      const guint *row_of,
                      const float *weights)
{
  Blend self = { sum, part, row_of, weights, n_columns };

  mtn_cpu_share (context, n_rows, (gsize) n_rows * n_columns, run_rows, &self);

  return TRUE;
}

#endif
