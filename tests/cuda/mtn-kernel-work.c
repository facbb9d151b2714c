/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-kernel-work.h"

#include "mtn-cpu-training.h"
#include "mtn-cuda-launch.h"
#include "mtn-engine-training.h"

#define PEOPLE 512ull
#define FILMS 20108ull
#define UNITS 600ull
#define PICKS 60ull
#define LINES 3ull
#define FEW 64ull /* people that a tile of 64 is for */
#define PAIRS 16ull
#define OPEN 100ull  /* columns that are left out when they are spread, or taken */
#define SHORT 100ull /* lists */
#define LONG 2000ull
#define N_SCRATCH 2048ull

struct _MtnKernelField
{
  float *films; /* [PEOPLE, FILMS], and what is behind this one too */
  float *out;
  float *units; /* [PEOPLE, UNITS] */
  float *unit_out;
  float *weight;   /* [FILMS, UNITS], or its transpose */
  float *gradient; /* [UNITS, FILMS], and the three that Adam moves */
  float *moving, *means, *variances;
  float *sums;    /* of stretches, or of rows */
  float *table;   /* [LINES, FILMS] */
  float *factors; /* [FILMS] */
  guint *lines;   /* [PEOPLE], below LINES */
  guint *rows;    /* [PEOPLE], below PEOPLE */
  guint *offsets;
  guint *columns;
  float *values;
  guint *numbers; /* [FILMS], itself */
  guint *found_columns;
  float *found_scores;
  guint *n_found;
  guint64 *scratch;
};

#define ROWS_BYTES ((PEOPLE + 1) * 4 + PEOPLE * PICKS * 8)
#define BLOCKS(n, kernel) (((n) + MTN_CUDA_THREADS_##kernel - 1) / MTN_CUDA_THREADS_##kernel)
#define TILES(n, tile) (((n) + (tile) -1) / (tile))

/* Matrices of so many numbers are read or written. */
#define OF(n) ((n) *4)

