/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* The fake runtime keeps the rules that it is there for. */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cuda_runtime_api.h>
#include <glib.h>

#include "mtn-fake-cuda.h"

#define SIZE 64

/* Whether reading there ends the program. */
static gboolean
is_inaccessible (const volatile char *pointer)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      signal (SIGSEGV, SIG_DFL);
      _exit (*pointer == 1 ? 1 : 0);
    }
  waitpid (child, &status, 0);

  return WIFSIGNALED (status) || WEXITSTATUS (status) > 1;
}

static void
test_memory (void)
{
  void *memory = NULL;

  mtn_fake_reset ();
  g_assert_cmpint (cudaMalloc (&memory, 0), ==, cudaErrorInvalidValue);
  g_assert_cmpint (cudaMalloc (&memory, (gsize) 1 << 40), ==, cudaErrorMemoryAllocation);
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaSuccess);
  g_assert_true (is_inaccessible (memory));
  g_assert_true (mtn_fake_memory_contains (memory, SIZE));
  g_assert_false (mtn_fake_memory_contains (memory, SIZE + 1));
  g_assert_false (mtn_fake_is_clean ());
  g_assert_cmpint (cudaFree (memory), ==, cudaSuccess);
  g_assert_cmpint (cudaFree (memory), ==, cudaErrorInvalidValue);
  g_assert_true (mtn_fake_is_clean ());
}

/* Copies run when they run: what was there before is no use, and what is changed too early goes along. */
static void
test_lazy_copies (void)
{
  cudaStream_t stream;
  char pageable[SIZE] = { 0 };
  void *memory, *pinned;

  mtn_fake_reset ();
  mtn_fake_config.order = MTN_FAKE_LAZY;
  g_assert_cmpint (cudaStreamCreateWithFlags (&stream, cudaStreamNonBlocking), ==, cudaSuccess);
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaSuccess);
  g_assert_cmpint (cudaHostAlloc (&pinned, SIZE, cudaHostAllocDefault), ==, cudaSuccess);

  g_assert_cmpint (cudaMemcpyAsync (memory, pageable, SIZE, cudaMemcpyHostToDevice, stream), ==,
                   cudaErrorInvalidValue);
  g_assert_cmpint (cudaMemcpyAsync (memory, pinned, SIZE + 1, cudaMemcpyHostToDevice, stream), ==,
                   cudaErrorInvalidValue);

  memset (pinned, 1, SIZE);
  g_assert_cmpint (cudaMemcpyAsync (memory, pinned, SIZE, cudaMemcpyHostToDevice, stream), ==, cudaSuccess);
  memset (pinned, 2, SIZE);
  g_assert_cmpint (cudaFreeHost (pinned), ==, cudaErrorInvalidValue);
  g_assert_cmpint (cudaMemcpyAsync (pinned, memory, SIZE, cudaMemcpyDeviceToHost, stream), ==, cudaSuccess);
  g_assert_cmpint (*(guint8 *) pinned, ==, 0xFE);
  g_assert_cmpint (cudaStreamSynchronize (stream), ==, cudaSuccess);
  g_assert_cmpint (*(guint8 *) pinned, ==, 0xFE);

  g_assert_cmpint (cudaFreeHost (pinned), ==, cudaSuccess);
  g_assert_cmpint (cudaFree (memory), ==, cudaSuccess);
  g_assert_cmpint (cudaStreamDestroy (stream), ==, cudaSuccess);
  g_assert_true (mtn_fake_is_clean ());
}

static void
test_errors_stick (void)
{
  void *memory;
  int count = 77;

  mtn_fake_reset ();
  mtn_fake_config.fail_nth = 2;
  mtn_fake_config.fail_code = cudaErrorMemoryAllocation;
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaSuccess);
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaErrorMemoryAllocation);
  g_assert_cmpuint (mtn_fake_counts.n_faults, ==, 1);
  g_assert_cmpstr (mtn_fake_failed_function, ==, "cudaMalloc");
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaSuccess);

  mtn_fake_reset ();
  mtn_fake_config.fail_nth = 1;
  mtn_fake_config.fail_code = cudaErrorLaunchFailure;
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaErrorLaunchFailure);
  g_assert_cmpint (cudaMalloc (&memory, SIZE), ==, cudaErrorLaunchFailure);
  g_assert_cmpint (cudaSetDevice (0), ==, cudaErrorLaunchFailure);

  /* A driver that is too old leaves the number alone. */
  mtn_fake_reset ();
  g_assert_true (mtn_fake_parse ("driver=11080 cards=2"));
  g_assert_cmpint (cudaGetDeviceCount (&count), ==, cudaErrorInsufficientDriver);
  g_assert_cmpint (count, ==, 77);
  g_assert_false (mtn_fake_parse ("colour=green"));
}

static void
test_launches (void)
{
  dim3 one = { 1, 1, 1 }, many = { 1025, 1, 1 }, tall = { 1, 65536, 1 }, none = { 0, 1, 1 };
  cudaStream_t stream;
  cudaLibrary_t library;
  cudaKernel_t kernel;

  mtn_fake_reset ();
  g_assert_cmpint (cudaLibraryLoadData (&library, "no PTX", NULL, NULL, 0, NULL, NULL, 0), ==,
                   cudaErrorInvalidPtx);
  g_assert_cmpint (cudaLibraryLoadData (&library, ".visible .entry mtn_gather(", NULL, NULL, 0, NULL, NULL,
                                        0),
                   ==, cudaSuccess);
  g_assert_cmpint (cudaLibraryGetKernel (&kernel, library, "mtn_nothing"), ==, cudaErrorSymbolNotFound);
  g_assert_cmpint (cudaLibraryGetKernel (&kernel, library, "mtn_fill"), ==, cudaSuccess);
  g_assert_cmpint (cudaStreamCreateWithFlags (&stream, cudaStreamNonBlocking), ==, cudaSuccess);
  g_assert_cmpint (cudaLaunchKernel (kernel, none, one, NULL, 0, stream), ==, cudaErrorInvalidConfiguration);
  g_assert_cmpint (cudaLaunchKernel (kernel, tall, one, NULL, 0, stream), ==, cudaErrorInvalidConfiguration);
  g_assert_cmpint (cudaLaunchKernel (kernel, one, many, NULL, 0, stream), ==, cudaErrorInvalidConfiguration);
  g_assert_cmpint (cudaLaunchKernel (kernel, one, one, NULL, 1 << 20, stream), ==, cudaErrorInvalidValue);
  g_assert_cmpint (cudaLaunchKernel (stream, one, one, NULL, 0, stream), ==, cudaErrorInvalidResourceHandle);
  g_assert_cmpint (cudaStreamDestroy (stream), ==, cudaSuccess);
  g_assert_cmpint (cudaLibraryUnload (library), ==, cudaSuccess);
  g_assert_true (mtn_fake_is_clean ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cuda/fake/memory", test_memory);
  g_test_add_func ("/cuda/fake/lazy-copies", test_lazy_copies);
  g_test_add_func ("/cuda/fake/errors-stick", test_errors_stick);
  g_test_add_func ("/cuda/fake/launches", test_launches);

  return g_test_run ();
}
