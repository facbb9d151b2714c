/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-scale.c. */

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

typedef struct
{
  float *matrix;
  const float *table;
  const guint *line;
  guint n_columns;
} Scale;

MTN_CPU_VECTOR static void
run_rows (guint start, guint end, gpointer data)
{
  const Scale *self = data;

  for (guint r = start; r < end; r++)
    {
      float *row = self->matrix + (gsize) r * self->n_columns;
      const float *factors = self->table + (gsize) self->line[r] * self->n_columns;
      guint j = 0;

      for (; j + 8 <= self->n_columns; j += 8)
        _mm256_storeu_ps (row + j, _mm256_mul_ps (_mm256_loadu_ps (row + j), _mm256_loadu_ps (factors + j)));
      for (; j < self->n_columns; j++)
        row[j] *= factors[j];
    }
}

gboolean
mtn_cpu_scale_vector (gpointer context,
                      gpointer matrix,
                      guint n_rows,
                      guint n_columns,
                      gpointer table,
                      const guint *line)
{
  Scale self = { matrix, table, line, n_columns };

  mtn_cpu_share (context, n_rows, (gsize) n_rows * n_columns, run_rows, &self);

  return TRUE;
}

#endif
