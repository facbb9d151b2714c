/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-net-kernels.h"

#ifdef MTN_NET_HAVE_AVX

#include <immintrin.h>

#define KERNELS mtn_net_kernels_avx512
#define KERNELS_NAME "avx512"
#ifdef __clang__
/* It ignores the whole list for the sake of the word it does not know. */
#define TARGET __attribute__ ((target ("avx512f,avx512vl,avx512dq,avx512bw,fma")))
#else
#define TARGET __attribute__ ((target ("avx512f,avx512vl,avx512dq,avx512bw,fma,prefer-vector-width=512")))
#endif
#define LANES 16
#define ROWS 8
#define WIDTH 2
#define INTERLEAVE 2
#define FMA(a, b, c) ((Vector) _mm512_fmadd_ps ((__m512) (a), (__m512) (b), (__m512) (c)))
#define FMA_ONE(a, b, c) fmaf (a, b, c)
#define SQRT(a) ((Vector) _mm512_sqrt_ps ((__m512) (a)))

#include "mtn-net-kernels-body.h"

#endif
