/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Streams are queues. What is queued runs at once, when somebody waits or asks for it, or at random. */

#include <string.h>

#include "mtn-fake-private.h"

#define MOST_ARGUMENTS 32

typedef enum
{
  TO_CARD,
  TO_HOST,
  SET,
  LAUNCH,
  RECORD,
} Kind;

typedef struct
{
  Kind kind;
  guint8 *to;
  const guint8 *from;
  gsize size;
  int value;
  MtnFakeKernel *kernel;
  unsigned grid[3], block[3];
  gsize n_shared;
  guint64 arguments[MOST_ARGUMENTS];
  gboolean hangs;
  gboolean is_wrong;
  struct CUevent_st *event;
  guint number; /* of the recording */
} Operation;

typedef struct CUstream_st
{
  int device;
  GQueue queue; /* (element-type Operation) */
} MtnFakeStream;

typedef struct CUevent_st
{
  int device;
  guint n_recorded;
  guint n_done;
} MtnFakeEvent;

static GPtrArray *streams; /* (element-type MtnFakeStream) */
static GPtrArray *events;  /* (element-type MtnFakeEvent) */
static guint32 random_state;
static guint n_wrong; /* launches so far of the kernel that is to go wrong */

static void
stream_free (gpointer data)
{
  MtnFakeStream *self = data;

  g_queue_clear_full (&self->queue, g_free);
  g_free (self);
}

static void
set_up (void)
{
  if (streams != NULL)
    return;

  streams = g_ptr_array_new_with_free_func (stream_free);
  events = g_ptr_array_new_with_free_func (g_free);
}

void
mtn_fake_streams_clear (int device)
{
  set_up ();

  for (guint i = streams->len; i > 0; i--)
    {
      MtnFakeStream *stream = g_ptr_array_index (streams, i - 1);

      if (device >= 0 && stream->device != device)
        continue;
      g_ptr_array_remove_index (streams, i - 1);
      mtn_fake_counts.n_streams--;
    }

  for (guint i = events->len; i > 0; i--)
    {
      MtnFakeEvent *event = g_ptr_array_index (events, i - 1);

      if (device >= 0 && event->device != device)
        continue;
      g_ptr_array_remove_index (events, i - 1);
      mtn_fake_counts.n_events--;
    }

  if (device < 0)
    n_wrong = 0;
}

/* Nothing that a kernel left unwritten may be brought to the host. */
static gboolean
is_written (const Operation *operation)
{
  const unsigned char *shadow = mtn_fake_memory_get_shadow (operation->from);

  if (mtn_fake_config.kernels->tracks_writes)
    for (gsize i = 0; i < operation->size; i++)
      if (shadow[i] == 0)
        return FALSE;

  return TRUE;
}

static cudaError_t
run_kernel (MtnFakeStream *stream, Operation *operation)
{
  void *arguments[MOST_ARGUMENTS];
  char message[256] = "";

  for (guint i = 0; i < operation->kernel->n_arguments; i++)
    arguments[i] = &operation->arguments[i];

  mtn_fake_counts.n_launches++;
  if (mtn_fake_config.kernels->launch (operation->kernel->kernel, operation->grid, operation->block,
                                       operation->n_shared, arguments, message, sizeof message) != 0)
    {
      g_snprintf (mtn_fake_message, sizeof mtn_fake_message, "%s: %s", operation->kernel->name, message);
      return mtn_fake_lose (stream->device, cudaErrorLaunchFailure);
    }

  /* The first argument of every kernel is what it writes to. */
  if (operation->is_wrong)
    **(guint8 **) arguments[0] ^= 1;

  return cudaSuccess;
}

