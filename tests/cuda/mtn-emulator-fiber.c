/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-emulator-fiber.h"

#include "mtn-emulator-sanitizers.h"

#include <sys/mman.h>

#define STACK_SIZE (128 * 1024)

static struct
{
  guint8 *stacks;
  void (*func) (void);
  gboolean is_fresh[MTN_FIBER_MAX];
  gboolean is_abandoned[MTN_FIBER_MAX]; /* what it had on its stack is still there */
  guint now;
} pool;

static void start (void);

#if defined(__x86_64__) && !defined(MTN_EMULATOR_UCONTEXT)

static void *main_stack, *fiber_stacks[MTN_FIBER_MAX];

/* Saves what a called function has to keep, changes stacks, and returns as the other one's call of it. */
void mtn_fiber_switch (void **from, void *to);

__asm__(".text\n"
        ".globl mtn_fiber_switch\n"
        ".type mtn_fiber_switch, @function\n"
        "mtn_fiber_switch:\n"
        "  pushq %rbx\n"
        "  pushq %rbp\n"
        "  pushq %r12\n"
        "  pushq %r13\n"
        "  pushq %r14\n"
        "  pushq %r15\n"
        "  movq %rsp, (%rdi)\n"
        "  movq %rsi, %rsp\n"
        "  popq %r15\n"
        "  popq %r14\n"
        "  popq %r13\n"
        "  popq %r12\n"
        "  popq %rbp\n"
        "  popq %rbx\n"
        "  retq\n"
        ".size mtn_fiber_switch, .-mtn_fiber_switch\n"
        ".section .note.GNU-stack, \"\", @progbits\n"
        ".text\n");

static void
prepare (guint i)
{
  /* From the top: three words that leave the stack pointer where a call would have left it, where to start,
   * six registers. */
  void **top = (void **) (pool.stacks + (gsize) (i + 1) * STACK_SIZE);

  for (guint word = 1; word <= 10; word++)
    top[-(int) word] = word == 4 ? (void *) start : NULL;
  fiber_stacks[i] = top - 10;
}

static void
to_fiber (guint i)
{
  mtn_fiber_switch (&main_stack, fiber_stacks[i]);
}

static void
to_main (guint i)
{
  mtn_fiber_switch (&fiber_stacks[i], main_stack);
}

#else

#include <ucontext.h>

static ucontext_t main_context, fiber_contexts[MTN_FIBER_MAX];

static void
prepare (guint i)
{
  getcontext (&fiber_contexts[i]);
  fiber_contexts[i].uc_stack.ss_sp = pool.stacks + (gsize) i * STACK_SIZE;
  fiber_contexts[i].uc_stack.ss_size = STACK_SIZE;
  fiber_contexts[i].uc_link = NULL;
  makecontext (&fiber_contexts[i], start, 0);
}

static void
to_fiber (guint i)
{
  swapcontext (&main_context, &fiber_contexts[i]);
}

static void
to_main (guint i)
{
  swapcontext (&fiber_contexts[i], &main_context);
}

#endif

#if MTN_EMULATOR_TSAN

/*
 * Two sets of the checker's fibers, for alternate blocks: nothing orders them
 * within a launch, so races between blocks are seen where the blocks are of
 * different sets. A fresh set for each block would cost more than a millisecond
 * a thread.
 */
static struct
{
  void *main;
  void *fibers[2][MTN_FIBER_MAX];
  guint set;
  char barriers[2][2]; /* nobody comes to the next but one before all have left this one */
  char entered;
  char left;
} checker;

void
mtn_fiber_enter (void)
{
  checker.main = __tsan_get_current_fiber ();
  __tsan_release (&checker.entered);
}

void
mtn_fiber_leave (void)
{
  __tsan_acquire (&checker.left);
}

void
mtn_fiber_next_block (void)
{
  checker.set ^= 1;
  __tsan_release (&checker.entered);
}

void
mtn_fiber_arrive (guint barrier)
{
  __tsan_release (&checker.barriers[checker.set][barrier % 2]);
}

void
mtn_fiber_depart (guint barrier)
{
  __tsan_acquire (&checker.barriers[checker.set][barrier % 2]);
}

#else

void
mtn_fiber_enter (void)
{
}

void
mtn_fiber_leave (void)
{
}

void
mtn_fiber_next_block (void)
{
}

void
mtn_fiber_arrive (guint barrier)
{
}

void
mtn_fiber_depart (guint barrier)
{
}

#endif

#if MTN_EMULATOR_ASAN
/* The false stacks that the sanitizer keeps for each, and the bounds of the main one. */
static void *main_fake, *fiber_fakes[MTN_FIBER_MAX];
static const void *main_bottom;
static size_t main_size;
#endif

static void
start (void)
{
#if MTN_EMULATOR_ASAN
  __sanitizer_finish_switch_fiber (NULL, &main_bottom, &main_size);
#endif
#if MTN_EMULATOR_TSAN
  __tsan_acquire (&checker.entered);
#endif
  pool.func ();
}

void
mtn_fiber_set_func (void (*func) (void))
{
  if (pool.stacks == NULL)
    {
      pool.stacks = mmap (NULL, (gsize) MTN_FIBER_MAX * STACK_SIZE, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      g_assert_true (pool.stacks != MAP_FAILED);
    }
  pool.func = func;
}

void
mtn_fiber_reset (guint i)
{
  pool.is_fresh[i] = TRUE;
#if MTN_EMULATOR_ASAN
  if (pool.is_abandoned[i])
    ASAN_UNPOISON_MEMORY_REGION (pool.stacks + (gsize) i * STACK_SIZE, STACK_SIZE);
#endif
  pool.is_abandoned[i] = FALSE;
}

void
mtn_fiber_resume (guint i)
{
  if (pool.is_fresh[i])
    prepare (i);
  pool.is_fresh[i] = FALSE;
  pool.is_abandoned[i] = TRUE;
  pool.now = i;

#if MTN_EMULATOR_TSAN
  if (checker.fibers[checker.set][i] == NULL)
    checker.fibers[checker.set][i] = __tsan_create_fiber (0);
  __tsan_switch_to_fiber (checker.fibers[checker.set][i], 1);
#endif
#if MTN_EMULATOR_ASAN
  __sanitizer_start_switch_fiber (&main_fake, pool.stacks + (gsize) i * STACK_SIZE, STACK_SIZE);
#endif
  to_fiber (i);
#if MTN_EMULATOR_ASAN
  __sanitizer_finish_switch_fiber (main_fake, NULL, NULL);
#endif
}

void
mtn_fiber_suspend (gboolean is_last)
{
  guint i = pool.now;

  pool.is_abandoned[i] = !is_last;
#if MTN_EMULATOR_TSAN
  if (is_last)
    __tsan_release (&checker.left);
  __tsan_switch_to_fiber (checker.main, 1);
#endif
#if MTN_EMULATOR_ASAN
  __sanitizer_start_switch_fiber (is_last ? NULL : &fiber_fakes[i], main_bottom, main_size);
#endif
  to_main (i);
#if MTN_EMULATOR_ASAN
  __sanitizer_finish_switch_fiber (fiber_fakes[i], &main_bottom, &main_size);
#endif
}
