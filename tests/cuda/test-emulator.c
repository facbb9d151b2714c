/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The emulator itself: that it finds what is planted in kernels that are wrong. A catalogue of its own takes
 * the place of the kernels'; which one runs is the argument `activation` of the slot of mtn_activate. */

#include "mtn-emulator-device.h"

#include "mtn-test-machine.h"

#include <string.h>

#define ALL 0xffffffffu

__shared__ unsigned shared_values[256];

typedef void (*Kernel) (float *values, gsize n_values);

static void
run_sum (float *values, gsize n_values)
{
  const unsigned t = threadIdx.x;

  shared_values[t] = t + 1;
  __syncthreads ();
  for (unsigned distance = blockDim.x / 2; distance > 0; distance /= 2)
    {
      if (t < distance)
        shared_values[t] += shared_values[t + distance];
      __syncthreads ();
    }
  if (t == 0)
    values[blockIdx.x] = (float) shared_values[0];
}

static void
run_warps (float *values, gsize n_values)
{
  const unsigned t = threadIdx.x, lane = t % 32;
  unsigned votes = __ballot_sync (ALL, lane % 3 == 0);
  unsigned first = __shfl_sync (ALL, t, 0);
  unsigned before = __shfl_up_sync (ALL, t, 1);
  unsigned partner = __shfl_xor_sync (ALL, t, 5);
  int any = __syncthreads_or (t == 77), none = __syncthreads_or (0);

  if (votes == 0x49249249u && first == t - lane && before == (lane > 0 ? t - 1 : t) && partner == (t ^ 5) &&
      any == 1 && none == 0)
    atomicAdd ((unsigned *) values, 1u);
}

static void
run_divergent_barriers (float *values, gsize n_values)
{
  if (threadIdx.x % 2 == 0)
    __syncthreads ();
  else
    __syncthreads ();
}

static void
run_divergent_barrier_lines (float *values, gsize n_values)
{
  if (threadIdx.x < 32)
    __syncthreads ();
  else
    {
      values[threadIdx.x % n_values] = 0.0f;
      __syncthreads ();
    }
}

static void
run_early_end (float *values, gsize n_values)
{
  if (threadIdx.x == 200)
    return;
  __syncthreads ();
}

static void
run_ended_lane (float *values, gsize n_values)
{
  if (threadIdx.x == 5)
    return;
  (void) __ballot_sync (ALL, 1);
}

static void
run_stranger (float *values, gsize n_values)
{
  if (threadIdx.x < 8)
    (void) __ballot_sync (0xf0u, 1);
}

static void
run_deadlock (float *values, gsize n_values)
{
  if (threadIdx.x == 40)
    __syncthreads ();
  else if (threadIdx.x < 64)
    (void) __ballot_sync (ALL, 1);
}

static void
run_different_operations (float *values, gsize n_values)
{
  if (threadIdx.x % 2 == 0)
    (void) __ballot_sync (ALL, 1);
  else
    (void) __shfl_sync (ALL, 1, 0);
}

static void
run_missing_source (float *values, gsize n_values)
{
  if (threadIdx.x % 32 < 16)
    (void) __shfl_sync (0xffffu, threadIdx.x, 20);
}

/* Reads what the thread before it writes, without a barrier: depends on the order. */
static void
run_race (float *values, gsize n_values)
{
  const unsigned t = threadIdx.x;

  shared_values[t] = t;
  if (t > 0 && shared_values[t - 1] != t - 1)
    atomicAdd ((unsigned *) values, 1u);
}

static const struct
{
  const char *name;
  Kernel kernel;
  const char *failure; /* NULL: none */
} kernels[] = {
  { "sum", run_sum, NULL },
  { "warps", run_warps, NULL },
  { "divergent-barriers", run_divergent_barriers, "at different barriers" },
  { "divergent-barriers/lines", run_divergent_barrier_lines, "at different barriers" },
  { "early-end", run_early_end, "have ended" },
  { "ended-lane", run_ended_lane, "names a lane that has ended" },
  { "stranger", run_stranger, "is not in its own mask" },
  { "deadlock", run_deadlock, "nobody can go on" },
  { "different-operations", run_different_operations, "at different operations" },
  { "missing-source", run_missing_source, "from a lane that takes no part" },
  { "race", run_race, NULL },
};

static void
call (void **arguments)
{
  kernels[*(int *) arguments[2]].kernel (*(float **) arguments[0], *(gsize *) arguments[1]);
}

const MtnEmulatorCall mtn_emulator_calls[MTN_CUDA_N_KERNELS] = { [MTN_CUDA_KERNEL_activate] = call };

#define N_BLOCKS 3

/* The first value afterwards. */
static float
run (guint kernel, MtnTestOrder order, gboolean *failed)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const float zeros[N_BLOCKS] = { 0 };
  float *values = machine->alloc (sizeof zeros);
  gsize n_values = N_BLOCKS;
  int number = (int) kernel;
  void *arguments[] = { &values, &n_values, &number };
  float got[N_BLOCKS];

  machine->write (values, zeros, sizeof zeros);
  machine->set_order (order, 5);
  *failed = machine->launcher.launch (NULL, MTN_CUDA_KERNEL_activate, N_BLOCKS, 1, arguments) != 0;
  machine->read (got, values, sizeof zeros);
  machine->free (values);

  return got[0];
}

static void
test_kernel (gconstpointer data)
{
  guint kernel = GPOINTER_TO_UINT (data);
  const char *failure = kernels[kernel].failure;

  for (guint order = 0; order < MTN_TEST_N_ORDERS; order++)
    {
      gboolean failed;
      float got = run (kernel, order, &failed);

      g_assert_true (failed == (failure != NULL));
      if (failure != NULL)
        {
          const char *said = mtn_test_machine_get ()->get_failure ();

          g_assert_nonnull (strstr (said, failure));
          /* It names where. */
          g_assert_nonnull (strstr (said, "test-emulator.c:"));
        }
      else if (g_str_equal (kernels[kernel].name, "sum"))
        g_assert_cmpfloat (got, ==, 256 * 257 / 2);
      else if (g_str_equal (kernels[kernel].name, "warps"))
        g_assert_cmpuint (__float_as_uint (got), ==, 256 * N_BLOCKS);
      else if (order == MTN_TEST_FORWARD)
        g_assert_cmpuint (__float_as_uint (got), ==, 0);
      else
        /* The race shows in any other order, if only for the sanitizer not in the first one. */
        g_assert_cmpuint (__float_as_uint (got), >, 0);
    }
}

static void
test_grid (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();

  g_assert_cmpint (machine->launcher.launch (NULL, MTN_CUDA_KERNEL_activate, 0, 1, NULL), !=, 0);
  g_assert_cmpint (machine->launcher.launch (NULL, MTN_CUDA_KERNEL_activate, 1, 65536, NULL), !=, 0);
  g_assert_nonnull (strstr (machine->get_failure (), "65536"));
}

/* Only some blocks of a grid. */
static void
test_blocks (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  gboolean failed;

  machine->set_blocks (1, 2);
  g_assert_cmpfloat (run (0, MTN_TEST_REVERSED, &failed), ==, 0.0f);
  machine->set_blocks (0, 1);
  g_assert_cmpfloat (run (0, MTN_TEST_RANDOM, &failed), ==, 256 * 257 / 2);
  machine->set_blocks (0, G_MAXUINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kernels); i++)
    {
      g_autofree char *path = g_strconcat ("/emulator/", kernels[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_kernel);
    }
  g_test_add_func ("/emulator/grid", test_grid);
  g_test_add_func ("/emulator/blocks", test_blocks);

  return g_test_run ();
}
