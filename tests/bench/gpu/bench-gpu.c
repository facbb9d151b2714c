/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/*
 * bench-gpu [DEVICE [REPEATS]]: every operation of the engine on a card, with the work of ROOFLINE.md: the
 * bits of the CPU, the time on both, and the floor that the measured ceilings of the card give. Tests the
 * card anew first. Exits 77 where there is none, 1 where a result is wrong.
 */

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mtn-bench-ceilings.h"
#include "mtn-engine-training.h"
#include "mtn-kernel-work.h"

enum
{
  PEOPLE = MTN_WORK_PEOPLE,
  FILMS = MTN_WORK_FILMS,
  UNITS = MTN_WORK_UNITS,
  PICKS = MTN_WORK_PICKS,
  FEW = MTN_WORK_FEW,
  PAIRS = MTN_WORK_PAIRS,
  OPEN = MTN_WORK_OPEN,
  SHORT = MTN_WORK_SHORT,
  LONG = MTN_WORK_LONG,
};

/* What stays as it is, in host memory. */
static struct
{
  float *films, *units, *weight, *table, *factors, *values;
  guint *lines, *people, *offsets, *columns, *numbers;
  MtnRows rows;
} given;

/* What an engine works with. */
typedef struct
{
  MtnEngine *engine;
  MtnBuffer *films, *units, *weight, *table, *factors;
  MtnBuffer *out, *unit_out, *gradient, *means, *variances;
  guint *found_columns; /* [PEOPLE, LONG] */
  float *found_scores;
  guint n_found[PEOPLE];
  double sum;
} Field;

static float *
values_new (gsize n)
{
  float *values = g_new (float, n);
  guint32 state = (guint32) n;

  for (gsize i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      values[i] = (float) (state >> 8) / (1 << 23) - 1.0f;
    }

  return values;
}