static cudaError_t
run (MtnFakeStream *stream, Operation *operation)
{
  cudaError_t code = cudaSuccess;

  if (operation->kind == RECORD)
    {
      operation->event->n_done = MAX (operation->event->n_done, operation->number);
      return code;
    }

  mtn_fake_memory_open ();
  switch (operation->kind)
    {
    case TO_CARD:
      memcpy (operation->to, operation->from, operation->size);
      memset (mtn_fake_memory_get_shadow (operation->to), 1, operation->size);
      break;
    case TO_HOST:
      if (is_written (operation))
        memcpy (operation->to, operation->from, operation->size);
      else
        code = mtn_fake_refuse (cudaErrorInvalidValue, "copy to the host of what was never written");
      break;
    case SET:
      memset (operation->to, operation->value, operation->size);
      memset (mtn_fake_memory_get_shadow (operation->to), 1, operation->size);
      break;
    case LAUNCH:
      code = run_kernel (stream, operation);
      break;
    case RECORD:
    default:
      g_assert_not_reached ();
    }
  mtn_fake_memory_close ();

  return code;
}

/* Runs the first operation. @did: (out): FALSE where there is none, or where it never ends. */
static cudaError_t
step (MtnFakeStream *stream, gboolean *did)
{
  Operation *operation = g_queue_peek_head (&stream->queue);
  cudaError_t code;

  *did = operation != NULL && !operation->hangs;
  if (!*did)
    return cudaSuccess;

  code = run (stream, operation);
  g_free (g_queue_pop_head (&stream->queue));

  return code;
}

static cudaError_t
drain (MtnFakeStream *stream)
{
  cudaError_t code = cudaSuccess;
  gboolean did = TRUE;

  while (code == cudaSuccess && did)
    code = step (stream, &did);
  if (code == cudaSuccess && !g_queue_is_empty (&stream->queue))
    g_error ("the host waits for a kernel that never ends");

  return code;
}

cudaError_t
mtn_fake_streams_drain (int device)
{
  cudaError_t code = cudaSuccess;

  for (guint i = 0; streams != NULL && code == cudaSuccess && i < streams->len; i++)
    {
      MtnFakeStream *stream = g_ptr_array_index (streams, i);

      if (stream->device == device)
        code = drain (stream);
    }

  return code;
}

