/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#define _GNU_SOURCE /* madvise */

#include "mtn-net-memory.h"

#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <sys/mman.h>
#endif

#define LARGE_PAGE ((gsize) 2 << 20)
#define CACHE_LINE 64

float *
mtn_net_memory_new (gsize n)
{
  gsize n_bytes = MAX (n, 1) * sizeof (float);
  gboolean is_large = n_bytes >= LARGE_PAGE;
  gsize alignment = is_large ? LARGE_PAGE : CACHE_LINE;
  gpointer memory = NULL;

  if (n > (G_MAXSIZE - alignment) / sizeof (float))
    return NULL;

  if (posix_memalign (&memory, alignment, (n_bytes + alignment - 1) / alignment * alignment) != 0)
    return NULL;
#ifdef MADV_HUGEPAGE
  /* Before it is touched. That it may be refused changes nothing but the speed. */
  if (is_large)
    madvise (memory, n_bytes, MADV_HUGEPAGE);
#endif
  memset (memory, 0, n_bytes);

  return memory;
}

void
mtn_net_memory_free (float *memory)
{
  free (memory);
}