static guint *
numbers_new (gsize n, guint64 start, guint64 step, guint64 below)
{
  guint *numbers = g_new (guint, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = (guint) ((start + i * step) % below);

  return numbers;
}

static void
given_init (void)
{
  given.films = values_new ((gsize) PEOPLE * FILMS);
  given.units = values_new ((gsize) PEOPLE * UNITS);
  given.weight = values_new ((gsize) FILMS * UNITS);
  given.table = values_new ((gsize) MTN_WORK_LINES * FILMS);
  given.factors = values_new (FILMS);
  given.values = values_new (PEOPLE * PICKS);
  given.lines = numbers_new (PEOPLE, 0, 1, MTN_WORK_LINES);
  given.people = numbers_new (PEOPLE, 0, 1, PEOPLE);
  given.offsets = numbers_new (PEOPLE + 1, 0, PICKS, G_MAXUINT);
  given.columns = numbers_new (PEOPLE * PICKS, 17, 7919, FILMS);
  given.numbers = numbers_new (FILMS, 0, 1, FILMS);
  given.rows = (MtnRows){ PEOPLE, given.offsets, given.columns, given.values };
}

/* What operations change is as it was. */
static void
field_reset (Field *self)
{
  mtn_buffer_write (self->out, 0, given.films, (gsize) PEOPLE * FILMS);
  mtn_buffer_write (self->unit_out, 0, given.units, (gsize) PEOPLE * UNITS);
  mtn_engine_fill (self->engine, self->gradient, (gsize) FILMS * UNITS, 0.0f);
  mtn_engine_fill (self->engine, self->means, (gsize) FILMS * UNITS, 0.0f);
  mtn_engine_fill (self->engine, self->variances, (gsize) FILMS * UNITS, 0.0f);
  memset (self->found_columns, 0, (gsize) PEOPLE * LONG * sizeof (guint));
  memset (self->found_scores, 0, (gsize) PEOPLE * LONG * sizeof (float));
  memset (self->n_found, 0, sizeof self->n_found);
  self->sum = 0.0;
}

static void
field_init (Field *self, MtnEngine *engine)
{
  self->engine = engine;
  self->films = mtn_buffer_new_for_data (engine, given.films, (gsize) PEOPLE * FILMS);
  self->units = mtn_buffer_new_for_data (engine, given.units, (gsize) PEOPLE * UNITS);
  self->weight = mtn_buffer_new_for_data (engine, given.weight, (gsize) FILMS * UNITS);
  self->table = mtn_buffer_new_for_data (engine, given.table, (gsize) MTN_WORK_LINES * FILMS);
  self->factors = mtn_buffer_new_for_data (engine, given.factors, FILMS);
  self->out = mtn_buffer_new (engine, (gsize) PEOPLE * FILMS);
  self->unit_out = mtn_buffer_new (engine, (gsize) PEOPLE * UNITS);
  self->gradient = mtn_buffer_new (engine, (gsize) FILMS * UNITS);
  self->means = mtn_buffer_new (engine, (gsize) FILMS * UNITS);
  self->variances = mtn_buffer_new (engine, (gsize) FILMS * UNITS);
  self->found_columns = g_new (guint, (gsize) PEOPLE * LONG);
  self->found_scores = g_new (float, (gsize) PEOPLE *LONG);
}

static void
field_clear (Field *self)
{
  MtnBuffer *buffers[] = { self->films, self->units,    self->weight,   self->table, self->factors,
                           self->out,   self->unit_out, self->gradient, self->means, self->variances };

  for (guint i = 0; i < G_N_ELEMENTS (buffers); i++)
    mtn_buffer_free (buffers[i]);
  g_free (self->found_columns);
  g_free (self->found_scores);
  mtn_engine_free (self->engine);
}

/* What is behind a list says nothing. */
static void
forget_behind (Field *self, guint k)
{
  for (guint r = 0; r < PEOPLE; r++)
    for (gsize i = (gsize) r * k + self->n_found[r]; i < (gsize) (r + 1) * k; i++)
      {
        self->found_columns[i] = 0;
        self->found_scores[i] = 0.0f;
      }
}

static const MtnDrop drop_half = { 1, 1u << 31, 2.0f };
static const MtnAdam adam = { 0.9f, 0.999f, 0.1f, 0.001f, 1e-3f, 31.6f, 1e-8f, 0.0f, 1.0f };

/* One operation, by the kernel that it takes. FALSE: no operation takes that one for this work. */
static gboolean
run (Field *self, MtnCudaKernel kernel)
{
  MtnEngine *engine = self->engine;

  switch (kernel)
    {
    case MTN_CUDA_KERNEL_fill:
      mtn_engine_fill (engine, self->out, (gsize) PEOPLE * FILMS, 0.5f);
      break;
    case MTN_CUDA_KERNEL_gather:
      mtn_engine_gather (engine, &given.rows, self->weight, NULL, MTN_ACTIVATION_NONE, FILMS, UNITS,
                         self->unit_out);
      break;
    case MTN_CUDA_KERNEL_dense_64:
      mtn_engine_dense (engine, self->units, self->weight, self->factors, MTN_ACTIVATION_NONE, FEW, UNITS,
                        FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_dense_128:
      mtn_engine_dense (engine, self->units, self->weight, self->factors, MTN_ACTIVATION_NONE, PEOPLE, UNITS,
                        FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_scale:
      mtn_engine_scale (engine, self->out, PEOPLE, FILMS, self->table, given.lines);
      break;
    case MTN_CUDA_KERNEL_subtract_diagonal:
      mtn_engine_subtract_diagonal (engine, self->out, &given.rows, FILMS, self->table, given.lines);
      break;
    case MTN_CUDA_KERNEL_column_norms:
      mtn_engine_column_norms (engine, self->weight, self->factors, UNITS, FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_blend:
      mtn_engine_blend (engine, self->out, PEOPLE, FILMS, self->films, given.people, given.factors);
      break;
    case MTN_CUDA_KERNEL_merge_columns:
      mtn_engine_merge_columns (engine, self->out, PEOPLE, FILMS, given.numbers, given.numbers + PAIRS,
                                PAIRS);
      break;
    case MTN_CUDA_KERNEL_spread_columns:
      mtn_engine_spread_columns (engine, self->films, PEOPLE, FILMS - OPEN, given.numbers, FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_take_columns:
      mtn_engine_take_columns (engine, self->films, PEOPLE, FILMS, given.columns, OPEN, self->found_scores);
      break;
    case MTN_CUDA_KERNEL_top_k:
      mtn_engine_top_k (engine, self->films, PEOPLE, FILMS, NULL, &given.rows, SHORT, self->found_columns,
                        self->found_scores, self->n_found);
      forget_behind (self, SHORT);
      break;
    case MTN_CUDA_KERNEL_top_k_long:
      mtn_engine_top_k (engine, self->films, PEOPLE, FILMS, NULL, &given.rows, LONG, self->found_columns,
                        self->found_scores, self->n_found);
      forget_behind (self, LONG);
      break;
    case MTN_CUDA_KERNEL_dense_nt_64:
      mtn_engine_dense_nt (engine, self->films, self->weight, FEW, FILMS, UNITS, self->unit_out);
      break;
    case MTN_CUDA_KERNEL_dense_tn_128:
      mtn_engine_dense_tn (engine, self->units, self->films, UNITS, PEOPLE, FILMS, self->gradient);
      break;
    case MTN_CUDA_KERNEL_drop:
      mtn_engine_drop (engine, self->unit_out, PEOPLE, UNITS, &drop_half);
      break;
    case MTN_CUDA_KERNEL_derive:
      mtn_engine_derive (engine, self->unit_out, self->units, PEOPLE, UNITS, MTN_ACTIVATION_TANH, &drop_half);
      break;
    case MTN_CUDA_KERNEL_set_goals:
      mtn_engine_set_goals (engine, &given.rows, NULL, FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_loss:
      mtn_engine_loss (engine, MTN_LOSS_BCE, self->out, self->films, PEOPLE, FILMS, 0.5f, self->found_scores);
      break;
    case MTN_CUDA_KERNEL_softmax_loss:
      mtn_engine_loss (engine, MTN_LOSS_MULTINOMIAL, self->out, self->films, PEOPLE, FILMS, 0.5f,
                       self->found_scores);
      break;
    case MTN_CUDA_KERNEL_column_sums:
      mtn_engine_column_sums (engine, self->films, PEOPLE, FILMS, self->out);
      break;
    case MTN_CUDA_KERNEL_sum_squares:
      mtn_engine_sum_squares (engine, self->weight, (gsize) FILMS * UNITS, &self->sum);
      break;
    case MTN_CUDA_KERNEL_adam:
      mtn_engine_adam (engine, &adam, self->gradient, self->means, self->variances, self->weight,
                       (gsize) FILMS * UNITS, 1.0f);
      break;
    case MTN_CUDA_KERNEL_activate:
    case MTN_CUDA_KERNEL_dense_nt_128:
    case MTN_CUDA_KERNEL_dense_tn_64:
    case MTN_CUDA_N_KERNELS:
    default:
      return FALSE;
    }

  return TRUE;
}

/* Until all that was queued is done. */
static gboolean
finish (Field *self)
{
  float value;

  return mtn_buffer_read (self->unit_out, 0, &value, 1);
}

static gboolean
buffers_are_same (MtnBuffer *a, MtnBuffer *b, gsize n)
{
  g_autofree float *values = g_new (float, n);
  g_autofree float *others = g_new (float, n);

  return mtn_buffer_read (a, 0, values, n) && mtn_buffer_read (b, 0, others, n) &&
         memcmp (values, others, n * sizeof (float)) == 0;
}

/* All that any operation may have changed. */
static gboolean
fields_are_same (const Field *a, const Field *b)
{
  return buffers_are_same (a->out, b->out, (gsize) PEOPLE * FILMS) &&
         buffers_are_same (a->unit_out, b->unit_out, (gsize) PEOPLE * UNITS) &&
         buffers_are_same (a->gradient, b->gradient, (gsize) FILMS * UNITS) &&
         buffers_are_same (a->means, b->means, (gsize) FILMS * UNITS) &&
         buffers_are_same (a->variances, b->variances, (gsize) FILMS * UNITS) &&
         memcmp (a->found_columns, b->found_columns, (gsize) PEOPLE * LONG * sizeof (guint)) == 0 &&
         memcmp (a->found_scores, b->found_scores, (gsize) PEOPLE * LONG * sizeof (float)) == 0 &&
         memcmp (a->n_found, b->n_found, sizeof a->n_found) == 0 && a->sum == b->sum;
}

static double
get_seconds (gint64 start, guint n)
{
  return (double) (g_get_monotonic_time () - start) / 1e6 / n;
}

/* Returns whether the card gave the bits of the CPU. */
static gboolean
bench (Field *card,
       Field *cpu,
       MtnCudaKernel kernel,
       const char *name,
       guint n_repeats,
       const MtnBenchCeilings *ceilings)
{
  const MtnKernelWork work = mtn_kernel_work_get (kernel);
  double seconds, cpu_seconds, memory, arithmetic, least;
  gboolean is_same;
  gint64 start;

  field_reset (card);
  field_reset (cpu);
  start = g_get_monotonic_time ();
  if (!run (cpu, kernel))
    return TRUE;
  cpu_seconds = get_seconds (start, 1);
  run (card, kernel);
  is_same = fields_are_same (card, cpu);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_repeats; i++)
    run (card, kernel);
  is_same = finish (card) && is_same;
  seconds = get_seconds (start, n_repeats);

  memory = ceilings->bandwidth > 0.0 ? (double) work.n_bytes / ceilings->bandwidth : 0.0;
  arithmetic = ceilings->arithmetic > 0.0 ? (double) work.n_operations / ceilings->arithmetic : 0.0;
  least = MAX (memory, arithmetic);
  printf ("%-17s %s%*s %10.3f %10.3f %-10s %6.0f %% %10.2f  %s\n", name, work.shape,
          MAX (32 - (int) g_utf8_strlen (work.shape, -1), 0), "", seconds * 1e3, least * 1e3,
          memory > arithmetic ? "memory" : "arithmetic", 100.0 * least / seconds, cpu_seconds * 1e3,
          is_same ? "same bits" : "WRONG");

  return is_same;
}

static void
remove_verdicts (const char *folder)
{
  g_autofree char *inner = g_build_filename (folder, "matinee", NULL);
  g_autofree char *verdicts = g_build_filename (inner, "cards.ini", NULL);

  g_unlink (verdicts);
  g_rmdir (inner);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  const int device = argc > 1 ? atoi (argv[1]) : -1;
  const guint n_repeats = argc > 2 ? (guint) MAX (atoi (argv[2]), 1) : 20;
  g_autofree char *message = NULL;
  g_autofree char *why = NULL;
  g_autofree char *folder = g_dir_make_tmp ("matinee-bench-XXXXXX", NULL);
  MtnBenchCeilings ceilings = { 0 };
  Field card = { NULL };
  Field cpu = { NULL };
  MtnEngine *engine;
  gboolean is_right = TRUE;
  /* By MtnCudaKernel. */
#define NAME(name, threads, blocks) #name,
  static const char *const names[] = { MTN_CUDA_KERNELS (NAME) };

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  /* Where no verdict about the card is remembered: it is tested anew. */
  g_setenv ("XDG_STATE_HOME", folder, TRUE);

  engine = mtn_engine_new (MTN_ENGINE_CUDA, device, &message);
  if (engine == NULL)
    {
      fprintf (stderr, "no card to measure: %s\n", message);
      remove_verdicts (folder);
      return 77;
    }
  printf ("%s; it passes the self-test\n", mtn_engine_get_description (engine));

#ifdef MTN_BENCH_CEILINGS
  if (!mtn_bench_ceilings_measure (&ceilings, MAX (device, 0), &why))
    printf ("The ceilings could not be measured: %s\n", why);
  else
    printf ("driver for CUDA %d.%d, runtime %d.%d; a copy in its memory: %.1f GB/s; fused multiply-adds: "
            "%.2f "
            "Tflop/s\n",
            ceilings.driver / 1000, ceilings.driver % 1000 / 10, ceilings.runtime / 1000,
            ceilings.runtime % 1000 / 10, ceilings.bandwidth / 1e9, ceilings.arithmetic / 1e12);
#endif

  given_init ();
  field_init (&card, engine);
  field_init (&cpu, mtn_engine_new (MTN_ENGINE_CPU, -1, NULL));
  printf ("\n%-17s %-32s %10s %10s %-10s %8s %10s\n", "kernel", "work", "card: ms", "floor: ms", "bound by",
          "of it", "CPU: ms");
  for (guint kernel = 0; kernel < MTN_CUDA_N_KERNELS; kernel++)
    is_right = bench (&card, &cpu, kernel, names[kernel], n_repeats, &ceilings) && is_right;

  message = mtn_engine_take_failure (card.engine);
  if (message != NULL)
    fprintf (stderr, "the card failed: %s\n", message);
  field_clear (&card);
  field_clear (&cpu);
  remove_verdicts (folder);

  return is_right ? 0 : 1;
}
