/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Dense layer: matrix times matrix plus bias. Each output is one chain over ascending k. An input of 0 adds
 * nothing, not even to an infinite weight, and a chain that ends in a zero ends in the positive one: so
 * whoever passes over zeros and whoever multiplies by them agree. */

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
        {
          float value = a[(gsize) r * n_in + k];

          if (value == 0.0f)
            continue;
          for (guint j = 0; j < n_out; j++)
            c[j] = fmaf (value, b[(gsize) k * n_out + j], c[j]);
        }

      for (guint j = 0; j < n_out; j++)
        c[j] += 0.0f;
      mtn_cpu_activate (c, n_out, activation);
    }

  return TRUE;
}
