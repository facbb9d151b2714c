/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine.h"

G_BEGIN_DECLS

/*
 * The best k of a row so far, for mtn-cpu-top-k.c and its twin: a binary heap
 * in the two output arrays, the worst on top. Better is a higher score or, of
 * two equal ones, the lower column; columns come in ascending order, so an
 * equal score never displaces one that is there.
 */
typedef struct
{
  guint *columns;   /* [k] */
  float *scores;    /* [k] */
  guint  k;
  guint  n;
} MtnCpuHeap;

void mtn_cpu_heap_offer (MtnCpuHeap *heap, guint column, float score);
/* Sorts what the heap holds, best first. */
void mtn_cpu_heap_sort  (MtnCpuHeap *heap);

/* Copy of @mask with the columns that row @r hides; @scratch: [n_columns]. */
const guint8 *mtn_cpu_row_mask (const guint8 *mask, const MtnRows *hidden, guint r, guint n_columns, guint8 *scratch);

G_END_DECLS
