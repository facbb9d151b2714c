/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <math.h>

#include "mtn-scalar.h"

/*
 * Activation functions of single numbers, for the reference and for the
 * kernels of cuda/, and their constants for the reference's twin. The
 * exponential is computed from IEEE operations alone, so that every processor
 * and compiler gives the same bits; expf() of a C library does not.
 * Comparisons are written so that NaN ends in one of the bounds.
 *
 * exp (x) = 2^n · exp (r), |r| ≤ ln 2 / 2, the latter by its Taylor series to
 * r⁷ (next term below 6e-9). ln 2 is split in two parts, the first with few
 * bits, so that n times it is exact.
 */
#define MTN_EXP_MIN (-86.0f)         /* the power of two stays a normal number */
#define MTN_EXP_MAX 88.0f
#define MTN_EXP_MAGIC 12582912.0f    /* 1.5 · 2^23 */
#define MTN_EXP_LOG2E 1.44269504f
#define MTN_EXP_LN2_HIGH 0.693359375f
#define MTN_EXP_LN2_LOW (-2.12194440e-4f)
#define MTN_EXP_C2 0.5f
#define MTN_EXP_C3 1.66666667e-1f
#define MTN_EXP_C4 4.16666667e-2f
#define MTN_EXP_C5 8.33333333e-3f
#define MTN_EXP_C6 1.38888889e-3f
#define MTN_EXP_C7 1.98412698e-4f

/* 1 + exp (−16.6) is the least that is not 1 in float: a sigmoid never reaches 1. */
#define MTN_SIGMOID_MIN (-16.6f)

MTN_SCALAR float
mtn_scalar_exp (float x)
{
  union
  {
    float    f;
    unsigned u;
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

MTN_SCALAR float
mtn_scalar_sigmoid (float x)
{
  float t = -x;

  t = t > MTN_SIGMOID_MIN ? t : MTN_SIGMOID_MIN;
  /* NaN fails the comparison above and would count as certain. */
  t = x == x ? t : MTN_EXP_MAX;

  return 1.0f / (1.0f + mtn_scalar_exp (t));
}

MTN_SCALAR float
mtn_scalar_tanh (float x)
{
  float magnitude = fabsf (x);
  float e = mtn_scalar_exp (-2.0f * magnitude);

  /* Processors and cards give NaN different signs. */
  return copysignf ((1.0f - e) / (1.0f + e), x == x ? x : 1.0f);
}
