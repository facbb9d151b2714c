/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-gather.c: one row shared out by columns, many by rows. */

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

typedef struct
{
  MtnCpu *cpu;
  const MtnCpuTerm *terms; /* of all rows */
  const guint *offsets;    /* [n_rows + 1], in the terms */
  const float *weight;
  const float *bias;
  MtnActivation activation;
  guint n_out;
  float *out;
} Gather;

static void
add_columns (const Gather *self, guint r, guint start, guint end)
{
  float *to = self->out + (gsize) r * self->n_out + start;

  self->cpu->lines->add (self->terms + self->offsets[r], self->offsets[r + 1] - self->offsets[r],
                         self->weight + start, self->n_out, self->bias != NULL ? self->bias + start : NULL,
                         to, end - start, TRUE);
  mtn_cpu_activate_vector (to, end - start, self->activation);
}

static void
run_rows (guint start, guint end, gpointer data)
{
  const Gather *self = data;

  for (guint r = start; r < end; r++)
    add_columns (self, r, 0, self->n_out);
}

static void
run_columns (guint start, guint end, gpointer data)
{
  const Gather *self = data;

  /* Whole cache lines for everybody. */
  start &= ~15u;
  end = end == self->n_out ? end : end & ~15u;
  if (start < end)
    add_columns (self, 0, start, end);
}

gboolean
mtn_cpu_gather_vector (gpointer context,
                       const MtnRows *rows,
                       gpointer weight,
                       gpointer bias,
                       MtnActivation activation,
                       guint n_out,
                       gpointer out)
{
  MtnCpu *cpu = context;
  guint first = rows->offsets[0], n_entries = rows->offsets[rows->n_rows] - first, n = 0;
  MtnCpuTerm *terms =
      mtn_cpu_reserve (cpu, n_entries * sizeof (MtnCpuTerm) + ((gsize) rows->n_rows + 1) * sizeof (guint));
  guint *offsets = (guint *) (terms + n_entries);
  Gather self = { cpu, terms, offsets, weight, bias, activation, n_out, out };

  if (terms == NULL)
    return FALSE;

  offsets[0] = 0;
  for (guint r = 0; r < rows->n_rows; r++)
    {
      for (guint e = rows->offsets[r]; e < rows->offsets[r + 1]; e++)
        if (rows->values[e] != 0.0f)
          terms[n++] = (MtnCpuTerm){ rows->columns[e], rows->values[e] };
      offsets[r + 1] = n;
    }

  if (rows->n_rows == 1)
    mtn_cpu_share (cpu, n_out, (gsize) n * n_out, run_columns, &self);
  else
    mtn_cpu_share (cpu, rows->n_rows, (gsize) n * n_out, run_rows, &self);

  return TRUE;
}

#endif
