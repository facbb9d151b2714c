/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-machine-peak.h"

#include <cblas.h>

#include "mtn-net-memory.h"
#include "mtn-net-team.h"

#define GEMM_SIZE 1024
/* Of all threads together, in floats: 256 MiB, more than caches hold. */
#define N_FLOATS ((gsize) 64 << 20)
#define N_RUNS 8

static double
seconds_since (gint64 start)
{
  return (double) MAX (g_get_monotonic_time () - start, 1) / 1e6;
}

double
mtn_machine_peak_gemm (guint n_threads)
{
  gsize n = (gsize) GEMM_SIZE * GEMM_SIZE;
  float *memory = mtn_net_memory_new (3 * n);
  int n_before = openblas_get_num_threads ();
  double best = G_MAXDOUBLE;

  if (memory == NULL)
    return 0;

  for (gsize i = 0; i < 2 * n; i++)
    memory[i] = (float) (i % 7) - 3;
  openblas_set_num_threads ((int) n_threads);
  for (guint i = 0; i <= N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, GEMM_SIZE, GEMM_SIZE, GEMM_SIZE, 1, memory,
                   GEMM_SIZE, memory + n, GEMM_SIZE, 0, memory + 2 * n, GEMM_SIZE);
      best = MIN (best, seconds_since (start));
    }
  openblas_set_num_threads (n_before);
  mtn_net_memory_free (memory);

  return 2.0 * GEMM_SIZE * GEMM_SIZE * GEMM_SIZE / best;
}

typedef struct
{
  MtnNetTeam *team;
  float *memory;
  guint kind;
  float sum; /* so that reading is not left out */
} Stream;

enum
{
  READ,
  CHANGE,
  COPY,
  N_KINDS,
};

static void
stream_cb (guint member, gpointer user_data)
{
  Stream *stream = user_data;
  gsize n = N_FLOATS / mtn_net_team_get_n (stream->team) / 32 * 32;
  float *memory = stream->memory + member * n;
  float sums[32] = { 0 };

  switch (stream->kind)
    {
    case READ:
      for (gsize i = 0; i < n; i += 32)
        for (guint j = 0; j < 32; j++)
          sums[j] += memory[i + j];
      if (sums[0] != 0)
        stream->sum = sums[0];
      break;
    case CHANGE:
      for (gsize i = 0; i < n; i++)
        memory[i] = memory[i] * 0.5f + 1;
      break;
    default:
      for (gsize i = 0; i < n / 2; i++)
        memory[n / 2 + i] = memory[i];
      break;
    }
}

double
mtn_machine_peak_bandwidth (guint n_threads)
{
  Stream stream = { mtn_net_team_new (n_threads), mtn_net_memory_new (N_FLOATS), 0, 0 };
  double n_bytes[N_KINDS] = { 4.0 * N_FLOATS, 8.0 * N_FLOATS, 4.0 * N_FLOATS };
  double best = 0;

  for (stream.kind = 0; stream.memory != NULL && stream.kind < N_KINDS; stream.kind++)
    for (guint i = 0; i <= N_RUNS; i++)
      {
        gint64 start = g_get_monotonic_time ();

        mtn_net_team_run (stream.team, stream_cb, &stream);
        best = MAX (best, n_bytes[stream.kind] / seconds_since (start));
      }
  mtn_net_memory_free (stream.memory);
  mtn_net_team_free (stream.team);

  return best;
}
