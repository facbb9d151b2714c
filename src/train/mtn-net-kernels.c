/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-kernels.h"

#include <string.h>

void
mtn_net_kernels_get_all (const MtnNetKernels *kernels[4])
{
  guint n = 0;

#ifdef MTN_NET_HAVE_AVX
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vl") &&
      __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512bw"))
    kernels[n++] = &mtn_net_kernels_avx512;
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    kernels[n++] = &mtn_net_kernels_avx2;
#endif
  kernels[n++] = &mtn_net_kernels_plain;
  while (n < 4)
    kernels[n++] = NULL;
}

const MtnNetKernels *
mtn_net_kernels_get (void)
{
  const MtnNetKernels *kernels[4];
  const char *wanted = g_getenv ("MATINEE_TRAIN_CPU");

  mtn_net_kernels_get_all (kernels);
  for (guint i = 0; wanted != NULL && kernels[i] != NULL; i++)
    if (strcmp (kernels[i]->name, wanted) == 0)
      return kernels[i];

  return kernels[0];
}
