/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <cuda_runtime_api.h>

#include "mtn-fake-cuda.h"

G_BEGIN_DECLS

/* What a card keeps while it is used. */
typedef struct
{
  gboolean    is_active;     /* a context was made */
  cudaError_t lost;          /* sticks until the card is reset */
} MtnFakeState;

extern MtnFakeState mtn_fake_states[MTN_FAKE_MOST_CARDS];
extern _Thread_local int mtn_fake_device;

/* Every call begins here. Returns what it has to return at once, or cudaSuccess. */
cudaError_t mtn_fake_enter   (const char *function);
/* The same for calls that need a context, which they make. */
cudaError_t mtn_fake_enter_context (const char *function);
/* A call that is wrong: remembers why, and returns @code. */
cudaError_t mtn_fake_refuse  (cudaError_t code, const char *format, ...) G_GNUC_PRINTF (2, 3);
cudaError_t mtn_fake_lose    (int device, cudaError_t code);
/* What the call returns, kept for cudaGetLastError(). */
cudaError_t mtn_fake_leave   (cudaError_t code);

void        mtn_fake_memory_open     (void);
void        mtn_fake_memory_close    (void);
void        mtn_fake_memory_clear    (int device);     /* −1: of all cards, and pinned memory too */
/* On this card, for all of its range. */
gboolean    mtn_fake_memory_is_on    (const void *pointer, gsize size, int device);
gboolean    mtn_fake_memory_is_pinned (const void *pointer, gsize size);

void        mtn_fake_streams_clear   (int device);     /* −1: of all cards */
/* Runs all that is queued on the card, as cudaFree() does. */
cudaError_t mtn_fake_streams_drain   (int device);
/* Whether anything that is queued reads or writes there. */
gboolean    mtn_fake_streams_use     (const void *pointer, gsize size);

typedef struct CUkern_st
{
  struct CUlib_st *library;
  void            *kernel;
  unsigned         n_arguments;
  const size_t    *sizes;
  gsize            most_shared;
  char             name[64];
} MtnFakeKernel;

gboolean    mtn_fake_kernel_exists   (const void *function);
void        mtn_fake_libraries_clear (void);

G_END_DECLS
