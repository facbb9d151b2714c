/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-kernels.h"

#ifdef MTN_NET_HAVE_AVX

#include <immintrin.h>

#define KERNELS mtn_net_kernels_avx2
#define KERNELS_NAME "avx2"
#define TARGET __attribute__ ((target ("avx2,fma")))
#define LANES 8
#define ROWS 4
#define WIDTH 2
#define INTERLEAVE 0
#define FMA(a, b, c) ((Vector) _mm256_fmadd_ps ((__m256) (a), (__m256) (b), (__m256) (c)))
#define FMA_ONE(a, b, c) fmaf (a, b, c)
#define SQRT(a) ((Vector) _mm256_sqrt_ps ((__m256) (a)))

#include "mtn-net-kernels-body.h"

#endif