gboolean
mtn_fake_streams_use (const void *pointer, gsize size)
{
  const guint8 *start = pointer;

  for (guint i = 0; streams != NULL && i < streams->len; i++)
    {
      MtnFakeStream *stream = g_ptr_array_index (streams, i);

      for (GList *link = stream->queue.head; link != NULL; link = link->next)
        {
          const Operation *operation = link->data;

          if ((operation->kind == TO_CARD && operation->from >= start && operation->from < start + size) ||
              (operation->kind == TO_HOST && operation->to >= start && operation->to < start + size))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
flip_coin (void)
{
  random_state = (random_state + mtn_fake_config.seed) * 1664525u + 1013904223u;

  return (random_state >> 16 & 3) != 0;
}

static cudaError_t
push (MtnFakeStream *stream, const Operation *operation)
{
  cudaError_t code = cudaSuccess;
  gboolean did = TRUE;

  g_queue_push_tail (&stream->queue, g_memdup2 (operation, sizeof *operation));

  if (mtn_fake_config.order == MTN_FAKE_EAGER)
    while (code == cudaSuccess && did)
      code = step (stream, &did);
  else if (mtn_fake_config.order == MTN_FAKE_RANDOM)
    while (code == cudaSuccess && did && flip_coin ())
      code = step (stream, &did);

  return code;
}

static cudaError_t
enter_stream (const char *function, cudaStream_t stream)
{
  cudaError_t code = mtn_fake_enter_context (function);

  if (code != cudaSuccess)
    return code;
  if (stream == NULL || !g_ptr_array_find (streams, stream, NULL))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "%s(): no such stream", function);
  if (stream->device != mtn_fake_device)
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "%s(): stream of another card", function);

  return cudaSuccess;
}

cudaError_t
cudaMemcpyAsync (void *to, const void *from, size_t size, enum cudaMemcpyKind kind, cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaMemcpyAsync", stream);
  gboolean to_card = kind == cudaMemcpyHostToDevice;
  Operation operation = { .kind = to_card ? TO_CARD : TO_HOST, .to = to, .from = from, .size = size };

  if (code != cudaSuccess)
    return code;
  if (!to_card && kind != cudaMemcpyDeviceToHost)
    return mtn_fake_refuse (cudaErrorInvalidValue, "a kind of copy that is not known here");
  if (!mtn_fake_memory_is_on (to_card ? to : from, size, stream->device))
    return mtn_fake_refuse (cudaErrorInvalidValue, "copy outside of the card's memory");
  if (!mtn_fake_memory_is_pinned (to_card ? from : to, size))
    return mtn_fake_refuse (cudaErrorInvalidValue, "copy of memory that is not pinned");

  /* Whoever looks too early sees this. */
  if (!to_card)
    memset (to, 0xFE, size);

  return push (stream, &operation);
}

cudaError_t
cudaMemsetAsync (void *pointer, int value, size_t size, cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaMemsetAsync", stream);
  Operation operation = { .kind = SET, .to = pointer, .size = size, .value = value };

  if (code != cudaSuccess)
    return code;
  if (!mtn_fake_memory_is_on (pointer, size, stream->device))
    return mtn_fake_refuse (cudaErrorInvalidValue, "cudaMemsetAsync() outside of the card's memory");

  return push (stream, &operation);
}

cudaError_t
cudaLaunchKernel (const void *function,
                  dim3 grid,
                  dim3 block,
                  void **arguments,
                  size_t shared,
                  cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaLaunchKernel", stream);
  MtnFakeKernel *kernel = (MtnFakeKernel *) function;
  Operation operation = {
    .kind = LAUNCH,
    .kernel = kernel,
    .grid = { grid.x, grid.y, grid.z },
    .block = { block.x, block.y, block.z },
    .n_shared = shared,
  };

  if (code != cudaSuccess)
    return code;
  if (!mtn_fake_kernel_exists (function))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "launch of what is no kernel");
  if (grid.x == 0 || grid.y == 0 || grid.z == 0 || grid.x > G_MAXINT || grid.y > 65535 || grid.z > 65535)
    return mtn_fake_refuse (cudaErrorInvalidConfiguration, "%s: grid of %u × %u × %u", kernel->name, grid.x,
                            grid.y, grid.z);
  if (block.x == 0 || block.y == 0 || block.z == 0 || block.z > 64 ||
      (guint64) block.x * block.y * block.z > 1024)
    return mtn_fake_refuse (cudaErrorInvalidConfiguration, "%s: block of %u × %u × %u", kernel->name, block.x,
                            block.y, block.z);
  if (shared > kernel->most_shared)
    return mtn_fake_refuse (cudaErrorInvalidValue, "%s: %zu bytes of shared memory", kernel->name, shared);

  g_assert (kernel->n_arguments <= MOST_ARGUMENTS);
  for (guint i = 0; i < kernel->n_arguments; i++)
    memcpy (&operation.arguments[i], arguments[i], kernel->sizes[i]);

  if (mtn_fake_config.hang_nth > 0 && --mtn_fake_config.hang_nth == 0)
    operation.hangs = TRUE;
  if (g_strcmp0 (mtn_fake_config.wrong_kernel, kernel->name) == 0)
    operation.is_wrong = ++n_wrong >= mtn_fake_config.wrong_nth;

  return push (stream, &operation);
}

cudaError_t
cudaStreamCreateWithFlags (cudaStream_t *stream, unsigned int flags)
{
  cudaError_t code = mtn_fake_enter_context ("cudaStreamCreateWithFlags");
  MtnFakeStream *self;

  if (code != cudaSuccess)
    return code;
  if ((flags & ~(unsigned) cudaStreamNonBlocking) != 0)
    return mtn_fake_refuse (cudaErrorInvalidValue, "flags %u of a stream", flags);

  set_up ();
  self = g_new0 (MtnFakeStream, 1);
  self->device = mtn_fake_device;
  g_queue_init (&self->queue);
  g_ptr_array_add (streams, self);
  mtn_fake_counts.n_streams++;
  *stream = self;

  return cudaSuccess;
}

/* What is queued would still run; nobody can tell when. */
cudaError_t
cudaStreamDestroy (cudaStream_t stream)
{
  cudaError_t code = mtn_fake_states[mtn_fake_device].lost;

  if (streams == NULL || !g_ptr_array_find (streams, stream, NULL))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "no such stream");
  if (code == cudaSuccess)
    code = drain (stream);

  g_ptr_array_remove (streams, stream);
  mtn_fake_counts.n_streams--;

  return mtn_fake_leave (code);
}

