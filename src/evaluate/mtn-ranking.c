/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-ranking.h"

#include <math.h>

/* Whether film @a is listed behind film @b. */
static inline gboolean
is_behind (const float *scores, guint a, guint b)
{
  float x = isnan (scores[a]) ? -INFINITY : scores[a];
  float y = isnan (scores[b]) ? -INFINITY : scores[b];

  return x < y || (x == y && a > b);
}

/* The film at the root is behind all others of the heap. */
static void
sift_down (const float *scores, guint *heap, guint n, guint at)
{
  guint film = heap[at];

  for (;;)
    {
      guint child = 2 * at + 1;

      if (child >= n)
        break;
      if (child + 1 < n && is_behind (scores, heap[child + 1], heap[child]))
        child++;
      if (!is_behind (scores, heap[child], film))
        break;
      heap[at] = heap[child];
      at = child;
    }
  heap[at] = film;
}

guint
mtn_ranking_list (const float *scores, guint n_movies, const guint8 *hidden, guint k, guint *list)
{
  guint n = 0;

  if (k == 0)
    return 0;

  for (guint j = 0; j < n_movies; j++)
    {
      if (hidden[j])
        continue;

      if (n < k)
        {
          list[n++] = j;
          if (n == k)
            for (guint i = k / 2; i-- > 0;)
              sift_down (scores, list, n, i);
        }
      else if (is_behind (scores, list[0], j))
        {
          list[0] = j;
          sift_down (scores, list, n, 0);
        }
    }

  if (n < k)
    for (guint i = n / 2; i-- > 0;)
      sift_down (scores, list, n, i);

  /* Last comes last: the root goes to the end of what is left. */
  for (guint left = n; left > 1; left--)
    {
      guint last = list[0];

      list[0] = list[left - 1];
      list[left - 1] = last;
      sift_down (scores, list, left - 1, 0);
    }

  return n;
}
