/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Twin of mtn-cpu-dense.c. Inputs of 0 are passed over, which is half of them
 * behind a ReLU: each row becomes a list of terms.
 *
 * A few rows are bound by the memory that the weights come from, and read them
 * where they are. For many rows a block of the weights at a time is copied to
 * where it stays in the first-level cache (lines that are a power of two apart
 * would share a few sets of it), and all rows use it; their sums rest in the
 * output until the next block.
 */

#include <string.h>

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

/* Up to so many rows it does not pay to copy the weights. */
#define FEW_ROWS 5

/* Lines of a block: as many as fit into 32 KiB with the sums of a row. */
#define BLOCK 56

/* Rows that share a block before the next one is copied. */
#define STRIP 256

/* Rows between which a part of the next block is fetched. */
#define SOME_ROWS 16

typedef struct
{
  MtnCpu *cpu;
  const float *a;
  const float *b;
  const float *bias;
  float *c;
  MtnActivation activation;
  guint n_rows;
  guint n_in;
  guint n_out;

  guint n_blocks;
  MtnCpuTerm *terms; /* [n_blocks, get_room ()]: those of the rows one behind the other; the line is that
                      * in its block */
  guint *ends;       /* [n_blocks, n_rows]: of the terms of a row, in those of the block */
} Dense;

/* Terms that there is room for in a block. */
static gsize
get_room (guint n_rows)
{
  return (gsize) n_rows * BLOCK + MTN_CPU_TERMS_SLACK;
}

/* Columns of a row. */
typedef struct
{
  const Dense *dense;
  const MtnCpuTerm *terms;
  guint n_terms;
  float *c;
} Row;

static void
run_columns (guint start, guint end, gpointer data)
{
  const Row *self = data;
  const Dense *dense = self->dense;

  /* Whole cache lines for everybody. */
  start &= ~15u;
  end = end == dense->n_out ? end : end & ~15u;
  if (start >= end)
    return;

  dense->cpu->lines->add (self->terms, self->n_terms, dense->b + start, dense->n_out,
                          dense->bias != NULL ? dense->bias + start : NULL, self->c + start, end - start,
                          TRUE);
  mtn_cpu_activate_vector (self->c + start, end - start, dense->activation);
}

static void
run_few_rows (const Dense *self)
{
  for (guint r = 0; r < self->n_rows; r++)
    {
      Row row = { self, self->terms, 0, self->c + (gsize) r * self->n_out };

      row.n_terms = self->cpu->lines->list (self->a + (gsize) r * self->n_in, self->n_in, self->terms);
      mtn_cpu_share (self->cpu, self->n_out, (gsize) row.n_terms * self->n_out, run_columns, &row);
    }
}

static MtnCpuTerm *
get_terms (const Dense *self, guint block)
{
  return self->terms + (gsize) block * get_room (self->n_rows);
}

/* Lists the terms of all rows block by block: that is how they are used. */
static void
list_blocks (guint start, guint end, gpointer data)
{
  const Dense *self = data;

  for (guint block = start; block < end; block++)
    {
      MtnCpuTerm *terms = get_terms (self, block);
      guint n = 0;

      for (guint r = 0; r < self->n_rows; r++)
        {
          n += self->cpu->lines->list (self->a + (gsize) r * self->n_in + block * BLOCK,
                                       MIN (BLOCK, self->n_in - block * BLOCK), terms + n);
          self->ends[(gsize) block * self->n_rows + r] = n;
        }
    }
}

/* Calls of memcpy() for a few hundred bytes cost as much as what they do. */
MTN_CPU_VECTOR static void
copy_line (const float *from, float *to, guint n)
{
  guint j = 0;

  for (; j + 8 <= n; j += 8)
    _mm256_storeu_ps (to + j, _mm256_loadu_ps (from + j));
  for (; j < n; j++)
    to[j] = from[j];
}

static void
prefetch_line (const float *line, guint n)
{
  for (guint j = 0; j < n; j += MTN_CPU_PAD)
    __builtin_prefetch (line + j, 0, 2);
}

/* Columns of the output. */
typedef struct
{
  guint first;
  guint n;
  guint n_padded;
  float bias[MTN_CPU_PANEL] __attribute__ ((aligned (64)));
  float weights[BLOCK * MTN_CPU_PANEL] __attribute__ ((aligned (64))); /* of a block: [lines, n_padded] */
  float sums[STRIP * MTN_CPU_PANEL] __attribute__ ((aligned (64)));    /* [rows of the strip, n_padded] */
} Panel;

