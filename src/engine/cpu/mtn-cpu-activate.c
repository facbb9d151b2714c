/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Activation functions. The exponential is computed from IEEE operations alone, so that every processor and
 * compiler gives the same bits; expf() of a C library does not. Comparisons are written so that NaN ends in
 * one of the bounds. */

#include "mtn-cpu-exp.h"
#include "mtn-cpu.h"

static inline float
exponential (float x)
{
  union
  {
    float f;
    guint32 u;
  } turns, power;
  float n, r;

  x = x < MTN_EXP_MAX ? x : MTN_EXP_MAX;
  x = x > MTN_EXP_MIN ? x : MTN_EXP_MIN;

  /* Adding the magic number leaves the nearest integer in the low bits of the mantissa. */
  turns.f = fmaf (x, MTN_EXP_LOG2E, MTN_EXP_MAGIC);
  n = turns.f - MTN_EXP_MAGIC;
  r = fmaf (n, -MTN_EXP_LN2_HIGH, x);
  r = fmaf (n, -MTN_EXP_LN2_LOW, r);

  power.f = MTN_EXP_C7;
  power.f = fmaf (power.f, r, MTN_EXP_C6);
  power.f = fmaf (power.f, r, MTN_EXP_C5);
  power.f = fmaf (power.f, r, MTN_EXP_C4);
  power.f = fmaf (power.f, r, MTN_EXP_C3);
  power.f = fmaf (power.f, r, MTN_EXP_C2);
  power.f = fmaf (power.f, r, 1.0f);
  power.f = fmaf (power.f, r, 1.0f);
  power.u += turns.u << 23;

  return power.f;
}

static inline float
sigmoid (float x)
{
  float t = -x;

  t = t > MTN_SIGMOID_MIN ? t : MTN_SIGMOID_MIN;
  /* NaN fails the comparison above and would count as certain. */
  t = x == x ? t : MTN_EXP_MAX;

  return 1.0f / (1.0f + exponential (t));
}

static inline float
hyperbolic_tangent (float x)
{
  float magnitude = fabsf (x);
  float e = exponential (-2.0f * magnitude);

  return copysignf ((1.0f - e) / (1.0f + e), x);
}

float
mtn_sigmoid (float x)
{
  return sigmoid (x);
}

void
mtn_cpu_activate (float *values, gsize n_values, MtnActivation activation)
{
  switch (activation)
    {
    case MTN_ACTIVATION_NONE:
      return;

    case MTN_ACTIVATION_RELU:
      for (gsize i = 0; i < n_values; i++)
        values[i] = values[i] > 0.0f ? values[i] : 0.0f;
      return;

    case MTN_ACTIVATION_TANH:
      for (gsize i = 0; i < n_values; i++)
        values[i] = hyperbolic_tangent (values[i]);
      return;

    case MTN_ACTIVATION_SIGMOID:
      for (gsize i = 0; i < n_values; i++)
        values[i] = sigmoid (values[i]);
      return;

    default:
      g_return_if_reached ();
    }
}
