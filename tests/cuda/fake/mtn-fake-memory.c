/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The memory of the cards is one range of addresses that only an operation of a stream can touch: whoever
 * forgets to copy gets SIGSEGV. Addresses are never given out twice before a reset. */

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "mtn-fake-private.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(pointer, size) ASAN_POISON_MEMORY_REGION (pointer, size)
#define UNPOISON(pointer, size) ASAN_UNPOISON_MEMORY_REGION (pointer, size)
#else
#define POISON(pointer, size) ((void) 0)
#define UNPOISON(pointer, size) ((void) 0)
#endif

#define RANGE ((gsize) 8 << 30)
#define GAP 512

typedef struct
{
  guint8 *start;
  gsize size;
  int device;
} Piece;

static guint8 *range;
static guint8 *shadow; /* as long as @range */
static gsize used;
static guint n_open;
static GArray *pieces; /* (element-type Piece): that are allocated now, by address */
static GArray *pinned; /* (element-type Piece) */

static guint8 *
map (int protection)
{
  void *start = mmap (NULL, RANGE, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  g_assert (start != MAP_FAILED);

  return start;
}

static void
set_up (void)
{
  if (range != NULL)
    return;

  range = map (PROT_NONE);
  shadow = map (PROT_READ | PROT_WRITE);
  pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  pinned = g_array_new (FALSE, FALSE, sizeof (Piece));
}

void
mtn_fake_memory_open (void)
{
  /* What is above @used was never given out. */
  if (n_open++ == 0 && used > 0)
    mprotect (range, MIN (used + 4096, RANGE), PROT_READ | PROT_WRITE);
}

void
mtn_fake_memory_close (void)
{
  if (--n_open == 0 && used > 0)
    mprotect (range, MIN (used + 4096, RANGE), PROT_NONE);
}

static const Piece *
find (GArray *array, const void *pointer, gsize size)
{
  const guint8 *start = pointer;

  for (guint i = 0; array != NULL && i < array->len; i++)
    {
      const Piece *piece = &g_array_index (array, Piece, i);

      if (start >= piece->start && start <= piece->start + piece->size &&
          size <= (gsize) (piece->start + piece->size - start))
        return piece;
    }

  return NULL;
}

int
mtn_fake_memory_contains (const void *pointer, size_t size)
{
  return find (pieces, pointer, size) != NULL;
}

void
mtn_fake_memory_foreach (void (*func) (void *start, size_t size, void *data), void *data)
{
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    func (g_array_index (pieces, Piece, i).start, g_array_index (pieces, Piece, i).size, data);
}

unsigned char *
mtn_fake_memory_get_shadow (const void *pointer)
{
  return shadow + ((const guint8 *) pointer - range);
}

gboolean
mtn_fake_memory_is_on (const void *pointer, gsize size, int device)
{
  const Piece *piece = find (pieces, pointer, size);

  return piece != NULL && piece->device == device;
}

gboolean
mtn_fake_memory_is_pinned (const void *pointer, gsize size)
{
  return find (pinned, pointer, size) != NULL;
}

static void
drop (const Piece *piece)
{
  POISON (piece->start, piece->size);
  mtn_fake_counts.n_memories--;
  mtn_fake_counts.n_bytes -= piece->size;
}

void
mtn_fake_memory_clear (int device)
{
  set_up ();

  for (guint i = pieces->len; i > 0; i--)
    if (device < 0 || g_array_index (pieces, Piece, i - 1).device == device)
      {
        drop (&g_array_index (pieces, Piece, i - 1));
        g_array_remove_index (pieces, i - 1);
      }
  if (device >= 0)
    return;

  for (guint i = 0; i < pinned->len; i++)
    free (g_array_index (pinned, Piece, i).start);
  g_array_set_size (pinned, 0);
  UNPOISON (range, used);
  madvise (range, used, MADV_DONTNEED);
  madvise (shadow, used, MADV_DONTNEED);
  used = 0;
}

static gsize
get_used (int device)
{
  gsize n = mtn_fake_config.cards[device].used;

  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    if (g_array_index (pieces, Piece, i).device == device)
      n += g_array_index (pieces, Piece, i).size;

  return n;
}

cudaError_t
cudaMemGetInfo (size_t *n_free, size_t *n_total)
{
  cudaError_t code = mtn_fake_enter_context ("cudaMemGetInfo");
  const MtnFakeCard *card = &mtn_fake_config.cards[mtn_fake_device];
  gsize n_used = get_used (mtn_fake_device);

  if (code != cudaSuccess)
    return code;

  *n_total = card->total;
  *n_free = n_used < card->total ? card->total - n_used : 0;

  return cudaSuccess;
}

cudaError_t
cudaMalloc (void **pointer, size_t size)
{
  cudaError_t code = mtn_fake_enter_context ("cudaMalloc");
  const MtnFakeCard *card = &mtn_fake_config.cards[mtn_fake_device];
  Piece piece = { .size = size, .device = mtn_fake_device };
  gsize n_used = get_used (mtn_fake_device);

  if (code != cudaSuccess)
    return code;

  set_up ();
  if (size == 0)
    return mtn_fake_refuse (cudaErrorInvalidValue, "allocation of nothing");
  if (n_used > card->total || size > card->total - n_used || size + 2 * GAP > RANGE - used)
    return mtn_fake_leave (cudaErrorMemoryAllocation);

  piece.start = range + used + GAP;
  used = ((gsize) (piece.start - range) + size + GAP - 1) / GAP * GAP;
  g_array_append_val (pieces, piece);

  /* Nobody may rely on zeros. */
  mtn_fake_memory_open ();
  memset (piece.start, 0xFF, size);
  mtn_fake_memory_close ();

  mtn_fake_counts.n_memories++;
  mtn_fake_counts.n_bytes += size;
  mtn_fake_counts.most_bytes = MAX (mtn_fake_counts.most_bytes, mtn_fake_counts.n_bytes);
  *pointer = piece.start;

  return cudaSuccess;
}

static int
find_start (GArray *array, const void *pointer)
{
  for (guint i = 0; array != NULL && i < array->len; i++)
    if (g_array_index (array, Piece, i).start == pointer)
      return (int) i;

  return -1;
}

/* Also on a card that is lost: the memory is gone, but the call says what happened before. */
cudaError_t
cudaFree (void *pointer)
{
  cudaError_t code;
  int i = find_start (pieces, pointer);

  if (pointer == NULL)
    return cudaSuccess;
  if (i < 0)
    return mtn_fake_refuse (cudaErrorInvalidValue, "cudaFree() of what is not allocated");

  code = mtn_fake_states[mtn_fake_device].lost;
  if (code == cudaSuccess)
    code = mtn_fake_streams_drain (g_array_index (pieces, Piece, i).device);
  drop (&g_array_index (pieces, Piece, i));
  g_array_remove_index (pieces, (guint) i);

  return mtn_fake_leave (code);
}

cudaError_t
cudaHostAlloc (void **pointer, size_t size, unsigned int flags)
{
  cudaError_t code = mtn_fake_enter_context ("cudaHostAlloc");
  Piece piece = { .size = size };

  if (code != cudaSuccess)
    return code;
  if (size == 0 || flags != cudaHostAllocDefault)
    return mtn_fake_refuse (cudaErrorInvalidValue, "pinned memory of no size, or with flags");

  set_up ();
  piece.start = malloc (size);
  g_assert (piece.start != NULL);
  memset (piece.start, 0xFD, size);
  g_array_append_val (pinned, piece);
  mtn_fake_counts.n_pinned++;
  *pointer = piece.start;

  return cudaSuccess;
}

cudaError_t
cudaFreeHost (void *pointer)
{
  int i = find_start (pinned, pointer);
  cudaError_t code = mtn_fake_states[mtn_fake_device].lost;

  if (pointer == NULL)
    return cudaSuccess;
  if (i < 0)
    return mtn_fake_refuse (cudaErrorInvalidValue, "cudaFreeHost() of what is not pinned");
  if (code == cudaSuccess && mtn_fake_streams_use (pointer, g_array_index (pinned, Piece, i).size))
    return mtn_fake_refuse (cudaErrorInvalidValue, "pinned memory freed while a copy of it is queued");

  free (pointer);
  g_array_remove_index (pinned, (guint) i);
  mtn_fake_counts.n_pinned--;

  return mtn_fake_leave (code);
}
