/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What becomes of gradients: sums, and Adam, of which the twins share out stretches. */

#include <math.h>
#include <string.h>

#include "mtn-cpu-context.h"
#include "mtn-cpu-training.h"

gboolean
mtn_cpu_column_sums (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out)
{
  float *sums = out;

  memset (sums, 0, n_columns * sizeof (float));
  for (guint k = 0; k < n_rows; k++)
    for (guint j = 0; j < n_columns; j++)
      sums[j] += ((const float *) matrix)[(gsize) k * n_columns + j];

  return TRUE;
}

static inline __attribute__ ((always_inline)) double
sum_stretches (const float *values, gsize n_values)
{
  double sum = 0;

  for (gsize first = 0; first < n_values; first += MTN_SUM_STRETCH)
    {
      float lanes[MTN_SUM_LANES] = { 0 };

      for (gsize i = 0; i < MIN (MTN_SUM_STRETCH, n_values - first); i++)
        lanes[i % MTN_SUM_LANES] = fmaf (values[first + i], values[first + i], lanes[i % MTN_SUM_LANES]);
      for (guint half = MTN_SUM_LANES / 2; half > 0; half /= 2)
        for (guint t = 0; t < half; t++)
          lanes[t] += lanes[t + half];
      sum += (double) lanes[0];
    }

  return sum;
}

gboolean
mtn_cpu_sum_squares (gpointer context, gpointer values, gsize n_values, double *sum)
{
  *sum = sum_stretches (values, n_values);

  return TRUE;
}

typedef struct
{
  const MtnAdam *adam;
  float *values, *means, *variances;
  const float *gradient;
  gsize n_values;
  float factor;
} Adam;

static inline __attribute__ ((always_inline)) void
run (gsize start, gsize end, const Adam *self)
{
  for (gsize i = start; i < end; i++)
    mtn_scalar_adam (self->adam, self->factor * self->gradient[i], &self->values[i], &self->means[i],
                     &self->variances[i]);
}

gboolean
mtn_cpu_adam (gpointer context,
              const MtnAdam *adam,
              gpointer values,
              gpointer means,
              gpointer variances,
              gpointer gradient,
              gsize n_values,
              float factor)
{
  const Adam self = { adam, values, means, variances, gradient, n_values, factor };

  run (0, n_values, &self);

  return TRUE;
}

#if MTN_CPU_HAVE_VECTOR

MTN_CPU_VECTOR gboolean
mtn_cpu_sum_squares_vector (gpointer context, gpointer values, gsize n_values, double *sum)
{
  *sum = sum_stretches (values, n_values);

  return TRUE;
}

MTN_CPU_VECTOR static void
run_stretch (guint start, guint end, gpointer data)
{
  const Adam *self = data;

  run ((gsize) start * MTN_SUM_STRETCH, MIN ((gsize) end * MTN_SUM_STRETCH, self->n_values), self);
}

gboolean
mtn_cpu_adam_vector (gpointer context,
                     const MtnAdam *adam,
                     gpointer values,
                     gpointer means,
                     gpointer variances,
                     gpointer gradient,
                     gsize n_values,
                     float factor)
{
  Adam self = { adam, values, means, variances, gradient, n_values, factor };

  mtn_cpu_share (context, (guint) ((n_values + MTN_SUM_STRETCH - 1) / MTN_SUM_STRETCH), n_values, run_stretch,
                 &self);

  return TRUE;
}

#endif
