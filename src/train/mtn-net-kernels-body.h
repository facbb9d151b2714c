/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* Included once for each kind of processor, after these were defined:
 *   KERNELS       the table to define
 *   KERNELS_NAME  its name
 *   TARGET        the attribute that allows the instructions
 *   LANES         floats in a vector
 *   ROWS, WIDTH   a tile of sums that stays in registers: units × vectors
 *   INTERLEAVE    rows of the gradient between two vectors of Adam; 0: Adam waits for the whole tile (where
 *                 registers do not suffice for both at once)
 *   FMA, SQRT     on vectors; FMA_ONE on single values
 */

#include <math.h>

#include "mtn-net-exp.h"
#include "mtn-net-kernels.h"

typedef float Vector __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4), may_alias));

#define INLINE TARGET static inline __attribute__ ((always_inline))

G_STATIC_ASSERT (MTN_NET_TILE % ROWS == 0);
G_STATIC_ASSERT (MTN_NET_BLOCK % (LANES * WIDTH) == 0);
G_STATIC_ASSERT (MTN_NET_PANEL == MTN_NET_BLOCK);

#define STRIP (LANES * WIDTH)

/* Floats: how far Adam asks for memory before it gets there. */
#define AHEAD 256

INLINE Vector
load (const float *from)
{
  return *(const Vector *) from;
}

INLINE void
store (float *to, Vector value)
{
  *(Vector *) to = value;
}

/* Broadcast. */
INLINE Vector
all (float value)
{
  return value - (Vector){ 0 };
}

TARGET static void
multiply (const float *s, gsize line, gsize step, const float *x, guint n, float *c, gboolean add, gsize ahead)
{
  for (guint r0 = 0; r0 < MTN_NET_TILE; r0 += ROWS)
    for (guint b0 = 0; b0 < MTN_NET_BLOCK; b0 += STRIP)
      {
        const float *scalars = s + r0 * line;
        const float *vectors = x + b0;
        float *to = c + r0 * MTN_NET_BLOCK + b0;
        Vector sum[ROWS][WIDTH];

#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++)
#pragma GCC unroll 8
          for (int v = 0; v < WIDTH; v++)
            sum[r][v] = add ? load (to + r * MTN_NET_BLOCK + v * LANES) : all (0);

        for (guint k = 0; k < n; k++)
          {
            Vector along[WIDTH];

            if (r0 == 0 && b0 == 0)
              __builtin_prefetch (scalars + ahead);
#pragma GCC unroll 8
            for (int v = 0; v < WIDTH; v++)
              along[v] = load (vectors + v * LANES);
#pragma GCC unroll 8
            for (int r = 0; r < ROWS; r++)
              {
                Vector factor = all (scalars[r * line]);

#pragma GCC unroll 8
                for (int v = 0; v < WIDTH; v++)
                  sum[r][v] = FMA (factor, along[v], sum[r][v]);
              }
            scalars += step;
            vectors += MTN_NET_BLOCK;
          }

#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++)
#pragma GCC unroll 8
          for (int v = 0; v < WIDTH; v++)
            store (to + r * MTN_NET_BLOCK + v * LANES, sum[r][v]);
      }
}

TARGET static void
gather (const guint *offsets,
        const guint *columns,
        const float *values,
        guint n_rows,
        const float *weight,
        gsize line,
        float *tile)
{
  for (guint row = 0; row < n_rows; row++, tile += MTN_NET_PANEL)
    {
      Vector sum[MTN_NET_PANEL / LANES];

#pragma GCC unroll 8
      for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
        sum[v] = all (0);

      for (guint i = offsets[row]; i < offsets[row + 1]; i++)
        {
          const float *from = weight + columns[i] * line;
          Vector factor = all (values[i]);

#pragma GCC unroll 8
          for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
            sum[v] = FMA (factor, load (from + v * LANES), sum[v]);
        }

#pragma GCC unroll 8
      for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
        store (tile + v * LANES, sum[v]);
    }
}

TARGET static void
transpose (const float *from, float *to)
{
  for (guint i = 0; i < 32; i++)
#pragma GCC unroll 32
    for (guint j = 0; j < 32; j++)
      to[i * 32 + j] = from[j * 32 + i];
}

