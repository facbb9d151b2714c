/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit status of a benchmark that could not be compared with anything: for meson, skipped. */
#define MTN_BENCH_SKIPPED 77

/**
 * mtn_bench_run_peer:
 * @script: of Python
 * @argument: (nullable): for it
 * @numbers: (out caller-allocates): [n_numbers] that the script prints, one a line
 *
 * Runs a program to compare with, without variables that would hold it, or us,
 * back. Debian's Python is asked first: that is where PyTorch and numpy are packaged.
 *
 * Returns: FALSE when it is not there or failed
 */
gboolean mtn_bench_run_peer    (const char *script,
                                const char *argument,
                                double     *numbers,
                                guint       n_numbers);

/* Unsets what tells OpenBLAS how many threads to use, and what to pretend. */
void     mtn_bench_free_blas   (void);

/* Seconds, from an arbitrary start. */
double   mtn_bench_now         (void);

/* Largest resident size of this process so far, MB. */
double   mtn_bench_peak_memory (void);

G_END_DECLS
