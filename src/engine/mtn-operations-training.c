/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The operations of training as callers see them, as mtn-operations.c has the others. */

#include "mtn-engine-private.h"
#include "mtn-engine-training.h"
#include "mtn-operations-private.h"

void
mtn_engine_dense_nt (MtnEngine *self,
                     MtnBuffer *in,
                     MtnBuffer *weight,
                     guint n_rows,
                     guint n_in,
                     guint n_out,
                     MtnBuffer *out)
{
  g_return_if_fail (self != NULL && in != out && weight != out);
  g_return_if_fail (holds (in, n_rows, n_in) && holds (weight, n_out, n_in) && holds (out, n_rows, n_out));

  if (has_memory (self, in, weight, out, NULL))
    CALL (self, dense_nt, in->handle, weight->handle, n_rows, n_in, n_out, out->handle);
}

void
mtn_engine_dense_tn (MtnEngine *self,
                     MtnBuffer *in,
                     MtnBuffer *weight,
                     guint n_rows,
                     guint n_in,
                     guint n_out,
                     MtnBuffer *out)
{
  g_return_if_fail (self != NULL && in != out && weight != out);
  g_return_if_fail (holds (in, n_in, n_rows) && holds (weight, n_in, n_out) && holds (out, n_rows, n_out));

  if (has_memory (self, in, weight, out, NULL))
    CALL (self, dense_tn, in->handle, weight->handle, n_rows, n_in, n_out, out->handle);
}

void
mtn_engine_drop (MtnEngine *self, MtnBuffer *matrix, guint n_rows, guint n_columns, const MtnDrop *drop)
{
  g_return_if_fail (self != NULL && drop != NULL && holds (matrix, n_rows, n_columns));

  if (has_memory (self, matrix, NULL, NULL, NULL))
    CALL (self, drop, matrix->handle, n_rows, n_columns, drop);
}

void
mtn_engine_derive (MtnEngine *self,
                   MtnBuffer *deltas,
                   MtnBuffer *units,
                   guint n_rows,
                   guint n_columns,
                   MtnActivation activation,
                   const MtnDrop *drop)
{
  g_return_if_fail (self != NULL && holds (deltas, n_rows, n_columns) && holds (units, n_rows, n_columns));

  if (has_memory (self, deltas, units, NULL, NULL))
    CALL (self, derive, deltas->handle, units->handle, n_rows, n_columns, activation, drop);
}

void
mtn_engine_set_goals (MtnEngine *self,
                      const MtnRows *targets,
                      const MtnRows *excluded,
                      guint n_columns,
                      MtnBuffer *goals)
{
  g_return_if_fail (self != NULL && targets != NULL && holds (goals, targets->n_rows, n_columns));
  g_return_if_fail (excluded == NULL || excluded->n_rows == targets->n_rows);

  if (has_memory (self, goals, NULL, NULL, NULL))
    CALL (self, set_goals, targets, excluded, n_columns, goals->handle);
}

gboolean
mtn_engine_loss (MtnEngine *self,
                 MtnLoss loss,
                 MtnBuffer *values,
                 MtnBuffer *goals,
                 guint n_rows,
                 guint n_columns,
                 float scale,
                 float *losses)
{
  g_return_val_if_fail (self != NULL && losses != NULL, FALSE);
  g_return_val_if_fail (holds (values, n_rows, n_columns) && holds (goals, n_rows, n_columns), FALSE);

  if (has_memory (self, values, goals, NULL, NULL))
    CALL (self, loss, loss, values->handle, goals->handle, n_rows, n_columns, scale, losses);

  return mtn_engine_is_ready (self);
}

void
mtn_engine_column_sums (MtnEngine *self, MtnBuffer *matrix, guint n_rows, guint n_columns, MtnBuffer *out)
{
  g_return_if_fail (self != NULL && holds (matrix, n_rows, n_columns) && holds (out, 1, n_columns));

  if (has_memory (self, matrix, out, NULL, NULL))
    CALL (self, column_sums, matrix->handle, n_rows, n_columns, out->handle);
}

gboolean
mtn_engine_sum_squares (MtnEngine *self, MtnBuffer *values, gsize n_values, double *sum)
{
  g_return_val_if_fail (self != NULL && sum != NULL && holds (values, 1, n_values), FALSE);

  if (has_memory (self, values, NULL, NULL, NULL))
    CALL (self, sum_squares, values->handle, n_values, sum);

  return mtn_engine_is_ready (self);
}

void
mtn_engine_adam (MtnEngine *self,
                 const MtnAdam *adam,
                 MtnBuffer *values,
                 MtnBuffer *means,
                 MtnBuffer *variances,
                 MtnBuffer *gradient,
                 gsize n_values,
                 float factor)
{
  g_return_if_fail (self != NULL && adam != NULL && holds (values, 1, n_values) &&
                    holds (means, 1, n_values));
  g_return_if_fail (holds (variances, 1, n_values) && holds (gradient, 1, n_values));

  if (has_memory (self, values, means, variances, gradient))
    CALL (self, adam, adam, values->handle, means->handle, variances->handle, gradient->handle, n_values,
          factor);
}
