/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The operations that networks are trained with. */

#include "mtn-cuda-private.h"

#include <string.h>

#define ROUND mtn_cuda_stage_round

gboolean
mtn_cuda_train_dense_nt (gpointer context,
                         gpointer in,
                         gpointer weight,
                         guint n_rows,
                         guint n_in,
                         guint n_out,
                         gpointer out)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_dense_transposed (&self->launcher, 0, TRUE, in, weight, n_rows,
                                                                 n_in, n_out, out));
}

gboolean
mtn_cuda_train_dense_tn (gpointer context,
                         gpointer in,
                         gpointer weight,
                         guint n_rows,
                         guint n_in,
                         guint n_out,
                         gpointer out)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_dense_transposed (&self->launcher, 0, FALSE, in, weight,
                                                                 n_rows, n_in, n_out, out));
}

gboolean
mtn_cuda_train_drop (gpointer context, gpointer matrix, guint n_rows, guint n_columns, const MtnDrop *drop)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_drop (&self->launcher, matrix, n_rows, n_columns, drop));
}

gboolean
mtn_cuda_train_derive (gpointer context,
                       gpointer deltas,
                       gpointer units,
                       guint n_rows,
                       guint n_columns,
                       MtnActivation activation,
                       const MtnDrop *drop)
{
  /* Spares everything. */
  static const MtnDrop none = { .scale = 1.0f };
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_derive (&self->launcher, deltas, units, n_rows, n_columns,
                                                       (int) activation, drop != NULL ? drop : &none));
}

gboolean
mtn_cuda_train_set_goals (gpointer context,
                          const MtnRows *targets,
                          const MtnRows *excluded,
                          guint n_columns,
                          gpointer goals)
{
  MtnCuda *self = context;
  guint n_rows = targets->n_rows;
  gsize n_offsets = ((gsize) n_rows + 1) * sizeof (guint);
  gsize n_targets = targets->offsets[n_rows];
  gsize n_excluded = excluded != NULL ? excluded->offsets[n_rows] : 0;
  const guint *offsets, *columns, *excluded_offsets = NULL, *excluded_columns = NULL;
  const float *values = NULL;

  if (!mtn_cuda_stage_begin (self, 2 * ROUND (n_offsets) + ROUND (n_targets * sizeof (guint)) +
                                       ROUND (n_targets * sizeof (float)) +
                                       ROUND (n_excluded * sizeof (guint))))
    return FALSE;

  offsets = mtn_cuda_stage_put (self, targets->offsets, n_offsets);
  columns = mtn_cuda_stage_put (self, targets->columns, n_targets * sizeof (guint));
  if (targets->values != NULL)
    values = mtn_cuda_stage_put (self, targets->values, n_targets * sizeof (float));
  if (excluded != NULL)
    {
      excluded_offsets = mtn_cuda_stage_put (self, excluded->offsets, n_offsets);
      excluded_columns = mtn_cuda_stage_put (self, excluded->columns, n_excluded * sizeof (guint));
    }

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self,
                                mtn_cuda_set_goals (&self->launcher, n_rows, offsets, columns, values,
                                                    excluded_offsets, excluded_columns, n_columns, goals));
}

gboolean
mtn_cuda_train_loss (gpointer context,
                     MtnLoss loss,
                     gpointer values,
                     gpointer goals,
                     guint n_rows,
                     guint n_columns,
                     float scale,
                     float *losses)
{
  MtnCuda *self = context;
  gsize n_bytes = (gsize) n_rows * sizeof (float);
  const void *found;
  float *on_card;

  if (n_rows == 0)
    return TRUE;

  if (!mtn_cuda_stage_begin (self, ROUND (n_bytes)))
    return FALSE;
  on_card = mtn_cuda_stage_reserve (self, n_bytes);
  if (!mtn_cuda_check_launch (self, mtn_cuda_loss (&self->launcher, (int) loss, values, goals, n_rows,
                                                   n_columns, scale, on_card)))
    return FALSE;
  found = mtn_cuda_stage_fetch (self, on_card, n_bytes);
  if (found == NULL || !mtn_cuda_stage_finish (self))
    return FALSE;
  memcpy (losses, found, n_bytes);

  return TRUE;
}

gboolean
mtn_cuda_train_column_sums (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer out)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_column_sums (&self->launcher, matrix, n_rows, n_columns, out));
}

gboolean
mtn_cuda_train_sum_squares (gpointer context, gpointer values, gsize n_values, double *sum)
{
  MtnCuda *self = context;
  gsize n_parts = mtn_cuda_sum_squares_get_n_parts (n_values);
  gsize n_bytes = n_parts * sizeof (float);
  const float *found;
  float *on_card;

  *sum = 0;
  if (n_values == 0)
    return TRUE;

  if (!mtn_cuda_stage_begin (self, ROUND (n_bytes)))
    return FALSE;
  on_card = mtn_cuda_stage_reserve (self, n_bytes);
  if (!mtn_cuda_check_launch (self, mtn_cuda_sum_squares (&self->launcher, values, n_values, on_card)))
    return FALSE;
  found = mtn_cuda_stage_fetch (self, on_card, n_bytes);
  if (found == NULL || !mtn_cuda_stage_finish (self))
    return FALSE;
  for (gsize i = 0; i < n_parts; i++)
    *sum += (double) found[i];

  return TRUE;
}

gboolean
mtn_cuda_train_adam (gpointer context,
                     const MtnAdam *adam,
                     gpointer values,
                     gpointer means,
                     gpointer variances,
                     gpointer gradient,
                     gsize n_values,
                     float factor)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_adam (&self->launcher, adam, values, means, variances,
                                                     gradient, n_values, factor));
}
