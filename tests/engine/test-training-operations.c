/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What networks are trained with: the paths among each other, bit for bit, and the reference against formulas
 * in double. */

#include <math.h>
#include <string.h>

#include "mtn-engine-training.h"
#include "mtn-test-engine.h"

static MtnTestEngines engines;

/* A result on all paths; that of the reference is returned. */
#define ON_ALL_PATHS(n, code)                                                          \
  ({                                                                                   \
    MtnEngine *const paths_[] = { engines.reference, engines.vector, engines.narrow }; \
    float *first_ = NULL;                                                              \
                                                                                       \
    for (guint path_ = 0; path_ < G_N_ELEMENTS (paths_); path_++)                      \
      {                                                                                \
        MtnEngine *engine = paths_[path_];                                             \
        g_autoptr (MtnBuffer) out = mtn_buffer_new (engine, n);                        \
        g_autofree float *result_ = NULL;                                              \
                                                                                       \
        code;                                                                          \
        result_ = mtn_test_download (out, n);                                          \
        if (first_ == NULL)                                                            \
          first_ = g_steal_pointer (&result_);                                         \
        else                                                                           \
          mtn_test_assert_same_bits (result_, first_, n);                              \
      }                                                                                \
    first_;                                                                            \
  })

static void
check_products (guint n_rows, guint n_in, guint n_out)
{
  gsize n = (gsize) n_rows * n_out;
  g_autofree float *a = mtn_test_random_values ((gsize) n_rows * n_in, n_rows);
  g_autofree float *b = mtn_test_random_values ((gsize) n_in * n_out, n_out + 100);
  g_autofree double *wanted = g_new0 (double, n + 1);
  g_autofree double *turned = g_new0 (double, n + 1);
  g_autofree double *scales = g_new (double, n + 1);
  g_autofree float *nt = NULL;
  g_autofree float *tn = NULL;

  for (guint r = 0; r < n_rows; r++)
    for (guint j = 0; j < n_out; j++)
      {
        scales[(gsize) r * n_out + j] = 4.0 * n_in;
        for (guint k = 0; k < n_in; k++)
          {
            wanted[(gsize) r * n_out + j] += (double) a[(gsize) r * n_in + k] * b[(gsize) j * n_in + k];
            turned[(gsize) r * n_out + j] += (double) a[(gsize) k * n_rows + r] * b[(gsize) k * n_out + j];
          }
      }

  nt = ON_ALL_PATHS (n, {
    g_autoptr (MtnBuffer) in = mtn_test_upload (engine, a, (gsize) n_rows * n_in);
    g_autoptr (MtnBuffer) weight = mtn_test_upload (engine, b, (gsize) n_in * n_out);

    mtn_engine_dense_nt (engine, in, weight, n_rows, n_in, n_out, out);
  });
  mtn_test_assert_near (nt, wanted, scales, n);
  tn = ON_ALL_PATHS (n, {
    g_autoptr (MtnBuffer) in = mtn_test_upload (engine, a, (gsize) n_rows * n_in);
    g_autoptr (MtnBuffer) weight = mtn_test_upload (engine, b, (gsize) n_in * n_out);

    mtn_engine_dense_tn (engine, in, weight, n_rows, n_in, n_out, out);
  });
  mtn_test_assert_near (tn, turned, scales, n);
}

static void
test_products (void)
{
  check_products (0, 3, 5);
  check_products (3, 0, 5);
  check_products (1, 1, 1);
  check_products (33, 70, 31);
  check_products (130, 67, 129);
}

#define N_ROWS 7
#define N_COLUMNS 523

typedef struct
{
  float logits[N_ROWS * N_COLUMNS];
  float goals[N_ROWS * N_COLUMNS];
} Cells;

/* Logits from tiny to extreme; goals 0, between 0 and 1, and excluded; the last row excludes everything. */
static void
cells_init (Cells *self)
{
  g_autofree float *values = mtn_test_random_values (N_ROWS * N_COLUMNS, 5);

  for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
    {
      self->logits[i] = values[i] * (i % 13 == 0 ? 40.0f : i % 7 == 0 ? 1e-4f : 3.0f);
      self->goals[i] = i % 11 == 0 ? -1.0f : i % 5 == 0 ? fabsf (values[i]) / 2.0f : 0.0f;
      if (i >= (N_ROWS - 1) * N_COLUMNS)
        self->goals[i] = -1.0f;
    }
}

