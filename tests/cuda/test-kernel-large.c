/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * Beyond 2³² elements, so that neither int nor unsigned numbers them. Matrices are mapped without memory
 * behind them, and only the blocks run that are farthest from the start, so an element number that had less
 * than 64 bits would hit another place or none. What they should do is small enough to be written down.
 */

#include "mtn-test-cuda.h"

#include <sys/mman.h>

#include "mtn-engine-training.h"

/* 140,001 × 32,771 > 2³². */
#define N_ROWS 140001u
#define N_COLUMNS 32771u
#define N_VALUES ((gsize) N_ROWS * N_COLUMNS)
#define LAST_ROW (N_ROWS - 1)

#define TILES(n, tile) (((n) + (tile) -1) / (tile))

/* The last row of a matrix. */
#define LAST(matrix) ((matrix) + (gsize) LAST_ROW * N_COLUMNS)

static const MtnTestMachine *machine;

static gpointer
map (gsize n_bytes)
{
  gpointer memory =
      mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (memory == MAP_FAILED)
    {
      g_test_skip ("no address space");
      return NULL;
    }
  machine->lend (memory, n_bytes);

  return memory;
}

static void
unmap (gpointer memory, gsize n_bytes)
{
  machine->release (memory);
  munmap (memory, n_bytes);
}

/* Only the last row; kernels with a block for each row and so many threads a block. */
static void
set_last_row (guint n_tiles)
{
  machine->set_blocks ((guint64) (n_tiles - 1) * N_ROWS + LAST_ROW, 1);
}

static guint *
last_line (guint value)
{
  guint *numbers = g_new0 (guint, N_ROWS + 1);
  guint *card;

  numbers[LAST_ROW] = value;
  card = mtn_test_to_card (numbers, N_ROWS * sizeof (guint));
  g_free (numbers);

  return card;
}

/* Rows without entries but for the last, which has the last column with 0.5, and the first. */
static void
card_rows_init (MtnTestCardRows *self)
{
  g_autofree guint *offsets = g_new0 (guint, N_ROWS + 1);
  const guint columns[] = { N_COLUMNS - 1, 0 };
  const float values[] = { 0.5f, 2.0f };

  offsets[N_ROWS] = 2;
  mtn_test_card_rows_init (self, &(MtnRows){ N_ROWS, offsets, columns, values });
}

static void
test_fill (void)
{
  float *matrix = map (N_VALUES * sizeof (float));

  if (matrix == NULL)
    return;

  machine->set_blocks ((N_VALUES - 1) / 256, 1);
  mtn_test_assert_ran (mtn_cuda_fill (&machine->launcher, matrix, N_VALUES, 3.0f));
  g_assert_cmpfloat (matrix[N_VALUES - 1], ==, 3.0f);
  g_assert_cmpfloat (matrix[(N_VALUES - 1) / 256 * 256], ==, 3.0f);

  mtn_test_assert_ran (mtn_cuda_activate (&machine->launcher, matrix, N_VALUES, MTN_ACTIVATION_SIGMOID));
  g_assert_cmpfloat (matrix[N_VALUES - 1], ==, mtn_sigmoid (3.0f));

  unmap (matrix, N_VALUES * sizeof (float));
}

static void
test_rows (void)
{
  const guint n_tiles = TILES (N_COLUMNS, 256);
  const float weight = 2.0f;
  float *matrix = map (N_VALUES * sizeof (float));
  float *table = map (N_VALUES * sizeof (float));
  mtn_test_card guint *line = last_line (LAST_ROW);
  mtn_test_card float *weights = mtn_test_on_card (N_ROWS * sizeof (float));
  g_auto (MtnTestCardRows) rows = { 0 };

  if (matrix == NULL || table == NULL)
    return;

  machine->write (weights + LAST_ROW, &weight, sizeof weight);
  card_rows_init (&rows);
  LAST (matrix)[N_COLUMNS - 1] = 3.0f;
  LAST (table)[N_COLUMNS - 1] = 5.0f;

  set_last_row (n_tiles);
  mtn_test_assert_ran (mtn_cuda_scale (&machine->launcher, matrix, N_ROWS, N_COLUMNS, table, line));
  g_assert_cmpfloat (LAST (matrix)[N_COLUMNS - 1], ==, 15.0f);

  mtn_test_assert_ran (mtn_cuda_blend (&machine->launcher, matrix, N_ROWS, N_COLUMNS, table, line, weights));
  g_assert_cmpfloat (LAST (matrix)[N_COLUMNS - 1], ==, 25.0f);

  set_last_row (1);
  mtn_test_assert_ran (mtn_cuda_subtract_diagonal (&machine->launcher, matrix, N_ROWS, rows.offsets,
                                                   rows.columns, rows.values, N_COLUMNS, table, line));
  g_assert_cmpfloat (LAST (matrix)[N_COLUMNS - 1], ==, 22.5f);

  unmap (matrix, N_VALUES * sizeof (float));
  unmap (table, N_VALUES * sizeof (float));
}

