/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/*
 * What every kernel starts from. Kernels are written in what C and CUDA's C++
 * have in common, since the tests compile them as C too (tests/cuda): casts as
 * in C, no templates, no overloading, shared arrays of fixed size, atomics and
 * shuffles of unsigned only.
 *
 * For the same bits everywhere: sums are one chain in a fixed order or a fixed
 * tree, contractions are written as fmaf() and nothing else is contracted
 * (-fmad=false), no atomics on floats, no fast intrinsics, a > b ? a : b in
 * place of fmaxf().
 */

#include "mtn-cpu-training.h"
#include "mtn-cuda-kernels.h"
#include "mtn-drop.h"

#ifdef __CUDACC__
#define MTN_KERNEL(name)                                                                         \
  extern "C" __global__ void __launch_bounds__ (MTN_CUDA_THREADS_##name, MTN_CUDA_BLOCKS_##name)  \
  mtn_##name (MTN_CUDA_ARGUMENTS_##name (MTN_CUDA_PARAMETER))
#define MTN_UNROLL _Pragma ("unroll")
#define MTN_ROLLED _Pragma ("unroll 1")
#endif

#define MTN_WARP 32
#define MTN_ALL_LANES 0xffffffffu

/* Sums of layers end here: + 0 makes a zero positive, as in mtn-cpu-dense.c. */
static __device__ __forceinline__ float
mtn_scalar_activate (float x, int activation)
{
  switch (activation)
    {
    case MTN_CUDA_RELU:
      return x > 0.0f ? x : 0.0f;
    case MTN_CUDA_TANH:
      return mtn_scalar_tanh (x);
    case MTN_CUDA_SIGMOID:
      return mtn_scalar_sigmoid (x);
    default:
      return x;
    }
}
