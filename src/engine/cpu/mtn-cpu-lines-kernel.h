/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/*
 * add() and add_rows() of an MtnCpuLines, compiled once per width of vectors. Whoever includes this
 * defines before it:
 *
 *   TARGET          attribute of functions that may use the instructions
 *   Vector, WIDTH   the type, and how many floats it holds
 *   MOST_VECTORS    how many sums stay in registers, 8 or more
 *   LOAD (p), STORE (p, x), LOAD_SOME (p, n), STORE_SOME (p, n, x)
 *   SPLAT (x), ZERO (), ADD (x, y), MULTIPLY_ADD (x, y, z)
 */

/* @n_vectors is a constant where it is used, and everything unrolls. */
TARGET static inline __attribute__ ((always_inline)) void
add_vectors (const MtnCpuTerm *terms,
             guint             n_terms,
             const float      *weights,
             gsize             stride,
             const float      *start,
             float            *to,
             gboolean          is_end,
             const int         n_vectors)
{
  Vector sum[MOST_VECTORS];

#pragma GCC unroll 16
  for (int v = 0; v < n_vectors; v++)
    sum[v] = start != NULL ? LOAD (start + v * WIDTH) : ZERO ();

  for (const MtnCpuTerm *term = terms; term < terms + n_terms; term++)
    {
      const float *line = weights + term->line * stride;
      Vector value = SPLAT (term->value);

      /* Or the compiler makes an address for each vector, which costs more than what is loaded from it. */
      __asm__ ("" : "+r"(line));
#pragma GCC unroll 16
      for (int v = 0; v < n_vectors; v++)
        sum[v] = MULTIPLY_ADD (value, LOAD (line + v * WIDTH), sum[v]);
    }

  if (is_end)
    {
#pragma GCC unroll 16
      for (int v = 0; v < n_vectors; v++)
        sum[v] = ADD (sum[v], ZERO ());
    }

#pragma GCC unroll 16
  for (int v = 0; v < n_vectors; v++)
    STORE (to + v * WIDTH, sum[v]);
}

/* The columns behind the last whole vector. */
TARGET static inline void
add_rest (const MtnCpuTerm *terms,
          guint             n_terms,
          const float      *weights,
          gsize             stride,
          const float      *start,
          float            *to,
          gboolean          is_end,
          guint             n_rest)
{
  Vector sum = start != NULL ? LOAD_SOME (start, n_rest) : ZERO ();

  for (guint i = 0; i < n_terms; i++)
    sum = MULTIPLY_ADD (SPLAT (terms[i].value), LOAD_SOME (weights + terms[i].line * stride, n_rest), sum);

  STORE_SOME (to, n_rest, is_end ? ADD (sum, ZERO ()) : sum);
}

TARGET static void
add (const MtnCpuTerm *terms,
     guint             n_terms,
     const float      *weights,
     gsize             stride,
     const float      *start,
     float            *to,
     guint             n_columns,
     gboolean          is_end)
{
  guint j = 0;

#define ADD_VECTORS(n)                                                                                           \
  for (; j + (n) * WIDTH <= n_columns; j += (n) * WIDTH)                                                         \
    add_vectors (terms, n_terms, weights + j, stride, start != NULL ? start + j : NULL, to + j, is_end, n)

  ADD_VECTORS (MOST_VECTORS);
  ADD_VECTORS (8);
  /* One pass over the terms for what is left, however many vectors that is. */
  switch ((n_columns - j) / WIDTH)
    {
    case 7: ADD_VECTORS (7); break;
    case 6: ADD_VECTORS (6); break;
    case 5: ADD_VECTORS (5); break;
    case 4: ADD_VECTORS (4); break;
    case 3: ADD_VECTORS (3); break;
    case 2: ADD_VECTORS (2); break;
    default: ADD_VECTORS (1); break;
    }
#undef ADD_VECTORS

  if (j < n_columns)
    add_rest (terms, n_terms, weights + j, stride, start != NULL ? start + j : NULL, to + j, is_end, n_columns - j);
}

/* The @n_vectors from column @j on of all rows; a constant again. */
TARGET static inline __attribute__ ((always_inline)) void
add_strip (const MtnCpuBlock *block, guint j, const int n_vectors)
{
  guint n = block->n_columns;
  guint first = block->first;
  float *sums = block->sums + j;

  for (guint r = 0; r < block->n_rows; r++, sums += n)
    {
      guint end = block->ends[r];

      add_vectors (block->terms + first, end - first, block->weights + j, n,
                   block->start != NULL ? block->start + j : sums, sums, block->is_end, n_vectors);
      first = end;
    }
}

TARGET static void
add_rows (const MtnCpuBlock *block)
{
  guint n_vectors = block->n_columns / WIDTH;

  for (guint v = 0; v < n_vectors; v += 8)
    switch (MIN (n_vectors - v, 8))
      {
      case 8: add_strip (block, v * WIDTH, 8); break;
      case 7: add_strip (block, v * WIDTH, 7); break;
      case 6: add_strip (block, v * WIDTH, 6); break;
      case 5: add_strip (block, v * WIDTH, 5); break;
      case 4: add_strip (block, v * WIDTH, 4); break;
      case 3: add_strip (block, v * WIDTH, 3); break;
      case 2: add_strip (block, v * WIDTH, 2); break;
      default: add_strip (block, v * WIDTH, 1); break;
      }
}
