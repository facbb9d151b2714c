/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-kernel-field.h"

#include "mtn-cpu-training.h"
#include "mtn-cuda-launch.h"
#include "mtn-engine-training.h"
#include "mtn-test-machine.h"

struct _MtnKernelField
{
  float *films; /* [MTN_WORK_PEOPLE, MTN_WORK_FILMS], and what is behind this one too */
  float *out;
  float *units; /* [MTN_WORK_PEOPLE, MTN_WORK_UNITS] */
  float *unit_out;
  float *weight;   /* [MTN_WORK_FILMS, MTN_WORK_UNITS], or its transpose */
  float *gradient; /* [MTN_WORK_UNITS, MTN_WORK_FILMS], and the three that Adam moves */
  float *moving, *means, *variances;
  float *sums;    /* of stretches, or of rows */
  float *table;   /* [MTN_WORK_LINES, MTN_WORK_FILMS] */
  float *factors; /* [MTN_WORK_FILMS] */
  guint *lines;   /* [MTN_WORK_PEOPLE], below MTN_WORK_LINES */
  guint *rows;    /* [MTN_WORK_PEOPLE], below MTN_WORK_PEOPLE */
  guint *offsets;
  guint *columns;
  float *values;
  guint *numbers; /* [MTN_WORK_FILMS], itself */
  guint *found_columns;
  float *found_scores;
  guint *n_found;
  guint64 *scratch;
};

