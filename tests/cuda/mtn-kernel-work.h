/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-test-machine.h"

G_BEGIN_DECLS

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

/* Memory of the test's machine with all that the kernels work on, the same numbers each time. */
typedef struct _MtnKernelField MtnKernelField;

MtnKernelField *mtn_kernel_field_new  (void);
void            mtn_kernel_field_free (MtnKernelField        *self);
/* One launch. Returns what the launcher does. */
int             mtn_kernel_field_run  (MtnKernelField        *self,
                                       MtnCudaKernel          kernel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnKernelField, mtn_kernel_field_free)

G_END_DECLS