MtnKernelWork
mtn_kernel_work_get (MtnCudaKernel kernel)
{
  const guint64 all = PEOPLE * FILMS, units = PEOPLE * UNITS;

  switch (kernel)
    {
    case MTN_CUDA_KERNEL_fill:
      return (MtnKernelWork){ "512 × 20108", BLOCKS (all, fill), all, OF (all), 0 };
    case MTN_CUDA_KERNEL_gather:
      return (MtnKernelWork){ "512 of 60 → 600", PEOPLE * BLOCKS (UNITS, gather), units,
                              ROWS_BYTES + OF (MIN (PEOPLE * PICKS, FILMS) * UNITS + units),
                              2 * PEOPLE * PICKS * UNITS };
    case MTN_CUDA_KERNEL_dense_64:
      return (MtnKernelWork){ "64 × 600 → 20108", TILES (FEW, 64) * TILES (FILMS, 64), FEW * FILMS,
                              OF (FEW * UNITS + UNITS * FILMS + FEW * FILMS), 2 * FEW * UNITS * FILMS };
    case MTN_CUDA_KERNEL_dense_128:
      return (MtnKernelWork){ "512 × 600 → 20108", TILES (PEOPLE, 128) * TILES (FILMS, 128), all,
                              OF (units + UNITS * FILMS + all), 2 * units * FILMS };
    case MTN_CUDA_KERNEL_activate:
      /* tanh: two chains of about ten operations and a division. */
      return (MtnKernelWork){ "512 × 600, tanh", BLOCKS (units, activate), units, OF (2 * units),
                              30 * units };
    case MTN_CUDA_KERNEL_scale:
      return (MtnKernelWork){ "512 × 20108", PEOPLE * BLOCKS (FILMS, scale), all,
                              OF (2 * all + LINES * FILMS), all };
    case MTN_CUDA_KERNEL_subtract_diagonal:
      return (MtnKernelWork){ "512 of 60 in 20108", PEOPLE, PEOPLE * PICKS,
                              ROWS_BYTES + OF (3 * PEOPLE * PICKS), 2 * PEOPLE * PICKS };
    case MTN_CUDA_KERNEL_column_norms:
      return (MtnKernelWork){ "600 × 20108", BLOCKS (FILMS, column_norms), FILMS,
                              OF (UNITS * FILMS + UNITS + FILMS), 3 * UNITS * FILMS };
    case MTN_CUDA_KERNEL_blend:
      return (MtnKernelWork){ "512 × 20108", PEOPLE * BLOCKS (FILMS, blend), all, OF (3 * all), 2 * all };
    case MTN_CUDA_KERNEL_merge_columns:
      return (MtnKernelWork){ "512 of 16 pairs in 20108", BLOCKS (PEOPLE, merge_columns), PEOPLE * PAIRS,
                              OF (3 * PEOPLE * PAIRS), 0 };
    case MTN_CUDA_KERNEL_spread_columns:
      return (MtnKernelWork){ "512 × 20008 → 20108", PEOPLE, all, OF (PEOPLE * (FILMS - OPEN) + all), 0 };
    case MTN_CUDA_KERNEL_take_columns:
      return (MtnKernelWork){ "512 × 100 of 20108", PEOPLE * BLOCKS (OPEN, take_columns), PEOPLE * OPEN,
                              OF (2 * PEOPLE * OPEN + OPEN), 0 };
    case MTN_CUDA_KERNEL_top_k:
      return (MtnKernelWork){ "100 of 20108, 512 times", PEOPLE, PEOPLE * SHORT,
                              OF (all + 2 * PEOPLE * SHORT) + ROWS_BYTES, 0 };
    case MTN_CUDA_KERNEL_top_k_long:
      return (MtnKernelWork){ "2000 of 20108, 512 times", PEOPLE, PEOPLE * LONG,
                              OF (all + 2 * PEOPLE * LONG) + ROWS_BYTES, 0 };
    case MTN_CUDA_KERNEL_dense_nt_64:
      return (MtnKernelWork){ "64 × 20108 → 600, transposed", TILES (FEW, 64) * TILES (UNITS, 64),
                              FEW * UNITS, OF (FEW * FILMS + UNITS * FILMS + FEW * UNITS),
                              2 * FEW * UNITS * FILMS };
    case MTN_CUDA_KERNEL_dense_nt_128:
      return (MtnKernelWork){ "512 × 20108 → 600, transposed", TILES (PEOPLE, 128) * TILES (UNITS, 128),
                              units, OF (all + UNITS * FILMS + units), 2 * units * FILMS };
    case MTN_CUDA_KERNEL_dense_tn_64:
      return (MtnKernelWork){ "600 × 64 → 20108, transposed", TILES (UNITS, 64) * TILES (FILMS, 64),
                              UNITS * FILMS, OF (FEW * UNITS + FEW * FILMS + UNITS * FILMS),
                              2 * FEW * UNITS * FILMS };
    case MTN_CUDA_KERNEL_dense_tn_128:
      return (MtnKernelWork){ "600 × 512 → 20108, transposed", TILES (UNITS, 128) * TILES (FILMS, 128),
                              UNITS * FILMS, OF (units + all + UNITS * FILMS), 2 * units * FILMS };
    case MTN_CUDA_KERNEL_drop:
      return (MtnKernelWork){ "512 × 600", PEOPLE * BLOCKS (UNITS, drop), units, OF (2 * units), units };
    case MTN_CUDA_KERNEL_derive:
      return (MtnKernelWork){ "512 × 600, tanh", PEOPLE * BLOCKS (UNITS, derive), units, OF (3 * units),
                              4 * units };
    case MTN_CUDA_KERNEL_set_goals:
      return (MtnKernelWork){ "512 of 60 in 20108", PEOPLE, all, ROWS_BYTES + OF (all), 0 };
    case MTN_CUDA_KERNEL_loss:
      /* By sigmoids: an exponential, a logarithm, two divisions. */
      return (MtnKernelWork){ "512 × 20108, by sigmoids", PEOPLE, all, OF (3 * all + PEOPLE), 50 * all };
    case MTN_CUDA_KERNEL_softmax_loss:
      return (MtnKernelWork){ "512 × 20108", PEOPLE, all, OF (3 * all + PEOPLE), 45 * all };
    case MTN_CUDA_KERNEL_column_sums:
      return (MtnKernelWork){ "512 × 20108", BLOCKS (FILMS, column_sums), FILMS, OF (all + FILMS), all };
    case MTN_CUDA_KERNEL_sum_squares:
      return (MtnKernelWork){ "20108 × 600", TILES (FILMS * UNITS, MTN_SUM_STRETCH),
                              TILES (FILMS * UNITS, MTN_SUM_STRETCH), OF (FILMS * UNITS), 2 * FILMS * UNITS };
    case MTN_CUDA_KERNEL_adam:
      return (MtnKernelWork){ "20108 × 600", BLOCKS (FILMS * UNITS, adam), FILMS * UNITS,
                              OF (7 * FILMS * UNITS), 15 * FILMS * UNITS };
    case MTN_CUDA_N_KERNELS:
    default:
      g_return_val_if_reached ((MtnKernelWork){ NULL });
    }
}

