/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-cuda-kernels.h"

G_BEGIN_DECLS

/* Smaller where a program is only tested. */
#ifndef MTN_WORK_PEOPLE
#define MTN_WORK_PEOPLE 512ull
#define MTN_WORK_FILMS 20108ull
#define MTN_WORK_UNITS 600ull
#endif
#define MTN_WORK_PICKS 60ull
#define MTN_WORK_LINES 3ull
#define MTN_WORK_FEW 64ull         /* people that a tile of 64 is for */
#define MTN_WORK_PAIRS 16ull
#define MTN_WORK_OPEN 100ull       /* columns that are left out when they are spread, or taken */
#define MTN_WORK_SHORT 100ull      /* lists */
#define MTN_WORK_LONG 2000ull
#define MTN_WORK_N_SCRATCH 2048ull

/*
 * Each kernel with work as large as a large model gives it: 512 people, the
 * 20,108 films of MovieLens 20M, 600 units, 60 picks a person, 3 lines of a table. For those who count
 * and those who measure.
 */
typedef struct
{
  const char *shape;
  guint64     n_blocks;
  guint64     n_results;      /* numbers that are asked for */
  guint64     n_bytes;        /* what must be read and written once, whatever the kernel is like */
  guint64     n_operations;   /* on floats; a multiply-add is two */
} MtnKernelWork;

/* What @kernel has to do. */
MtnKernelWork mtn_kernel_work_get    (MtnCudaKernel          kernel);

G_END_DECLS
