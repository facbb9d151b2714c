/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cpu-lines.h"
#include "mtn-cpu-pool.h"

G_BEGIN_DECLS

/* What the vector path keeps from one operation to the next. */
struct _MtnCpu
{
  MtnCpuPool        *pool;
  const MtnCpuLines *lines;
  gpointer           scratch;
  gsize              n_scratch;   /* its bytes */
};

/* Scratch memory until the next call, undefined; NULL when there is not enough. */
gpointer mtn_cpu_reserve (MtnCpu *self, gsize n_bytes);

/*
 * Runs @func for stretches of 0 … n_items − 1 on all threads, where @n_values, the numbers that are touched,
 * make it worth while. @context: (nullable): of the vector path; without one the caller does all.
 */
typedef void (*MtnCpuStretch) (guint start, guint end, gpointer data);
void     mtn_cpu_share   (gpointer context, guint n_items, gsize n_values, MtnCpuStretch func, gpointer data);

G_END_DECLS
