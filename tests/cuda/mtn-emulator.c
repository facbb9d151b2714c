/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The emulator: blocks one after the other, their threads as fibers in the order that was asked for. Built
 * without the race checker, to which its own bookkeeping would be a race. */

#include "mtn-emulator.h"

#include "mtn-emulator-fiber.h"
#include "mtn-emulator-sanitizers.h"
#include "mtn-test-machine.h"

#include <string.h>
#include <sys/mman.h>

#define WARP 32

typedef enum
{
  READY,
  WAITING,
  ENDED,
} State;

typedef struct
{
  State state;
  MtnEmulatorMeeting meeting;
  guint mask;
  guint value;
  guint argument;
  const char *file;
  int line;
  guint result;
} Thread;

MtnEmulatorNow mtn_emulator_now;

static struct
{
  MtnTestOrder order;
  guint seed;
  guint64 first_block;
  guint64 n_blocks;

  MtnEmulatorCall call;
  void **arguments;
  guint64 random;

  Thread threads[MTN_FIBER_MAX];
  guint n_threads;
  guint n_live;
  guint n_at_barrier;
  guint barrier;

  guint ready[MTN_FIBER_MAX]; /* a ring */
  guint ready_start;
  guint n_ready;

  char *failure;
} self = { .n_blocks = G_MAXUINT64 };

/* Shared memory of the kernels. The section begins on a page, so that the race checker can be made to forget
 * it. */
extern guint8 __start_mtn_shared[], __stop_mtn_shared[];
__asm__(".section mtn_shared, \"aw\", @progbits\n.balign 4096\n.text\n");

