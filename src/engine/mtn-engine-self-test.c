/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Known answers: each operation once on the engine and once on the reference. The cases hold what is easily
 * got wrong: zeros of both signs, denormals, ties, infinities, rows without entries, rests of tiles. */

#include "mtn-engine-self-test.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "mtn-cpu.h"
#include "mtn-engine-private.h"
#include "mtn-engine-training.h"

/* Of the sparse rows. */
#define N_ROWS 11
#define N_ENTRIES 150

typedef struct
{
  guint offsets[N_ROWS + 1];
  guint columns[N_ROWS * N_ENTRIES];
  float values[N_ROWS * N_ENTRIES];
  MtnRows rows;
} Sparse;

/* One case: what both engines start from, and what they made of it. */
typedef struct
{
  MtnEngine *engine;
  guint32 state; /* of the random numbers, the same for both */
  float *out;
  gsize n_out;
} Run;

static guint
draw (guint32 *state, guint below)
{
  *state = *state * 1664525u + 1013904223u;

  return (guint) (((guint64) (*state >> 8) * below) >> 24);
}

static float
draw_value (guint32 *state)
{
  static const float odd[] = { 0.0f, -0.0f, 1e-40f, -1e-40f, 1.0f, 1.0f, -1.0f, 1e30f };
  guint n = draw (state, 4096);

  if (n % 16 == 0)
    return odd[n / 16 % G_N_ELEMENTS (odd)];

  return ((float) n - 2048.0f) / 731.0f;
}

static MtnBuffer *
draw_buffer (Run *run, gsize n_values)
{
  g_autofree float *values = g_new (float, n_values);
  MtnBuffer *buffer = mtn_buffer_new (run->engine, n_values);

  for (gsize i = 0; i < n_values; i++)
    values[i] = draw_value (&run->state);
  mtn_buffer_write (buffer, 0, values, n_values);

  return buffer;
}

static void
draw_rows (Run *run, guint n_columns, Sparse *sparse)
{
  guint n = 0;

  sparse->offsets[0] = 0;
  for (guint r = 0; r < N_ROWS; r++)
    {
      guint n_row = r == 3 ? 0 : r == 5 ? N_ENTRIES : draw (&run->state, 9);

      for (guint e = 0; e < n_row; e++, n++)
        {
          sparse->columns[n] = draw (&run->state, n_columns);
          sparse->values[n] = draw_value (&run->state);
        }
      sparse->offsets[r + 1] = n;
    }
  sparse->rows = (MtnRows){ N_ROWS, sparse->offsets, sparse->columns, sparse->values };
}

static void
keep (Run *run, MtnBuffer *buffer, gsize n_values)
{
  run->out = g_renew (float, run->out, run->n_out + n_values);
  if (mtn_buffer_read (buffer, 0, run->out + run->n_out, n_values))
    run->n_out += n_values;
}

static void
test_fill (Run *run)
{
  g_autoptr (MtnBuffer) buffer = draw_buffer (run, 1500);

  mtn_engine_fill (run->engine, buffer, 1031, -0.25f);
  keep (run, buffer, 1500);
}

static void
test_gather (Run *run)
{
  static const MtnActivation activations[] = { MTN_ACTIVATION_NONE, MTN_ACTIVATION_RELU, MTN_ACTIVATION_TANH,
                                               MTN_ACTIVATION_SIGMOID };
  Sparse sparse;
  g_autoptr (MtnBuffer) weight = draw_buffer (run, 61 * 197);
  g_autoptr (MtnBuffer) bias = draw_buffer (run, 197);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (run->engine, N_ROWS * 197);

  draw_rows (run, 61, &sparse);
  for (guint i = 0; i < G_N_ELEMENTS (activations); i++)
    {
      mtn_engine_gather (run->engine, &sparse.rows, weight, i % 2 == 0 ? bias : NULL, activations[i], 61, 197,
                         out);
      keep (run, out, N_ROWS * 197);
    }
}

