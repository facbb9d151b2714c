/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-top-k.c: once the heap is full, eight scores that do not beat its worst are passed over at
 * once, and that is nearly all of them. */

#include <math.h>

#include "mtn-cpu-heap.h"
#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR gboolean
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
  g_autofree guint8 *scratch = g_malloc (MAX (n_columns, 1));

  for (guint r = 0; r < n_rows; r++)
    {
      const float *row = (const float *) scores + (gsize) r * n_columns;
      const guint8 *allowed = mtn_cpu_row_mask (mask, hidden, r, n_columns, scratch);
      MtnCpuHeap heap = { out_columns + (gsize) r * k, out_scores + (gsize) r * k, k, 0 };
      guint j = 0;

      for (; j + 8 <= n_columns; j += 8)
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
      for (; j < n_columns; j++)
        if (allowed[j] && row[j] > -INFINITY)
          mtn_cpu_heap_offer (&heap, j, row[j]);

      mtn_cpu_heap_sort (&heap);
      out_n[r] = heap.n;
    }

  return TRUE;
}

#endif