TARGET static void
activate (float *units,
          const float *bias,
          guint unit,
          guint n_units,
          guint row,
          MtnNetActivation activation,
          const MtnDrop *drop)
{
  for (guint j = 0; j < n_units; j++, units += MTN_NET_BLOCK)
    {
      /* A comparison that NaN passes through. */
      if (activation == MTN_NET_RELU)
        for (guint b = 0; b < MTN_NET_BLOCK; b++)
          units[b] = units[b] + bias[j] < 0 ? 0 : units[b] + bias[j];
      else
        for (guint b = 0; b < MTN_NET_BLOCK; b++)
          units[b] = mtn_net_tanh (units[b] + bias[j]);

      if (drop != NULL)
        {
          guint32 key = mtn_drop_unit (drop, unit + j);

          for (guint b = 0; b < MTN_NET_BLOCK; b++)
            units[b] = mtn_drop_keeps (drop, key, row + b) ? units[b] * drop->scale : 0;
        }
    }
}

TARGET static void
derive (float *deltas,
        const float *units,
        guint unit,
        guint n_units,
        guint row,
        MtnNetActivation activation,
        const MtnDrop *drop)
{
  float scale = drop != NULL ? drop->scale : 1;
  float back = 1 / scale;

  for (guint j = 0; j < n_units; j++, units += MTN_NET_BLOCK, deltas += MTN_NET_BLOCK)
    {
      if (activation == MTN_NET_RELU)
        for (guint b = 0; b < MTN_NET_BLOCK; b++)
          deltas[b] *= units[b] > 0 ? scale : 0;
      else
        for (guint b = 0; b < MTN_NET_BLOCK; b++)
          {
            float t = units[b] * back;

            deltas[b] = deltas[b] * scale * (1 - t * t);
          }

      /* Where drop-out zeroed a unit that relu had spared, the unit is 0 already. */
      if (drop != NULL && activation != MTN_NET_RELU)
        {
          guint32 key = mtn_drop_unit (drop, unit + j);

          for (guint b = 0; b < MTN_NET_BLOCK; b++)
            deltas[b] = mtn_drop_keeps (drop, key, row + b) ? deltas[b] : 0;
        }
    }
}

/* Kingma and Ba, algorithm 1, in the order of operations of PyTorch: the correction of the second moment is
 * applied to its root, before epsilon is added. */
INLINE void
adapt (const MtnNetTarget *target, gsize at, Vector gradient)
{
  const MtnAdam *adam = target->adam;
  Vector value = load (target->value + at);
  Vector g = FMA (all (adam->l2), value, gradient);
  Vector mean = FMA (all (adam->beta1), load (target->mean + at), all (adam->rest1) * g);
  Vector variance = FMA (all (adam->beta2), load (target->variance + at), all (adam->rest2) * g * g);
  Vector spread = FMA (SQRT (variance), all (adam->spread), all (adam->epsilon));

  store (target->mean + at, mean);
  store (target->variance + at, variance);
  store (target->value + at, FMA (all (-adam->step), mean / spread, all (adam->keep) * value));
}

INLINE void
deliver (const MtnNetTarget *target, gsize at, Vector gradient)
{
  if (target->gradient != NULL)
    store (target->gradient + at, gradient);
  else
    adapt (target, at, gradient);
}

INLINE void
adapt_next (MtnNetWaiting *waiting)
{
  gsize at = waiting->row * waiting->line + waiting->column;

  __builtin_prefetch (waiting->target.value + at + AHEAD, 1);
  __builtin_prefetch (waiting->target.mean + at + AHEAD, 1);
  __builtin_prefetch (waiting->target.variance + at + AHEAD, 1);
  adapt (&waiting->target, at,
         load (waiting->gradients[waiting->current] + waiting->row * waiting->n_columns + waiting->column));
  waiting->column += LANES;
  if (waiting->column == waiting->n_columns)
    {
      waiting->column = 0;
      waiting->row++;
    }
}

TARGET static void
settle (MtnNetWaiting *waiting)
{
  while (waiting->row < MTN_NET_TILE)
    adapt_next (waiting);
}

INLINE void
add_products (Vector sum[ROWS][WIDTH], const float *scalars, const float *vectors)
{
  Vector along[WIDTH];

#pragma GCC unroll 8
  for (int v = 0; v < WIDTH; v++)
    along[v] = load (vectors + v * LANES);
#pragma GCC unroll 8
  for (int r = 0; r < ROWS; r++)
    {
      Vector factor = all (scalars[r * MTN_NET_BLOCK]);

#pragma GCC unroll 8
      for (int v = 0; v < WIDTH; v++)
        sum[r][v] = FMA (factor, along[v], sum[r][v]);
    }
}

