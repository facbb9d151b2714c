/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/*
 * What the CUDA engine uses of the runtime's public interface, once: X (name, arguments) for the functions that
 * return a cudaError_t, Y (name, value) for the constants. The fake's header declares these, and
 * mtn-fake-abi.c compares each with NVIDIA's header where that is installed.
 */

#define MTN_FAKE_FUNCTIONS(X)                                                                            \
  X (cudaRuntimeGetVersion, (int *version))                                                              \
  X (cudaDriverGetVersion, (int *version))                                                               \
  X (cudaGetDeviceCount, (int *count))                                                                   \
  X (cudaDeviceGetAttribute, (int *value, enum cudaDeviceAttr attribute, int device))                    \
  X (cudaGetDeviceProperties, (struct cudaDeviceProp *properties, int device))                           \
  X (cudaDeviceGetPCIBusId, (char *id, int length, int device))                                          \
  X (cudaSetDevice, (int device))                                                                        \
  X (cudaGetDevice, (int *device))                                                                       \
  X (cudaDeviceReset, (void))                                                                            \
  X (cudaMemGetInfo, (size_t *n_free, size_t *n_total))                                                  \
  X (cudaMalloc, (void **pointer, size_t size))                                                          \
  X (cudaFree, (void *pointer))                                                                          \
  X (cudaHostAlloc, (void **pointer, size_t size, unsigned int flags))                                   \
  X (cudaFreeHost, (void *pointer))                                                                      \
  X (cudaMemcpyAsync, (void *to, const void *from, size_t size, enum cudaMemcpyKind kind,                \
                       cudaStream_t stream))                                                             \
  X (cudaMemsetAsync, (void *pointer, int value, size_t size, cudaStream_t stream))                      \
  X (cudaStreamCreateWithFlags, (cudaStream_t *stream, unsigned int flags))                              \
  X (cudaStreamDestroy, (cudaStream_t stream))                                                           \
  X (cudaStreamSynchronize, (cudaStream_t stream))                                                       \
  X (cudaStreamQuery, (cudaStream_t stream))                                                             \
  X (cudaEventCreateWithFlags, (cudaEvent_t *event, unsigned int flags))                                 \
  X (cudaEventDestroy, (cudaEvent_t event))                                                              \
  X (cudaEventRecord, (cudaEvent_t event, cudaStream_t stream))                                          \
  X (cudaEventSynchronize, (cudaEvent_t event))                                                          \
  X (cudaEventQuery, (cudaEvent_t event))                                                                \
  X (cudaLibraryLoadData, (cudaLibrary_t *library, const void *code, enum cudaJitOption *jit_options,    \
                           void **jit_values, unsigned int n_jit_options,                                \
                           enum cudaLibraryOption *options, void **values, unsigned int n_options))      \
  X (cudaLibraryUnload, (cudaLibrary_t library))                                                         \
  X (cudaLibraryGetKernel, (cudaKernel_t *kernel, cudaLibrary_t library, const char *name))              \
  X (cudaLaunchKernel, (const void *function, dim3 grid, dim3 block, void **arguments, size_t shared,    \
                        cudaStream_t stream))                                                            \
  X (cudaFuncSetAttribute, (const void *function, enum cudaFuncAttribute attribute, int value))          \
  X (cudaGetLastError, (void))                                                                           \
  X (cudaPeekAtLastError, (void))

#define MTN_FAKE_ERRORS(Y)               \
  Y (cudaSuccess, 0)                     \
  Y (cudaErrorInvalidValue, 1)           \
  Y (cudaErrorMemoryAllocation, 2)       \
  Y (cudaErrorInitializationError, 3)    \
  Y (cudaErrorInvalidConfiguration, 9)   \
  Y (cudaErrorStubLibrary, 34)           \
  Y (cudaErrorInsufficientDriver, 35)    \
  Y (cudaErrorDevicesUnavailable, 46)    \
  Y (cudaErrorNoDevice, 100)             \
  Y (cudaErrorInvalidDevice, 101)        \
  Y (cudaErrorNoKernelImageForDevice, 209) \
  Y (cudaErrorECCUncorrectable, 214)     \
  Y (cudaErrorInvalidPtx, 218)           \
  Y (cudaErrorJitCompilerNotFound, 221)  \
  Y (cudaErrorUnsupportedPtxVersion, 222) \
  Y (cudaErrorInvalidResourceHandle, 400) \
  Y (cudaErrorSymbolNotFound, 500)       \
  Y (cudaErrorNotReady, 600)             \
  Y (cudaErrorIllegalAddress, 700)       \
  Y (cudaErrorLaunchTimeout, 702)        \
  Y (cudaErrorLaunchFailure, 719)        \
  Y (cudaErrorUnknown, 999)

#define MTN_FAKE_CONSTANTS(Y)                         \
  Y (cudaMemcpyHostToDevice, 1)                       \
  Y (cudaMemcpyDeviceToHost, 2)                       \
  Y (cudaMemcpyDeviceToDevice, 3)                     \
  Y (cudaDevAttrMaxSharedMemoryPerBlock, 8)           \
  Y (cudaDevAttrMultiProcessorCount, 16)              \
  Y (cudaDevAttrComputeCapabilityMajor, 75)           \
  Y (cudaDevAttrComputeCapabilityMinor, 76)           \
  Y (cudaDevAttrMaxSharedMemoryPerBlockOptin, 97)     \
  Y (cudaFuncAttributeMaxDynamicSharedMemorySize, 8)  \
  Y (cudaStreamNonBlocking, 1)                        \
  Y (cudaEventDisableTiming, 2)                       \
  Y (cudaHostAllocDefault, 0)
