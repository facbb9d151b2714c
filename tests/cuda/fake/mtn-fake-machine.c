/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Kernels by the test's machine: what the host launches is what a card would run. */

#include "mtn-fake-machine.h"

#include <string.h>

#include "mtn-fake-cuda.h"
#include "mtn-test-machine.h"

typedef struct
{
  void *start;
  gsize size;
} Piece;

/* What the machine was lent of the card's memory. */
static GArray *lent; /* (element-type Piece) */

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
  return mtn_fake_plain.find (library, name, n_arguments, sizes);
}

static void
list_piece (void *start, size_t size, void *data)
{
  Piece piece = { start, size };

  g_array_append_val ((GArray *) data, piece);
}

static gboolean
contains (GArray *pieces, const Piece *wanted)
{
  for (guint i = 0; i < pieces->len; i++)
    if (memcmp (&g_array_index (pieces, Piece, i), wanted, sizeof *wanted) == 0)
      return TRUE;

  return FALSE;
}

/* The machine knows the pieces that are allocated now, and no others. */
static void
lend_memory (void)
{
  const MtnTestMachine *machine = mtn_test_machine_get ();
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  mtn_fake_memory_foreach (list_piece, pieces);
  if (lent == NULL)
    lent = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint i = lent->len; i > 0; i--)
    if (!contains (pieces, &g_array_index (lent, Piece, i - 1)))
      {
        machine->release (g_array_index (lent, Piece, i - 1).start);
        g_array_remove_index (lent, i - 1);
      }
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (contains (lent, piece))
        continue;
      machine->lend (piece->start, piece->size);
      g_array_append_val (lent, *piece);
    }
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
  const MtnTestMachine *machine = mtn_test_machine_get ();
  const MtnCudaKernelInfo *info = kernel;

  if (block[0] != info->n_threads || block[1] != 1 || block[2] != 1 || grid[2] != 1 || n_shared != 0)
    {
      g_snprintf (message, n_message, "launched with blocks of %u × %u × %u", block[0], block[1], block[2]);
      return 1;
    }

  lend_memory ();
  if (machine->launcher.launch (machine->launcher.context, (MtnCudaKernel) (info - mtn_cuda_kernels), grid[0],
                                grid[1], arguments) == 0)
    return 0;

  g_strlcpy (message, machine->get_failure (), n_message);

  return 1;
}

const MtnFakeKernels mtn_fake_machine = {
  .name = "machine",
  .load = load,
  .unload = unload,
  .find = find,
  .launch = launch,
};