/* Loss of a row, and deltas, in double. */
static double
compute_row (const Cells *cells, MtnLoss loss, guint r, double scale, double *deltas)
{
  const float *z = cells->logits + r * N_COLUMNS, *goals = cells->goals + r * N_COLUMNS;
  double sum = 0, total = 0, exponentials = 0, greatest = -INFINITY;

  for (guint j = 0; j < N_COLUMNS; j++)
    if (goals[j] >= 0)
      {
        greatest = MAX (greatest, (double) z[j]);
        total += goals[j];
      }
  for (guint j = 0; j < N_COLUMNS; j++)
    exponentials += goals[j] >= 0 ? exp (z[j] - greatest) : 0;

  for (guint j = 0; j < N_COLUMNS; j++)
    {
      double output = 1 / (1 + exp (-(double) z[j])), target = goals[j] > 0 ? 1 : 0;
      double share = exp (z[j] - greatest) / exponentials;

      deltas[j] = 0;
      if (goals[j] < 0)
        continue;
      if (loss == MTN_LOSS_BCE)
        {
          sum += MAX ((double) z[j], 0) - z[j] * target + log1p (exp (-fabs ((double) z[j])));
          deltas[j] = scale * (output - target);
        }
      else if (loss == MTN_LOSS_MSE)
        {
          sum += (output - goals[j]) * (output - goals[j]);
          deltas[j] = 2 * scale * (output - goals[j]) * output * (1 - output);
        }
      else
        {
          sum -= goals[j] * log (MAX (share, 1e-300));
          deltas[j] = scale * (total * share - goals[j]);
        }
    }

  return sum;
}

static void
test_losses (void)
{
  g_autofree Cells *cells = g_new (Cells, 1);
  const guint n = N_ROWS * N_COLUMNS;

  cells_init (cells);
  for (guint loss = MTN_LOSS_BCE; loss <= MTN_LOSS_MULTINOMIAL; loss++)
    {
      float losses[3][N_ROWS];
      guint path = 0;
      g_autofree float *deltas = ON_ALL_PATHS (n, {
        g_autoptr (MtnBuffer) goals = mtn_test_upload (engine, cells->goals, n);

        mtn_buffer_write (out, 0, cells->logits, n);
        g_assert_true (
            mtn_engine_loss (engine, (MtnLoss) loss, out, goals, N_ROWS, N_COLUMNS, 0.5f, losses[path++]));
      });

      mtn_test_assert_same_bits (losses[1], losses[0], N_ROWS);
      mtn_test_assert_same_bits (losses[2], losses[0], N_ROWS);
      for (guint r = 0; r < N_ROWS; r++)
        {
          double wanted[N_COLUMNS];
          double sum = compute_row (cells, (MtnLoss) loss, r, 0.5, wanted);

          g_assert_cmpfloat_with_epsilon (losses[0][r], sum, 4e-6 * (1 + fabs (sum)));
          for (guint j = 0; j < N_COLUMNS; j++)
            g_assert_cmpfloat_with_epsilon (deltas[r * N_COLUMNS + j], wanted[j],
                                            2e-6 * (loss == MTN_LOSS_MULTINOMIAL ? 100 : 1));
        }
      g_assert_cmpfloat (losses[0][N_ROWS - 1], ==, 0.0f);

      /* What is not finite is seen in the loss. */
      for (guint i = 0; i < 3; i++)
        {
          const float odd[] = { NAN, INFINITY, -INFINITY };
          g_autoptr (MtnBuffer) values = mtn_test_upload (engines.reference, cells->logits, n);
          g_autoptr (MtnBuffer) goals = mtn_test_upload (engines.reference, cells->goals, n);

          mtn_buffer_write (values, 5, &odd[i], 1);
          g_assert_true (mtn_engine_loss (engines.reference, (MtnLoss) loss, values, goals, N_ROWS, N_COLUMNS,
                                          0.5f, losses[1]));
          g_assert_true (loss == MTN_LOSS_MSE && i > 0 ? isfinite (losses[1][0]) : !isfinite (losses[1][0]));
          g_assert_true (isfinite (losses[1][1]));
        }
    }
}

static void
test_goals (void)
{
  const guint offsets[] = { 0, 2, 2, 3 }, columns[] = { 4, 0, 2 };
  const guint excluded_offsets[] = { 0, 1, 2, 2 }, excluded_columns[] = { 4, 1 };
  const float values[] = { 0.2f, 0.4f, 0.6f };
  const float wanted[] = { 0.4f, 0, 0, 0, -1, 0, -1, 0, 0, 0, 0, 0, 0.6f, 0, 0 };
  const float plain[] = { 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0 };
  MtnRows targets = { 3, offsets, columns, values };
  const MtnRows excluded = { 3, excluded_offsets, excluded_columns, NULL };
  g_autofree float *goals = ON_ALL_PATHS (15, {
    mtn_engine_fill (engine, out, 15, 9.0f);
    mtn_engine_set_goals (engine, &targets, &excluded, 5, out);
  });
  g_autofree float *all = NULL;

  mtn_test_assert_same_bits (goals, wanted, 15);
  targets.values = NULL;
  all = ON_ALL_PATHS (15, { mtn_engine_set_goals (engine, &targets, NULL, 5, out); });
  mtn_test_assert_same_bits (all, plain, 15);
}

