/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_bench:
 * @argv: argv[0] is "bench"
 *
 * `matinee bench` measures how fast a model answers and a network trains here, beside what this
 * machine can do at best.
 *
 * With `--format json` one object is printed, its keys only ever grow; times in milliseconds,
 * rates in units a second:
 *   model, file, engine, threads, people: where they come from,
 *   machine: {gemm_flops, memory_bytes}: the peaks,
 *   one_person: {calls, p50_ms, p95_ms, p99_ms, weight_bytes, bytes_per_second},
 *   batches: {people_per_call, calls, people_per_second, operations, flops},
 *   training: {layers: [sizes], batch_size, steps, samples_per_second, flops, bytes_per_second,
 *              share_of_roof, bound_by: "matrices" | "memory"}
 *
 * Returns: exit status: 0 done, 1 a bad file, 2 wrong usage, 130 interrupted
 */
int mtn_cli_bench (int argc, char **argv);

G_END_DECLS
