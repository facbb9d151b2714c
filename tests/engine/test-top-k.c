/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The heap against a full sort, with ties, masks and what must never be listed. */

#include "mtn-test-engine.h"

#include <math.h>

typedef struct
{
  guint column;
  float score;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;

  return (first->column > second->column) - (first->column < second->column);
}

static void
check_top_k (MtnEngine *engine,
             const float *scores,
             guint n,
             const guint8 *mask,
             const MtnTestRows *hidden,
             guint k)
{
  const guint n_rows = hidden->rows.n_rows;
  g_autoptr (MtnBuffer) device = mtn_test_upload (engine, scores, (gsize) n_rows * n);
  g_autofree guint *columns = g_new (guint, n_rows * k + 1);
  g_autofree float *found = g_new (float, n_rows *k + 1);
  g_autofree guint *n_found = g_new (guint, n_rows + 1);

  g_assert_true (
      mtn_engine_top_k (engine, device, n_rows, n, mask, &hidden->rows, k, columns, found, n_found));

  for (guint r = 0; r < n_rows; r++)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Entry));

      for (guint j = 0; j < n; j++)
        {
          Entry entry = { j, scores[(gsize) r * n + j] };
          gboolean is_open = mask == NULL || mask[j] != 0;

          for (guint e = hidden->offsets[r]; e < hidden->offsets[r + 1]; e++)
            is_open = is_open && hidden->columns[e] != j;
          if (is_open && entry.score > -INFINITY)
            g_array_append_val (all, entry);
        }
      g_array_sort (all, compare_entries);

      g_assert_cmpuint (n_found[r], ==, MIN (all->len, k));
      for (guint i = 0; i < n_found[r]; i++)
        {
          g_assert_cmpuint (columns[r * k + i], ==, g_array_index (all, Entry, i).column);
          g_assert_cmpfloat (found[r * k + i], ==, g_array_index (all, Entry, i).score);
        }
    }
}

static void
test_top_k (void)
{
  const guint ks[] = { 0, 1, 2, 7, 8, 50, 200 };
  g_auto (MtnTestEngines) engines;
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  mtn_test_engines_init (&engines);
  for (guint i = 0; i < mtn_test_n_sizes; i++)
    {
      const guint n = mtn_test_sizes[i], n_rows = 3;
      g_auto (MtnTestRows) hidden = { 0 };
      g_autofree float *scores = g_new (float, n_rows *n + 1);
      g_autofree guint8 *mask = g_new (guint8, n + 1);

      mtn_test_rows_init (&hidden, n_rows, n, i);
      /* Few different values, so that nearly all are ties, and all that must never be listed. */
      for (guint j = 0; j < n_rows * n; j++)
        {
          int value = g_rand_int_range (rand, -3, 6);

          scores[j] = value == -3 ? -INFINITY : value == -2 ? NAN : value == 0 ? -0.0f : (float) value;
        }
      for (guint j = 0; j < n; j++)
        mask[j] = g_rand_int_range (rand, 0, 4) > 0;

      for (guint j = 0; j < G_N_ELEMENTS (ks); j++)
        {
          check_top_k (engines.reference, scores, n, mask, &hidden, ks[j]);
          check_top_k (engines.vector, scores, n, mask, &hidden, ks[j]);
          check_top_k (engines.reference, scores, n, NULL, &hidden, ks[j]);
          check_top_k (engines.vector, scores, n, NULL, &hidden, ks[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/top-k", test_top_k);

  return g_test_run ();
}
