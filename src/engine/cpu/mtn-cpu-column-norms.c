/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Weighted squared norms of the columns of a matrix. */

#include <math.h>
#include <string.h>

#include "mtn-cpu.h"

gboolean
mtn_cpu_column_norms (gpointer context,
                      gpointer matrix,
                      gpointer weights,
                      guint n_rows,
                      guint n_columns,
                      gpointer out)
{
  const float *w = weights; /* (n_rows) */
  float *norms = out;       /* (n_columns) */

  memset (norms, 0, n_columns * sizeof (float));

  for (guint k = 0; k < n_rows; k++)
    {
      const float *row = (const float *) matrix + (gsize) k * n_columns;

      for (guint j = 0; j < n_columns; j++)
        norms[j] = fmaf (w[k] * row[j], row[j], norms[j]);
    }

  return TRUE;
}
