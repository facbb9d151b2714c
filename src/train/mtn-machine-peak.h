/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What this machine can do at best, measured now: the two roofs of the
 * roofline (Williams, Waterman and Patterson, CACM 52, 2009). A step that
 * does F operations and moves B bytes cannot take less than
 * max (F / operations, B / bandwidth). Each takes about half a second.
 */

/* Operations a second of OpenBLAS's sgemm on large square matrices: the best of several runs. */
double mtn_machine_peak_gemm      (guint n_threads);

/* Bytes a second between memory and @n_threads threads, read and written bytes both counted: the best of
 * reading, of changing in place and of a copy, over arrays that no cache holds. */
double mtn_machine_peak_bandwidth (guint n_threads);

G_END_DECLS
