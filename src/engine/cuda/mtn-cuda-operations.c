/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The operations of the table: what is in host memory goes to the card first, then kernels are queued. */

#include <stdio.h>
#include <string.h>

#include "mtn-cuda-private.h"

#define ROUND mtn_cuda_stage_round

gboolean
mtn_cuda_check_launch (MtnCuda *self, int code)
{
  if (code == MTN_CUDA_TOO_LARGE)
    {
      snprintf (self->failure, sizeof self->failure, "%s",
                _ ("there are more rows or columns than a card can count"));
      return FALSE;
    }

  return mtn_cuda_check (self, (cudaError_t) code, _ ("starting a kernel"));
}

static gboolean
fill (gpointer context, gpointer out, gsize n_values, float value)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_fill (&self->launcher, out, n_values, value));
}

/* Sparse rows on the card. */
typedef struct
{
  const guint *offsets;
  const guint *columns;
  const float *values;
} Rows;

static gsize
get_size (const MtnRows *rows)
{
  gsize n_entries = rows->offsets[rows->n_rows];

  return ROUND (((gsize) rows->n_rows + 1) * sizeof (guint)) + ROUND (n_entries * sizeof (guint)) +
         ROUND (n_entries * sizeof (float));
}

static Rows
put_rows (MtnCuda *self, const MtnRows *rows)
{
  gsize n_entries = rows->offsets[rows->n_rows];
  Rows out;

  out.offsets = mtn_cuda_stage_put (self, rows->offsets, ((gsize) rows->n_rows + 1) * sizeof (guint));
  out.columns = mtn_cuda_stage_put (self, rows->columns, n_entries * sizeof (guint));
  out.values =
      rows->values != NULL ? mtn_cuda_stage_put (self, rows->values, n_entries * sizeof (float)) : NULL;

  return out;
}

static gboolean
gather (gpointer context,
        const MtnRows *rows,
        gpointer weight,
        gpointer bias,
        MtnActivation activation,
        guint n_out,
        gpointer out)
{
  MtnCuda *self = context;
  Rows on_card;

  if (!mtn_cuda_stage_begin (self, get_size (rows)))
    return FALSE;
  on_card = put_rows (self, rows);

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_gather (&self->launcher, rows->n_rows, on_card.offsets,
                                                       on_card.columns, on_card.values, weight, bias,
                                                       (int) activation, n_out, out));
}

static gboolean
dense (gpointer context,
       gpointer in,
       gpointer weight,
       gpointer bias,
       MtnActivation activation,
       guint n_rows,
       guint n_in,
       guint n_out,
       gpointer out)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_dense (&self->launcher, in, weight, bias, (int) activation,
                                                      n_rows, n_in, n_out, out));
}

static gboolean
scale (gpointer context, gpointer matrix, guint n_rows, guint n_columns, gpointer table, const guint *line)
{
  MtnCuda *self = context;
  gsize n_bytes = (gsize) n_rows * sizeof (guint);
  const guint *on_card;

  if (!mtn_cuda_stage_begin (self, ROUND (n_bytes)))
    return FALSE;
  on_card = mtn_cuda_stage_put (self, line, n_bytes);

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self,
                                mtn_cuda_scale (&self->launcher, matrix, n_rows, n_columns, table, on_card));
}

static gboolean
subtract_diagonal (gpointer context,
                   gpointer matrix,
                   const MtnRows *rows,
                   guint n_columns,
                   gpointer table,
                   const guint *line)
{
  MtnCuda *self = context;
  gsize n_bytes = (gsize) rows->n_rows * sizeof (guint);
  const guint *lines;
  Rows on_card;

  if (!mtn_cuda_stage_begin (self, get_size (rows) + ROUND (n_bytes)))
    return FALSE;
  on_card = put_rows (self, rows);
  lines = mtn_cuda_stage_put (self, line, n_bytes);

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_subtract_diagonal (&self->launcher, matrix, rows->n_rows,
                                                                  on_card.offsets, on_card.columns,
                                                                  on_card.values, n_columns, table, lines));
}

static gboolean
column_norms (gpointer context,
              gpointer matrix,
              gpointer weights,
              guint n_rows,
              guint n_columns,
              gpointer out)
{
  MtnCuda *self = context;

  return mtn_cuda_enter (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_column_norms (&self->launcher, matrix, weights, n_rows,
                                                             n_columns, out));
}

