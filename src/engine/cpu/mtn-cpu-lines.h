/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cpu.h"

G_BEGIN_DECLS

/* One term of a row's sums: that line of the weights, so many times. Those of a row are in the order in which
 * they are added, without zeros. */
typedef struct
{
  guint line;
  float value;
} MtnCpuTerm;

#define MTN_CPU_TERMS_SLACK 8

/* A block of the weights, and the rows that are to have its terms. */
typedef struct
{
  const MtnCpuTerm *terms;    /* those of the rows one behind the other */
  const guint      *ends;     /* [n_rows]: where those of a row end */
  guint             first;    /* where those of the first row begin */
  guint             n_rows;
  const float      *weights;  /* [lines, n_columns] */
  guint             n_columns;   /* a multiple of MTN_CPU_PAD, at most MTN_CPU_PANEL */
  const float      *start;    /* (nullable): [n_columns]: where the chains of all rows begin; or in @sums */
  float            *sums;     /* [n_rows, n_columns] */
  gboolean          is_end;   /* as for add () */
} MtnCpuBlock;

/* Columns of a block: whole cache lines, and as many as stay in registers. */
#define MTN_CPU_PAD 16
#define MTN_CPU_PANEL 128

/**
 * MtnCpuLines:
 *
 * What the dense and the sparse layer spend their time in, for one width of
 * vectors: to[j] = start[j] + Σ_i terms[i].value · weights[terms[i].line, j],
 * j < n_columns, each a chain of fused multiply-adds. A chain may rest in
 * memory between two calls.
 */
typedef struct
{
  const char *name;   /* "16-wide AVX-512" */

  /*
   * @stride: from one line of the weights to the next
   * @start: (nullable): zeros; may be @to
   * @is_end: the chains end here, and get + 0 added, after which a zero is positive
   */
  void (*add) (const MtnCpuTerm *terms, guint n_terms, const float *weights, gsize stride,
               const float *start, float *to, guint n_columns, gboolean is_end);

  /* The same for many rows and a block: what add () spends on a call is a fifth of what a block costs. */
  void (*add_rows) (const MtnCpuBlock *block);

  /* Terms of what is not 0 among row[0 … n − 1], lines counted from 0; returns how many. @terms has room for
   * MTN_CPU_TERMS_SLACK more than @n, which may be written to. */
  guint (*list) (const float *row, guint n, MtnCpuTerm *terms);
} MtnCpuLines;

#if MTN_CPU_HAVE_VECTOR
extern const MtnCpuLines mtn_cpu_lines_avx2;
extern const MtnCpuLines mtn_cpu_lines_avx512;
#endif

G_END_DECLS
