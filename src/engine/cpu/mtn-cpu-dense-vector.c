/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Twin of mtn-cpu-dense.c: tiles of rows × columns stay in registers while k passes. Many rows: 6 × 16, for
 * as many multiply-adds per load as sixteen registers allow, one strip of the weights after the other so that
 * it stays in the first-level cache. One row: 1 × 64, bound by memory. */

#include <math.h>

#include "mtn-cpu.h"

#if MTN_CPU_HAVE_VECTOR

#include <immintrin.h>

#define TILE_ROWS 6
#define TILE_VECTORS 2
#define ROW_VECTORS 8

/* @n_tile_rows and @n_vectors are constants where it is used, and everything unrolls. */
MTN_CPU_VECTOR static inline __attribute__ ((always_inline)) void
multiply_tile (const float *a,
               const float *b,
               const float *bias,
               float *c,
               guint n_in,
               guint n_out,
               const int n_tile_rows,
               const int n_vectors)
{
  __m256 sum[TILE_ROWS][ROW_VECTORS];

#pragma GCC unroll 8
  for (int r = 0; r < n_tile_rows; r++)
#pragma GCC unroll 8
    for (int v = 0; v < n_vectors; v++)
      sum[r][v] = bias != NULL ? _mm256_loadu_ps (bias + 8 * v) : _mm256_setzero_ps ();

  for (guint k = 0; k < n_in; k++)
    {
      const float *line = b + (gsize) k * n_out;

#pragma GCC unroll 8
      for (int r = 0; r < n_tile_rows; r++)
        {
          __m256 value = _mm256_broadcast_ss (a + (gsize) r * n_in + k);

#pragma GCC unroll 8
          for (int v = 0; v < n_vectors; v++)
            sum[r][v] = _mm256_fmadd_ps (value, _mm256_loadu_ps (line + 8 * v), sum[r][v]);
        }
    }

#pragma GCC unroll 8
  for (int r = 0; r < n_tile_rows; r++)
#pragma GCC unroll 8
    for (int v = 0; v < n_vectors; v++)
      _mm256_storeu_ps (c + (gsize) r * n_out + 8 * v, sum[r][v]);
}

/* The columns that are left over behind the last whole vector. */
MTN_CPU_VECTOR static void
multiply_rest (const float *a,
               const float *b,
               const float *bias,
               float *c,
               guint n_in,
               guint n_out,
               guint n_rest)
{
  for (guint j = 0; j < n_rest; j++)
    {
      float sum = bias != NULL ? bias[j] : 0.0f;

      for (guint k = 0; k < n_in; k++)
        sum = fmaf (a[k], b[(gsize) k * n_out + j], sum);
      c[j] = sum;
    }
}

MTN_CPU_VECTOR gboolean
mtn_cpu_dense_vector (gpointer context,
                      gpointer in,
                      gpointer weight,
                      gpointer bias,
                      MtnActivation activation,
                      guint n_rows,
                      guint n_in,
                      guint n_out,
                      gpointer out)
{
  const float *a = in;
  const float *b = weight;
  const float *start = bias;
  float *c = out;
  guint n_tiled = n_rows - n_rows % TILE_ROWS;
  guint j;

  for (j = 0; n_tiled > 0 && j + 8 * TILE_VECTORS <= n_out; j += 8 * TILE_VECTORS)
    for (guint r = 0; r < n_tiled; r += TILE_ROWS)
      multiply_tile (a + (gsize) r * n_in, b + j, start != NULL ? start + j : NULL, c + (gsize) r * n_out + j,
                     n_in, n_out, TILE_ROWS, TILE_VECTORS);
  if (n_tiled > 0)
    for (guint r = 0; r < n_tiled; r++)
      multiply_rest (a + (gsize) r * n_in, b + j, start != NULL ? start + j : NULL, c + (gsize) r * n_out + j,
                     n_in, n_out, n_out - j);

  for (guint r = n_tiled; r < n_rows; r++)
    {
      const float *row = a + (gsize) r * n_in;
      float *to = c + (gsize) r * n_out;

      for (j = 0; j + 8 * ROW_VECTORS <= n_out; j += 8 * ROW_VECTORS)
        multiply_tile (row, b + j, start != NULL ? start + j : NULL, to + j, n_in, n_out, 1, ROW_VECTORS);
      for (; j + 8 <= n_out; j += 8)
        multiply_tile (row, b + j, start != NULL ? start + j : NULL, to + j, n_in, n_out, 1, 1);
      multiply_rest (row, b + j, start != NULL ? start + j : NULL, to + j, n_in, n_out, n_out - j);
    }

  mtn_cpu_activate_vector (c, (gsize) n_rows * n_out, activation);

  return TRUE;
}

#endif
