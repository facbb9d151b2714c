/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The operations as callers see them: sizes are checked here once, for every back end, and failures are kept.
 * A size that does not fit is a programmer's error and never reaches a back end. */

#include "mtn-cpu.h"
#include "mtn-engine-private.h"
#include "mtn-operations-private.h"

void
mtn_engine_fill (MtnEngine *self, MtnBuffer *out, gsize n_values, float value)
{
  g_return_if_fail (self != NULL && holds (out, 1, n_values));

  if (has_memory (self, out, NULL, NULL, NULL))
    CALL (self, fill, out->handle, n_values, value);
}

void
mtn_engine_gather (MtnEngine *self,
                   const MtnRows *rows,
                   MtnBuffer *weight,
                   MtnBuffer *bias,
                   MtnActivation activation,
                   guint n_in,
                   guint n_out,
                   MtnBuffer *out)
{
  g_return_if_fail (self != NULL && rows != NULL);
  g_return_if_fail (holds (weight, n_in, n_out));
  g_return_if_fail (bias == NULL || holds (bias, 1, n_out));
  g_return_if_fail (holds (out, rows->n_rows, n_out));

  if (has_memory (self, weight, bias, out, NULL))
    CALL (self, gather, rows, weight->handle, bias != NULL ? bias->handle : NULL, activation, n_out,
          out->handle);
}

void
mtn_engine_dense (MtnEngine *self,
                  MtnBuffer *in,
                  MtnBuffer *weight,
                  MtnBuffer *bias,
                  MtnActivation activation,
                  guint n_rows,
                  guint n_in,
                  guint n_out,
                  MtnBuffer *out)
{
  g_return_if_fail (self != NULL && in != out);
  g_return_if_fail (holds (in, n_rows, n_in));
  g_return_if_fail (holds (weight, n_in, n_out));
  g_return_if_fail (bias == NULL || holds (bias, 1, n_out));
  g_return_if_fail (holds (out, n_rows, n_out));

  if (has_memory (self, in, weight, bias, out))
    CALL (self, dense, in->handle, weight->handle, bias != NULL ? bias->handle : NULL, activation, n_rows,
          n_in, n_out, out->handle);
}

void
mtn_engine_scale (MtnEngine *self,
                  MtnBuffer *matrix,
                  guint n_rows,
                  guint n_columns,
                  MtnBuffer *table,
                  const guint *line)
{
  g_return_if_fail (self != NULL && holds (matrix, n_rows, n_columns) && table != NULL);

  if (has_memory (self, matrix, table, NULL, NULL))
    CALL (self, scale, matrix->handle, n_rows, n_columns, table->handle, line);
}

void
mtn_engine_subtract_diagonal (MtnEngine *self,
                              MtnBuffer *matrix,
                              const MtnRows *rows,
                              guint n_columns,
                              MtnBuffer *table,
                              const guint *line)
{
  g_return_if_fail (self != NULL && rows != NULL);
  g_return_if_fail (holds (matrix, rows->n_rows, n_columns) && table != NULL);

  if (has_memory (self, matrix, table, NULL, NULL))
    CALL (self, subtract_diagonal, matrix->handle, rows, n_columns, table->handle, line);
}

void
mtn_engine_column_norms (MtnEngine *self,
                         MtnBuffer *matrix,
                         MtnBuffer *weights,
                         guint n_rows,
                         guint n_columns,
                         MtnBuffer *out)
{
  g_return_if_fail (self != NULL && holds (matrix, n_rows, n_columns));
  g_return_if_fail (holds (weights, 1, n_rows) && holds (out, 1, n_columns));

  if (has_memory (self, matrix, weights, out, NULL))
    CALL (self, column_norms, matrix->handle, weights->handle, n_rows, n_columns, out->handle);
}

void
mtn_engine_blend (MtnEngine *self,
                  MtnBuffer *sum,
                  guint n_rows,
                  guint n_columns,
                  MtnBuffer *part,
                  const guint *row_of,
                  const float *weights)
{
  g_return_if_fail (self != NULL && holds (sum, n_rows, n_columns) && part != NULL);

  if (has_memory (self, sum, part, NULL, NULL))
    CALL (self, blend, sum->handle, n_rows, n_columns, part->handle, row_of, weights);
}

void
mtn_engine_merge_columns (MtnEngine *self,
                          MtnBuffer *matrix,
                          guint n_rows,
                          guint n_columns,
                          const guint *from,
                          const guint *to,
                          guint n_pairs)
{
  g_return_if_fail (self != NULL && holds (matrix, n_rows, n_columns));

  if (n_pairs > 0 && has_memory (self, matrix, NULL, NULL, NULL))
    CALL (self, merge_columns, matrix->handle, n_rows, n_columns, from, to, n_pairs);
}

void
mtn_engine_spread_columns (MtnEngine *self,
                           MtnBuffer *in,
                           guint n_rows,
                           guint n_in,
                           const guint *columns,
                           guint n_columns,
                           MtnBuffer *out)
{
  g_return_if_fail (self != NULL && holds (in, n_rows, n_in) && holds (out, n_rows, n_columns));

  if (has_memory (self, in, out, NULL, NULL))
    CALL (self, spread_columns, in->handle, n_rows, n_in, columns, n_columns, out->handle);
}

gboolean
mtn_engine_take_columns (MtnEngine *self,
                         MtnBuffer *matrix,
                         guint n_rows,
                         guint n_columns,
                         const guint *columns,
                         guint n_taken,
                         float *out)
{
  g_return_val_if_fail (self != NULL && holds (matrix, n_rows, n_columns), FALSE);

  if (has_memory (self, matrix, NULL, NULL, NULL))
    CALL (self, take_columns, matrix->handle, n_rows, n_columns, columns, n_taken, out);

  return mtn_engine_is_ready (self);
}

gboolean
mtn_engine_top_k (MtnEngine *self,
                  MtnBuffer *scores,
                  guint n_rows,
                  guint n_columns,
                  const guint8 *mask,
                  const MtnRows *hidden,
                  guint k,
                  guint *out_columns,
                  float *out_scores,
                  guint *out_n)
{
  g_return_val_if_fail (self != NULL && holds (scores, n_rows, n_columns), FALSE);
  g_return_val_if_fail (hidden == NULL || hidden->n_rows == n_rows, FALSE);

  if (mtn_engine_supports (self, top_k))
    {
      if (has_memory (self, scores, NULL, NULL, NULL))
        CALL (self, top_k, scores->handle, n_rows, n_columns, mask, hidden, k, out_columns, out_scores,
              out_n);
    }
  else
    {
      gsize n_values = (gsize) n_rows * n_columns;
      g_autofree float *copy = g_new (float, MAX (n_values, 1));

      if (mtn_buffer_read (scores, 0, copy, n_values))
        mtn_cpu_top_k (NULL, copy, n_rows, n_columns, mask, hidden, k, out_columns, out_scores, out_n);
    }

  return mtn_engine_is_ready (self);
}
