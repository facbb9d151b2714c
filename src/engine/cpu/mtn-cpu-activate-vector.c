/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-activate.c, eight values at a time. */

#include "mtn-cpu-exp.h"
#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

/* min and max return their second operand when either is NaN, as the reference's comparisons do. */
MTN_CPU_VECTOR static inline __m256
exponential (__m256 x)
{
  const __m256 magic = _mm256_set1_ps (MTN_EXP_MAGIC);
  const __m256 one = _mm256_set1_ps (1.0f);
  __m256 turns, n, r, power;

  x = _mm256_min_ps (x, _mm256_set1_ps (MTN_EXP_MAX));
  x = _mm256_max_ps (x, _mm256_set1_ps (MTN_EXP_MIN));

  turns = _mm256_fmadd_ps (x, _mm256_set1_ps (MTN_EXP_LOG2E), magic);
  n = _mm256_sub_ps (turns, magic);
  r = _mm256_fmadd_ps (n, _mm256_set1_ps (-MTN_EXP_LN2_HIGH), x);
  r = _mm256_fmadd_ps (n, _mm256_set1_ps (-MTN_EXP_LN2_LOW), r);

  power = _mm256_set1_ps (MTN_EXP_C7);
  power = _mm256_fmadd_ps (power, r, _mm256_set1_ps (MTN_EXP_C6));
  power = _mm256_fmadd_ps (power, r, _mm256_set1_ps (MTN_EXP_C5));
  power = _mm256_fmadd_ps (power, r, _mm256_set1_ps (MTN_EXP_C4));
  power = _mm256_fmadd_ps (power, r, _mm256_set1_ps (MTN_EXP_C3));
  power = _mm256_fmadd_ps (power, r, _mm256_set1_ps (MTN_EXP_C2));
  power = _mm256_fmadd_ps (power, r, one);
  power = _mm256_fmadd_ps (power, r, one);

  return _mm256_castsi256_ps (
      _mm256_add_epi32 (_mm256_castps_si256 (power), _mm256_slli_epi32 (_mm256_castps_si256 (turns), 23)));
}

MTN_CPU_VECTOR static inline __m256
sigmoid (__m256 x)
{
  const __m256 one = _mm256_set1_ps (1.0f);
  __m256 t = _mm256_max_ps (_mm256_xor_ps (x, _mm256_set1_ps (-0.0f)), _mm256_set1_ps (MTN_SIGMOID_MIN));

  t = _mm256_blendv_ps (t, _mm256_set1_ps (MTN_EXP_MAX), _mm256_cmp_ps (x, x, _CMP_UNORD_Q));

  return _mm256_div_ps (one, _mm256_add_ps (one, exponential (t)));
}

MTN_CPU_VECTOR static inline __m256
hyperbolic_tangent (__m256 x)
{
  const __m256 sign = _mm256_set1_ps (-0.0f);
  const __m256 one = _mm256_set1_ps (1.0f);
  __m256 magnitude = _mm256_andnot_ps (sign, x);
  __m256 e = exponential (_mm256_mul_ps (_mm256_set1_ps (-2.0f), magnitude));
  __m256 y = _mm256_div_ps (_mm256_sub_ps (one, e), _mm256_add_ps (one, e));
  __m256 negative = _mm256_and_ps (_mm256_and_ps (sign, x), _mm256_cmp_ps (x, x, _CMP_ORD_Q));

  return _mm256_or_ps (_mm256_andnot_ps (sign, y), negative);
}

MTN_CPU_VECTOR void
mtn_cpu_activate_vector (float *values, gsize n_values, MtnActivation activation)
{
  gsize i = 0;

  switch (activation)
    {
    case MTN_ACTIVATION_NONE:
      return;

    case MTN_ACTIVATION_RELU:
      for (; i + 8 <= n_values; i += 8)
        _mm256_storeu_ps (values + i, _mm256_max_ps (_mm256_loadu_ps (values + i), _mm256_setzero_ps ()));
      break;

    case MTN_ACTIVATION_TANH:
      for (; i + 8 <= n_values; i += 8)
        _mm256_storeu_ps (values + i, hyperbolic_tangent (_mm256_loadu_ps (values + i)));
      break;

    case MTN_ACTIVATION_SIGMOID:
      for (; i + 8 <= n_values; i += 8)
        _mm256_storeu_ps (values + i, sigmoid (_mm256_loadu_ps (values + i)));
      break;

    default:
      g_return_if_reached ();
    }

  mtn_cpu_activate (values + i, n_values - i, activation);
}

#endif