/* Multiplications keep the one half of the processor busy, division, root and memory for Adam the other: while a
 * gradient is summed the one before is used up, as many values as arise. In the order of memory, or the
 * processor would not fetch them ahead. */
TARGET static void
update (const MtnNetTarget *target,
        gsize line,
        const float *x,
        gsize stride,
        const float *panels,
        guint n_padded_rows,
        guint n_rows,
        guint n_panels,
        MtnNetWaiting *waiting)
{
  guint n_columns = n_panels * MTN_NET_PANEL;
  float *gradient = target->gradient != NULL ? target->gradient : waiting->gradients[1 - waiting->current];
  gsize gradient_line = target->gradient != NULL ? line : n_columns;

  for (guint p = 0; p < n_panels; p++, panels += (gsize) n_padded_rows * MTN_NET_PANEL)
    for (guint r0 = 0; r0 < MTN_NET_TILE; r0 += ROWS)
      for (guint j0 = 0; j0 < MTN_NET_PANEL; j0 += STRIP)
        {
          float *to = gradient + r0 * gradient_line + p * MTN_NET_PANEL + j0;
          guint n_waiting = waiting->row < MTN_NET_TILE ? ROWS * WIDTH : 0;
          Vector sum[ROWS][WIDTH];

#pragma GCC unroll 8
          for (int r = 0; r < ROWS; r++)
#pragma GCC unroll 8
            for (int v = 0; v < WIDTH; v++)
              sum[r][v] = all (0);

          for (guint first = 0; first < n_rows; first += MTN_NET_BLOCK)
            {
              const float *scalars = x + first / MTN_NET_BLOCK * stride + r0 * MTN_NET_BLOCK;
              const float *vectors = panels + (gsize) first * MTN_NET_PANEL + j0;
              guint n = MIN (MTN_NET_BLOCK, n_rows - first);
              guint b = 0;

              for (; INTERLEAVE > 0 && n_waiting > 0 && b + INTERLEAVE <= n; b += INTERLEAVE)
                {
#pragma GCC unroll 8
                  for (int i = 0; i < INTERLEAVE; i++)
                    add_products (sum, scalars + b + i, vectors + (b + i) * MTN_NET_PANEL);
                  adapt_next (waiting);
                  n_waiting--;
                }
              for (; b < n; b++)
                add_products (sum, scalars + b, vectors + b * MTN_NET_PANEL);
            }

#pragma GCC unroll 8
          for (int r = 0; r < ROWS; r++)
#pragma GCC unroll 8
            for (int v = 0; v < WIDTH; v++)
              store (to + r * gradient_line + v * LANES, sum[r][v]);

          for (; n_waiting > 0 && waiting->row < MTN_NET_TILE; n_waiting--)
            adapt_next (waiting);
        }

  if (target->gradient == NULL)
    {
      settle (waiting);
      waiting->target = *target;
      waiting->line = line;
      waiting->n_columns = n_columns;
      waiting->current = 1 - waiting->current;
      waiting->row = waiting->column = 0;
    }
}

TARGET static void
update_sparse (const MtnNetTarget *target,
               const guint *rows,
               const float *values,
               guint n,
               const float *panels,
               guint n_padded_rows,
               guint n_panels)
{
  for (guint p = 0; p < n_panels; p++, panels += (gsize) n_padded_rows * MTN_NET_PANEL)
    {
      Vector sum[MTN_NET_PANEL / LANES];

#pragma GCC unroll 8
      for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
        sum[v] = all (0);

      for (guint i = 0; i < n; i++)
        {
          const float *from = panels + (gsize) rows[i] * MTN_NET_PANEL;
          Vector factor = all (values[i]);

#pragma GCC unroll 8
          for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
            sum[v] = FMA (factor, load (from + v * LANES), sum[v]);
        }

#pragma GCC unroll 8
      for (int v = 0; v < MTN_NET_PANEL / LANES; v++)
        deliver (target, p * MTN_NET_PANEL + v * LANES, sum[v]);
    }
}

/* @n is a multiple of a panel. */
TARGET static void
adam (const MtnNetTarget *target, const float *gradient, gsize n)
{
  for (gsize i = 0; i < n; i += LANES)
    adapt (target, i, load (gradient + i));
}

