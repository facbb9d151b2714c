/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-private.h"

#include <glib/gi18n-lib.h>

#include "mtn-error.h"

static gboolean
check_rows (const MtnNetRows *rows, guint n_rows, guint n_columns, const char *what, GError **error)
{
  for (guint r = 0; r < n_rows; r++)
    if (rows->offsets[r] > rows->offsets[r + 1] || rows->offsets[r + 1] - rows->offsets[r] > n_columns)
      {
        g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("row %u of the batch's %s has no valid extent"), r,
                     what);
        return FALSE;
      }

  for (guint i = rows->offsets[0]; i < rows->offsets[n_rows]; i++)
    if (rows->columns[i] >= n_columns)
      {
        g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("the batch's %s have column %u, the network %u"),
                     what, rows->columns[i], n_columns);
        return FALSE;
      }

  return TRUE;
}

/* Twice what is needed, so that a loop over batches soon comes to rest. */
static void
make_room (MtnNet *self, gsize n_entries)
{
  if (n_entries <= self->in_room)
    return;

  self->in_room = 2 * n_entries;
  self->in_values = g_renew (float, self->in_values, self->in_room);
  self->column_rows = g_renew (guint, self->column_rows, self->in_room);
  self->column_values = g_renew (float, self->column_values, self->in_room);
}

static void
take_values (MtnNet *self)
{
  const MtnNetRows *in = &self->batch->in;
  guint first = in->offsets[0];
  MtnDrop storage;
  const MtnDrop *drop = mtn_net_get_drop (self, 0, &storage);

  for (guint r = 0; r < self->batch->n_rows; r++)
    for (guint i = in->offsets[r]; i < in->offsets[r + 1]; i++)
      {
        float value = in->values != NULL ? in->values[i] : 1;

        if (drop != NULL)
          value = mtn_drop_keeps (drop, mtn_drop_unit (drop, in->columns[i]), r) ? value * drop->scale : 0;
        self->in_values[i - first] = value;
      }
}

/* Counting sort: within a column the rows ascend. */
static void
sort_by_column (MtnNet *self)
{
  const MtnNetRows *in = &self->batch->in;
  guint n_columns = self->sizes[0];
  guint first = in->offsets[0];
  guint n = in->offsets[self->batch->n_rows] - first;
  guint *ends = self->column_ends;

  memset (ends, 0, (n_columns + 1) * sizeof *ends);
  for (guint i = 0; i < n; i++)
    ends[in->columns[first + i] + 1]++;
  for (guint c = 0; c < n_columns; c++)
    ends[c + 1] += ends[c];

  /* ends[c] is where column c begins; filling moves it to where it ends, one place on. */
  for (guint c = n_columns; c > 0; c--)
    ends[c] = ends[c - 1];
  for (guint r = 0; r < self->batch->n_rows; r++)
    for (guint i = in->offsets[r] - first; i < in->offsets[r + 1] - first; i++)
      {
        guint at = ends[in->columns[first + i] + 1]++;

        self->column_rows[at] = r;
        self->column_values[at] = self->in_values[i];
      }
}

gboolean
mtn_net_take_batch (MtnNet *self, const MtnNetBatch *batch, MtnNetTask task, GError **error)
{
  guint n_out = self->sizes[self->n_layers];

  if (batch->n_rows == 0 || batch->n_rows > self->options.max_rows)
    {
      g_set_error (error, MTN_ERROR, MTN_ERROR_USAGE, _ ("a batch of %u rows, where 1 to %u are possible"),
                   batch->n_rows, self->options.max_rows);
      return FALSE;
    }
  if (!check_rows (&batch->in, batch->n_rows, self->sizes[0], "inputs", error))
    return FALSE;
  if (task != MTN_NET_PREDICT &&
      (!check_rows (&batch->targets, batch->n_rows, n_out, "targets", error) ||
       (batch->excluded.offsets != NULL &&
        !check_rows (&batch->excluded, batch->n_rows, n_out, "excluded cells", error))))
    return FALSE;

  self->batch = batch;
  self->task = task;
  self->n_blocks = (batch->n_rows + MTN_NET_BLOCK - 1) / MTN_NET_BLOCK;
  for (guint r = 0; r < self->n_blocks * MTN_NET_BLOCK; r++)
    self->live[r] = r < batch->n_rows ? 1 : 0;

  self->n_cells = (double) batch->n_rows * n_out;
  if (task != MTN_NET_PREDICT && batch->excluded.offsets != NULL)
    self->n_cells -= batch->excluded.offsets[batch->n_rows] - batch->excluded.offsets[0];

  make_room (self, batch->in.offsets[batch->n_rows] - batch->in.offsets[0]);
  take_values (self);
  if (task >= MTN_NET_GRADIENT)
    sort_by_column (self);

  return TRUE;
}

void
mtn_net_set_goals (MtnNet *self, guint member, gboolean is_set)
{
  const MtnNetLayer *last = &self->layers[self->n_layers - 1];
  const MtnNetRows *targets = &self->batch->targets;
  const MtnNetRows *excluded = &self->batch->excluded;
  gboolean has_values = targets->values != NULL && self->options.loss != MTN_NET_BCE;
  guint first, end;

  if (self->task == MTN_NET_PREDICT)
    return;

  mtn_net_team_share (self->team, member, self->batch->n_rows, &first, &end);
  for (guint r = first; r < end; r++)
    {
      float *goals = mtn_net_layer_get_block (last, self->goals, r / MTN_NET_BLOCK) + r % MTN_NET_BLOCK;
      float total = 0;

      for (guint i = targets->offsets[r]; i < targets->offsets[r + 1]; i++)
        goals[(gsize) targets->columns[i] * MTN_NET_BLOCK] = !is_set      ? 0
                                                             : has_values ? targets->values[i]
                                                                          : 1;
      for (guint i = excluded->offsets != NULL ? excluded->offsets[r] : 0;
           excluded->offsets != NULL && i < excluded->offsets[r + 1]; i++)
        goals[(gsize) excluded->columns[i] * MTN_NET_BLOCK] = is_set ? -1 : 0;

      for (guint i = targets->offsets[r]; is_set && i < targets->offsets[r + 1]; i++)
        total += MAX (goals[(gsize) targets->columns[i] * MTN_NET_BLOCK], 0);
      self->totals[r] = total;
    }
}
