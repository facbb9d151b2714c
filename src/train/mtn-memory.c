/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#define _GNU_SOURCE /* madvise */

#include "mtn-memory.h"

#include <stdlib.h>

#ifdef __linux__
#include <sys/mman.h>
#endif

#define LARGE_PAGE ((gsize) 2 << 20)
#define CACHE_LINE 64

gpointer
mtn_memory_new (gsize n, gsize size)
{
  gsize n_bytes, alignment;
  gboolean is_large;
  gpointer memory = NULL;

  if (!g_size_checked_mul (&n_bytes, MAX (n, 1), size) || n_bytes > G_MAXSIZE - LARGE_PAGE)
    return NULL;

  is_large = n_bytes >= LARGE_PAGE;
  alignment = is_large ? LARGE_PAGE : CACHE_LINE;
  n_bytes = (n_bytes + alignment - 1) / alignment * alignment;
  if (posix_memalign (&memory, alignment, n_bytes) != 0)
    return NULL;

#ifdef MADV_HUGEPAGE
  /* Before it is touched. That it may be refused changes nothing but the speed. */
  if (is_large)
    madvise (memory, n_bytes, MADV_HUGEPAGE);
#endif

  return memory;
}

void
mtn_memory_free (gpointer memory)
{
  free (memory);
}
