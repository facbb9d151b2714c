/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Masked top-K. Exact, whatever the number of ties. */

#include <math.h>
#include <string.h>

#include "mtn-cpu-heap.h"
#include "mtn-cpu.h"

static gboolean
is_worse (const MtnCpuHeap *heap, guint a, guint b)
{
  return heap->scores[a] < heap->scores[b] ||
         (heap->scores[a] == heap->scores[b] && heap->columns[a] > heap->columns[b]);
}

static void
swap (MtnCpuHeap *heap, guint a, guint b)
{
  guint column = heap->columns[a];
  float score = heap->scores[a];

  heap->columns[a] = heap->columns[b];
  heap->scores[a] = heap->scores[b];
  heap->columns[b] = column;
  heap->scores[b] = score;
}

static void
sift_down (MtnCpuHeap *heap, guint n)
{
  guint at = 0;

  for (;;)
    {
      guint worst = at;

      for (guint child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
        if (is_worse (heap, child, worst))
          worst = child;
      if (worst == at)
        return;
      swap (heap, at, worst);
      at = worst;
    }
}

void
mtn_cpu_heap_offer (MtnCpuHeap *heap, guint column, float score)
{
  if (heap->n < heap->k)
    {
      guint at = heap->n++;

      heap->columns[at] = column;
      heap->scores[at] = score;
      for (; at > 0 && is_worse (heap, at, (at - 1) / 2); at = (at - 1) / 2)
        swap (heap, at, (at - 1) / 2);
    }
  else if (heap->k > 0 && score > heap->scores[0])
    {
      heap->columns[0] = column;
      heap->scores[0] = score;
      sift_down (heap, heap->n);
    }
}

void
mtn_cpu_heap_sort (MtnCpuHeap *heap)
{
  for (guint n = heap->n; n > 1; n--)
    {
      swap (heap, 0, n - 1);
      sift_down (heap, n - 1);
    }
}

const guint8 *
mtn_cpu_row_mask (const guint8 *mask, const MtnRows *hidden, guint r, guint n_columns, guint8 *scratch)
{
  if (mask != NULL)
    memcpy (scratch, mask, n_columns);
  else
    memset (scratch, 1, n_columns);

  if (hidden != NULL)
    for (guint e = hidden->offsets[r]; e < hidden->offsets[r + 1]; e++)
      scratch[hidden->columns[e]] = 0;

  return scratch;
}

gboolean
mtn_cpu_top_k (gpointer context,
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
  g_autofree guint8 *scratch = g_malloc (MAX (n_columns, 1));

  for (guint r = 0; r < n_rows; r++)
    {
      const float *row = (const float *) scores + (gsize) r * n_columns;
      const guint8 *allowed = mtn_cpu_row_mask (mask, hidden, r, n_columns, scratch);
      MtnCpuHeap heap = { out_columns + (gsize) r * k, out_scores + (gsize) r * k, k, 0 };

      for (guint j = 0; j < n_columns; j++)
        if (allowed[j] && row[j] > -INFINITY)
          mtn_cpu_heap_offer (&heap, j, row[j]);

      mtn_cpu_heap_sort (&heap);
      out_n[r] = heap.n;
    }

  return TRUE;
}
