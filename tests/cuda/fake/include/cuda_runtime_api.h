/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/*
 * Stands in for NVIDIA's header of this name when the CUDA engine is built for tests, so that they need no SDK:
 * the same names, arguments and numbers (mtn-fake-abi.c), as many of them as the engine uses.
 */

#include <stddef.h>

#include "mtn-fake-functions.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of the oldest runtime that is supported. */
#define CUDART_VERSION 12080

#define MTN_FAKE_ENUMERATOR(name, value) name = value,
typedef enum cudaError
{
  MTN_FAKE_ERRORS (MTN_FAKE_ENUMERATOR)
} cudaError_t;
#undef MTN_FAKE_ENUMERATOR

enum cudaMemcpyKind
{
  cudaMemcpyHostToDevice = 1,
  cudaMemcpyDeviceToHost = 2,
  cudaMemcpyDeviceToDevice = 3,
};

enum cudaDeviceAttr
{
  cudaDevAttrMaxSharedMemoryPerBlock = 8,
  cudaDevAttrMultiProcessorCount = 16,
  cudaDevAttrComputeCapabilityMajor = 75,
  cudaDevAttrComputeCapabilityMinor = 76,
  cudaDevAttrMaxSharedMemoryPerBlockOptin = 97,
};

enum cudaFuncAttribute
{
  cudaFuncAttributeMaxDynamicSharedMemorySize = 8,
};

enum cudaJitOption
{
  cudaJitMaxRegisters = 0,
};

enum cudaLibraryOption
{
  cudaLibraryHostUniversalFunctionAndDataTable = 0,
};

#define cudaStreamNonBlocking 0x01
#define cudaEventDisableTiming 0x02
#define cudaHostAllocDefault 0x00

typedef struct dim3
{
  unsigned int x, y, z;
} dim3;

/* The fields that follow differ between versions of the runtime and are not to be used. */
struct cudaDeviceProp
{
  char name[256];
};

typedef struct CUstream_st *cudaStream_t;
typedef struct CUevent_st *cudaEvent_t;
typedef struct CUlib_st *cudaLibrary_t;
typedef struct CUkern_st *cudaKernel_t;

#define MTN_FAKE_DECLARE(name, arguments) cudaError_t name arguments;
MTN_FAKE_FUNCTIONS (MTN_FAKE_DECLARE)
#undef MTN_FAKE_DECLARE

const char *cudaGetErrorName (cudaError_t error);
const char *cudaGetErrorString (cudaError_t error);

#ifdef __cplusplus
}
#endif
