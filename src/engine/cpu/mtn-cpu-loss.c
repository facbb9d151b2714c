/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Goals, losses and their derivatives, row by row; the twins share the rows out. */

#include <string.h>

#include "mtn-cpu-context.h"
#include "mtn-cpu-training.h"

gboolean
mtn_cpu_set_goals (gpointer context,
                   const MtnRows *targets,
                   const MtnRows *excluded,
                   guint n_columns,
                   gpointer goals)
{
  for (guint r = 0; r < targets->n_rows; r++)
    {
      float *row = (float *) goals + (gsize) r * n_columns;

      memset (row, 0, n_columns * sizeof (float));
      for (guint i = targets->offsets[r]; i < targets->offsets[r + 1]; i++)
        row[targets->columns[i]] = targets->values != NULL ? targets->values[i] : 1.0f;
      for (guint i = excluded != NULL ? excluded->offsets[r] : 0;
           excluded != NULL && i < excluded->offsets[r + 1]; i++)
        row[excluded->columns[i]] = -1.0f;
    }

  return TRUE;
}

static float
add_up (float lanes[MTN_SUM_LANES])
{
  for (guint half = MTN_SUM_LANES / 2; half > 0; half /= 2)
    for (guint t = 0; t < half; t++)
      lanes[t] += lanes[t + half];

  return lanes[0];
}

typedef struct
{
  MtnLoss loss;
  float *values;
  const float *goals;
  guint n_columns;
  float scale;
  float *losses;
} Loss;

static inline __attribute__ ((always_inline)) float
run_sigmoids (const Loss *self, float *values, const float *goals)
{
  float lanes[MTN_SUM_LANES] = { 0 };

  for (guint j = 0; j < self->n_columns; j++)
    lanes[j % MTN_SUM_LANES] += mtn_scalar_loss ((int) self->loss, goals[j], self->scale, &values[j]);

  return add_up (lanes);
}

static inline __attribute__ ((always_inline)) float
run_softmax (const Loss *self, float *values, const float *goals)
{
  float lanes[MTN_SUM_LANES], totals[MTN_SUM_LANES] = { 0 };
  float greatest, sum, total, log_sum;

  for (guint t = 0; t < MTN_SUM_LANES; t++)
    lanes[t] = MTN_LEAST;
  for (guint j = 0; j < self->n_columns; j++)
    if (!(goals[j] < 0.0f))
      lanes[j % MTN_SUM_LANES] = mtn_scalar_larger (lanes[j % MTN_SUM_LANES], values[j]);
  for (guint half = MTN_SUM_LANES / 2; half > 0; half /= 2)
    for (guint t = 0; t < half; t++)
      lanes[t] = mtn_scalar_larger (lanes[t], lanes[t + half]);
  greatest = lanes[0];

  memset (lanes, 0, sizeof lanes);
  for (guint j = 0; j < self->n_columns; j++)
    if (!(goals[j] < 0.0f))
      {
        lanes[j % MTN_SUM_LANES] += mtn_scalar_exp (values[j] - greatest);
        totals[j % MTN_SUM_LANES] += goals[j];
      }
  sum = add_up (lanes);
  total = add_up (totals);
  /* A row that excludes everything has no softmax, and no deltas that would need it. */
  log_sum = sum > 0.0f ? greatest + mtn_scalar_log (sum) : 0.0f;

  memset (lanes, 0, sizeof lanes);
  for (guint j = 0; j < self->n_columns; j++)
    lanes[j % MTN_SUM_LANES] += mtn_scalar_softmax_loss (goals[j], self->scale, log_sum, total, &values[j]);

  return add_up (lanes);
}

static inline __attribute__ ((always_inline)) void
run_rows (guint start, guint end, const Loss *self)
{
  for (guint r = start; r < end; r++)
    {
      gsize first = (gsize) r * self->n_columns;

      self->losses[r] = self->loss == MTN_LOSS_MULTINOMIAL
                            ? run_softmax (self, self->values + first, self->goals + first)
                            : run_sigmoids (self, self->values + first, self->goals + first);
    }
}

gboolean
mtn_cpu_loss (gpointer context,
              MtnLoss loss,
              gpointer values,
              gpointer goals,
              guint n_rows,
              guint n_columns,
              float scale,
              float *losses)
{
  const Loss self = { loss, values, goals, n_columns, scale, losses };

  run_rows (0, n_rows, &self);

  return TRUE;
}

#if MTN_CPU_HAVE_VECTOR

/* The same code, for a processor that has the fused instruction. */
MTN_CPU_VECTOR static void
run_stretch (guint start, guint end, gpointer data)
{
  run_rows (start, end, data);
}

gboolean
mtn_cpu_loss_vector (gpointer context,
                     MtnLoss loss,
                     gpointer values,
                     gpointer goals,
                     guint n_rows,
                     guint n_columns,
                     float scale,
                     float *losses)
{
  Loss self = { loss, values, goals, n_columns, scale, losses };

  mtn_cpu_share (context, n_rows, (gsize) n_rows * n_columns * 8, run_stretch, &self);

  return TRUE;
}

#endif