static void
test_drop (void)
{
  const guint n_rows = 50, n = 200;
  const MtnDrop drop = mtn_drop_init (0.3, 9, 2, 1);
  const float one = 1.0f;
  g_autofree float *values = mtn_test_random_values (n_rows * n, 2);
  g_autofree float *kept = ON_ALL_PATHS (n_rows * n, {
    mtn_buffer_write (out, 0, values, n_rows * n);
    mtn_engine_drop (engine, out, n_rows, n, &drop);
  });
  guint n_dropped = 0;

  for (guint i = 0; i < n_rows * n; i++)
    {
      n_dropped += kept[i] == 0.0f;
      g_assert_true (kept[i] == 0.0f || kept[i] == values[i] * drop.scale);
    }
  /* Five standard deviations. */
  g_assert_cmpfloat (fabs (n_dropped - 0.3 * n_rows * n), <, 5 * sqrt (0.3 * 0.7 * n_rows * n));

  /* Slopes of the activations at their results. */
  for (guint activation = MTN_ACTIVATION_NONE; activation <= MTN_ACTIVATION_SIGMOID; activation++)
    for (guint i = 0; i < 100; i++)
      {
        double x = values[i], y, slope;
        float unit, delta;
        g_autofree float *back = NULL;

        y = activation == MTN_ACTIVATION_NONE   ? x
            : activation == MTN_ACTIVATION_RELU ? MAX (x, 0)
            : activation == MTN_ACTIVATION_TANH ? tanh (x)
                                                : 1 / (1 + exp (-x));
        slope = activation == MTN_ACTIVATION_NONE   ? 1
                : activation == MTN_ACTIVATION_RELU ? x > 0
                : activation == MTN_ACTIVATION_TANH ? 1 - y * y
                                                    : y * (1 - y);
        unit = (float) y;
        back = ON_ALL_PATHS (1, {
          g_autoptr (MtnBuffer) units = mtn_test_upload (engine, &unit, 1);

          mtn_buffer_write (out, 0, &one, 1);
          mtn_engine_derive (engine, out, units, 1, 1, (MtnActivation) activation, NULL);
        });
        delta = back[0];
        g_assert_cmpfloat_with_epsilon (delta, slope, 1e-6);
      }
}

static void
test_adam (void)
{
  const guint n = 20011;
  static const MtnAdam adam = { 0.9f, 0.999f, 0.1f, 0.001f, 0.01f, 31.6f, 1e-8f, 0.1f, 0.99f };
  g_autofree float *start = mtn_test_random_values (n, 1);
  g_autofree float *gradient = mtn_test_random_values (n, 2);
  g_autofree float *mean = mtn_test_random_values (n, 3);
  double squares[3], wanted = 0;
  guint path = 0;
  g_autofree float *values = ON_ALL_PATHS (n, {
    g_autoptr (MtnBuffer) gradients = mtn_test_upload (engine, gradient, n);
    g_autoptr (MtnBuffer) means = mtn_test_upload (engine, mean, n);
    g_autoptr (MtnBuffer) variances = mtn_test_upload (engine, gradient, n);

    mtn_buffer_write (out, 0, start, n);
    mtn_engine_fill (engine, variances, n, 0.5f);
    mtn_engine_adam (engine, &adam, out, means, variances, gradients, n, 0.5f);
    g_assert_true (mtn_engine_sum_squares (engine, gradients, n, &squares[path++]));
  });

  for (guint i = 0; i < n; i++)
    {
      double g = 0.5 * gradient[i] + 0.1 * start[i];
      double m = 0.9 * mean[i] + 0.1 * g, v = 0.999 * 0.5 + 0.001 * g * g;

      g_assert_cmpfloat_with_epsilon (values[i], 0.99 * start[i] - 0.01 * m / (sqrt (v) * 31.6 + 1e-8), 1e-6);
      wanted += (double) gradient[i] * gradient[i];
    }
  g_assert_true (squares[1] == squares[0] && squares[2] == squares[0]);
  g_assert_cmpfloat_with_epsilon (squares[0] / wanted, 1, 1e-6);
}

static void
test_column_sums (void)
{
  const float matrix[] = { 1, 2, 3, 10, 20, 30 };
  const float wanted[] = { 11, 22, 33 };
  g_autofree float *sums = ON_ALL_PATHS (3, {
    g_autoptr (MtnBuffer) in = mtn_test_upload (engine, matrix, 6);

    mtn_engine_column_sums (engine, in, 2, 3, out);
  });

  mtn_test_assert_same_bits (sums, wanted, 3);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  mtn_test_engines_init (&engines);

  g_test_add_func ("/engine/training/products", test_products);
  g_test_add_func ("/engine/training/losses", test_losses);
  g_test_add_func ("/engine/training/goals", test_goals);
  g_test_add_func ("/engine/training/drop", test_drop);
  g_test_add_func ("/engine/training/adam", test_adam);
  g_test_add_func ("/engine/training/column-sums", test_column_sums);
  status = g_test_run ();
  mtn_test_engines_clear (&engines);

  return status;
}
