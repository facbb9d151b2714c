/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-adam.h"
#include "mtn-cpu-exp.h"

/*
 * What training does with single numbers, for the reference and for the kernels
 * of cuda/. As in mtn-cpu-exp.h all of it is IEEE operations in a fixed order:
 * what is fused is written fmaf().
 *
 * Sums over a row, and over stretches of MTN_SUM_STRETCH numbers, have so many
 * lanes: number i goes to lane i mod MTN_SUM_LANES, in ascending order; then
 * the upper half of the lanes is added to the lower one until one is left.
 */
#define MTN_SUM_LANES 256
#define MTN_SUM_STRETCH (32 * MTN_SUM_LANES)

/* MtnLoss and MtnActivation, which nvcc cannot include. */
#define MTN_SCALAR_BCE 0
#define MTN_SCALAR_MSE 1
#define MTN_SCALAR_MULTINOMIAL 2
#define MTN_SCALAR_RELU 1
#define MTN_SCALAR_TANH 2
#define MTN_SCALAR_SIGMOID 3

/* Below every logit that counts. */
#define MTN_LEAST (-3.402823466e38f)

/* 2 · artanh (s), |s| ≤ 1/3, by its series; the next term is below 2e-9 of it. */
MTN_SCALAR float
mtn_scalar_log_ratio (float s)
{
  const float square = s * s;
  float sum = 1.0f / 17.0f;

  sum = fmaf (sum, square, 1.0f / 15.0f);
  sum = fmaf (sum, square, 1.0f / 13.0f);
  sum = fmaf (sum, square, 1.0f / 11.0f);
  sum = fmaf (sum, square, 1.0f / 9.0f);
  sum = fmaf (sum, square, 1.0f / 7.0f);
  sum = fmaf (sum, square, 1.0f / 5.0f);
  sum = fmaf (sum, square, 1.0f / 3.0f);
  sum = fmaf (sum, square, 1.0f);

  return 2.0f * s * sum;
}

/* log (1 + e), 0 ≤ e ≤ 1 */
MTN_SCALAR float
mtn_scalar_log_1p (float e)
{
  return mtn_scalar_log_ratio (e / (2.0f + e));
}

/* log (x) of a normal x: x = 2ⁿ · m with m from √½ to √2. Infinity and NaN give what is greater than all others. */
MTN_SCALAR float
mtn_scalar_log (float x)
{
  union
  {
    float    f;
    unsigned u;
  } bits;
  int n;

  bits.f = x;
  n = (int) (bits.u - 0x3f3504f3u) >> 23;
  bits.u -= (unsigned) n << 23;

  return fmaf ((float) n, MTN_EXP_LN2_HIGH,
               fmaf ((float) n, MTN_EXP_LN2_LOW, mtn_scalar_log_ratio ((bits.f - 1.0f) / (bits.f + 1.0f))));
}

/* The larger, for sums of exponentials. */
MTN_SCALAR float
mtn_scalar_larger (float a, float b)
{
  return b > a ? b : a;
}

/*
 * A cell of the loss by sigmoids. @goal < 0: it is excluded. *@value: the logit, then the derivative by it times
 * @scale. Returns its loss: max (z, 0) − z · target + log (1 + exp (−|z|)), or the squared error.
 */
MTN_SCALAR float
mtn_scalar_loss (int loss, float goal, float scale, float *value)
{
  const float z = *value;
  const float size = fabsf (z);
  const float e = mtn_scalar_exp (-size);
  const float r = 1.0f / (1.0f + e);
  const float output = (z < 0.0f ? e : 1.0f) * r;
  const float target = goal > 0.0f ? 1.0f : 0.0f;
  const float error = output - goal;

  if (goal < 0.0f)
    {
      *value = 0.0f;
      return 0.0f;
    }

  *value = loss == MTN_SCALAR_MSE ? 2.0f * scale * error * (e * r * r) : scale * (output - target);
  if (loss == MTN_SCALAR_MSE)
    /* The exponential makes a number of NaN, which must not be lost. */
    return z == z ? error * error : z;

  return fmaf (-z, target, 0.5f * (z + size)) + mtn_scalar_log_1p (e);
}

/* The same for the softmax: @log_sum = log Σ exp (logit) and @total = Σ goals of the row. */
MTN_SCALAR float
mtn_scalar_softmax_loss (float goal, float scale, float log_sum, float total, float *value)
{
  const float z = *value - log_sum;

  if (goal < 0.0f)
    {
      *value = 0.0f;
      return 0.0f;
    }

  *value = scale * fmaf (total, mtn_scalar_exp (z), -goal);

  return -goal * z;
}

/* From the derivative by what an activation, and drop-out behind it, gave, to that by what went in. @scale: of what
 * drop-out spared, and this was. */
MTN_SCALAR float
mtn_scalar_derive (float delta, float unit, float scale, int activation)
{
  const float y = unit * (1.0f / scale);

  switch (activation)
    {
    case MTN_SCALAR_RELU:
      return unit > 0.0f ? delta * scale : 0.0f;
    case MTN_SCALAR_TANH:
      return delta * scale * fmaf (-y, y, 1.0f);
    case MTN_SCALAR_SIGMOID:
      return delta * scale * (y * (1.0f - y));
    default:
      return delta * scale;
    }
}

/* Kingma and Ba, algorithm 1, in the order of operations of PyTorch: the correction of the second moment is
 * applied to its root, before epsilon is added. */
MTN_SCALAR void
mtn_scalar_adam (const MtnAdam *adam, float gradient, float *value, float *mean, float *variance)
{
  const float g = fmaf (adam->l2, *value, gradient);
  const float m = fmaf (adam->beta1, *mean, adam->rest1 * g);
  const float v = fmaf (adam->beta2, *variance, adam->rest2 * g * g);

  *mean = m;
  *variance = v;
  *value = fmaf (-adam->step, m / fmaf (sqrtf (v), adam->spread, adam->epsilon), adam->keep * *value);
}