#define TILES(n, tile) (((n) + (tile) -1) / (tile))

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

  self->films = values_new (MTN_WORK_PEOPLE * MTN_WORK_FILMS);
  self->out = values_new (MTN_WORK_PEOPLE * MTN_WORK_FILMS);
  self->units = values_new (MTN_WORK_PEOPLE * MTN_WORK_UNITS);
  self->unit_out = values_new (MTN_WORK_PEOPLE * MTN_WORK_UNITS);
  self->weight = values_new (MTN_WORK_FILMS * MTN_WORK_UNITS);
  self->gradient = values_new (MTN_WORK_UNITS * MTN_WORK_FILMS);
  self->moving = values_new (MTN_WORK_UNITS * MTN_WORK_FILMS);
  self->means = values_new (MTN_WORK_UNITS * MTN_WORK_FILMS);
  self->variances = values_new (MTN_WORK_UNITS * MTN_WORK_FILMS);
  self->sums = values_new (TILES (MTN_WORK_FILMS * MTN_WORK_UNITS, MTN_SUM_STRETCH) + MTN_WORK_PEOPLE);
  self->table = values_new (MTN_WORK_LINES * MTN_WORK_FILMS);
  self->factors = values_new (MTN_WORK_FILMS);
  self->lines = numbers_new (MTN_WORK_PEOPLE, 0, 1, MTN_WORK_LINES);
  self->rows = numbers_new (MTN_WORK_PEOPLE, 0, 1, MTN_WORK_PEOPLE);
  self->offsets = numbers_new (MTN_WORK_PEOPLE + 1, 0, MTN_WORK_PICKS, G_MAXUINT);
  self->columns = numbers_new (MTN_WORK_PEOPLE * MTN_WORK_PICKS, 17, 7919, MTN_WORK_FILMS);
  self->values = values_new (MTN_WORK_PEOPLE * MTN_WORK_PICKS);
  self->numbers = numbers_new (MTN_WORK_FILMS, 0, 1, MTN_WORK_FILMS);
  self->found_columns = machine->alloc (MTN_WORK_PEOPLE * MTN_WORK_LONG * sizeof (guint));
  self->found_scores = machine->alloc (MTN_WORK_PEOPLE * MTN_WORK_LONG * sizeof (float));
  self->n_found = machine->alloc (MTN_WORK_PEOPLE * sizeof (guint));
  self->scratch = machine->alloc (MTN_WORK_PEOPLE * MTN_WORK_N_SCRATCH * sizeof (guint64));

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
      return mtn_cuda_fill (launcher, f->out, MTN_WORK_PEOPLE * MTN_WORK_FILMS, 0.5f);
    case MTN_CUDA_KERNEL_gather:
      return mtn_cuda_gather (launcher, MTN_WORK_PEOPLE, f->offsets, f->columns, f->values, f->weight, NULL,
                              MTN_CUDA_NONE, MTN_WORK_UNITS, f->unit_out);
    case MTN_CUDA_KERNEL_dense_few:
      return mtn_cuda_dense_by_tiles (launcher, MTN_CUDA_FEW_ROWS, f->units, f->weight, f->factors,
                                      MTN_CUDA_NONE, 1, MTN_WORK_UNITS, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_dense_64:
      return mtn_cuda_dense_by_tiles (launcher, 64, f->units, f->weight, f->factors, MTN_CUDA_NONE,
                                      MTN_WORK_FEW, MTN_WORK_UNITS, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_dense_128:
      return mtn_cuda_dense_by_tiles (launcher, 128, f->units, f->weight, f->factors, MTN_CUDA_NONE,
                                      MTN_WORK_PEOPLE, MTN_WORK_UNITS, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_activate:
      return mtn_cuda_activate (launcher, f->unit_out, MTN_WORK_PEOPLE * MTN_WORK_UNITS, MTN_CUDA_TANH);
    case MTN_CUDA_KERNEL_scale:
      return mtn_cuda_scale (launcher, f->out, MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->table, f->lines);
    case MTN_CUDA_KERNEL_subtract_diagonal:
      return mtn_cuda_subtract_diagonal (launcher, f->out, MTN_WORK_PEOPLE, f->offsets, f->columns, f->values,
                                         MTN_WORK_FILMS, f->table, f->lines);
    case MTN_CUDA_KERNEL_column_norms:
      return mtn_cuda_column_norms (launcher, f->weight, f->factors, MTN_WORK_UNITS, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_blend:
      return mtn_cuda_blend (launcher, f->out, MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->films, f->rows,
                             f->factors);
    case MTN_CUDA_KERNEL_merge_columns:
      return mtn_cuda_merge_columns (launcher, f->out, MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->numbers,
                                     f->numbers + MTN_WORK_PAIRS, MTN_WORK_PAIRS);
    case MTN_CUDA_KERNEL_spread_columns:
      return mtn_cuda_spread_columns (launcher, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS - MTN_WORK_OPEN,
                                      f->numbers, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_take_columns:
      return mtn_cuda_take_columns (launcher, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->columns,
                                    MTN_WORK_OPEN, f->out);
    case MTN_CUDA_KERNEL_top_k:
      return mtn_cuda_top_k (launcher, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS, NULL, f->offsets,
                             f->columns, MTN_WORK_SHORT, NULL, f->found_columns, f->found_scores, f->n_found);
    case MTN_CUDA_KERNEL_top_k_long:
      return mtn_cuda_top_k (launcher, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS, NULL, f->offsets,
                             f->columns, MTN_WORK_LONG, f->scratch, f->found_columns, f->found_scores,
                             f->n_found);
    case MTN_CUDA_KERNEL_dense_nt_64:
      return mtn_cuda_dense_transposed (launcher, 64, TRUE, f->films, f->weight, MTN_WORK_FEW, MTN_WORK_FILMS,
                                        MTN_WORK_UNITS, f->unit_out);
    case MTN_CUDA_KERNEL_dense_nt_128:
      return mtn_cuda_dense_transposed (launcher, 128, TRUE, f->films, f->weight, MTN_WORK_PEOPLE,
                                        MTN_WORK_FILMS, MTN_WORK_UNITS, f->unit_out);
    case MTN_CUDA_KERNEL_dense_tn_64:
      return mtn_cuda_dense_transposed (launcher, 64, FALSE, f->units, f->films, MTN_WORK_UNITS, MTN_WORK_FEW,
                                        MTN_WORK_FILMS, f->gradient);
    case MTN_CUDA_KERNEL_dense_tn_128:
      return mtn_cuda_dense_transposed (launcher, 128, FALSE, f->units, f->films, MTN_WORK_UNITS,
                                        MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->gradient);
    case MTN_CUDA_KERNEL_drop:
      return mtn_cuda_drop (launcher, f->unit_out, MTN_WORK_PEOPLE, MTN_WORK_UNITS, &drop);
    case MTN_CUDA_KERNEL_derive:
      return mtn_cuda_derive (launcher, f->unit_out, f->units, MTN_WORK_PEOPLE, MTN_WORK_UNITS, MTN_CUDA_TANH,
                              &drop);
    case MTN_CUDA_KERNEL_set_goals:
      return mtn_cuda_set_goals (launcher, MTN_WORK_PEOPLE, f->offsets, f->columns, NULL, NULL, NULL,
                                 MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_loss:
      return mtn_cuda_loss (launcher, MTN_LOSS_BCE, f->out, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS, 0.5f,
                            f->sums);
    case MTN_CUDA_KERNEL_softmax_loss:
      return mtn_cuda_loss (launcher, MTN_LOSS_MULTINOMIAL, f->out, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS,
                            0.5f, f->sums);
    case MTN_CUDA_KERNEL_column_sums:
      return mtn_cuda_column_sums (launcher, f->films, MTN_WORK_PEOPLE, MTN_WORK_FILMS, f->out);
    case MTN_CUDA_KERNEL_sum_squares:
      return mtn_cuda_sum_squares (launcher, f->weight, MTN_WORK_FILMS * MTN_WORK_UNITS, f->sums);
    case MTN_CUDA_KERNEL_adam:
      return mtn_cuda_adam (launcher, &adam, f->moving, f->means, f->variances, f->weight,
                            MTN_WORK_FILMS * MTN_WORK_UNITS, 1.0f);
    case MTN_CUDA_N_KERNELS:
    default:
      g_return_val_if_reached (0);
    }
}
