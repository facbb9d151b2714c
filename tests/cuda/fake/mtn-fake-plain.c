/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Kernels by the loops of the reference: says nothing about the kernels, and lets the host be tested quickly.
 */

#include <string.h>

#include "mtn-cpu-training.h"
#include "mtn-cpu.h"
#include "mtn-cuda-launch.h"
#include "mtn-fake-kernels.h"

static void *
load (const void *image, char *message, size_t n_message)
{
  static char loaded;

  if (strstr (image, ".visible .entry mtn_gather") != NULL)
    return &loaded;

  g_strlcpy (message, "this is no PTX", n_message);

  return NULL;
}

static void
unload (void *library)
{
}

static void *
find (void *library, const char *name, unsigned *n_arguments, const size_t **sizes)
{
  for (guint i = 0; i < MTN_CUDA_N_KERNELS; i++)
    if (g_str_equal (mtn_cuda_kernels[i].name, name))
      {
        *n_arguments = mtn_cuda_kernels[i].n_arguments;
        *sizes = mtn_cuda_kernels[i].sizes;
        return (void *) &mtn_cuda_kernels[i];
      }

  return NULL;
}

#define AT(index, type) (*(type *) arguments[index])
#define POINTER(index) AT (index, gpointer)
#define NUMBER(index) AT (index, guint)

static void
run_gather (guint n_rows, void **arguments)
{
  MtnRows rows = { n_rows, POINTER (1), POINTER (2), POINTER (3) };

  mtn_cpu_gather (NULL, &rows, POINTER (4), POINTER (5), AT (7, MtnActivation), NUMBER (6), POINTER (0));
}

/* What takes longest, as quickly as there are the same bits. */
static void
run_dense (void **arguments)
{
#if MTN_CPU_HAVE_VECTOR
  static MtnCpu *cpu;

  if (cpu == NULL)
    cpu = mtn_cpu_new (NULL);
  if (cpu != NULL)
    {
      mtn_cpu_vector.dense (cpu, POINTER (1), POINTER (2), POINTER (3), AT (7, MtnActivation), NUMBER (4),
                            NUMBER (5), NUMBER (6), POINTER (0));
      return;
    }
#endif

  mtn_cpu_dense (NULL, POINTER (1), POINTER (2), POINTER (3), AT (7, MtnActivation), NUMBER (4), NUMBER (5),
                 NUMBER (6), POINTER (0));
}

static void
run_subtract_diagonal (guint n_rows, void **arguments)
{
  MtnRows rows = { n_rows, POINTER (1), POINTER (2), POINTER (3) };

  mtn_cpu_subtract_diagonal (NULL, POINTER (0), &rows, NUMBER (6), POINTER (4), POINTER (5));
}

static void
run_top_k (guint n_rows, void **arguments)
{
  MtnRows hidden = { n_rows, POINTER (5), POINTER (6), NULL };

  mtn_cpu_top_k (NULL, POINTER (3), n_rows, NUMBER (7), POINTER (4), POINTER (5) != NULL ? &hidden : NULL,
                 NUMBER (8), POINTER (0), POINTER (1), POINTER (2));
}

static void
run_set_goals (guint n_rows, void **arguments)
{
  MtnRows targets = { n_rows, POINTER (1), POINTER (2), POINTER (3) };
  MtnRows excluded = { n_rows, POINTER (4), POINTER (5), NULL };

  mtn_cpu_set_goals (NULL, &targets, POINTER (4) != NULL ? &excluded : NULL, NUMBER (6), POINTER (0));
}

static void
run_sum_squares (void **arguments)
{
  gsize n_values = AT (2, gsize);

  for (gsize first = 0; first < n_values; first += MTN_SUM_STRETCH)
    {
      double sum;

      mtn_cpu_sum_squares (NULL, (float *) POINTER (1) + first, MIN (MTN_SUM_STRETCH, n_values - first),
                           &sum);
      ((float *) POINTER (0))[first / MTN_SUM_STRETCH] = (float) sum;
    }
}

static void
run_adam (void **arguments)
{
  MtnAdam adam = { AT (6, float),  AT (7, float),  AT (8, float),  AT (9, float), AT (10, float),
                   AT (11, float), AT (12, float), AT (13, float), AT (14, float) };

  mtn_cpu_adam (NULL, &adam, POINTER (0), POINTER (1), POINTER (2), POINTER (3), AT (4, gsize),
                AT (5, float));
}

