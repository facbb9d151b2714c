/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Sparse layer: for each row the weight rows of its entries, added up in the order of the entries, by the
 * rules of the dense layer (mtn-cpu-dense.c): an entry of 0 adds nothing, and a sum of zero is positive. */

#include <math.h>
#include <string.h>

#include "mtn-cpu.h"

gboolean
mtn_cpu_gather (gpointer context,
                const MtnRows *rows,
                gpointer weight,
                gpointer bias,
                MtnActivation activation,
                guint n_out,
                gpointer out)
{
  const float *from = weight; /* (n_in, n_out) */

  for (guint r = 0; r < rows->n_rows; r++)
    {
      float *to = (float *) out + (gsize) r * n_out;

      if (bias != NULL)
        memcpy (to, bias, n_out * sizeof (float));
      else
        memset (to, 0, n_out * sizeof (float));

      for (guint e = rows->offsets[r]; e < rows->offsets[r + 1]; e++)
        {
          const float *line = from + (gsize) rows->columns[e] * n_out;

          if (rows->values[e] == 0.0f)
            continue;
          for (guint j = 0; j < n_out; j++)
            to[j] = fmaf (rows->values[e], line[j], to[j]);
        }

      for (guint j = 0; j < n_out; j++)
        to[j] += 0.0f;
      mtn_cpu_activate (to, n_out, activation);
    }

  return TRUE;
}
