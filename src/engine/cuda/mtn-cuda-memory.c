/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-private.h"

/* Left for what the driver takes while kernels run. */
#define RESERVE ((gsize) 32 << 20)

gpointer
mtn_cuda_buffer_new (gpointer context, gsize n_values)
{
  MtnCuda *self = context;
  gsize n_bytes = MAX (n_values, 1) * sizeof (float);
  void *handle = NULL;

  if (n_values > G_MAXSIZE / sizeof (float) || !mtn_cuda_enter (self) ||
      !mtn_cuda_check (self, cudaMalloc (&handle, n_bytes), _ ("getting memory of the card")))
    return NULL;

  if (!mtn_cuda_check (self, cudaMemsetAsync (handle, 0, n_bytes, self->stream), _ ("clearing memory")))
    {
      cudaFree (handle);
      return NULL;
    }

  return handle;
}

void
mtn_cuda_buffer_free (gpointer context, gpointer handle)
{
  MtnCuda *self = context;

  if (self->is_hung)
    return;

  /* What went wrong before is not this call's to tell; the memory is given back all the same. */
  cudaSetDevice (self->device);
  cudaFree (handle);
}

gsize
mtn_cuda_get_memory (gpointer context)
{
  MtnCuda *self = context;
  size_t n_free = 0, n_total = 0;

  if (!mtn_cuda_enter (self) ||
      !mtn_cuda_check (self, cudaMemGetInfo (&n_free, &n_total), _ ("asking for the memory")))
    return 0;

  return n_free > RESERVE ? n_free - RESERVE : 0;
}

gboolean
mtn_cuda_need_scratch (MtnCuda *self, gsize n_bytes)
{
  if (n_bytes <= self->n_scratch)
    return TRUE;

  /* cudaFree() waits for the card; that must not be for ever. */
  if (self->scratch != NULL)
    {
      MtnCudaStage *stage = &self->stages[self->stage];

      if (!mtn_cuda_check (self, cudaEventRecord (stage->done, self->stream), _ ("recording an event")) ||
          !mtn_cuda_wait (self, stage->done))
        return FALSE;
      cudaFree (self->scratch);
      self->scratch = NULL;
      self->n_scratch = 0;
    }

  if (!mtn_cuda_check (self, cudaMalloc (&self->scratch, n_bytes), _ ("getting memory of the card")))
    return FALSE;
  self->n_scratch = n_bytes;

  return TRUE;
}
