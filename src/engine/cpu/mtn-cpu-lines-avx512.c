/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cpu-lines.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

#define TARGET MTN_CPU_WIDE_VECTOR
#define Vector __m512
#define WIDTH 16
#define MOST_VECTORS 16
#define LOAD(p) _mm512_loadu_ps (p)
#define STORE(p, x) _mm512_storeu_ps (p, x)
#define LOAD_SOME(p, n) _mm512_maskz_loadu_ps ((__mmask16) ((1u << (n)) - 1), p)
#define STORE_SOME(p, n, x) _mm512_mask_storeu_ps (p, (__mmask16) ((1u << (n)) - 1), x)
#define SPLAT(x) _mm512_set1_ps (x)
#define ZERO() _mm512_setzero_ps ()
#define ADD(x, y) _mm512_add_ps (x, y)
#define MULTIPLY_ADD(x, y, z) _mm512_fmadd_ps (x, y, z)

#include "mtn-cpu-lines-kernel.h"

const MtnCpuLines mtn_cpu_lines_avx512 = { "16-wide AVX-512", add };

#endif
