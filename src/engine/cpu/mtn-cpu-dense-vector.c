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

#include "mtn-cpu-context.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

/* Up to so many rows it does not pay to copy the weights. */
#define FEW_ROWS 5

/* Shape of a block: as many columns as sums stay in registers, as many lines as fit into 32 KiB with them. */
#define PANEL 128
#define BLOCK 56

/* Rows that share a block before the next one is copied. */
#define STRIP 256

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
  for (guint j = 0; j < n; j += 16)
    __builtin_prefetch (line + j, 0, 2);
}

/* One block for a strip of rows, while the next one comes near. @sums: [rows of the strip, n_columns], where
 * chains rest between blocks. */
static void
add_block (const Dense *self,
           guint block,
           guint first_row,
           guint n_rows,
           guint column,
           guint n_columns,
           float *sums)
{
  float weights[BLOCK * PANEL] __attribute__ ((aligned (64)));
  const MtnCpuTerm *terms = get_terms (self, block);
  const guint *ends = self->ends + (gsize) block * self->n_rows;
  guint first = block * BLOCK;
  guint n_lines = MIN (BLOCK, self->n_in - first);
  gboolean is_end = block + 1 == self->n_blocks;
  guint n_ahead = is_end ? 0 : MIN (BLOCK, self->n_in - first - n_lines);
  guint ahead = 0;
  guint start = first_row > 0 ? ends[first_row - 1] : 0;

  for (guint k = 0; k < n_lines; k++)
    copy_line (self->b + (gsize) (first + k) * self->n_out + column, weights + (gsize) k * n_columns,
               n_columns);

  for (guint r = 0; r < n_rows; r++)
    {
      guint end = ends[first_row + r];
      float *sum = sums + (gsize) r * n_columns;
      float *to = is_end ? self->c + (gsize) (first_row + r) * self->n_out + column : sum;
      const float *from = block > 0 ? sum : self->bias != NULL ? self->bias + column : NULL;

      self->cpu->lines->add (terms + start, end - start, weights, n_columns, from, to, n_columns, is_end);
      if (is_end)
        mtn_cpu_activate_vector (to, n_columns, self->activation);
      start = end;

      for (; ahead * n_rows < (r + 1) * n_ahead; ahead++)
        prefetch_line (self->b + (gsize) (first + n_lines + ahead) * self->n_out + column, n_columns);
    }
}

static guint
count_panels (const Dense *self)
{
  return (self->n_out + PANEL - 1) / PANEL;
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
  float sums[STRIP * PANEL] __attribute__ ((aligned (64)));

  for (guint panel = start; panel < end; panel++)
    for (guint r = 0; r < self->n_rows; r += STRIP)
      for (guint block = 0; block < self->n_blocks; block++)
        add_block (self, block, r, MIN (STRIP, self->n_rows - r), get_panel (self, panel),
                   get_panel (self, panel + 1) - get_panel (self, panel), sums);
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
