/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-top-k.c: once the heap is full, eight scores that do not beat its worst are passed over at
 * once, and that is nearly all of them. */

#include <math.h>

#include "mtn-cpu-context.h"
#include "mtn-cpu-heap.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

typedef struct
{
  const float *scores;
  guint n_columns;
  const guint8 *mask;
  const MtnRows *hidden;
  guint k;
  guint *out_columns;
  float *out_scores;
  guint *out_n;
} TopK;

MTN_CPU_VECTOR static void
run_rows (guint start, guint end, gpointer data)
{
  const TopK *self = data;
  guint k = self->k;
  g_autofree guint8 *scratch = g_malloc (MAX (self->n_columns, 1));

  for (guint r = start; r < end; r++)
    {
      const float *row = self->scores + (gsize) r * self->n_columns;
      const guint8 *allowed = mtn_cpu_row_mask (self->mask, self->hidden, r, self->n_columns, scratch);
      MtnCpuHeap heap = { self->out_columns + (gsize) r * k, self->out_scores + (gsize) r * k, k, 0 };
      guint j = 0;

      for (; j + 8 <= self->n_columns; j += 8)
        {
          float worst = heap.n < k ? -INFINITY : k > 0 ? heap.scores[0] : INFINITY;
          guint better = _mm256_movemask_ps (
              _mm256_cmp_ps (_mm256_loadu_ps (row + j), _mm256_set1_ps (worst), _CMP_GT_OQ));

          for (; better != 0; better &= better - 1)
            {
              guint at = j + __builtin_ctz (better);

              if (allowed[at])
                mtn_cpu_heap_offer (&heap, at, row[at]);
            }
        }
      for (; j < self->n_columns; j++)
        if (allowed[j] && row[j] > -INFINITY)
          mtn_cpu_heap_offer (&heap, j, row[j]);

      mtn_cpu_heap_sort (&heap);
      self->out_n[r] = heap.n;
    }
}

gboolean
mtn_cpu_top_k_vector (gpointer context,
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
  TopK self = { scores, n_columns, mask, hidden, k, out_columns, out_scores, out_n };

  mtn_cpu_share (context, n_rows, (gsize) n_rows * n_columns, run_rows, &self);

  return TRUE;
}

#endif
