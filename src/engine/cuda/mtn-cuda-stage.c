/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The two stages through which everything passes between host and card. */

#include <string.h>

#include "mtn-cuda-private.h"

/* Tests have smaller ones, so that more of them are filled. */
#ifndef MTN_CUDA_STAGE_SIZE
#define MTN_CUDA_STAGE_SIZE ((gsize) 4 << 20)
#endif
#define ALIGNMENT 256

gsize
mtn_cuda_stage_round (gsize n_bytes)
{
  return (n_bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void
stage_clear (MtnCudaStage *stage)
{
  if (stage->card != NULL)
    cudaFree (stage->card);
  if (stage->host != NULL)
    cudaFreeHost (stage->host);
  stage->card = NULL;
  stage->host = NULL;
  stage->size = 0;
}

static gboolean
stage_set_size (MtnCuda *self, MtnCudaStage *stage, gsize size)
{
  stage_clear (stage);
  if (!mtn_cuda_check (self, cudaHostAlloc ((void **) &stage->host, size, cudaHostAllocDefault),
                       _ ("getting pinned memory")) ||
      !mtn_cuda_check (self, cudaMalloc ((void **) &stage->card, size), _ ("getting memory of the card")))
    {
      stage_clear (stage);
      return FALSE;
    }
  stage->size = size;

  return TRUE;
}

gboolean
mtn_cuda_stages_init (MtnCuda *self)
{
  for (guint i = 0; i < MTN_CUDA_N_STAGES; i++)
    if (!mtn_cuda_check (self, cudaEventCreateWithFlags (&self->stages[i].done, cudaEventDisableTiming),
                         _ ("making an event")) ||
        !stage_set_size (self, &self->stages[i], MTN_CUDA_STAGE_SIZE))
      return FALSE;

  return TRUE;
}

void
mtn_cuda_stages_clear (MtnCuda *self)
{
  for (guint i = 0; i < MTN_CUDA_N_STAGES; i++)
    {
      stage_clear (&self->stages[i]);
      if (self->stages[i].done != NULL)
        cudaEventDestroy (self->stages[i].done);
      self->stages[i].done = NULL;
    }
}

static gboolean
leave (MtnCuda *self, MtnCudaStage *stage)
{
  stage->is_pending =
      mtn_cuda_check (self, cudaEventRecord (stage->done, self->stream), _ ("recording an event"));

  return stage->is_pending;
}

static gboolean
wait_for (MtnCuda *self, MtnCudaStage *stage)
{
  if (stage->is_pending && !mtn_cuda_wait (self, stage->done))
    return FALSE;

  stage->is_pending = FALSE;
  stage->used = stage->sent = 0;

  return TRUE;
}

/* Takes the other stage, empty, with room for so much. */
static gboolean
turn (MtnCuda *self, gsize n_bytes)
{
  MtnCudaStage *stage = &self->stages[self->stage];

  if (!stage->is_pending && stage->used > 0 && !leave (self, stage))
    return FALSE;

  self->stage = (self->stage + 1) % MTN_CUDA_N_STAGES;
  stage = &self->stages[self->stage];

  return wait_for (self, stage) && (n_bytes <= stage->size || stage_set_size (self, stage, n_bytes));
}

gboolean
mtn_cuda_stage_begin (MtnCuda *self, gsize n_bytes)
{
  MtnCudaStage *stage = &self->stages[self->stage];

  if (!mtn_cuda_enter (self))
    return FALSE;

  return (!stage->is_pending && n_bytes <= stage->size - stage->used) || turn (self, n_bytes);
}

void *
mtn_cuda_stage_reserve (MtnCuda *self, gsize n_bytes)
{
  MtnCudaStage *stage = &self->stages[self->stage];
  void *on_card = stage->card + stage->used;

  stage->used += mtn_cuda_stage_round (n_bytes);

  return on_card;
}

void *
mtn_cuda_stage_put (MtnCuda *self, const void *data, gsize n_bytes)
{
  MtnCudaStage *stage = &self->stages[self->stage];

  if (n_bytes > 0)
    memcpy (stage->host + stage->used, data, n_bytes);

  return mtn_cuda_stage_reserve (self, n_bytes);
}

gboolean
mtn_cuda_stage_send (MtnCuda *self)
{
  MtnCudaStage *stage = &self->stages[self->stage];
  gsize from = stage->sent;

  stage->sent = stage->used;

  return from == stage->used ||
         mtn_cuda_check (self,
                         cudaMemcpyAsync (stage->card + from, stage->host + from, stage->used - from,
                                          cudaMemcpyHostToDevice, self->stream),
                         _ ("copying to the card"));
}

const void *
mtn_cuda_stage_fetch (MtnCuda *self, const void *on_card, gsize n_bytes)
{
  MtnCudaStage *stage = &self->stages[self->stage];
  guint8 *host = stage->host + ((const guint8 *) on_card - stage->card);

  if (n_bytes > 0 &&
      !mtn_cuda_check (self, cudaMemcpyAsync (host, on_card, n_bytes, cudaMemcpyDeviceToHost, self->stream),
                       _ ("copying from the card")))
    return NULL;

  return host;
}

gboolean
mtn_cuda_stage_finish (MtnCuda *self)
{
  MtnCudaStage *stage = &self->stages[self->stage];

  return leave (self, stage) && wait_for (self, stage);
}

gboolean
mtn_cuda_write (gpointer context, gpointer handle, gsize offset, const float *values, gsize n_values)
{
  MtnCuda *self = context;
  float *to = (float *) handle + offset;

  while (n_values > 0)
    {
      gsize n = MIN (n_values, MTN_CUDA_STAGE_SIZE / sizeof (float));
      MtnCudaStage *stage;

      if (!mtn_cuda_stage_begin (self, mtn_cuda_stage_round (n * sizeof (float))))
        return FALSE;

      /* From the stage straight to where it belongs. */
      stage = &self->stages[self->stage];
      memcpy (stage->host + stage->used, values, n * sizeof (float));
      if (!mtn_cuda_check (self,
                           cudaMemcpyAsync (to, stage->host + stage->used, n * sizeof (float),
                                            cudaMemcpyHostToDevice, self->stream),
                           _ ("copying to the card")))
        return FALSE;
      stage->used += mtn_cuda_stage_round (n * sizeof (float));
      stage->sent = stage->used;

      to += n;
      values += n;
      n_values -= n;
    }

  return TRUE;
}

gboolean
mtn_cuda_read (gpointer context, gpointer handle, gsize offset, float *values, gsize n_values)
{
  MtnCuda *self = context;
  const float *from = (const float *) handle + offset;
  MtnCudaStage *last = NULL;
  gsize n_last = 0;

  if (!mtn_cuda_enter (self))
    return FALSE;

  /* While one stage is filled by the card, the host empties the other. */
  while (n_values > 0 || last != NULL)
    {
      gsize n = MIN (n_values, MTN_CUDA_STAGE_SIZE / sizeof (float));
      MtnCudaStage *stage = NULL;

      if (n > 0)
        {
          if (!turn (self, n * sizeof (float)))
            return FALSE;
          stage = &self->stages[self->stage];
          if (!mtn_cuda_check (self,
                               cudaMemcpyAsync (stage->host, from, n * sizeof (float), cudaMemcpyDeviceToHost,
                                                self->stream),
                               _ ("copying from the card")) ||
              !leave (self, stage))
            return FALSE;
        }

      if (last != NULL)
        {
          if (!wait_for (self, last))
            return FALSE;
          memcpy (values, last->host, n_last * sizeof (float));
          values += n_last;
        }

      last = stage;
      n_last = n;
      from += n;
      n_values -= n;
    }

  return TRUE;
}