static gboolean
blend (gpointer context,
       gpointer sum,
       guint n_rows,
       guint n_columns,
       gpointer part,
       const guint *row_of,
       const float *weights)
{
  MtnCuda *self = context;
  const guint *rows_on_card;
  const float *weights_on_card;

  if (!mtn_cuda_stage_begin (self, 2 * ROUND ((gsize) n_rows * sizeof (float))))
    return FALSE;
  rows_on_card = mtn_cuda_stage_put (self, row_of, (gsize) n_rows * sizeof (guint));
  weights_on_card = mtn_cuda_stage_put (self, weights, (gsize) n_rows * sizeof (float));

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_blend (&self->launcher, sum, n_rows, n_columns, part,
                                                      rows_on_card, weights_on_card));
}

static gboolean
merge_columns (gpointer context,
               gpointer matrix,
               guint n_rows,
               guint n_columns,
               const guint *from,
               const guint *to,
               guint n_pairs)
{
  MtnCuda *self = context;
  const guint *from_on_card, *to_on_card;

  if (!mtn_cuda_stage_begin (self, 2 * ROUND ((gsize) n_pairs * sizeof (guint))))
    return FALSE;
  from_on_card = mtn_cuda_stage_put (self, from, (gsize) n_pairs * sizeof (guint));
  to_on_card = mtn_cuda_stage_put (self, to, (gsize) n_pairs * sizeof (guint));

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_merge_columns (&self->launcher, matrix, n_rows, n_columns,
                                                              from_on_card, to_on_card, n_pairs));
}

static gboolean
spread_columns (gpointer context,
                gpointer in,
                guint n_rows,
                guint n_in,
                const guint *columns,
                guint n_columns,
                gpointer out)
{
  MtnCuda *self = context;
  const guint *on_card;

  if (!mtn_cuda_stage_begin (self, ROUND ((gsize) n_in * sizeof (guint))))
    return FALSE;
  on_card = mtn_cuda_stage_put (self, columns, (gsize) n_in * sizeof (guint));

  return mtn_cuda_stage_send (self) &&
         mtn_cuda_check_launch (self, mtn_cuda_spread_columns (&self->launcher, in, n_rows, n_in, on_card,
                                                               n_columns, out));
}

/* Rows whose results, of so many bytes each, are brought back at once. */
static guint
get_stretch (guint n_rows, gsize n_bytes)
{
  return (guint) CLAMP (((gsize) 2 << 20) / MAX (n_bytes, 1), 1, MAX (n_rows, 1));
}

static gboolean
take_columns (gpointer context,
              gpointer matrix,
              guint n_rows,
              guint n_columns,
              const guint *columns,
              guint n_taken,
              float *out)
{
  MtnCuda *self = context;
  gsize n_bytes = (gsize) n_taken * sizeof (float);
  guint stretch = get_stretch (n_rows, n_bytes);

  for (guint first = 0; n_taken > 0 && first < n_rows; first += stretch)
    {
      guint n = MIN (stretch, n_rows - first);
      const guint *columns_on_card;
      const void *found;
      float *taken;

      if (!mtn_cuda_stage_begin (self, ROUND ((gsize) n_taken * sizeof (guint)) + ROUND (n * n_bytes)))
        return FALSE;
      columns_on_card = mtn_cuda_stage_put (self, columns, (gsize) n_taken * sizeof (guint));
      if (!mtn_cuda_stage_send (self))
        return FALSE;
      taken = mtn_cuda_stage_reserve (self, n * n_bytes);

      if (!mtn_cuda_check_launch (self,
                                  mtn_cuda_take_columns (&self->launcher,
                                                         (float *) matrix + (gsize) first * n_columns, n,
                                                         n_columns, columns_on_card, n_taken, taken)))
        return FALSE;
      found = mtn_cuda_stage_fetch (self, taken, n * n_bytes);
      if (found == NULL || !mtn_cuda_stage_finish (self))
        return FALSE;
      memcpy (out + (gsize) first * n_taken, found, n * n_bytes);
    }

  return TRUE;
}

/* The lists of @n rows from @first on; everything of @hidden goes along, since its offsets count from there.
 */
