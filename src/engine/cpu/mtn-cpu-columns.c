/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Single columns: merged in place, spread, or brought back. Few numbers move, so there are no twins. */

#include "mtn-cpu.h"

#include <string.h>

gboolean
mtn_cpu_merge_columns (gpointer context,
                       gpointer matrix,
                       guint n_rows,
                       guint n_columns,
                       const guint *from,
                       const guint *to,
                       guint n_pairs)
{
  for (guint r = 0; r < n_rows; r++)
    {
      float *row = (float *) matrix + (gsize) r * n_columns;

      for (guint p = 0; p < n_pairs; p++)
        row[to[p]] = row[from[p]] > row[to[p]] ? row[from[p]] : row[to[p]];
    }

  return TRUE;
}

gboolean
mtn_cpu_spread_columns (gpointer context,
                        gpointer in,
                        guint n_rows,
                        guint n_in,
                        const guint *columns,
                        guint n_columns,
                        gpointer out)
{
  for (guint r = 0; r < n_rows; r++)
    {
      const float *from = (const float *) in + (gsize) r * n_in;
      float *row = (float *) out + (gsize) r * n_columns;

      memset (row, 0, n_columns * sizeof (float));
      for (guint i = 0; i < n_in; i++)
        row[columns[i]] = from[i];
    }

  return TRUE;
}

gboolean
mtn_cpu_take_columns (gpointer context,
                      gpointer matrix,
                      guint n_rows,
                      guint n_columns,
                      const guint *columns,
                      guint n_taken,
                      float *out)
{
  for (guint r = 0; r < n_rows; r++)
    for (guint i = 0; i < n_taken; i++)
      out[(gsize) r * n_taken + i] = ((const float *) matrix)[(gsize) r * n_columns + columns[i]];

  return TRUE;
}