/* One block for a strip of rows, while the next one comes near. */
static void
add_block (const Dense *self, guint number, guint first_row, guint n_rows, Panel *panel)
{
  const guint *ends = self->ends + (gsize) number * self->n_rows + first_row;
  guint first = number * BLOCK;
  guint n_lines = MIN (BLOCK, self->n_in - first);
  gboolean is_end = number + 1 == self->n_blocks;
  guint n_ahead = is_end ? 0 : MIN (BLOCK, self->n_in - first - n_lines);
  guint ahead = 0;
  MtnCpuBlock block = {
    .terms = get_terms (self, number),
    .first = first_row > 0 ? ends[-1] : 0,
    .weights = panel->weights,
    .n_columns = panel->n_padded,
    .start = number > 0 ? NULL : panel->bias,
    .is_end = is_end,
  };

  for (guint k = 0; k < n_lines; k++)
    copy_line (self->b + (gsize) (first + k) * self->n_out + panel->first,
               panel->weights + (gsize) k * panel->n_padded, panel->n);

  for (guint r = 0; r < n_rows; r += block.n_rows)
    {
      block.ends = ends + r;
      block.n_rows = MIN (SOME_ROWS, n_rows - r);
      block.sums = panel->sums + (gsize) r * panel->n_padded;
      self->cpu->lines->add_rows (&block);
      block.first = block.ends[block.n_rows - 1];

      if (is_end)
        {
          mtn_cpu_activate_vector (block.sums, (gsize) block.n_rows * panel->n_padded, self->activation);
          for (guint i = 0; i < block.n_rows; i++)
            copy_line (block.sums + (gsize) i * panel->n_padded,
                       self->c + (gsize) (first_row + r + i) * self->n_out + panel->first, panel->n);
        }

      for (; ahead * n_rows < (r + block.n_rows) * n_ahead; ahead++)
        prefetch_line (self->b + (gsize) (first + n_lines + ahead) * self->n_out + panel->first, panel->n);
    }
}

static guint
count_panels (const Dense *self)
{
  return (self->n_out + MTN_CPU_PANEL - 1) / MTN_CPU_PANEL;
}

/* Where a panel starts: all have as many cache lines, or one more, so that none is a rest that costs as much.
 */
static guint
get_panel (const Dense *self, guint panel)
{
  guint n_panels = count_panels (self);
  guint n_lines = (self->n_out + 15) / 16;

  return MIN ((guint) ((guint64) n_lines * panel / n_panels) * 16, self->n_out);
}

static void
run_panels (guint start, guint end, gpointer data)
{
  const Dense *self = data;
  Panel panel;

  /* What stands for columns that are not there is never looked at, but is to be a number. */
  memset (panel.bias, 0, sizeof panel.bias);
  memset (panel.weights, 0, sizeof panel.weights);

  for (guint p = start; p < end; p++)
    {
      panel.first = get_panel (self, p);
      panel.n = get_panel (self, p + 1) - panel.first;
      panel.n_padded = (panel.n + MTN_CPU_PAD - 1) / MTN_CPU_PAD * MTN_CPU_PAD;
      if (self->bias != NULL)
        copy_line (self->bias + panel.first, panel.bias, panel.n);

      for (guint r = 0; r < self->n_rows; r += STRIP)
        for (guint block = 0; block < self->n_blocks; block++)
          add_block (self, block, r, MIN (STRIP, self->n_rows - r), &panel);
    }
}

static void
run_many_rows (const Dense *self)
{
  mtn_cpu_share (self->cpu, self->n_blocks, (gsize) self->n_rows * self->n_in, list_blocks, (gpointer) self);
  mtn_cpu_share (self->cpu, count_panels (self), (gsize) self->n_rows * self->n_in * self->n_out, run_panels,
                 (gpointer) self);
}

gboolean
mtn_cpu_dense_vector (gpointer context,
                      gpointer in,
                      gpointer weight,
                      gpointer bias,
                      MtnActivation activation,
                      guint n_rows,
                      guint n_in,
                      guint n_out,
                      gpointer out)
{
  MtnCpu *cpu = context;
  gboolean is_few = n_rows <= FEW_ROWS;
  /* Without inputs there is still one block, in which the chains end. */
  guint n_blocks = MAX ((n_in + BLOCK - 1) / BLOCK, 1);
  gsize n_terms = is_few ? (gsize) n_in + MTN_CPU_TERMS_SLACK : n_blocks * get_room (n_rows);
  gsize n_ends = is_few ? 0 : (gsize) n_rows * n_blocks;
  Dense self = {
    .cpu = cpu,
    .a = in,
    .b = weight,
    .bias = bias,
    .c = out,
    .activation = activation,
    .n_rows = n_rows,
    .n_in = n_in,
    .n_out = n_out,
    .n_blocks = n_blocks,
  };

  self.terms = mtn_cpu_reserve (cpu, n_terms * sizeof (MtnCpuTerm) + n_ends * sizeof (guint));
  if (self.terms == NULL)
    return FALSE;
  self.ends = (guint *) (self.terms + n_terms);

  if (is_few)
    run_few_rows (&self);
  else
    run_many_rows (&self);

  return TRUE;
}

#endif
