/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A diagonal matrix chosen per row: each row times its line of a table, element by element. */

#include "mtn-cpu.h"

gboolean
mtn_cpu_scale (gpointer context,
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

      for (guint j = 0; j < n_columns; j++)
        row[j] *= factors[j];
    }

  return TRUE;
}