static void
test_columns (void)
{
  const guint from = N_COLUMNS - 1, to = 1, narrow = 3;
  float *matrix = map (N_VALUES * sizeof (float));
  float *out = map (N_VALUES * sizeof (float));
  mtn_test_card guint *card_from = mtn_test_to_card (&from, sizeof from);
  mtn_test_card guint *card_to = mtn_test_to_card (&to, sizeof to);

  if (matrix == NULL || out == NULL)
    return;

  LAST (matrix)[from] = 3.0f;
  machine->set_blocks ((N_ROWS - 1) / 128, 1);
  mtn_test_assert_ran (
      mtn_cuda_merge_columns (&machine->launcher, matrix, N_ROWS, N_COLUMNS, card_from, card_to, 1));
  g_assert_cmpfloat (LAST (matrix)[to], ==, 3.0f);

  set_last_row (1);
  mtn_test_assert_ran (
      mtn_cuda_take_columns (&machine->launcher, matrix, N_ROWS, N_COLUMNS, card_from, 1, out));
  g_assert_cmpfloat (out[LAST_ROW], ==, 3.0f);

  out[LAST_ROW * 1] = 7.0f;
  LAST (matrix)[narrow] = 9.0f;
  mtn_test_assert_ran (
      mtn_cuda_spread_columns (&machine->launcher, out, N_ROWS, 1, card_from, N_COLUMNS, matrix));
  g_assert_cmpfloat (LAST (matrix)[from], ==, 7.0f);
  g_assert_cmpfloat (LAST (matrix)[narrow], ==, 0.0f);

  unmap (matrix, N_VALUES * sizeof (float));
  unmap (out, N_VALUES * sizeof (float));
}

static void
test_column_norms (void)
{
  /* Few rows that are longer than any list of films, as wide as is allowed. */
  const guint n_rows = 1040, n_columns = MTN_CUDA_MAX_COLUMNS;
  const gsize n_values = (gsize) n_rows * n_columns;
  float *matrix = map (n_values * sizeof (float));
  mtn_test_card float *weights = mtn_test_on_card (n_rows * sizeof (float));
  mtn_test_card float *out = mtn_test_on_card (n_columns * sizeof (float));
  float norm;

  if (matrix == NULL)
    return;
  g_assert_cmpuint (n_values, >, (gsize) 1 << 32);

  machine->set_blocks (0, G_MAXUINT64);
  mtn_test_assert_ran (mtn_cuda_fill (&machine->launcher, weights, n_rows, 2.0f));
  matrix[n_values - 1] = 3.0f;
  machine->set_blocks ((n_columns - 1) / 128, 1);
  mtn_test_assert_ran (mtn_cuda_column_norms (&machine->launcher, matrix, weights, n_rows, n_columns, out));
  machine->read (&norm, out + n_columns - 1, sizeof norm);
  g_assert_cmpfloat (norm, ==, 18.0f);
  mtn_test_assert_ran (mtn_cuda_column_sums (&machine->launcher, matrix, n_rows, n_columns, out));
  machine->read (&norm, out + n_columns - 1, sizeof norm);
  g_assert_cmpfloat (norm, ==, 3.0f);

  unmap (matrix, n_values * sizeof (float));
}

