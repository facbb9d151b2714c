/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Dense layer: matrix times matrix plus bias. Each output is one chain over ascending k. */

#include <math.h>
#include <string.h>

#include "mtn-cpu.h"

gboolean
mtn_cpu_dense (gpointer context,
               gpointer in,
               gpointer weight,
               gpointer bias,
               MtnActivation activation,
               guint n_rows,
               guint n_in,
               guint n_out,
               gpointer out)
{
  const float *a = in;     /* (n_rows, n_in) */
  const float *b = weight; /* (n_in, n_out) */

  for (guint r = 0; r < n_rows; r++)
    {
      float *c = (float *) out + (gsize) r * n_out;

      if (bias != NULL)
        memcpy (c, bias, n_out * sizeof (float));
      else
        memset (c, 0, n_out * sizeof (float));

      for (guint k = 0; k < n_in; k++)
        for (guint j = 0; j < n_out; j++)
          c[j] = fmaf (a[(gsize) r * n_in + k], b[(gsize) k * n_out + j], c[j]);

      mtn_cpu_activate (c, n_out, activation);
    }

  return TRUE;
}
