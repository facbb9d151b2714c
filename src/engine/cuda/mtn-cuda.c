/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* One card: opened, watched, closed. */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mtn-cuda-private.h"

#define PATIENCE 60000

/* Waiting begins with asking again at once: most operations take less than going to sleep does. */
#define N_SPINS 2000

void
mtn_cuda_describe (cudaError_t code, const char *doing, char *out, gsize n_out)
{
  snprintf (out, n_out, "%s: %s (%s)", doing, cudaGetErrorString (code), cudaGetErrorName (code));
}

gboolean
mtn_cuda_check (MtnCuda *self, cudaError_t code, const char *doing)
{
  if (code == cudaSuccess)
    return TRUE;

  mtn_cuda_describe (code, doing, self->failure, sizeof self->failure);

  /* There may be memory again; after anything else nothing that was queued can be relied on. */
  self->is_lost = self->is_lost || code != cudaErrorMemoryAllocation;

  return FALSE;
}

gboolean
mtn_cuda_enter (MtnCuda *self)
{
  return !self->is_lost && mtn_cuda_check (self, cudaSetDevice (self->device), _ ("choosing the card"));
}

static guint64
get_milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (guint64) now.tv_sec * 1000 + (guint64) now.tv_nsec / 1000000;
}

gboolean
mtn_cuda_wait (MtnCuda *self, cudaEvent_t event)
{
  const struct timespec nap = { .tv_nsec = 50000 };
  guint64 end = get_milliseconds () + self->patience;
  guint n_asked = 0;

  for (;;)
    {
      cudaError_t code = cudaEventQuery (event);

      if (code != cudaErrorNotReady)
        return mtn_cuda_check (self, code, _ ("waiting for the card"));

      if (n_asked++ < N_SPINS)
        continue;
      if (get_milliseconds () >= end)
        break;
      nanosleep (&nap, NULL);
    }

  snprintf (self->failure, sizeof self->failure, _ ("the card has not answered for %g seconds"),
            self->patience / 1000.0);
  self->is_lost = self->is_hung = TRUE;

  return FALSE;
}

const char *
mtn_cuda_get_failure (gpointer context)
{
  return ((MtnCuda *) context)->failure;
}

/* Kept to the end of the process, as what the card may still write to has to be. */
static void
abandon (MtnCuda *self)
{
  static MtnCuda *abandoned;

  self->next = __atomic_load_n (&abandoned, __ATOMIC_SEQ_CST);
  while (
      !__atomic_compare_exchange_n (&abandoned, &self->next, self, FALSE, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    ;
}

/* Errors are not asked for here: on a card that is lost every call returns the one that lost it. */
void
mtn_cuda_free_context (gpointer context)
{
  MtnCuda *self = context;

  /* What hangs cannot be freed: every call would wait for it. */
  if (self->is_hung)
    {
      abandon (self);
      return;
    }

  cudaSetDevice (self->device);

  /* So that nothing below waits for a card that hangs. */
  if (!self->is_lost && self->stages[0].done != NULL &&
      mtn_cuda_check (self, cudaEventRecord (self->stages[0].done, self->stream), "") &&
      !mtn_cuda_wait (self, self->stages[0].done) && self->is_hung)
    {
      abandon (self);
      return;
    }

  mtn_cuda_stages_clear (self);
  if (self->scratch != NULL)
    cudaFree (self->scratch);
  if (self->library != NULL)
    cudaLibraryUnload (self->library);
  if (self->stream != NULL)
    cudaStreamDestroy (self->stream);
  free (self);
}

static int
launch (gpointer context, MtnCudaKernel kernel, guint grid_x, guint grid_y, void **arguments)
{
  MtnCuda *self = context;
  dim3 grid = { grid_x, grid_y, 1 };
  dim3 block = { mtn_cuda_kernels[kernel].n_threads, 1, 1 };

  return (int) cudaLaunchKernel ((const void *) self->kernels[kernel], grid, block, arguments, 0,
                                 self->stream);
}

/* The driver compiles the kernels in a call that nobody can break off: it has a thread of its own, which is
 * left behind if need be. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  int device;
  cudaLibrary_t library;
  cudaError_t code;
  gboolean is_done;
  gboolean is_left; /* whoever wanted it is gone */
} Loading;

static void
free_loading (Loading *self)
{
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  free (self);
}

static void *
load_in_thread (void *data)
{
  Loading *self = data;
  cudaLibrary_t library = NULL;
  cudaError_t code = cudaSetDevice (self->device);
  gboolean is_left;

  if (code == cudaSuccess)
    code = cudaLibraryLoadData (&library, mtn_cuda_image, NULL, NULL, 0, NULL, NULL, 0);

  pthread_mutex_lock (&self->mutex);
  self->library = library;
  self->code = code;
  self->is_done = TRUE;
  is_left = self->is_left;
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  if (is_left)
    free_loading (self);

  return NULL;
}

static Loading *
start_loading (int device)
{
  Loading *self = calloc (1, sizeof *self);
  pthread_condattr_t attributes;
  pthread_t thread;

  if (self == NULL)
    return NULL;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, &attributes);
  pthread_condattr_destroy (&attributes);
  self->device = device;
  if (pthread_create (&thread, NULL, load_in_thread, self) != 0)
    {
      free_loading (self);
      return NULL;
    }
  pthread_detach (thread);

  return self;
}

