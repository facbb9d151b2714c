/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Selection on a machine without a card, against the reference, to the bit and to the column. */

#include "mtn-test-cuda.h"

#include <string.h>

static MtnEngine *reference;

static void
check_top_k (const float *scores,
             guint n_rows,
             guint n_columns,
             const guint8 *mask,
             const MtnRows *hidden,
             guint k,
             guint first_run,
             guint n_runs)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const gsize n_lists = (gsize) n_rows * k;
  g_autoptr (MtnBuffer) host_scores = mtn_test_upload (reference, scores, (gsize) n_rows * n_columns);
  g_autofree guint *columns = g_new0 (guint, n_lists + 1);
  g_autofree float *found = g_new0 (float, n_lists + 1);
  g_autofree guint *n_found = g_new0 (guint, n_rows + 1);
  mtn_test_card float *card_scores = mtn_test_to_card (scores, (gsize) n_rows * n_columns * sizeof (float));
  mtn_test_card guint8 *card_mask = mtn_test_to_card (mask, n_columns);
  g_auto (MtnTestCardRows) card = { 0 };

  g_assert_true (
      mtn_engine_top_k (reference, host_scores, n_rows, n_columns, mask, hidden, k, columns, found, n_found));
  if (hidden != NULL)
    mtn_test_card_rows_init (&card, hidden);

  for (guint run = first_run; run < first_run + n_runs; run++)
    {
      const gsize n_scratch = mtn_cuda_top_k_get_n_scratch (n_columns, k);
      mtn_test_card guint64 *scratch = mtn_test_on_card (n_rows * n_scratch * sizeof (guint64));
      mtn_test_card guint *card_columns = mtn_test_on_card (n_lists * sizeof (guint));
      mtn_test_card float *card_found = mtn_test_on_card (n_lists * sizeof (float));
      mtn_test_card guint *card_n = mtn_test_on_card (n_rows * sizeof (guint));
      g_autofree guint *got_columns = NULL;
      g_autofree float *got_found = NULL;
      g_autofree guint *got_n = NULL;

      mtn_test_set_run (run);
      mtn_test_assert_ran (mtn_cuda_top_k (&machine->launcher, card_scores, n_rows, n_columns, card_mask,
                                           card.offsets, card.columns, k, scratch, card_columns, card_found,
                                           card_n));

      got_columns = mtn_test_from_card (card_columns, n_lists * sizeof (guint));
      got_found = mtn_test_from_card (card_found, n_lists * sizeof (float));
      got_n = mtn_test_from_card (card_n, n_rows * sizeof (guint));
      g_assert_cmpmem (got_n, n_rows * sizeof (guint), n_found, n_rows * sizeof (guint));
      for (guint r = 0; r < n_rows; r++)
        {
          const gsize at = (gsize) r * k;

          g_assert_cmpmem (got_columns + at, n_found[r] * sizeof (guint), columns + at,
                           n_found[r] * sizeof (guint));
          g_assert_cmpmem (got_found + at, n_found[r] * sizeof (float), found + at,
                           n_found[r] * sizeof (float));
          for (guint i = n_found[r]; i < k; i++)
            g_assert_true (got_columns[at + i] == 0 && got_found[at + i] == 0.0f);
        }
    }
}

static void
check_size (guint n_columns, guint k, MtnTestKind kind)
{
  const guint n_rows = 2, run = kind % MTN_TEST_N_RUNS;
  guint lengths[] = { n_columns / 3, n_columns > 0 };
  g_autofree guint *draws = mtn_test_numbers (n_columns, 4, n_columns);
  g_autofree guint8 *mask = g_new0 (guint8, n_columns + 1);
  g_autofree float *scores = mtn_test_values ((gsize) n_rows * n_columns, kind, n_columns + k);
  g_auto (MtnTestRows) hidden = { 0 };

  for (guint j = 0; j < n_columns; j++)
    mask[j] = draws[j] > 0 ? 1 + draws[j] : 0;
  mtn_test_rows_of_lengths (&hidden, n_rows, lengths, n_columns, MTN_TEST_ORDINARY, n_columns + k);
  /* The first one behind a stretch. */
  if (lengths[0] > 0)
    hidden.columns[0] = MIN (32768, n_columns - 1);

  check_top_k (scores, n_rows, n_columns, NULL, NULL, k, run, 1);
  check_top_k (scores, n_rows, n_columns, mask, &hidden.rows, k, run, 1);
}

static void
test_sizes (void)
{
  /* Around a warp, a block, and what is sorted at once. */
  const guint sizes[] = { 0, 1, 2, 31, 32, 33, 255, 256, 257, 521, 1031 };
  const guint ks[] = { 0, 1, 10, 100, 257, 2000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ks); j++)
      for (guint kind = 0; kind < MTN_TEST_N_KINDS; kind++)
        if (!mtn_test_machine_get ()->is_slow || (i + j + kind) % 5 == 0)
          check_size (sizes[i], ks[j], kind);
}

/* Lists that do not fit into shared memory, and columns that do not fit into one stretch of the mask. */
static void
test_long (void)
{
  const guint sizes[][2] = { { 1025, 1025 }, { 3001, 3001 }, { 1031, 1000 }, { 40009, 100 },
                             { 32768, 20 },  { 32769, 20 },  { 70001, 20 } };

  for (guint i = 0; i < (mtn_test_machine_get ()->is_slow ? 4 : G_N_ELEMENTS (sizes)); i++)
    {
      check_size (sizes[i][0], sizes[i][1], MTN_TEST_TIES);
      check_size (sizes[i][0], sizes[i][1], MTN_TEST_ANYTHING);
      /* Where the best are anywhere. */
      check_size (sizes[i][0], sizes[i][1], MTN_TEST_ORDINARY);
    }
}

static void
test_closed (void)
{
  const guint n_rows = 2, n_columns = 67;
  const guint lengths[] = { 67, 0 };
  g_autofree float *scores = mtn_test_values (n_rows * n_columns, MTN_TEST_ORDINARY, 1);
  g_autofree guint8 *none = g_malloc0 (n_columns);
  g_autofree guint8 *one = g_malloc0 (n_columns);
  g_auto (MtnTestRows) hidden = { 0 };

  mtn_test_rows_of_lengths (&hidden, n_rows, lengths, n_columns, MTN_TEST_ORDINARY, 1);
  for (guint j = 0; j < n_columns; j++)
    hidden.columns[j] = n_columns - 1 - j;
  one[66] = 1;

  check_top_k (scores, n_rows, n_columns, none, NULL, 5, 0, MTN_TEST_N_RUNS);
  check_top_k (scores, n_rows, n_columns, one, NULL, 5, 0, MTN_TEST_N_RUNS);
  check_top_k (scores, n_rows, n_columns, NULL, &hidden.rows, 5, 0, MTN_TEST_N_RUNS);
  check_top_k (scores, 0, n_columns, one, NULL, 5, 0, 1);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  reference = mtn_test_engine_new ("reference");

  g_test_add_func ("/kernel/top-k/sizes", test_sizes);
  g_test_add_func ("/kernel/top-k/long", test_long);
  g_test_add_func ("/kernel/top-k/closed", test_closed);
  status = g_test_run ();

  mtn_engine_free (reference);

  return status;
}
