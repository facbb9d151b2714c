/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The products of training, summed as in mtn-cpu-dense.c. The twins turn the matrix around and leave the rest
 * to those of the dense layer. */

#include <math.h>
#include <stdlib.h>

#include "mtn-cpu-context.h"

gboolean
mtn_cpu_dense_nt (gpointer context,
                  gpointer in,
                  gpointer weight,
                  guint n_rows,
                  guint n_in,
                  guint n_out,
                  gpointer out)
{
  for (guint r = 0; r < n_rows; r++)
    for (guint j = 0; j < n_out; j++)
      {
        const float *a = (const float *) in + (gsize) r * n_in;
        const float *b = (const float *) weight + (gsize) j * n_in;
        float sum = 0.0f;

        for (guint k = 0; k < n_in; k++)
          if (a[k] != 0.0f)
            sum = fmaf (a[k], b[k], sum);
        ((float *) out)[(gsize) r * n_out + j] = sum + 0.0f;
      }

  return TRUE;
}

gboolean
mtn_cpu_dense_tn (gpointer context,
                  gpointer in,
                  gpointer weight,
                  guint n_rows,
                  guint n_in,
                  guint n_out,
                  gpointer out)
{
  for (guint r = 0; r < n_rows; r++)
    {
      float *c = (float *) out + (gsize) r * n_out;

      for (guint j = 0; j < n_out; j++)
        c[j] = 0.0f;
      for (guint k = 0; k < n_in; k++)
        {
          const float value = ((const float *) in)[(gsize) k * n_rows + r];
          const float *b = (const float *) weight + (gsize) k * n_out;

          for (guint j = 0; value != 0.0f && j < n_out; j++)
            c[j] = fmaf (value, b[j], c[j]);
        }
      for (guint j = 0; j < n_out; j++)
        c[j] += 0.0f;
    }

  return TRUE;
}

#if MTN_CPU_HAVE_VECTOR

#define TILE 32

typedef struct
{
  const float *from; /* [n_lines, n_columns] */
  float *to;
  guint n_lines, n_columns;
} Turn;

static void
turn_lines (guint start, guint end, gpointer data)
{
  const Turn *self = data;

  for (guint first = start * TILE; first < MIN (end * TILE, self->n_lines); first += TILE)
    for (guint column = 0; column < self->n_columns; column += TILE)
      for (guint i = first; i < MIN (first + TILE, self->n_lines); i++)
        for (guint j = column; j < MIN (column + TILE, self->n_columns); j++)
          self->to[(gsize) j * self->n_lines + i] = self->from[(gsize) i * self->n_columns + j];
}

/* [n_columns, n_lines], to be freed; NULL when there is not enough memory. */
static float *
turn (MtnCpu *cpu, const float *matrix, guint n_lines, guint n_columns)
{
  gsize n_values = (gsize) n_lines * n_columns;
  Turn self = { matrix, NULL, n_lines, n_columns };
  gpointer memory;

  if (n_values > G_MAXSIZE / 2 / sizeof (float) ||
      posix_memalign (&memory, 64, MAX (n_values, 1) * sizeof (float)) != 0)
    return NULL;

  self.to = memory;
  mtn_cpu_share (cpu, (n_lines + TILE - 1) / TILE, n_values, turn_lines, &self);

  return memory;
}

gboolean
mtn_cpu_dense_nt_vector (gpointer context,
                         gpointer in,
                         gpointer weight,
                         guint n_rows,
                         guint n_in,
                         guint n_out,
                         gpointer out)
{
  float *turned = turn (context, weight, n_out, n_in);
  gboolean done = turned != NULL && mtn_cpu_dense_vector (context, in, turned, NULL, MTN_ACTIVATION_NONE,
                                                          n_rows, n_in, n_out, out);

  free (turned);

  return done;
}

gboolean
mtn_cpu_dense_tn_vector (gpointer context,
                         gpointer in,
                         gpointer weight,
                         guint n_rows,
                         guint n_in,
                         guint n_out,
                         gpointer out)
{
  float *turned = turn (context, in, n_in, n_rows);
  gboolean done = turned != NULL && mtn_cpu_dense_vector (context, turned, weight, NULL, MTN_ACTIVATION_NONE,
                                                          n_rows, n_in, n_out, out);

  free (turned);

  return done;
}

#endif
