/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-bench-peer.h"

#include <sys/resource.h>

void
mtn_bench_free_blas (void)
{
  g_unsetenv ("OPENBLAS_NUM_THREADS");
  g_unsetenv ("OPENBLAS_CORETYPE");
  g_unsetenv ("OMP_NUM_THREADS");
}

gboolean
mtn_bench_run_peer (const char *script, const char *argument, double *numbers, guint n_numbers)
{
  static const char *const pythons[] = { "/usr/bin/python3", "python3" };

  mtn_bench_free_blas ();
  for (guint i = 0; i < G_N_ELEMENTS (pythons); i++)
    {
      const char *arguments[] = { pythons[i], script, argument, NULL };
      g_autofree char *output = NULL;
      g_auto (GStrv) lines = NULL;
      int status;

      if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                         NULL, NULL, &output, NULL, &status, NULL) ||
          !g_spawn_check_wait_status (status, NULL))
        continue;

      lines = g_strsplit (g_strstrip (output), "\n", -1);
      if (g_strv_length (lines) != n_numbers)
        continue;
      for (guint n = 0; n < n_numbers; n++)
        numbers[n] = g_ascii_strtod (lines[n], NULL);
      return TRUE;
    }

  return FALSE;
}

double
mtn_bench_now (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

double
mtn_bench_peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}