static void
test_layers (void)
{
  const guint n_tiles = TILES (N_COLUMNS, 128), tiles[] = { MTN_CUDA_FEW_ROWS, 64, 128 };
  float *weight = map (N_VALUES * sizeof (float));
  float *out = map (N_VALUES * sizeof (float));
  float *in = map (N_VALUES * sizeof (float));
  g_auto (MtnTestCardRows) rows = { 0 };

  if (weight == NULL || out == NULL || in == NULL)
    return;

  /* 2 · weight[0] + 0.5 · weight[N_COLUMNS − 1]. */
  card_rows_init (&rows);
  weight[N_COLUMNS - 1] = 1.0f;
  weight[(gsize) (N_COLUMNS - 1) * N_COLUMNS + N_COLUMNS - 1] = 4.0f;
  set_last_row (n_tiles);
  mtn_test_assert_ran (mtn_cuda_gather (&machine->launcher, N_ROWS, rows.offsets, rows.columns, rows.values,
                                        weight, NULL, MTN_ACTIVATION_NONE, N_COLUMNS, out));
  g_assert_cmpfloat (LAST (out)[N_COLUMNS - 1], ==, 4.0f);

  /* The same as a dense layer of few inputs. */
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      const guint tile = tiles[i], wide = MAX (tile, MTN_CUDA_THREADS_dense_few);

      LAST (out)[N_COLUMNS - 1] = 0.0f;
      in[(gsize) LAST_ROW * 2 + 1] = 3.0f;
      weight[(gsize) N_COLUMNS + N_COLUMNS - 1] = 2.0f;
      machine->set_blocks ((guint64) TILES (N_ROWS, tile) * TILES (N_COLUMNS, wide) - 1, 1);
      mtn_test_assert_ran (mtn_cuda_dense_by_tiles (&machine->launcher, tile, in, weight, NULL,
                                                    MTN_ACTIVATION_TANH, N_ROWS, 2, N_COLUMNS, out));
      g_assert_cmpfloat (LAST (out)[N_COLUMNS - 1], >, 0.9999f);
      g_assert_cmpfloat (LAST (out)[N_COLUMNS - 1], <=, 1.0f);
    }

  unmap (weight, N_VALUES * sizeof (float));
  unmap (out, N_VALUES * sizeof (float));
  unmap (in, N_VALUES * sizeof (float));
}

/* Weights with the most columns; the rest of the arguments is small. */
static void
test_gather_weight (void)
{
  const guint n_in = 1040, n_out = MTN_CUDA_MAX_COLUMNS;
  const guint offsets[] = { 0, 2 }, columns[] = { 0, n_in - 1 };
  const float values[] = { 2.0f, 0.5f };
  float *weight = map ((gsize) n_in * n_out * sizeof (float));
  float *out = map (n_out * sizeof (float));
  g_auto (MtnTestCardRows) rows = { 0 };

  if (weight == NULL || out == NULL)
    return;
  g_assert_cmpuint ((gsize) n_in * n_out, >, (gsize) 1 << 32);

  mtn_test_card_rows_init (&rows, &(MtnRows){ 1, offsets, columns, values });
  weight[n_out - 1] = 1.0f;
  weight[(gsize) n_in * n_out - 1] = 4.0f;
  machine->set_blocks (TILES (n_out, 128) - 1, 1);
  mtn_test_assert_ran (mtn_cuda_gather (&machine->launcher, 1, rows.offsets, rows.columns, rows.values,
                                        weight, NULL, MTN_ACTIVATION_NONE, n_out, out));
  g_assert_cmpfloat (out[n_out - 1], ==, 4.0f);

  unmap (weight, (gsize) n_in * n_out * sizeof (float));
  unmap (out, n_out * sizeof (float));
}

/* Inputs of many rows, and weights of many columns. */
static void
test_dense (gconstpointer data)
{
  const guint tile = GPOINTER_TO_UINT (data), n_few = 80, n_many = 60000011;
  const guint wide = MAX (tile, MTN_CUDA_THREADS_dense_few);
  const guint n_in = 1040, n_out = MTN_CUDA_MAX_COLUMNS;
  const gsize n_values = MAX ((gsize) n_many * n_few, (gsize) n_in * n_out);
  float *large = map (n_values * sizeof (float));
  float *out = map (n_many * sizeof (float));
  mtn_test_card float *small = mtn_test_on_card (n_in * sizeof (float));

  if (large == NULL || out == NULL)
    return;
  g_assert_cmpuint ((gsize) n_many * n_few, >, (gsize) 1 << 32);
  g_assert_cmpuint ((gsize) n_in * n_out, >, (gsize) 1 << 32);

  machine->set_blocks (0, G_MAXUINT64);
  mtn_test_assert_ran (mtn_cuda_fill (&machine->launcher, small, n_in, 2.0f));
  large[(gsize) n_many * n_few - 1] = 3.0f;
  machine->set_blocks (TILES (n_many, tile) - 1, 1);
  mtn_test_assert_ran (mtn_cuda_dense_by_tiles (&machine->launcher, tile, large, small, NULL,
                                                MTN_ACTIVATION_NONE, n_many, n_few, 1, out));
  g_assert_cmpfloat (out[n_many - 1], ==, 6.0f);
  if (tile != MTN_CUDA_FEW_ROWS)
    {
      out[n_many - 1] = 0.0f;
      mtn_test_assert_ran (
          mtn_cuda_dense_transposed (&machine->launcher, tile, FALSE, large, small, n_many, n_few, 1, out));
      g_assert_cmpfloat (out[n_many - 1], ==, 6.0f);
    }

  large[(gsize) n_in * n_out - 1] = 5.0f;
  machine->set_blocks (TILES (n_out, wide) - 1, 1);
  mtn_test_assert_ran (mtn_cuda_dense_by_tiles (&machine->launcher, tile, small, large, NULL,
                                                MTN_ACTIVATION_NONE, 1, n_in, n_out, out));
  g_assert_cmpfloat (out[n_out - 1], ==, 10.0f);
  if (tile != MTN_CUDA_FEW_ROWS)
    {
      out[n_out - 1] = 0.0f;
      mtn_test_assert_ran (
          mtn_cuda_dense_transposed (&machine->launcher, tile, TRUE, small, large, 1, n_in, n_out, out));
      g_assert_cmpfloat (out[n_out - 1], ==, 10.0f);
    }

  unmap (large, n_values * sizeof (float));
  unmap (out, n_many * sizeof (float));
}

