/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cpu-lines.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

MTN_CPU_VECTOR static inline __m256i
mask_first (guint n)
{
  return _mm256_cmpgt_epi32 (_mm256_set1_epi32 ((int) n), _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7));
}

#define TARGET MTN_CPU_VECTOR
#define Vector __m256
#define WIDTH 8
#define MOST_VECTORS 8
#define LOAD(p) _mm256_loadu_ps (p)
#define STORE(p, x) _mm256_storeu_ps (p, x)
#define LOAD_SOME(p, n) _mm256_maskload_ps (p, mask_first (n))
#define STORE_SOME(p, n, x) _mm256_maskstore_ps (p, mask_first (n), x)
#define SPLAT(x) _mm256_set1_ps (x)
#define ZERO() _mm256_setzero_ps ()
#define ADD(x, y) _mm256_add_ps (x, y)
#define MULTIPLY_ADD(x, y, z) _mm256_fmadd_ps (x, y, z)

#include "mtn-cpu-lines-kernel.h"

static guint
list (const float *row, guint n, MtnCpuTerm *terms)
{
  guint n_terms = 0;

  for (guint k = 0; k < n; k++)
    {
      terms[n_terms] = (MtnCpuTerm){ k, row[k] };
      n_terms += row[k] != 0.0f ? 1 : 0;
    }

  return n_terms;
}

const MtnCpuLines mtn_cpu_lines_avx2 = { "8-wide AVX2", add, add_rows, list };

#endif
