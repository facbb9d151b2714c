/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <math.h>
#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* FMA_ONE (a, b, c), a · b + c, is defined by whoever includes this: a processor without the instruction would
 * need a hundred others for one fmaf(). */

/* exp (x) for x ≤ 0, plainly enough for the compiler to run it along vectors: 2ⁿ · exp (r) with |r| ≤ ln 2 / 2
 * and the Taylor series to r⁷, relative error below 2e-7. Below −87 it is as good as 0 and stays at exp (−87),
 * a normal number. NaN stays NaN. */
static inline __attribute__ ((always_inline)) float
mtn_net_exp (float x)
{
  const float magic = 12582912.0f; /* 1.5 · 2²³: what is added to it is rounded to a whole number */
  float shifted, n, r, sum, power;
  guint32 bits;

  x = x < -87.0f ? -87.0f : x;
  shifted = FMA_ONE (x, 1.44269504f, magic);
  n = shifted - magic;
  r = FMA_ONE (n, -0.693359375f, x);
  r = FMA_ONE (n, 2.12194440e-4f, r);

  sum = 1.98412698e-4f;
  sum = FMA_ONE (sum, r, 1.38888889e-3f);
  sum = FMA_ONE (sum, r, 8.33333333e-3f);
  sum = FMA_ONE (sum, r, 4.16666667e-2f);
  sum = FMA_ONE (sum, r, 1.66666667e-1f);
  sum = FMA_ONE (sum, r, 0.5f);
  sum = FMA_ONE (sum, r, 1.0f);
  sum = FMA_ONE (sum, r, 1.0f);

  memcpy (&bits, &shifted, sizeof bits);
  bits = (bits << 23) + 0x3f800000u;
  memcpy (&power, &bits, sizeof power);

  return sum * power;
}

static inline __attribute__ ((always_inline)) float
mtn_net_tanh (float x)
{
  float size = x < 0 ? -x : x;
  float e = mtn_net_exp (-2 * size);
  float far = (1 - e) / (1 + e);
  float square = x * x;
  /* 1 − e would lose what is small. */
  float near = size * FMA_ONE (square, FMA_ONE (square, FMA_ONE (square, -17 / 315.0f, 2 / 15.0f), -1 / 3.0f), 1.0f);
  float t = size < 0.125f ? near : far;

  return x < 0 ? -t : t;
}

G_END_DECLS