static void
test_layer (Run *run, guint n_rows, guint n_in, guint n_out, MtnActivation activation)
{
  g_autoptr (MtnBuffer) in = draw_buffer (run, (gsize) n_rows * n_in);
  g_autoptr (MtnBuffer) weight = draw_buffer (run, (gsize) n_in * n_out);
  g_autoptr (MtnBuffer) bias = draw_buffer (run, n_out);
  g_autoptr (MtnBuffer) out = mtn_buffer_new (run->engine, (gsize) n_rows * n_out);

  mtn_engine_dense (run->engine, in, weight, bias, activation, n_rows, n_in, n_out, out);
  keep (run, out, (gsize) n_rows * n_out);
}

static void
test_dense (Run *run)
{
  test_layer (run, 1, 37, 67, MTN_ACTIVATION_SIGMOID);
  test_layer (run, 3, 70, 131, MTN_ACTIVATION_NONE);
  test_layer (run, 67, 33, 131, MTN_ACTIVATION_TANH);
  /* Large enough for wide tiles. */
  test_layer (run, 129, 19, 128 * 33 + 5, MTN_ACTIVATION_RELU);
}

static void
test_rows (Run *run)
{
  guint line[N_ROWS];
  guint row_of[N_ROWS];
  float weights[N_ROWS];
  Sparse sparse;
  g_autoptr (MtnBuffer) matrix = draw_buffer (run, N_ROWS * 301);
  g_autoptr (MtnBuffer) table = draw_buffer (run, 4 * 301);
  g_autoptr (MtnBuffer) weight = draw_buffer (run, N_ROWS);
  g_autoptr (MtnBuffer) norms = mtn_buffer_new (run->engine, 301);

  draw_rows (run, 301, &sparse);
  for (guint r = 0; r < N_ROWS; r++)
    {
      line[r] = draw (&run->state, 4);
      row_of[r] = r == 4 ? MTN_NO_ROW : draw (&run->state, 4);
      weights[r] = r == 6 ? 0.0f : draw_value (&run->state);
    }

  mtn_engine_scale (run->engine, matrix, N_ROWS, 301, table, line);
  mtn_engine_subtract_diagonal (run->engine, matrix, &sparse.rows, 301, table, line);
  mtn_engine_blend (run->engine, matrix, N_ROWS, 301, table, row_of, weights);
  mtn_engine_column_norms (run->engine, matrix, weight, N_ROWS, 301, norms);
  keep (run, matrix, N_ROWS * 301);
  keep (run, norms, 301);
}

static void
test_columns (Run *run)
{
  static const guint from[] = { 5, 5, 200 }, to[] = { 2, 200, 5 };
  guint columns[150];
  g_autoptr (MtnBuffer) narrow = draw_buffer (run, N_ROWS * 150);
  g_autoptr (MtnBuffer) wide = mtn_buffer_new (run->engine, N_ROWS * 301);
  g_autofree float *taken = g_new0 (float, N_ROWS * 150);

  /* Each at most once: who writes last is nobody's to say. */
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = (i * 5 + 1) % 301;

  mtn_engine_spread_columns (run->engine, narrow, N_ROWS, 150, columns, 301, wide);
  mtn_engine_merge_columns (run->engine, wide, N_ROWS, 301, from, to, G_N_ELEMENTS (from));
  keep (run, wide, N_ROWS * 301);
  if (mtn_engine_take_columns (run->engine, wide, N_ROWS, 301, columns, 150, taken))
    {
      run->out = g_renew (float, run->out, run->n_out + N_ROWS * 150);
      memcpy (run->out + run->n_out, taken, sizeof (float) * N_ROWS * 150);
      run->n_out += N_ROWS * 150;
    }
}

