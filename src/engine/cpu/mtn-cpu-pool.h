/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnCpuPool:
 *
 * The threads that engines of this process share. They sleep when there is
 * nothing to do. Several engines may call at once: one has the threads, the
 * others do their work alone, so that threads never outnumber processors.
 */
typedef struct _MtnCpuPool MtnCpuPool;

/* @index: 0 … n_tasks − 1; @worker: who runs it, 0 … mtn_cpu_pool_get_n_threads() − 1, for scratch memory. */
typedef void (*MtnCpuTask) (guint index, guint worker, gpointer data);

/* Starts the threads with the first one that asks: as many as MATINEE_THREADS says, else as there are processors. */
MtnCpuPool *mtn_cpu_pool_ref           (void);
/* The threads end with the last one. */
void        mtn_cpu_pool_unref         (MtnCpuPool  *self);
/* With the one that calls. */
guint       mtn_cpu_pool_get_n_threads (MtnCpuPool  *self);

/**
 * mtn_cpu_pool_run:
 * @self: (nullable): nobody helps
 *
 * Runs tasks that do not depend on each other, in no fixed order, and returns
 * when all are done. What a task computes must not depend on who runs it.
 */
void        mtn_cpu_pool_run           (MtnCpuPool  *self,
                                        guint        n_tasks,
                                        MtnCpuTask   func,
                                        gpointer     data);

G_END_DECLS
