/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-compact.h"

#include <math.h>
#include <string.h>

/* Exponents are counted from 15 in F16 and from 127 in F32, whose fractions are 13 bits longer. */
#define BIAS ((127u - 15u) << 23)
#define F16_INFINITY 0x7c00u

static guint32
to_bits (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);

  return bits;
}

static float
from_bits (guint32 bits)
{
  float value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

/* Without a number that is subnormal in F32 on the way: threads that train flush those to zero. */
static float
expand_f16 (guint16 half)
{
  guint32 magnitude = (guint32) (half & 0x7fff) << 13;
  float normal = from_bits (magnitude + BIAS);
  float subnormal = from_bits (magnitude + BIAS + (1u << 23)) - from_bits (BIAS + (1u << 23));
  guint32 bits = to_bits (magnitude < 1u << 23 ? subnormal : normal);

  return from_bits (bits | (guint32) (half & 0x8000) << 16);
}

static guint16
round_to_f16 (float value)
{
  guint32 bits = to_bits (value);
  guint16 sign = (guint16) (bits >> 16 & 0x8000);
  guint32 magnitude = bits & 0x7fffffff;
  guint32 rounded;

  /* Below the smallest normal number steps are all of one size, 2^−24: adding ½ aligns the fraction to them,
   * and the addition rounds. */
  if (magnitude < to_bits (0x1p-14f))
    return sign | (guint16) (to_bits (from_bits (magnitude) + 0.5f) - to_bits (0.5f));

  rounded = magnitude + 0xfff + (magnitude >> 13 & 1);

  return sign | (guint16) (rounded >= to_bits (65536.0f) ? F16_INFINITY : (rounded - BIAS) >> 13);
}

guint16 *
mtn_compact_to_f16 (const float *values, gsize n_values)
{
  guint16 *halves = g_new (guint16, MAX (n_values, 1));

  for (gsize i = 0; i < n_values; i++)
    halves[i] = round_to_f16 (values[i]);

  return halves;
}

gint8 *
mtn_compact_to_i8 (const float *values, gsize rows, gsize columns, float *scales)
{
  gint8 *integers = g_new (gint8, MAX (rows * columns, 1));

  for (gsize r = 0; r < rows; r++)
    {
      const float *row = values + r * columns;
      float largest = 0;

      for (gsize i = 0; i < columns; i++)
        largest = isfinite (row[i]) ? MAX (largest, fabsf (row[i])) : INFINITY;

      scales[r] = largest / 127;
      for (gsize i = 0; i < columns; i++)
        integers[r * columns + i] =
            scales[r] > 0 && isfinite (largest) ? (gint8) CLAMP (lrintf (row[i] / scales[r]), -127, 127) : 0;
    }

  return integers;
}

float *
mtn_compact_expand (const MtnTensor *tensor, const float *scales)
{
  float *values = g_new (float, MAX (tensor->n_values, 1));

  if (tensor->dtype == MTN_DTYPE_F16)
    {
      const guint16 *halves = tensor->data;

      for (gsize i = 0; i < tensor->n_values; i++)
        values[i] = expand_f16 (halves[i]);
    }
  else
    {
      const gint8 *integers = tensor->data;

      for (gsize r = 0; r < tensor->dims[0]; r++)
        for (gsize i = r * tensor->dims[1]; i < (r + 1) * tensor->dims[1]; i++)
          values[i] = scales[r] * integers[i];
    }

  return values;
}