static gboolean
rank_stretch (MtnCuda *self,
              const float *scores,
              guint first,
              guint n,
              guint n_columns,
              const guint8 *mask,
              const MtnRows *hidden,
              guint k,
              guint *out_columns,
              float *out_scores,
              guint *out_n)
{
  gsize n_entries = hidden != NULL ? hidden->offsets[first + n] - hidden->offsets[first] : 0;
  gsize n_lists = 2 * ROUND ((gsize) n * k * sizeof (guint)) + ROUND ((gsize) n * sizeof (guint));
  gsize n_scratch = mtn_cuda_top_k_get_n_scratch (n_columns, k);
  const guint8 *mask_on_card = NULL;
  const guint *offsets = NULL, *columns = NULL;
  guint *columns_out, *n_out;
  float *scores_out;
  const void *found_columns, *found_scores, *found_n;

  if (!mtn_cuda_stage_begin (self, ROUND (n_columns) + ROUND (((gsize) n + 1) * sizeof (guint)) +
                                       ROUND (n_entries * sizeof (guint)) + n_lists) ||
      !mtn_cuda_need_scratch (self, n * n_scratch * sizeof (guint64)))
    return FALSE;

  if (mask != NULL)
    mask_on_card = mtn_cuda_stage_put (self, mask, n_columns);
  if (hidden != NULL)
    {
      gsize begin = hidden->offsets[first];

      /* The offsets go as they are, so the columns are said to start where the first of all would be. */
      offsets = mtn_cuda_stage_put (self, hidden->offsets + first, ((gsize) n + 1) * sizeof (guint));
      columns = (const guint *) ((guintptr) mtn_cuda_stage_put (self, hidden->columns + begin,
                                                                n_entries * sizeof (guint)) -
                                 begin * sizeof (guint));
    }
  if (!mtn_cuda_stage_send (self))
    return FALSE;

  columns_out = mtn_cuda_stage_reserve (self, (gsize) n * k * sizeof (guint));
  scores_out = mtn_cuda_stage_reserve (self, (gsize) n * k * sizeof (float));
  n_out = mtn_cuda_stage_reserve (self, (gsize) n * sizeof (guint));
  if (!mtn_cuda_check_launch (self, mtn_cuda_top_k (&self->launcher, scores + (gsize) first * n_columns, n,
                                                    n_columns, mask_on_card, offsets, columns, k,
                                                    self->scratch, columns_out, scores_out, n_out)))
    return FALSE;

  found_columns = mtn_cuda_stage_fetch (self, columns_out, (gsize) n * k * sizeof (guint));
  found_scores = mtn_cuda_stage_fetch (self, scores_out, (gsize) n * k * sizeof (float));
  found_n = mtn_cuda_stage_fetch (self, n_out, (gsize) n * sizeof (guint));
  if (found_columns == NULL || found_scores == NULL || found_n == NULL || !mtn_cuda_stage_finish (self))
    return FALSE;
  memcpy (out_columns + (gsize) first * k, found_columns, (gsize) n * k * sizeof (guint));
  memcpy (out_scores + (gsize) first * k, found_scores, (gsize) n * k * sizeof (float));
  memcpy (out_n + first, found_n, (gsize) n * sizeof (guint));

  return TRUE;
}

static gboolean
top_k (gpointer context,
       gpointer scores,
       guint n_rows,
       guint n_columns,
       const guint8 *mask,
       const MtnRows *hidden,
       guint k,
       guint *out_columns,
       float *out_scores,
       guint *out_n)
{
  MtnCuda *self = context;
  guint stretch = get_stretch (n_rows, (gsize) k * (sizeof (guint) + sizeof (float)));

  for (guint first = 0; first < n_rows; first += stretch)
    if (!rank_stretch (self, scores, first, MIN (stretch, n_rows - first), n_columns, mask, hidden, k,
                       out_columns, out_scores, out_n))
      return FALSE;

  return TRUE;
}

const MtnEngineVtable mtn_cuda_vtable = {
  .abi = MTN_ENGINE_ABI,
  .free = mtn_cuda_free_context,
  .get_failure = mtn_cuda_get_failure,
  .get_memory = mtn_cuda_get_memory,
  .buffer_new = mtn_cuda_buffer_new,
  .buffer_free = mtn_cuda_buffer_free,
  .write = mtn_cuda_write,
  .read = mtn_cuda_read,
  .fill = fill,
  .gather = gather,
  .dense = dense,
  .scale = scale,
  .subtract_diagonal = subtract_diagonal,
  .column_norms = column_norms,
  .blend = blend,
  .merge_columns = merge_columns,
  .spread_columns = spread_columns,
  .take_columns = take_columns,
  .top_k = top_k,
  .dense_nt = mtn_cuda_train_dense_nt,
  .dense_tn = mtn_cuda_train_dense_tn,
  .drop = mtn_cuda_train_drop,
  .derive = mtn_cuda_train_derive,
  .set_goals = mtn_cuda_train_set_goals,
  .loss = mtn_cuda_train_loss,
  .column_sums = mtn_cuda_train_column_sums,
  .sum_squares = mtn_cuda_train_sum_squares,
  .adam = mtn_cuda_train_adam,
};