static void
test_top_k (void)
{
  float *scores = map (N_VALUES * sizeof (float));
  guint *columns = map ((gsize) N_ROWS * 40000 * sizeof (guint));
  float *found = map ((gsize) N_ROWS * 40000 * sizeof (float));
  mtn_test_card guint *n_found = mtn_test_on_card (N_ROWS * sizeof (guint));
  const guint ks[] = { 3, 40000 };
  guint n;

  if (scores == NULL || columns == NULL || found == NULL)
    return;

  LAST (scores)[N_COLUMNS - 1] = 3.0f;
  LAST (scores)[N_COLUMNS - 2] = 2.0f;
  set_last_row (1);
  for (guint i = 0; i < G_N_ELEMENTS (ks); i++)
    {
      const guint k = ks[i];
      const gsize n_scratch = mtn_cuda_top_k_get_n_scratch (N_COLUMNS, k);
      guint64 *scratch = n_scratch > 0 ? map (N_ROWS * n_scratch * sizeof (guint64)) : NULL;

      mtn_test_assert_ran (mtn_cuda_top_k (&machine->launcher, scores, N_ROWS, N_COLUMNS, NULL, NULL, NULL, k,
                                           scratch, columns, found, n_found));
      machine->read (&n, n_found + LAST_ROW, sizeof n);
      g_assert_cmpuint (n, ==, MIN (k, N_COLUMNS));
      g_assert_cmpuint (columns[(gsize) LAST_ROW * k], ==, N_COLUMNS - 1);
      g_assert_cmpuint (columns[(gsize) LAST_ROW * k + 1], ==, N_COLUMNS - 2);
      g_assert_cmpuint (columns[(gsize) LAST_ROW * k + 2], ==, 0);
      g_assert_cmpfloat (found[(gsize) LAST_ROW * k], ==, 3.0f);
      /* It was this row's. */
      if (scratch != NULL)
        g_assert_cmpuint (scratch[LAST_ROW * n_scratch], >, 0);
      if (scratch != NULL)
        unmap (scratch, N_ROWS * n_scratch * sizeof (guint64));
    }

  unmap (scores, N_VALUES * sizeof (float));
  unmap (columns, (gsize) N_ROWS * 40000 * sizeof (guint));
  unmap (found, (gsize) N_ROWS * 40000 * sizeof (float));
}

