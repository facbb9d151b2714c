/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Compiled where NVIDIA's header is installed, never run: what the fake declares is what the runtime has. */

#include <stddef.h>

#include <cuda_runtime_api.h>

#include "mtn-fake-functions.h"

#ifndef CUDART_VERSION
#error "this is not NVIDIA's header"
#endif
_Static_assert(sizeof (struct cudaDeviceProp) > 256, "the fake's header was found in place of NVIDIA's");

#define CHECK_FUNCTION(name, arguments) \
  _Static_assert(__builtin_types_compatible_p (__typeof__ (&name), cudaError_t (*) arguments), #name);
MTN_FAKE_FUNCTIONS (CHECK_FUNCTION)

_Static_assert(__builtin_types_compatible_p (__typeof__ (&cudaGetErrorName), const char *(*) (cudaError_t)),
               "cudaGetErrorName");
_Static_assert(__builtin_types_compatible_p (__typeof__ (&cudaGetErrorString), const char *(*) (cudaError_t)),
               "cudaGetErrorString");

#define CHECK_CONSTANT(name, value) _Static_assert((int) name == value, #name);
MTN_FAKE_ERRORS (CHECK_CONSTANT)
MTN_FAKE_CONSTANTS (CHECK_CONSTANT)

_Static_assert(sizeof (cudaError_t) == sizeof (int), "errors are ints");
_Static_assert(sizeof (dim3) == 3 * sizeof (unsigned int), "dim3");
_Static_assert(offsetof (struct cudaDeviceProp, name) == 0, "the name comes first");
_Static_assert(sizeof (((struct cudaDeviceProp *) NULL)->name) == 256, "256 characters");
