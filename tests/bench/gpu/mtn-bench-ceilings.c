/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-bench-ceilings.h"

#include <cuda_runtime_api.h>

/* PTX, ends with NUL; in the source that is generated from fused.ptx. */
extern const char mtn_bench_fused[];

#define N_BYTES ((gsize) 256 << 20)
#define N_COPIES 20
#define N_THREADS 256
#define N_BLOCKS 4096
#define N_ROUNDS 4096u
#define N_FUSED 32 /* of a round */
#define N_LAUNCHES 10

typedef struct
{
  void *memory[2];
  cudaLibrary_t library;
  cudaKernel_t kernel;
  cudaStream_t stream;
} Card;

static cudaError_t
copy (Card *self)
{
  return cudaMemcpyAsync (self->memory[1], self->memory[0], N_BYTES, cudaMemcpyDeviceToDevice, self->stream);
}

static cudaError_t
multiply (Card *self)
{
  guint n_rounds = N_ROUNDS;
  void *arguments[] = { &self->memory[0], &n_rounds };

  return cudaLaunchKernel ((const void *) self->kernel, (dim3){ N_BLOCKS, 1, 1 }, (dim3){ N_THREADS, 1, 1 },
                           arguments, 0, self->stream);
}

/* Seconds for one of @n, after one that does not count. */
static cudaError_t
measure (Card *self, cudaError_t (*work) (Card *self), guint n, double *seconds)
{
  cudaError_t code = work (self);
  gint64 start;

  if (code == cudaSuccess)
    code = cudaStreamSynchronize (self->stream);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n && code == cudaSuccess; i++)
    code = work (self);
  if (code == cudaSuccess)
    code = cudaStreamSynchronize (self->stream);
  *seconds = (double) (g_get_monotonic_time () - start) / 1e6 / n;

  return code;
}

static cudaError_t
measure_all (MtnBenchCeilings *self, Card *card, int device)
{
  cudaError_t code = cudaSetDevice (device);
  double seconds;

  for (guint i = 0; i < G_N_ELEMENTS (card->memory) && code == cudaSuccess; i++)
    code = cudaMalloc (&card->memory[i], N_BYTES);
  if (code == cudaSuccess)
    code = cudaStreamCreateWithFlags (&card->stream, cudaStreamNonBlocking);
  if (code == cudaSuccess)
    code = cudaMemsetAsync (card->memory[0], 0, N_BYTES, card->stream);
  if (code == cudaSuccess)
    code = measure (card, copy, N_COPIES, &seconds);
  if (code == cudaSuccess)
    self->bandwidth = 2.0 * N_BYTES / seconds;

  if (code == cudaSuccess)
    code = cudaLibraryLoadData (&card->library, mtn_bench_fused, NULL, NULL, 0, NULL, NULL, 0);
  if (code == cudaSuccess)
    code = cudaLibraryGetKernel (&card->kernel, card->library, "mtn_fused");
  if (code == cudaSuccess)
    code = measure (card, multiply, N_LAUNCHES, &seconds);
  if (code == cudaSuccess)
    self->arithmetic = 2.0 * N_FUSED * N_ROUNDS * N_THREADS * N_BLOCKS / seconds;

  return code;
}

gboolean
mtn_bench_ceilings_measure (MtnBenchCeilings *self, int device, char **why)
{
  Card card = { { NULL } };
  cudaError_t code;

  *self = (MtnBenchCeilings){ 0 };
  cudaRuntimeGetVersion (&self->runtime);
  cudaDriverGetVersion (&self->driver);
  code = measure_all (self, &card, device);

  if (card.library != NULL)
    cudaLibraryUnload (card.library);
  if (card.stream != NULL)
    cudaStreamDestroy (card.stream);
  for (guint i = 0; i < G_N_ELEMENTS (card.memory); i++)
    if (card.memory[i] != NULL)
      cudaFree (card.memory[i]);

  if (code == cudaSuccess)
    return TRUE;

  *why = g_strdup (cudaGetErrorString (code));

  return FALSE;
}
