/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* CUDA's words, for a C compiler. Shared arrays go to a section of their own, which is poisoned before each block. */

#include <math.h>

#include "mtn-cuda-kernels.h"
#include "mtn-emulator.h"

#define MTN_KERNEL(name) static void mtn_##name (MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_PARAMETER))
#define MTN_UNROLL
#define MTN_ROLLED

#define __device__
#define __forceinline__ inline
#define __align__(n) __attribute__ ((aligned (n)))
#define __shared__ static __attribute__ ((section ("mtn_shared")))

#define threadIdx (mtn_emulator_now.thread)
#define blockIdx (mtn_emulator_now.block)
#define blockDim (mtn_emulator_now.n_threads)
#define gridDim (mtn_emulator_now.n_blocks)

#define MEET(meeting, mask, value, argument) \
  mtn_emulator_meet (MTN_EMULATOR_##meeting, mask, value, argument, __FILE__, __LINE__)
#define __syncthreads() ((void) MEET (BARRIER, 0, 0, 0))
#define __syncthreads_or(value) ((int) MEET (BARRIER_OR, 0, (value) != 0, 0))
#define __ballot_sync(mask, value) MEET (BALLOT, mask, (value) != 0, 0)
#define __shfl_sync(mask, value, lane) MEET (SHUFFLE, mask, value, lane)
#define __shfl_up_sync(mask, value, distance) MEET (SHUFFLE_UP, mask, value, distance)
#define __shfl_xor_sync(mask, value, lanes) MEET (SHUFFLE_XOR, mask, value, lanes)

#define atomicAdd(place, value) __atomic_fetch_add (place, value, __ATOMIC_RELAXED)
#define atomicOr(place, value) __atomic_fetch_or (place, value, __ATOMIC_RELAXED)

#define __popc(x) ((unsigned) __builtin_popcount (x))

typedef struct
{
  float x, y, z, w;
} __attribute__ ((aligned (16))) float4;

static inline unsigned
__float_as_uint (float x)
{
  union
  {
    float    f;
    unsigned u;
  } bits = { x };

  return bits.u;
}

static inline float
__uint_as_float (unsigned x)
{
  union
  {
    unsigned u;
    float    f;
  } bits = { x };

  return bits.f;
}
