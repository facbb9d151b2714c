/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* What the reference and the kernels of cuda/ have in common: functions of single numbers in C that nvcc takes too. */
#ifdef __CUDACC__
#define MTN_SCALAR static __device__ __forceinline__
#else
#define MTN_SCALAR static inline __attribute__ ((always_inline))
#endif
