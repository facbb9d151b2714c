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

G_STATIC_ASSERT (sizeof (MtnCpuTerm) == 8 && MTN_CPU_TERMS_SLACK >= 8);

/* Eight terms are always written, and counted as far as they are. */
TARGET static guint
list (const float *row, guint n, MtnCpuTerm *terms)
{
  const __m512i low = _mm512_setr_epi32 (0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const __m512i high = _mm512_add_epi32 (low, _mm512_set1_epi32 (8));
  __m512i lines = _mm512_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  MtnCpuTerm *end = terms;

  for (guint k = 0; k < n; k += 16, lines = _mm512_add_epi32 (lines, _mm512_set1_epi32 (16)))
    {
      __m512 values = n - k >= 16 ? LOAD (row + k) : LOAD_SOME (row + k, n - k);
      guint used = _mm512_cmp_ps_mask (values, ZERO (), _CMP_NEQ_UQ);
      __m512i bits = _mm512_castps_si512 (values);

      _mm512_storeu_si512 (end, _mm512_maskz_compress_epi64 ((__mmask8) used,
                                                             _mm512_permutex2var_epi32 (lines, low, bits)));
      end += __builtin_popcount (used & 0xff);
      _mm512_storeu_si512 (end, _mm512_maskz_compress_epi64 ((__mmask8) (used >> 8),
                                                             _mm512_permutex2var_epi32 (lines, high, bits)));
      end += __builtin_popcount (used >> 8);
    }

  return (guint) (end - terms);
}

const MtnCpuLines mtn_cpu_lines_avx512 = { "16-wide AVX-512", add, add_rows, list };

#endif