cudaError_t
cudaStreamSynchronize (cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaStreamSynchronize", stream);

  return code == cudaSuccess ? drain (stream) : code;
}

cudaError_t
cudaStreamQuery (cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaStreamQuery", stream);
  gboolean did;

  if (code == cudaSuccess)
    code = step (stream, &did);
  if (code != cudaSuccess)
    return code;

  return g_queue_is_empty (&stream->queue) ? cudaSuccess : cudaErrorNotReady;
}

cudaError_t
cudaEventCreateWithFlags (cudaEvent_t *event, unsigned int flags)
{
  cudaError_t code = mtn_fake_enter_context ("cudaEventCreateWithFlags");
  MtnFakeEvent *self;

  if (code != cudaSuccess)
    return code;
  if ((flags & ~(unsigned) cudaEventDisableTiming) != 0)
    return mtn_fake_refuse (cudaErrorInvalidValue, "flags %u of an event", flags);

  set_up ();
  self = g_new0 (MtnFakeEvent, 1);
  self->device = mtn_fake_device;
  g_ptr_array_add (events, self);
  mtn_fake_counts.n_events++;
  *event = self;

  return cudaSuccess;
}

cudaError_t
cudaEventDestroy (cudaEvent_t event)
{
  cudaError_t code = mtn_fake_states[mtn_fake_device].lost;

  for (guint i = 0; streams != NULL && i < streams->len; i++)
    {
      MtnFakeStream *stream = g_ptr_array_index (streams, i);

      for (GList *link = stream->queue.head; link != NULL;)
        {
          GList *next = link->next;
          Operation *operation = link->data;

          if (operation->event == event)
            {
              g_free (operation);
              g_queue_delete_link (&stream->queue, link);
            }
          link = next;
        }
    }

  if (events == NULL || !g_ptr_array_remove (events, event))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "no such event");
  mtn_fake_counts.n_events--;

  return mtn_fake_leave (code);
}

static cudaError_t
enter_event (const char *function, cudaEvent_t event)
{
  cudaError_t code = mtn_fake_enter_context (function);

  if (code == cudaSuccess && (events == NULL || !g_ptr_array_find (events, event, NULL)))
    code = mtn_fake_refuse (cudaErrorInvalidResourceHandle, "%s(): no such event", function);

  return code;
}

cudaError_t
cudaEventRecord (cudaEvent_t event, cudaStream_t stream)
{
  cudaError_t code = enter_stream ("cudaEventRecord", stream);
  Operation operation = { .kind = RECORD, .event = event };

  if (code != cudaSuccess)
    return code;
  if (event == NULL || event->device != stream->device)
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "event of another card");

  operation.number = ++event->n_recorded;

  return push (stream, &operation);
}

/* Each time that somebody asks, the streams of the card get on by one operation. */
cudaError_t
cudaEventQuery (cudaEvent_t event)
{
  cudaError_t code = enter_event ("cudaEventQuery", event);

  for (guint i = 0; code == cudaSuccess && event->n_done < event->n_recorded && i < streams->len; i++)
    {
      MtnFakeStream *stream = g_ptr_array_index (streams, i);
      gboolean did;

      if (stream->device == event->device)
        code = step (stream, &did);
    }
  if (code != cudaSuccess)
    return code;

  return event->n_done < event->n_recorded ? cudaErrorNotReady : cudaSuccess;
}

cudaError_t
cudaEventSynchronize (cudaEvent_t event)
{
  cudaError_t code = enter_event ("cudaEventSynchronize", event);
  gboolean did = TRUE;

  while (code == cudaSuccess && event->n_done < event->n_recorded)
    {
      gboolean any = FALSE;

      for (guint i = 0; code == cudaSuccess && i < streams->len; i++)
        {
          code = step (g_ptr_array_index (streams, i), &did);
          any = any || did;
        }
      if (code == cudaSuccess && !any)
        g_error ("the host waits for what never comes");
    }

  return code;
}
