/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @index: 0 … n_tasks − 1; each task is run once, in no fixed order. */
typedef void (*MtnParallelFunc) (guint index, gpointer user_data);

/**
 * mtn_parallel_run:
 * @n_threads: at most so many at once; 0: as many as there are processors
 *
 * Runs tasks that do not depend on each other and returns when all are done.
 * What they compute must not depend on the thread, so that any number of
 * threads gives the same result.
 */
void mtn_parallel_run (guint            n_tasks,
                       guint            n_threads,
                       MtnParallelFunc  func,
                       gpointer         user_data);

G_END_DECLS