/* −1 … 1, from a sequence of our own: the counts that are kept depend on which are equal. */
static float *
values_new (gsize n)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  g_autofree float *values = g_new (float, n);
  float *memory = machine->alloc (n * sizeof (float));
  guint32 state = (guint32) n;

  for (gsize i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      values[i] = (float) (state >> 8) / (1 << 23) - 1.0f;
    }
  machine->write (memory, values, n * sizeof (float));

  return memory;
}

/* @step · i + @start modulo @below: all different where the step and @below have no common factor. */
static guint *
numbers_new (gsize n, guint64 start, guint64 step, guint64 below)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  g_autofree guint *numbers = g_new (guint, n);
  guint *memory = machine->alloc (n * sizeof (guint));

  for (gsize i = 0; i < n; i++)
    numbers[i] = (guint) ((start + i * step) % below);
  machine->write (memory, numbers, n * sizeof (guint));

  return memory;
}

MtnKernelField *
mtn_kernel_field_new (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  MtnKernelField *self = g_new0 (MtnKernelField, 1);

  self->films = values_new (PEOPLE * FILMS);
  self->out = values_new (PEOPLE * FILMS);
  self->units = values_new (PEOPLE * UNITS);
  self->unit_out = values_new (PEOPLE * UNITS);
  self->weight = values_new (FILMS * UNITS);
  self->gradient = values_new (UNITS * FILMS);
  self->moving = values_new (UNITS * FILMS);
  self->means = values_new (UNITS * FILMS);
  self->variances = values_new (UNITS * FILMS);
  self->sums = values_new (TILES (FILMS * UNITS, MTN_SUM_STRETCH) + PEOPLE);
  self->table = values_new (LINES * FILMS);
  self->factors = values_new (FILMS);
  self->lines = numbers_new (PEOPLE, 0, 1, LINES);
  self->rows = numbers_new (PEOPLE, 0, 1, PEOPLE);
  self->offsets = numbers_new (PEOPLE + 1, 0, PICKS, G_MAXUINT);
  self->columns = numbers_new (PEOPLE * PICKS, 17, 7919, FILMS);
  self->values = values_new (PEOPLE * PICKS);
  self->numbers = numbers_new (FILMS, 0, 1, FILMS);
  self->found_columns = machine->alloc (PEOPLE * LONG * sizeof (guint));
  self->found_scores = machine->alloc (PEOPLE * LONG * sizeof (float));
  self->n_found = machine->alloc (PEOPLE * sizeof (guint));
  self->scratch = machine->alloc (PEOPLE * N_SCRATCH * sizeof (guint64));

  return self;
}

void
mtn_kernel_field_free (MtnKernelField *self)
{
  gpointer memory[] = { self->films,     self->out,           self->units,        self->unit_out,
                        self->weight,    self->table,         self->factors,      self->lines,
                        self->rows,      self->offsets,       self->columns,      self->values,
                        self->numbers,   self->found_columns, self->found_scores, self->n_found,
                        self->scratch,   self->gradient,      self->moving,       self->means,
                        self->variances, self->sums };

  for (guint i = 0; i < G_N_ELEMENTS (memory); i++)
    mtn_test_machine_get ()->free (memory[i]);
  g_free (self);
}