static gboolean
load_kernels (MtnCuda *self, guint patience)
{
  Loading *loading = start_loading (self->device);
  struct timespec end;
  cudaError_t code = cudaErrorMemoryAllocation;
  gboolean is_done;

  if (loading == NULL)
    return mtn_cuda_check (self, code, _ ("loading the kernels"));

  clock_gettime (CLOCK_MONOTONIC, &end);
  end.tv_sec += patience / 1000;
  end.tv_nsec += patience % 1000 * 1000000;
  if (end.tv_nsec >= 1000000000)
    {
      end.tv_sec++;
      end.tv_nsec -= 1000000000;
    }

  pthread_mutex_lock (&loading->mutex);
  while (!loading->is_done && pthread_cond_timedwait (&loading->changed, &loading->mutex, &end) == 0)
    ;
  is_done = loading->is_done;
  loading->is_left = !is_done;
  self->library = loading->library;
  code = loading->code;
  pthread_mutex_unlock (&loading->mutex);

  if (is_done)
    {
      free_loading (loading);
      return mtn_cuda_check (self, code, _ ("loading the kernels"));
    }

  snprintf (self->failure, sizeof self->failure, _ ("the driver has not compiled the kernels in %g seconds"),
            patience / 1000.0);
  self->is_lost = self->is_hung = TRUE;

  return FALSE;
}

static gboolean
set_up (MtnCuda *self, guint patience)
{
  if (!mtn_cuda_check (self, cudaStreamCreateWithFlags (&self->stream, cudaStreamNonBlocking),
                       _ ("making a stream")) ||
      !load_kernels (self, patience))
    return FALSE;

  for (guint i = 0; i < MTN_CUDA_N_KERNELS; i++)
    if (!mtn_cuda_check (self,
                         cudaLibraryGetKernel (&self->kernels[i], self->library, mtn_cuda_kernels[i].name),
                         _ ("finding a kernel")))
      return FALSE;

  return mtn_cuda_stages_init (self);
}

static gboolean
try (cudaError_t code, const char *doing, char *out, gsize n_out)
{
  if (code == cudaSuccess)
    return TRUE;

  mtn_cuda_describe (code, doing, out, n_out);

  return FALSE;
}

static void
get_system (MtnCudaSystem *out)
{
  int n_cards = 0;
  cudaError_t code;

  memset (out, 0, sizeof *out);
  out->status = MTN_CUDA_FAILED;
  if (!try (cudaRuntimeGetVersion (&out->runtime), _ ("asking for the version"), out->failure,
            sizeof out->failure) ||
      !try (cudaDriverGetVersion (&out->driver), _ ("asking for the driver"), out->failure,
            sizeof out->failure))
    return;

  /* A runtime without a driver says the same as one with too old a driver. */
  code = cudaGetDeviceCount (&n_cards);
  if (out->driver == 0 || code == cudaErrorStubLibrary)
    out->status = MTN_CUDA_NO_DRIVER;
  else if (code == cudaErrorInsufficientDriver)
    out->status = MTN_CUDA_OLD_DRIVER;
  else if (code == cudaErrorNoDevice || (code == cudaSuccess && n_cards == 0))
    out->status = MTN_CUDA_NO_CARD;
  else if (try (code, _ ("counting the cards"), out->failure, sizeof out->failure))
    {
      out->status = MTN_CUDA_READY;
      out->n_cards = (guint) n_cards;
    }
}

