/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-gather.c: one row shared out by columns, many by rows. Many rows go through a panel of
 * columns before the next one: lines that they have in common then come from the second-level cache. */

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

/* Columns of a panel. */
#define PANEL 128

typedef struct
{
  MtnCpu *cpu;
  const MtnRows *rows;
  const float *weight;
  const float *bias;
  MtnActivation activation;
  guint n_out;
  float *out;

  /* Of a single row. */
  const MtnCpuTerm *terms;
  guint n_terms;
} Gather;

/* Lists what is not 0 in a row. */
static guint
list_terms (const MtnRows *rows, guint r, MtnCpuTerm *terms)
{
  guint n = 0;

  for (guint e = rows->offsets[r]; e < rows->offsets[r + 1]; e++)
    if (rows->values[e] != 0.0f)
      terms[n++] = (MtnCpuTerm){ rows->columns[e], rows->values[e] };

  return n;
}

static void
add_columns (const Gather *self, const MtnCpuTerm *terms, guint n_terms, float *to, guint start, guint end)
{
  self->cpu->lines->add (terms, n_terms, self->weight + start, self->n_out,
                         self->bias != NULL ? self->bias + start : NULL, to + start, end - start, TRUE);
  mtn_cpu_activate_vector (to + start, end - start, self->activation);
}

static void
run_rows (guint start, guint end, gpointer data)
{
  const Gather *self = data;
  g_autofree MtnCpuTerm *terms = NULL;
  guint longest = 1;

  for (guint r = start; r < end; r++)
    longest = MAX (longest, self->rows->offsets[r + 1] - self->rows->offsets[r]);
  terms = g_new (MtnCpuTerm, longest);

  for (guint j = 0; j < self->n_out; j += PANEL)
    for (guint r = start; r < end; r++)
      add_columns (self, terms, list_terms (self->rows, r, terms), self->out + (gsize) r * self->n_out, j,
                   MIN (j + PANEL, self->n_out));
}

static void
run_columns (guint start, guint end, gpointer data)
{
  const Gather *self = data;

  /* Whole cache lines for everybody. */
  start &= ~15u;
  end = end == self->n_out ? end : end & ~15u;
  if (start < end)
    add_columns (self, self->terms, self->n_terms, self->out, start, end);
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
  guint n_entries = rows->offsets[rows->n_rows] - rows->offsets[0];
  Gather self = { cpu, rows, weight, bias, activation, n_out, out, NULL, 0 };

  if (rows->n_rows == 1)
    {
      MtnCpuTerm *terms = mtn_cpu_reserve (cpu, MAX (n_entries, 1) * sizeof (MtnCpuTerm));

      if (terms == NULL)
        return FALSE;
      self.terms = terms;
      self.n_terms = list_terms (rows, 0, terms);
      mtn_cpu_share (cpu, n_out, (gsize) self.n_terms * n_out, run_columns, &self);
    }
  else
    {
      mtn_cpu_share (cpu, rows->n_rows, (gsize) n_entries * n_out, run_rows, &self);
    }

  return TRUE;
}

#endif
