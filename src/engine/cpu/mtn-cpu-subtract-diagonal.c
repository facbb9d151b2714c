/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Takes the diagonal of an item-item product out again. It touches as many numbers as there are entries, so
 * it has no twin. */

#include <math.h>

#include "mtn-cpu.h"

gboolean
mtn_cpu_subtract_diagonal (gpointer context,
                           gpointer matrix,
                           const MtnRows *rows,
                           guint n_columns,
                           gpointer table,
                           const guint *line)
{
  for (guint r = 0; r < rows->n_rows; r++)
    {
      float *row = (float *) matrix + (gsize) r * n_columns;
      const float *diagonal = (const float *) table + (gsize) line[r] * n_columns;

      for (guint e = rows->offsets[r]; e < rows->offsets[r + 1]; e++)
        {
          guint j = rows->columns[e];

          row[j] = fmaf (-rows->values[e], diagonal[j], row[j]);
        }
    }

  return TRUE;
}