static void
get_card (guint device, gboolean with_memory, MtnCudaCard *out)
{
  /* Only the name, which comes first: the fields behind it differ between runtimes. */
  struct cudaDeviceProp properties;
  int n_processors = 0;
  size_t n_free = 0, n_total = 0;

  memset (out, 0, sizeof *out);
  out->status = MTN_CUDA_FAILED;
  if (!try (cudaGetDeviceProperties (&properties, (int) device), _ ("asking for the card's name"),
            out->failure, sizeof out->failure))
    return;
  snprintf (out->name, sizeof out->name, "%s", properties.name);

  if (!try (cudaDeviceGetPCIBusId (out->bus, sizeof out->bus, (int) device),
            _ ("asking for the card's place"), out->failure, sizeof out->failure) ||
      !try (cudaDeviceGetAttribute (&out->major, cudaDevAttrComputeCapabilityMajor, (int) device),
            _ ("asking what the card can do"), out->failure, sizeof out->failure) ||
      !try (cudaDeviceGetAttribute (&out->minor, cudaDevAttrComputeCapabilityMinor, (int) device),
            _ ("asking what the card can do"), out->failure, sizeof out->failure) ||
      !try (cudaDeviceGetAttribute (&n_processors, cudaDevAttrMultiProcessorCount, (int) device),
            _ ("asking what the card can do"), out->failure, sizeof out->failure))
    return;
  out->n_processors = (guint) n_processors;

  if (out->major < MTN_CUDA_LEAST_MAJOR ||
      (out->major == MTN_CUDA_LEAST_MAJOR && out->minor < MTN_CUDA_LEAST_MINOR))
    {
      out->status = MTN_CUDA_OLD_CARD;
      return;
    }

  if (with_memory)
    {
      if (!try (cudaSetDevice ((int) device), _ ("choosing the card"), out->failure, sizeof out->failure) ||
          !try (cudaMemGetInfo (&n_free, &n_total), _ ("asking for the memory"), out->failure,
                sizeof out->failure))
        return;
      out->n_free = n_free;
      out->n_total = n_total;
    }

  out->status = with_memory && out->n_free < MTN_CUDA_LEAST_MEMORY ? MTN_CUDA_LITTLE_MEMORY : MTN_CUDA_READY;
}

static gpointer
open_card (guint device, guint patience, MtnCudaCard *out)
{
  MtnCuda *self;

  get_card (device, TRUE, out);
  if (out->status != MTN_CUDA_READY)
    return NULL;

  self = calloc (1, sizeof *self);
  if (self == NULL)
    {
      out->status = MTN_CUDA_FAILED;
      snprintf (out->failure, sizeof out->failure, "%s", _ ("there is not enough memory"));
      return NULL;
    }

  self->device = (int) device;
  self->patience = PATIENCE;
  self->launcher = (MtnCudaLauncher){ launch, self };
  if (!set_up (self, patience))
    {
      out->status = self->is_lost ? MTN_CUDA_FAILED : MTN_CUDA_LITTLE_MEMORY;
      snprintf (out->failure, sizeof out->failure, "%s", self->failure);
      mtn_cuda_free_context (self);
      return NULL;
    }

  return self;
}

static void
set_patience (gpointer context, guint milliseconds)
{
  ((MtnCuda *) context)->patience = milliseconds > 0 ? milliseconds : PATIENCE;
}

/* All that can be seen of the module from outside. */
__attribute__ ((visibility ("default"))) extern const MtnCudaModule mtn_cuda_module;

const MtnCudaModule mtn_cuda_module = {
  .abi = MTN_CUDA_MODULE_ABI,
  .engine_abi = MTN_ENGINE_ABI,
  .version = MTN_VERSION,
  .vtable = &mtn_cuda_vtable,
  .get_system = get_system,
  .get_card = get_card,
  .open = open_card,
  .set_patience = set_patience,
};