static int
launch (void *kernel,
        const unsigned grid[3],
        const unsigned block[3],
        size_t n_shared,
        void **arguments,
        char *message,
        size_t n_message)
{
  const MtnCudaKernelInfo *info = kernel;

  if (block[0] != info->n_threads || block[1] != 1 || block[2] != 1 || n_shared != 0)
    {
      g_snprintf (message, n_message, "launched with blocks of %u × %u × %u", block[0], block[1], block[2]);
      return 1;
    }

  switch ((MtnCudaKernel) (info - mtn_cuda_kernels))
    {
    case MTN_CUDA_KERNEL_fill:
      mtn_cpu_reference.fill (NULL, POINTER (0), AT (1, gsize), AT (2, float));
      return 0;
    case MTN_CUDA_KERNEL_activate:
      mtn_cpu_activate (POINTER (0), AT (1, gsize), AT (2, MtnActivation));
      return 0;
    case MTN_CUDA_KERNEL_gather:
      run_gather (grid[0], arguments);
      return 0;
    case MTN_CUDA_KERNEL_dense_few:
    case MTN_CUDA_KERNEL_dense_64:
    case MTN_CUDA_KERNEL_dense_128:
      run_dense (arguments);
      return 0;
    case MTN_CUDA_KERNEL_scale:
      mtn_cpu_scale (NULL, POINTER (0), grid[0], NUMBER (3), POINTER (1), POINTER (2));
      return 0;
    case MTN_CUDA_KERNEL_subtract_diagonal:
      run_subtract_diagonal (grid[0], arguments);
      return 0;
    case MTN_CUDA_KERNEL_column_norms:
      mtn_cpu_column_norms (NULL, POINTER (1), POINTER (2), NUMBER (3), NUMBER (4), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_blend:
      mtn_cpu_blend (NULL, POINTER (0), grid[0], NUMBER (4), POINTER (1), POINTER (2), POINTER (3));
      return 0;
    case MTN_CUDA_KERNEL_merge_columns:
      mtn_cpu_merge_columns (NULL, POINTER (0), NUMBER (4), NUMBER (5), POINTER (1), POINTER (2), NUMBER (3));
      return 0;
    case MTN_CUDA_KERNEL_spread_columns:
      mtn_cpu_spread_columns (NULL, POINTER (1), grid[0], NUMBER (3), POINTER (2), NUMBER (4), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_take_columns:
      mtn_cpu_take_columns (NULL, POINTER (1), grid[0], NUMBER (4), POINTER (2), NUMBER (3), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_top_k:
    case MTN_CUDA_KERNEL_top_k_long:
      run_top_k (grid[0], arguments);
      return 0;
    case MTN_CUDA_KERNEL_dense_nt_64:
    case MTN_CUDA_KERNEL_dense_nt_128:
      mtn_cpu_dense_nt (NULL, POINTER (1), POINTER (2), NUMBER (3), NUMBER (4), NUMBER (5), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_dense_tn_64:
    case MTN_CUDA_KERNEL_dense_tn_128:
      mtn_cpu_dense_tn (NULL, POINTER (1), POINTER (2), NUMBER (3), NUMBER (4), NUMBER (5), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_drop:
      mtn_cpu_drop (NULL, POINTER (0), grid[0], NUMBER (1),
                    &(MtnDrop){ NUMBER (2), NUMBER (3), AT (4, float) });
      return 0;
    case MTN_CUDA_KERNEL_derive:
      mtn_cpu_derive (NULL, POINTER (0), POINTER (1), grid[0], NUMBER (2), AT (3, MtnActivation),
                      &(MtnDrop){ NUMBER (4), NUMBER (5), AT (6, float) });
      return 0;
    case MTN_CUDA_KERNEL_set_goals:
      run_set_goals (grid[0], arguments);
      return 0;
    case MTN_CUDA_KERNEL_loss:
      mtn_cpu_loss (NULL, AT (5, MtnLoss), POINTER (0), POINTER (2), grid[0], NUMBER (3), AT (4, float),
                    POINTER (1));
      return 0;
    case MTN_CUDA_KERNEL_softmax_loss:
      mtn_cpu_loss (NULL, MTN_LOSS_MULTINOMIAL, POINTER (0), POINTER (2), grid[0], NUMBER (3), AT (4, float),
                    POINTER (1));
      return 0;
    case MTN_CUDA_KERNEL_column_sums:
      mtn_cpu_column_sums (NULL, POINTER (1), NUMBER (2), NUMBER (3), POINTER (0));
      return 0;
    case MTN_CUDA_KERNEL_sum_squares:
      run_sum_squares (arguments);
      return 0;
    case MTN_CUDA_KERNEL_adam:
      run_adam (arguments);
      return 0;
    case MTN_CUDA_N_KERNELS:
    default:
      g_snprintf (message, n_message, "%s is not known here", info->name);
      return 1;
    }
}

const MtnFakeKernels mtn_fake_plain = {
  .name = "plain",
  .load = load,
  .unload = unload,
  .find = find,
  .launch = launch,
};
