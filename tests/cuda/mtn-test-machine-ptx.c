/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The machine that runs the committed PTX. MTN_CUDA_PTX names the file. */

#include <stdlib.h>
#include <string.h>

#include "mtn-ptx.h"
#include "mtn-test-machine-ptx.h"

/* What allocations of a card are aligned to. */
#define ALIGNMENT 256

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

static struct
{
  MtnPtxModule *module;
  MtnPtxMachine *machine;
  const MtnPtxKernel *kernels[MTN_CUDA_N_KERNELS];
  char *failure;
} self;

static void
load (void)
{
  const char *path = g_getenv ("MTN_CUDA_PTX");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (self.module != NULL)
    return;

  if (path == NULL)
    g_error ("MTN_CUDA_PTX does not name the PTX to run");
  if (!g_file_get_contents (path, &text, &length, &error))
    g_error ("%s", error->message);
  self.module = mtn_ptx_module_new (text, length, &error);
  if (self.module == NULL)
    g_error ("%s: %s", path, error->message);

  /* The PTX and the catalogue agree on every argument. */
  for (guint i = 0; i < MTN_CUDA_N_KERNELS; i++)
    {
      const MtnCudaKernelInfo *info = &mtn_cuda_kernels[i];

      self.kernels[i] = mtn_ptx_module_find (self.module, info->name);
      if (self.kernels[i] == NULL || mtn_ptx_kernel_get_n_parameters (self.kernels[i]) != info->n_arguments)
        g_error ("%s: no kernel %s of %u arguments", path, info->name, info->n_arguments);
      for (guint a = 0; a < info->n_arguments; a++)
        if (mtn_ptx_kernel_get_parameter_size (self.kernels[i], a) != info->sizes[a])
          g_error ("%s: argument %u of %s has another size", path, a, info->name);
    }
  self.machine = mtn_ptx_machine_new (MTN_PTX_LOCKSTEP, 0);
}

MtnPtxMachine *
mtn_test_machine_get_ptx (void)
{
  load ();

  return self.machine;
}

MtnPtxModule *
mtn_test_machine_get_module (void)
{
  load ();

  return self.module;
}

static int
launch (gpointer context, MtnCudaKernel kernel, guint grid_x, guint grid_y, void **arguments)
{
  const guint grid[] = { grid_x, grid_y, 1 };
  const guint block[] = { mtn_cuda_kernels[kernel].n_threads, 1, 1 };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self.failure, g_free);
  if (mtn_ptx_machine_launch (self.machine, self.kernels[kernel], grid, block, 0, arguments, &error))
    return 0;
  self.failure = g_strdup (error->message);

  return 1;
}

/* A gap behind each allocation belongs to nobody. */
static gpointer
alloc_memory (gsize n_bytes)
{
  gsize whole = (n_bytes + 2 * ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  guint8 *memory = aligned_alloc (ALIGNMENT, whole);

  g_assert_nonnull (memory);
  memset (memory, 0xff, whole);
  mtn_ptx_machine_add (self.machine, memory, n_bytes);

  return memory;
}

static void
free_memory (gpointer memory)
{
  g_assert_true (mtn_ptx_machine_remove (self.machine, memory));
  free (memory);
}

static void
write_memory (gpointer to, gconstpointer from, gsize n_bytes)
{
  if (n_bytes == 0)
    return;
  memcpy (to, from, n_bytes);
  mtn_ptx_machine_set_written (self.machine, to, n_bytes, TRUE);
}

static void
read_memory (gpointer to, gconstpointer from, gsize n_bytes)
{
  if (n_bytes == 0)
    return;
  g_assert_true (mtn_ptx_machine_get_written (self.machine, from, n_bytes));
  memcpy (to, from, n_bytes);
}

static void
lend_memory (gpointer memory, gsize n_bytes)
{
  mtn_ptx_machine_add (self.machine, memory, n_bytes);
  mtn_ptx_machine_set_written (self.machine, memory, n_bytes, TRUE);
}

static void
release_memory (gpointer memory)
{
  g_assert_true (mtn_ptx_machine_remove (self.machine, memory));
}

static void
set_order (MtnTestOrder order, guint seed)
{
  static const MtnPtxSchedule schedules[MTN_TEST_N_ORDERS] = {
    [MTN_TEST_FORWARD] = MTN_PTX_LOCKSTEP,
    [MTN_TEST_REVERSED] = MTN_PTX_RANDOM_WARP,
    [MTN_TEST_RANDOM] = MTN_PTX_RANDOM_LANES,
  };

  mtn_ptx_machine_set_schedule (self.machine, schedules[order], seed);
}

static void
set_blocks (guint64 first, guint64 n)
{
  mtn_ptx_machine_set_blocks (self.machine, first, n);
}

static const char *
get_failure (void)
{
  return self.failure;
}

const MtnTestMachine *
mtn_test_machine_get (void)
{
  static const MtnTestMachine machine = {
    .name = "PTX interpreter",
    .launcher = { .launch = launch },
    .is_slow = TRUE,
    .is_moderate = IS_SANITIZED,
    .alloc = alloc_memory,
    .free = free_memory,
    .write = write_memory,
    .read = read_memory,
    .lend = lend_memory,
    .release = release_memory,
    .set_order = set_order,
    .set_blocks = set_blocks,
    .get_failure = get_failure,
  };

  load ();

  return &machine;
}