static void
test_list (Run *run, guint n_columns, guint k)
{
  gsize n_values = (gsize) N_ROWS * n_columns;
  g_autofree float *values = g_new (float, n_values);
  g_autofree guint8 *mask = g_malloc (n_columns);
  g_autofree guint *found = g_new0 (guint, N_ROWS * k);
  g_autofree float *scores = g_new0 (float, N_ROWS *k);
  g_autoptr (MtnBuffer) matrix = mtn_buffer_new (run->engine, n_values);
  guint n_found[N_ROWS] = { 0 };
  Sparse hidden;

  draw_rows (run, n_columns, &hidden);
  for (guint j = 0; j < n_columns; j++)
    mask[j] = draw (&run->state, 8) != 0;
  /* Few different scores: ties decide where a list ends. */
  for (gsize i = 0; i < n_values; i++)
    values[i] = i % 5 == 0 ? (float) draw (&run->state, 3) : draw_value (&run->state);
  values[3] = NAN;
  values[4] = -INFINITY;
  values[5] = INFINITY;
  mtn_buffer_write (matrix, 0, values, n_values);

  if (!mtn_engine_top_k (run->engine, matrix, N_ROWS, n_columns, mask, &hidden.rows, k, found, scores,
                         n_found))
    return;

  run->out = g_renew (float, run->out, run->n_out + N_ROWS * (2 * k + 1));
  for (guint r = 0; r < N_ROWS; r++)
    {
      run->out[run->n_out++] = (float) n_found[r];
      for (guint i = 0; i < n_found[r]; i++)
        {
          run->out[run->n_out++] = (float) found[r * k + i];
          run->out[run->n_out++] = scores[r * k + i];
        }
    }
}

static void
test_top_k (Run *run)
{
  test_list (run, 700, 10);
  test_list (run, 700, 500);
  /* Longer than what fits into the fast memory of a card. */
  test_list (run, 2500, 1300);
}

/* A step of a network with one hidden layer, as it is trained. */
static void
test_training (Run *run)
{
  enum
  {
    N_HIDDEN = 70,
    N_OUT = 261,
  };
  static const MtnAdam adam = { 0.9f, 0.999f, 0.1f, 0.001f, 0.01f, 30.0f, 1e-8f, 0.01f, 0.99f };
  const MtnDrop drop = mtn_drop_init (0.4, 5, 3, 1);
  float losses[N_ROWS] = { 0 };
  double squares = 0;
  /* A column at most once in a row of either. */
  guint offsets[N_ROWS + 1], columns[N_ROWS * 9], excluded_columns[N_ROWS * 9];
  const MtnRows targets = { N_ROWS, offsets, columns, NULL };
  const MtnRows excluded = { N_ROWS, offsets, excluded_columns, NULL };
  g_autoptr (MtnBuffer) units = draw_buffer (run, N_ROWS * N_HIDDEN);
  g_autoptr (MtnBuffer) weight = draw_buffer (run, N_HIDDEN * N_OUT);
  g_autoptr (MtnBuffer) goals = mtn_buffer_new (run->engine, N_ROWS * N_OUT);
  g_autoptr (MtnBuffer) outputs = mtn_buffer_new (run->engine, N_ROWS * N_OUT);
  g_autoptr (MtnBuffer) deltas = mtn_buffer_new (run->engine, N_ROWS * N_HIDDEN);
  g_autoptr (MtnBuffer) gradient = mtn_buffer_new (run->engine, N_HIDDEN * N_OUT);
  g_autoptr (MtnBuffer) means = draw_buffer (run, N_HIDDEN * N_OUT);
  g_autoptr (MtnBuffer) variances = mtn_buffer_new (run->engine, N_HIDDEN * N_OUT);

  for (guint r = 0; r <= N_ROWS; r++)
    offsets[r] = r * 9;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      columns[i] = i % 9 * 29 + draw (&run->state, 29);
      excluded_columns[i] = i % 9 * 29 + draw (&run->state, 29);
    }

  for (guint loss = MTN_LOSS_BCE; loss <= MTN_LOSS_MULTINOMIAL; loss++)
    {
      mtn_engine_drop (run->engine, units, N_ROWS, N_HIDDEN, &drop);
      mtn_engine_dense (run->engine, units, weight, NULL, MTN_ACTIVATION_TANH, N_ROWS, N_HIDDEN, N_OUT,
                        outputs);
      mtn_engine_set_goals (run->engine, &targets, loss != MTN_LOSS_MSE ? &excluded : NULL, N_OUT, goals);
      mtn_engine_loss (run->engine, (MtnLoss) loss, outputs, goals, N_ROWS, N_OUT, 0.25f, losses);
      mtn_engine_dense_nt (run->engine, outputs, weight, N_ROWS, N_OUT, N_HIDDEN, deltas);
      mtn_engine_derive (run->engine, deltas, units, N_ROWS, N_HIDDEN, MTN_ACTIVATION_TANH, &drop);
      mtn_engine_dense_tn (run->engine, units, outputs, N_HIDDEN, N_ROWS, N_OUT, gradient);
      mtn_engine_column_sums (run->engine, deltas, N_ROWS, N_HIDDEN, units);
      mtn_engine_adam (run->engine, &adam, weight, means, variances, gradient, N_HIDDEN * N_OUT, 0.5f);
      mtn_engine_sum_squares (run->engine, gradient, N_HIDDEN * N_OUT, &squares);

      keep (run, weight, N_HIDDEN * N_OUT);
      keep (run, variances, N_HIDDEN * N_OUT);
      keep (run, units, N_ROWS * N_HIDDEN);
      run->out = g_renew (float, run->out, run->n_out + N_ROWS + 1);
      memcpy (run->out + run->n_out, losses, sizeof losses);
      run->out[run->n_out + N_ROWS] = (float) squares;
      run->n_out += N_ROWS + 1;
    }
}

