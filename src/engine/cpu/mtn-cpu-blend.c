/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Adds the weighted rows of one part to the running sum. A weight of 0 leaves the sum as it is, whatever the
 * part holds: infinity times nothing is nothing here. */

#include <math.h>

#include "mtn-cpu.h"

gboolean
mtn_cpu_blend (gpointer context,
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

      if (row_of[r] == MTN_NO_ROW || weights[r] == 0.0f)
        continue;

      from = (const float *) part + (gsize) row_of[r] * n_columns;
      for (guint j = 0; j < n_columns; j++)
        to[j] = fmaf (weights[r], from[j], to[j]);
    }

  return TRUE;
}
