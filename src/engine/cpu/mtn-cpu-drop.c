/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Drop-out, and the way back through it and an activation. */

#include "mtn-cpu-training.h"
#include "mtn-cpu.h"

gboolean
mtn_cpu_drop (gpointer context, gpointer matrix, guint n_rows, guint n_columns, const MtnDrop *drop)
{
  for (guint j = 0; j < n_columns; j++)
    {
      unsigned unit = mtn_drop_unit (drop, j);
      float *place = (float *) matrix + j;

      for (guint r = 0; r < n_rows; r++, place += n_columns)
        *place = mtn_drop_keeps (drop, unit, r) ? *place * drop->scale : 0.0f;
    }

  return TRUE;
}

gboolean
mtn_cpu_derive (gpointer context,
                gpointer deltas,
                gpointer units,
                guint n_rows,
                guint n_columns,
                MtnActivation activation,
                const MtnDrop *drop)
{
  const float scale = drop != NULL ? drop->scale : 1.0f;

  for (guint r = 0; r < n_rows; r++)
    for (guint j = 0; j < n_columns; j++)
      {
        gsize place = (gsize) r * n_columns + j;
        float *delta = (float *) deltas + place;

        *delta = drop == NULL || mtn_drop_keeps (drop, mtn_drop_unit (drop, j), r)
                     ? mtn_scalar_derive (*delta, ((const float *) units)[place], scale, (int) activation)
                     : 0.0f;
      }

  return TRUE;
}
