/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-memory.h"

#include <string.h>

#include "mtn-memory.h"

float *
mtn_net_memory_new (gsize n)
{
  float *memory = mtn_memory_new (n, sizeof (float));

  if (memory != NULL)
    memset (memory, 0, MAX (n, 1) * sizeof (float));

  return memory;
}

void
mtn_net_memory_free (float *memory)
{
  mtn_memory_free (memory);
}