static guint
next_random (void)
{
  /* Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
  guint64 z = self.random += 0x9e3779b97f4a7c15u;

  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;

  return (guint) ((z ^ z >> 31) >> 32);
}

/* The first failure is the one that is kept. */
static void G_GNUC_PRINTF (1, 2) fail (const char *format, ...)
{
  va_list arguments;

  if (self.failure != NULL)
    return;

  va_start (arguments, format);
  self.failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static void
make_ready (guint i)
{
  self.threads[i].state = READY;
  self.ready[(self.ready_start + self.n_ready++) % MTN_FIBER_MAX] = i;
}

static guint
take_ready (void)
{
  guint *first = &self.ready[self.ready_start % MTN_FIBER_MAX];
  guint *chosen = first;
  guint i;

  if (self.order == MTN_TEST_REVERSED)
    chosen = &self.ready[(self.ready_start + self.n_ready - 1) % MTN_FIBER_MAX];
  else if (self.order == MTN_TEST_RANDOM)
    chosen = &self.ready[(self.ready_start + next_random () % self.n_ready) % MTN_FIBER_MAX];

  i = *chosen;
  self.n_ready--;
  if (self.order == MTN_TEST_REVERSED)
    return i;
  *chosen = *first;
  self.ready_start++;

  return i;
}

static gboolean
is_at_barrier (const Thread *thread)
{
  return thread->state == WAITING && thread->meeting <= MTN_EMULATOR_BARRIER_OR;
}

static gboolean
is_same_place (const Thread *a, const Thread *b)
{
  return a->meeting == b->meeting && a->mask == b->mask && a->line == b->line &&
         strcmp (a->file, b->file) == 0;
}

static void
finish_barrier (void)
{
  const Thread *first = NULL;
  guint any = 0;

  if (self.n_at_barrier == 0 || self.n_at_barrier < self.n_live)
    return;

  for (guint i = 0; i < self.n_threads; i++)
    {
      const Thread *thread = &self.threads[i];

      if (!is_at_barrier (thread))
        continue;
      first = first != NULL ? first : thread;
      if (self.n_live < self.n_threads)
        fail ("barrier at %s:%d, but some threads of the block have ended", thread->file, thread->line);
      if (!is_same_place (first, thread))
        fail ("threads of a block at different barriers: %s:%d and %s:%d", first->file, first->line,
              thread->file, thread->line);
      any |= thread->value;
    }

  self.n_at_barrier = 0;
  self.barrier++;
  for (guint i = 0; i < self.n_threads; i++)
    if (is_at_barrier (&self.threads[i]))
      {
        self.threads[i].result = any;
        make_ready (i);
      }
}

static guint
get_result (const Thread *warp, guint lane, guint votes)
{
  const Thread *thread = &warp[lane];
  guint source = lane;

  switch (thread->meeting)
    {
    case MTN_EMULATOR_BALLOT:
      return votes;
    case MTN_EMULATOR_SHUFFLE:
      source = thread->argument % WARP;
      break;
    case MTN_EMULATOR_SHUFFLE_UP:
      source = lane >= thread->argument ? lane - thread->argument : lane;
      break;
    case MTN_EMULATOR_SHUFFLE_XOR:
      source = (lane ^ thread->argument) % WARP;
      break;
    case MTN_EMULATOR_BARRIER:
    case MTN_EMULATOR_BARRIER_OR:
    default:
      g_assert_not_reached ();
    }

  if ((thread->mask >> source & 1) == 0)
    fail ("shuffle at %s:%d reads from a lane that takes no part", thread->file, thread->line);

  return warp[source].value;
}

/* Finishes what the thread's warp waits for, if all lanes of its mask are there. */
static void
finish_warp (guint i)
{
  Thread *warp = &self.threads[i - i % WARP];
  Thread *thread = &self.threads[i];
  guint n_lanes = MIN (WARP, self.n_threads - (i - i % WARP));
  guint votes = 0;

  for (guint lane = 0; lane < WARP; lane++)
    if ((thread->mask >> lane & 1) != 0)
      {
        if (lane >= n_lanes || warp[lane].state == ENDED)
          {
            fail ("operation of a warp at %s:%d names a lane that has ended", thread->file, thread->line);
            return;
          }
        if (warp[lane].state != WAITING || is_at_barrier (&warp[lane]))
          return;
        if (!is_same_place (thread, &warp[lane]))
          {
            fail ("lanes of one mask at different operations: %s:%d and %s:%d", thread->file, thread->line,
                  warp[lane].file, warp[lane].line);
            return;
          }
        votes |= (guint) (warp[lane].value != 0) << lane;
      }

  for (guint lane = 0; lane < n_lanes; lane++)
    if ((thread->mask >> lane & 1) != 0)
      warp[lane].result = get_result (warp, lane, votes);
  for (guint lane = 0; lane < n_lanes; lane++)
    if ((thread->mask >> lane & 1) != 0)
      make_ready (i - i % WARP + lane);
}

guint
mtn_emulator_meet (MtnEmulatorMeeting meeting,
                   guint mask,
                   guint value,
                   guint argument,
                   const char *file,
                   int line)
{
  guint i = mtn_emulator_now.thread.x;
  guint barrier = self.barrier;
  Thread *thread = &self.threads[i];

  thread->state = WAITING;
  thread->meeting = meeting;
  thread->mask = mask;
  thread->value = value;
  thread->argument = argument;
  thread->file = file;
  thread->line = line;

  if (meeting <= MTN_EMULATOR_BARRIER_OR)
    {
      self.n_at_barrier++;
      mtn_fiber_arrive (barrier);
      mtn_fiber_suspend (FALSE);
      mtn_fiber_depart (barrier);
    }
  else
    {
      if ((mask >> i % WARP & 1) == 0)
        fail ("lane %u is not in its own mask at %s:%d", i % WARP, file, line);
      mtn_fiber_suspend (FALSE);
    }

  return thread->result;
}

static void
run_thread (void)
{
  self.call (self.arguments);
  self.threads[mtn_emulator_now.thread.x].state = ENDED;
  mtn_fiber_suspend (TRUE);
  g_assert_not_reached ();
}

/* Bytes of 0xff: NaN, and numbers that are out of every range. A loop that no sanitizer looks into, since
 * there is forbidden ground between arrays. */
#if defined(__clang__)
__attribute__ ((no_sanitize ("address", "memory")))
#else
__attribute__ ((no_sanitize ("address")))
#endif
static void
poison (guint8 *start, guint8 *end)
{
#if !MTN_EMULATOR_ASAN && !MTN_EMULATOR_TSAN
  memset (start, 0xff, end - start);
#else
  while (start < end && (guintptr) start % sizeof (guint64) != 0)
    *(volatile guint8 *) start++ = 0xff;
  for (; end - start >= (gssize) sizeof (guint64); start += sizeof (guint64))
    *(volatile guint64 *) start = G_MAXUINT64;
  while (start < end)
    *(volatile guint8 *) start++ = 0xff;
#endif
}

static void
poison_shared (void)
{
#if MTN_EMULATOR_TSAN
  /* New pages make the checker forget what the last block did with them. Others' data behind the end of the
   * section is put back. */
  guint8 kept[4096]; /* on the stack: statics may be what it is to keep */
  gsize size = __stop_mtn_shared - __start_mtn_shared;
  gsize n_kept = -size % sizeof kept;

  /* The compiler does not know whose data these are. */
  __asm__ volatile("" ::: "memory");
  for (gsize i = 0; i < n_kept; i++)
    ((volatile guint8 *) kept)[i] = __stop_mtn_shared[i];
  g_assert_true (mmap (__start_mtn_shared, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == __start_mtn_shared);
  for (gsize i = 0; i < n_kept; i++)
    ((volatile guint8 *) __stop_mtn_shared)[i] = kept[i];
  __asm__ volatile("" ::: "memory");
#endif

  poison (__start_mtn_shared, __stop_mtn_shared);
#if MTN_EMULATOR_MSAN
  __msan_poison (__start_mtn_shared, __stop_mtn_shared - __start_mtn_shared);
#endif
}

static void
run_block (void)
{
  poison_shared ();
  mtn_fiber_next_block ();

  self.n_live = self.n_threads;
  self.n_at_barrier = 0;
  self.n_ready = 0;
  for (guint i = 0; i < self.n_threads; i++)
    {
      mtn_fiber_reset (i);
      make_ready (i);
    }

  while (self.n_live > 0 && self.failure == NULL)
    {
      guint i;

      if (self.n_ready == 0)
        {
          for (i = 0; self.threads[i].state != WAITING; i++)
            ;
          fail ("nobody can go on: thread %u waits at %s:%d", i, self.threads[i].file, self.threads[i].line);
          return;
        }

      i = take_ready ();
      mtn_emulator_now.thread.x = i;
      mtn_fiber_resume (i);

      if (self.threads[i].state == ENDED)
        self.n_live--;
      else if (!is_at_barrier (&self.threads[i]))
        finish_warp (i);
      finish_barrier ();
    }
}

static guint64
greatest_divisor (guint64 a, guint64 b)
{
  while (b != 0)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }

  return a;
}

static int
launch (gpointer context, MtnCudaKernel kernel, guint grid_x, guint grid_y, void **arguments)
{
  guint64 n_all = (guint64) grid_x * grid_y;
  guint64 n = MIN (self.n_blocks, n_all - MIN (self.first_block, n_all));
  guint64 step = 1, start = 0;

#if MTN_EMULATOR_MSAN
  __msan_unpoison_param (5);
  for (guint i = 0; i < mtn_cuda_kernels[kernel].n_arguments; i++)
    __msan_unpoison (arguments[i], mtn_cuda_kernels[kernel].sizes[i]);
  __msan_unpoison (arguments, mtn_cuda_kernels[kernel].n_arguments * sizeof (void *));
#endif

  g_clear_pointer (&self.failure, g_free);
  if (grid_x == 0 || grid_x > G_MAXINT || grid_y == 0 || grid_y > 65535)
    {
      fail ("%s: a grid of %u × %u blocks", mtn_cuda_kernels[kernel].name, grid_x, grid_y);
      return 1;
    }

  self.call = mtn_emulator_calls[kernel];
  self.arguments = arguments;
  self.random = self.seed;
  self.n_threads = mtn_cuda_kernels[kernel].n_threads;
  mtn_emulator_now =
      (MtnEmulatorNow){ .n_threads = { self.n_threads, 1, 1 }, .n_blocks = { grid_x, grid_y, 1 } };
  if (self.order == MTN_TEST_RANDOM && n > 1)
    {
      start = next_random () % n;
      do
        step = 1 + next_random () % n;
      while (greatest_divisor (step, n) != 1);
    }

  mtn_fiber_set_func (run_thread);
  mtn_fiber_enter ();
  for (guint64 i = 0; i < n && self.failure == NULL; i++)
    {
      guint64 place = self.order == MTN_TEST_REVERSED ? n - 1 - i : (start + i % n * step) % n;
      guint64 block = self.first_block + place;

      mtn_emulator_now.block.x = block % grid_x;
      mtn_emulator_now.block.y = block / grid_x;
      run_block ();
    }
  mtn_fiber_leave ();

  return self.failure != NULL;
}

/* In front of and behind what is asked for, where no sanitizer watches. */
#define FENCE 64

static gpointer
alloc_memory (gsize n_bytes)
{
  guint8 *memory = g_malloc (FENCE + n_bytes + FENCE);

  poison (memory, memory + FENCE + n_bytes + FENCE);
  memcpy (memory, &n_bytes, sizeof n_bytes);
#if MTN_EMULATOR_ASAN
  ASAN_POISON_MEMORY_REGION (memory, FENCE);
  ASAN_POISON_MEMORY_REGION (memory + FENCE + n_bytes, FENCE);
#endif
#if MTN_EMULATOR_MSAN
  __msan_poison (memory + FENCE, n_bytes);
#endif

  return memory + FENCE;
}

static void
free_memory (gpointer handle)
{
  guint8 *memory = (guint8 *) handle - FENCE;
  gsize n_bytes;

  if (handle == NULL)
    return;

#if MTN_EMULATOR_ASAN
  ASAN_UNPOISON_MEMORY_REGION (memory, FENCE);
#endif
  memcpy (&n_bytes, memory, sizeof n_bytes);
#if MTN_EMULATOR_ASAN
  ASAN_UNPOISON_MEMORY_REGION (memory + FENCE + n_bytes, FENCE);
#endif
  for (guint i = 0; i < FENCE; i++)
    g_assert_true ((i < sizeof n_bytes || memory[i] == 0xff) && memory[FENCE + n_bytes + i] == 0xff);
  g_free (memory);
}

static void
write_memory (gpointer to, gconstpointer from, gsize n_bytes)
{
  if (n_bytes > 0)
    memcpy (to, from, n_bytes);
#if MTN_EMULATOR_MSAN
  __msan_unpoison (to, n_bytes);
#endif
}

static void
read_memory (gpointer to, gconstpointer from, gsize n_bytes)
{
#if MTN_EMULATOR_MSAN
  __msan_check_mem_is_initialized (from, n_bytes);
#endif
  if (n_bytes > 0)
    memcpy (to, from, n_bytes);
}

static void
lend_memory (gpointer memory, gsize n_bytes)
{
}

static void
release_memory (gpointer memory)
{
}

static void
set_order (MtnTestOrder order, guint seed)
{
  self.order = order;
  self.seed = seed;
}

static void
set_blocks (guint64 first, guint64 n)
{
  self.first_block = first;
  self.n_blocks = n;
}

static const char *
get_failure (void)
{
  return self.failure;
}

const MtnTestMachine *
mtn_test_machine_get (void)
{
  static const MtnTestMachine machine = {
    .name = "emulator",
    .launcher = { .launch = launch },
    .is_slow = MTN_EMULATOR_TSAN || MTN_EMULATOR_MSAN,
    .is_moderate = MTN_EMULATOR_ASAN || MTN_EMULATOR_TSAN,
    .alloc = alloc_memory,
    .free = free_memory,
    .write = write_memory,
    .read = read_memory,
    .lend = lend_memory,
    .release = release_memory,
    .set_order = set_order,
    .set_blocks = set_blocks,
    .get_failure = get_failure,
  };

  return &machine;
}
