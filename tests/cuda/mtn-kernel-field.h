/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-kernel-work.h"

G_BEGIN_DECLS

/* Memory of the test's machine with all that the kernels work on, the same numbers each time. */
typedef struct _MtnKernelField MtnKernelField;

MtnKernelField *mtn_kernel_field_new  (void);
void            mtn_kernel_field_free (MtnKernelField        *self);
/* One launch. Returns what the launcher does. */
int             mtn_kernel_field_run  (MtnKernelField        *self,
                                       MtnCudaKernel          kernel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MtnKernelField, mtn_kernel_field_free)

G_END_DECLS