static void
test_training (void)
{
  const MtnDrop spare_all = { 1, 0, 2.0f };
  const MtnAdam adam = { 0.5f, 0.5f, 0.5f, 0.5f, 1.0f, 1.0f, 1.0f, 0.0f, 1.0f };
  const gsize n_parts = mtn_cuda_sum_squares_get_n_parts (N_VALUES);
  float *a = map (N_VALUES * sizeof (float));
  float *b = map (N_VALUES * sizeof (float));
  float *c = map (N_VALUES * sizeof (float));
  float *out = map (n_parts * sizeof (float));
  g_auto (MtnTestCardRows) rows = { 0 };

  if (a == NULL || b == NULL || c == NULL || out == NULL)
    return;

  set_last_row (TILES (N_COLUMNS, 256));
  LAST (a)[N_COLUMNS - 1] = 3.0f;
  mtn_test_assert_ran (mtn_cuda_drop (&machine->launcher, a, N_ROWS, N_COLUMNS, &spare_all));
  g_assert_cmpfloat (LAST (a)[N_COLUMNS - 1], ==, 6.0f);
  mtn_test_assert_ran (
      mtn_cuda_derive (&machine->launcher, a, b, N_ROWS, N_COLUMNS, MTN_ACTIVATION_NONE, &spare_all));
  g_assert_cmpfloat (LAST (a)[N_COLUMNS - 1], ==, 12.0f);

  set_last_row (1);
  card_rows_init (&rows);
  LAST (b)[1] = 7.0f;
  mtn_test_assert_ran (mtn_cuda_set_goals (&machine->launcher, N_ROWS, rows.offsets, rows.columns,
                                           rows.values, NULL, NULL, N_COLUMNS, b));
  g_assert_cmpfloat (LAST (b)[N_COLUMNS - 1], ==, 0.5f);
  g_assert_cmpfloat (LAST (b)[0], ==, 2.0f);
  g_assert_cmpfloat (LAST (b)[1], ==, 0.0f);

  for (guint loss = MTN_LOSS_BCE; loss <= MTN_LOSS_MULTINOMIAL; loss++)
    {
      LAST (a)[N_COLUMNS - 1] = 3.0f;
      out[LAST_ROW] = 0.0f;
      mtn_test_assert_ran (
          mtn_cuda_loss (&machine->launcher, (int) loss, a, b, N_ROWS, N_COLUMNS, 1.0f, out));
      g_assert_cmpfloat (LAST (a)[N_COLUMNS - 1], !=, 3.0f);
      g_assert_cmpfloat (out[LAST_ROW], >, 0.0f);
    }

  machine->set_blocks (n_parts - 1, 1);
  LAST (c)[N_COLUMNS - 1] = 3.0f;
  mtn_test_assert_ran (mtn_cuda_sum_squares (&machine->launcher, c, N_VALUES, out));
  g_assert_cmpfloat (out[n_parts - 1], ==, 9.0f);

  /* A step down, whatever its means. */
  machine->set_blocks ((N_VALUES - 1) / 256, 1);
  LAST (a)[N_COLUMNS - 1] = 0.0f;
  LAST (b)[N_COLUMNS - 1] = 0.0f;
  mtn_test_assert_ran (mtn_cuda_adam (&machine->launcher, &adam, a, b, b, c, N_VALUES, 1.0f));
  g_assert_cmpfloat (LAST (a)[N_COLUMNS - 1], <, 0.0f);

  unmap (a, N_VALUES * sizeof (float));
  unmap (b, N_VALUES * sizeof (float));
  unmap (c, N_VALUES * sizeof (float));
  unmap (out, n_parts * sizeof (float));
}

/* What a grid cannot count is refused. */
static void
test_too_large (void)
{
  float value = 0.0f;

  g_assert_cmpint (mtn_cuda_fill (&machine->launcher, &value, (gsize) 1 << 40, 0.0f), ==, MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_scale (&machine->launcher, &value, 1, MTN_CUDA_MAX_COLUMNS + 1, &value, NULL), ==,
                   MTN_CUDA_TOO_LARGE);
  g_assert_cmpint (mtn_cuda_dense (&machine->launcher, &value, &value, NULL, 0, MTN_CUDA_MAX_ROWS + 1, 1, 1,
                                   &value),
                   ==, MTN_CUDA_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  machine = mtn_test_machine_get ();

  g_test_add_func ("/kernel/large/fill", test_fill);
  g_test_add_func ("/kernel/large/rows", test_rows);
  g_test_add_func ("/kernel/large/columns", test_columns);
  g_test_add_func ("/kernel/large/column-norms", test_column_norms);
  g_test_add_func ("/kernel/large/layers", test_layers);
  g_test_add_func ("/kernel/large/gather-weight", test_gather_weight);
  g_test_add_data_func ("/kernel/large/dense/few", GUINT_TO_POINTER (MTN_CUDA_FEW_ROWS), test_dense);
  g_test_add_data_func ("/kernel/large/dense/64", GUINT_TO_POINTER (64), test_dense);
  g_test_add_data_func ("/kernel/large/dense/128", GUINT_TO_POINTER (128), test_dense);
  g_test_add_func ("/kernel/large/top-k", test_top_k);
  g_test_add_func ("/kernel/large/training", test_training);
  g_test_add_func ("/kernel/large/too-large", test_too_large);

  return g_test_run ();
}