/* log (1 + e) is summed as the logarithm of a product, which in double has room for many factors up to 2. */
TARGET static double
bce (float *units, const float *targets, guint n_units, const float *live, float scale)
{
  double product[MTN_NET_BLOCK];
  float linear[MTN_NET_BLOCK] = { 0 };
  double sum = 0;

  g_assert (n_units <= MTN_NET_PANEL);

  for (guint b = 0; b < MTN_NET_BLOCK; b++)
    product[b] = 1;

  for (guint j = 0; j < n_units; j++, units += MTN_NET_BLOCK, targets += MTN_NET_BLOCK)
    {
      float factors[MTN_NET_BLOCK];

      for (guint b = 0; b < MTN_NET_BLOCK; b++)
        {
          float z = units[b];
          float counts = targets[b] < 0 ? 0 : live[b];
          float target = targets[b] > 0 ? 1.0f : 0.0f;
          float e = mtn_net_exp (-fabsf (z));
          float r = 1 / (1 + e);
          float output = (z < 0 ? e : 1) * r;

          /* max (z, 0) − z · target */
          linear[b] += counts * (0.5f * (z + fabsf (z)) - z * target);
          factors[b] = counts * e + 1;
          units[b] = counts * scale * (output - target);
        }
      for (guint b = 0; b < MTN_NET_BLOCK; b++)
        product[b] *= (double) factors[b];
    }

  for (guint b = 0; b < MTN_NET_BLOCK; b++)
    sum += (double) linear[b] + log (product[b]);

  return sum;
}

TARGET static double
mse (float *units, const float *targets, guint n_units, const float *live, float scale)
{
  float squares[MTN_NET_BLOCK] = { 0 };
  double sum = 0;

  for (guint j = 0; j < n_units; j++, units += MTN_NET_BLOCK, targets += MTN_NET_BLOCK)
    for (guint b = 0; b < MTN_NET_BLOCK; b++)
      {
        float z = units[b];
        float counts = targets[b] < 0 ? 0 : live[b];
        float e = mtn_net_exp (-fabsf (z));
        float r = 1 / (1 + e);
        float output = (z < 0 ? e : 1) * r;
        float error = counts * (output - targets[b]);

        squares[b] += error * error;
        units[b] = 2 * scale * error * (e * r * r);
      }

  for (guint b = 0; b < MTN_NET_BLOCK; b++)
    sum += (double) squares[b];

  return sum;
}

TARGET static void
softmax_sums (const float *units, const float *targets, guint n_units, float *greatest, float *sums)
{
  for (guint b = 0; b < MTN_NET_BLOCK; b++)
    {
      greatest[b] = -G_MAXFLOAT;
      sums[b] = 0;
    }

  /* Excluded logits are set to where they count nothing. */
  for (gsize j = 0; j < n_units; j++)
    for (gsize b = 0; b < MTN_NET_BLOCK; b++)
      {
        float z = targets[j * MTN_NET_BLOCK + b] < 0 ? -G_MAXFLOAT : units[j * MTN_NET_BLOCK + b];
        float before = greatest[b];

        greatest[b] = z < before ? before : z;
      }

  for (gsize j = 0; j < n_units; j++)
    for (gsize b = 0; b < MTN_NET_BLOCK; b++)
      {
        float e = mtn_net_exp (units[j * MTN_NET_BLOCK + b] - greatest[b]);

        sums[b] += targets[j * MTN_NET_BLOCK + b] < 0 ? 0 : e;
      }
}

TARGET static double
softmax (float *units,
         const float *targets,
         guint n_units,
         const float *live,
         const float *log_sums,
         const float *totals,
         float scale)
{
  float losses[MTN_NET_BLOCK] = { 0 };
  double sum = 0;

  for (guint j = 0; j < n_units; j++, units += MTN_NET_BLOCK, targets += MTN_NET_BLOCK)
    for (guint b = 0; b < MTN_NET_BLOCK; b++)
      {
        float z = units[b] - log_sums[b]; /* log of the probability */
        float counts = targets[b] < 0 ? 0 : live[b];

        losses[b] -= counts * targets[b] * z;
        units[b] = counts * scale * (totals[b] * mtn_net_exp (z) - targets[b]);
      }

  for (guint b = 0; b < MTN_NET_BLOCK; b++)
    sum += (double) losses[b];

  return sum;
}

const MtnNetKernels KERNELS = {
  KERNELS_NAME, multiply, gather, transpose,    activate, derive, update, settle,
  update_sparse, adam,    bce,    mse,          softmax_sums, softmax,
};