int
mtn_kernel_field_run (MtnKernelField *self, MtnCudaKernel kernel)
{
  const MtnCudaLauncher *launcher = &mtn_test_machine_get ()->launcher;
  const MtnDrop drop = { 1, 1u << 31, 2.0f };
  const MtnAdam adam = { 0.9f, 0.999f, 0.1f, 0.001f, 1e-3f, 31.6f, 1e-8f, 0.0f, 1.0f };
  const MtnKernelField *f = self;

  switch (kernel)
    {
    case MTN_CUDA_KERNEL_fill:
      return mtn_cuda_fill (launcher, f->out, PEOPLE * FILMS, 0.5f);
    case MTN_CUDA_KERNEL_gather:
      return mtn_cuda_gather (launcher, PEOPLE, f->offsets, f->columns, f->values, f->weight, NULL,
                              MTN_CUDA_NONE, UNITS, f->unit_out);
    case MTN_CUDA_KERNEL_dense_64:
      return mtn_cuda_dense_by_tiles (launcher, 64, f->units, f->weight, f->factors, MTN_CUDA_NONE, FEW,
                                      UNITS, FILMS, f->out);
    case MTN_CUDA_KERNEL_dense_128:
      return mtn_cuda_dense_by_tiles (launcher, 128, f->units, f->weight, f->factors, MTN_CUDA_NONE, PEOPLE,
                                      UNITS, FILMS, f->out);
    case MTN_CUDA_KERNEL_activate:
      return mtn_cuda_activate (launcher, f->unit_out, PEOPLE * UNITS, MTN_CUDA_TANH);
    case MTN_CUDA_KERNEL_scale:
      return mtn_cuda_scale (launcher, f->out, PEOPLE, FILMS, f->table, f->lines);
    case MTN_CUDA_KERNEL_subtract_diagonal:
      return mtn_cuda_subtract_diagonal (launcher, f->out, PEOPLE, f->offsets, f->columns, f->values, FILMS,
                                         f->table, f->lines);
    case MTN_CUDA_KERNEL_column_norms:
      return mtn_cuda_column_norms (launcher, f->weight, f->factors, UNITS, FILMS, f->out);
    case MTN_CUDA_KERNEL_blend:
      return mtn_cuda_blend (launcher, f->out, PEOPLE, FILMS, f->films, f->rows, f->factors);
    case MTN_CUDA_KERNEL_merge_columns:
      return mtn_cuda_merge_columns (launcher, f->out, PEOPLE, FILMS, f->numbers, f->numbers + PAIRS, PAIRS);
    case MTN_CUDA_KERNEL_spread_columns:
      return mtn_cuda_spread_columns (launcher, f->films, PEOPLE, FILMS - OPEN, f->numbers, FILMS, f->out);
    case MTN_CUDA_KERNEL_take_columns:
      return mtn_cuda_take_columns (launcher, f->films, PEOPLE, FILMS, f->columns, OPEN, f->out);
    case MTN_CUDA_KERNEL_top_k:
      return mtn_cuda_top_k (launcher, f->films, PEOPLE, FILMS, NULL, f->offsets, f->columns, SHORT, NULL,
                             f->found_columns, f->found_scores, f->n_found);
    case MTN_CUDA_KERNEL_top_k_long:
      return mtn_cuda_top_k (launcher, f->films, PEOPLE, FILMS, NULL, f->offsets, f->columns, LONG,
                             f->scratch, f->found_columns, f->found_scores, f->n_found);
    case MTN_CUDA_KERNEL_dense_nt_64:
      return mtn_cuda_dense_transposed (launcher, 64, TRUE, f->films, f->weight, FEW, FILMS, UNITS,
                                        f->unit_out);
    case MTN_CUDA_KERNEL_dense_nt_128:
      return mtn_cuda_dense_transposed (launcher, 128, TRUE, f->films, f->weight, PEOPLE, FILMS, UNITS,
                                        f->unit_out);
    case MTN_CUDA_KERNEL_dense_tn_64:
      return mtn_cuda_dense_transposed (launcher, 64, FALSE, f->units, f->films, UNITS, FEW, FILMS,
                                        f->gradient);
    case MTN_CUDA_KERNEL_dense_tn_128:
      return mtn_cuda_dense_transposed (launcher, 128, FALSE, f->units, f->films, UNITS, PEOPLE, FILMS,
                                        f->gradient);
    case MTN_CUDA_KERNEL_drop:
      return mtn_cuda_drop (launcher, f->unit_out, PEOPLE, UNITS, &drop);
    case MTN_CUDA_KERNEL_derive:
      return mtn_cuda_derive (launcher, f->unit_out, f->units, PEOPLE, UNITS, MTN_CUDA_TANH, &drop);
    case MTN_CUDA_KERNEL_set_goals:
      return mtn_cuda_set_goals (launcher, PEOPLE, f->offsets, f->columns, NULL, NULL, NULL, FILMS, f->out);
    case MTN_CUDA_KERNEL_loss:
      return mtn_cuda_loss (launcher, MTN_LOSS_BCE, f->out, f->films, PEOPLE, FILMS, 0.5f, f->sums);
    case MTN_CUDA_KERNEL_softmax_loss:
      return mtn_cuda_loss (launcher, MTN_LOSS_MULTINOMIAL, f->out, f->films, PEOPLE, FILMS, 0.5f, f->sums);
    case MTN_CUDA_KERNEL_column_sums:
      return mtn_cuda_column_sums (launcher, f->films, PEOPLE, FILMS, f->out);
    case MTN_CUDA_KERNEL_sum_squares:
      return mtn_cuda_sum_squares (launcher, f->weight, FILMS * UNITS, f->sums);
    case MTN_CUDA_KERNEL_adam:
      return mtn_cuda_adam (launcher, &adam, f->moving, f->means, f->variances, f->weight, FILMS * UNITS,
                            1.0f);
    case MTN_CUDA_N_KERNELS:
    default:
      g_return_val_if_reached (0);
    }
}