static const struct
{
  const char *name;
  void (*test) (Run *run);
} tests[] = {
  { "fill", test_fill },         { "gather", test_gather },   { "dense", test_dense },
  { "rows", test_rows },         { "columns", test_columns }, { "top-k", test_top_k },
  { "training", test_training },
};

static void
run_init (Run *self, MtnEngine *engine)
{
  *self = (Run){ .engine = engine, .state = 20260401u };
}

static void
run_clear (Run *self)
{
  g_free (self->out);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* NaN as a class: processors make different ones. */
static gboolean
is_same (const Run *a, const Run *b)
{
  if (a->n_out != b->n_out)
    return FALSE;

  for (gsize i = 0; i < a->n_out; i++)
    if (memcmp (a->out + i, b->out + i, sizeof (float)) != 0 && !(isnan (a->out[i]) && isnan (b->out[i])))
      return FALSE;

  return TRUE;
}

guint
mtn_engine_self_test_get_n_cases (void)
{
  return G_N_ELEMENTS (tests);
}

gboolean
mtn_engine_self_test_case (MtnEngine *engine, guint i, char **why)
{
  g_autoptr (MtnEngine) reference = NULL;
  g_auto (Run) run = { 0 };
  g_auto (Run) wanted = { 0 };

  g_return_val_if_fail (engine != NULL && why != NULL && i < G_N_ELEMENTS (tests), FALSE);

  run_init (&run, engine);
  tests[i].test (&run);
  *why = mtn_engine_take_failure (engine);
  if (*why != NULL)
    return FALSE;

  reference = mtn_engine_new_for_vtable (&mtn_cpu_reference, NULL, MTN_ENGINE_CPU, "reference", "reference");
  run_init (&wanted, reference);
  tests[i].test (&wanted);
  if (is_same (&run, &wanted))
    return TRUE;

  *why = g_strdup_printf (_ ("the result of “%s” was not the one that is known to be right"), tests[i].name);

  return FALSE;
}

gboolean
mtn_engine_self_test (MtnEngine *engine, char **why)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (!mtn_engine_self_test_case (engine, i, why))
      return FALSE;

  return TRUE;
}
