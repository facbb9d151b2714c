/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_cli_inspect:
 * @argv: argv[0] is "inspect"
 *
 * `matinee inspect FILE` verifies a checkpoint completely, checksum included,
 * and says what is in it; `matinee inspect --engines` lists the engines.
 *
 * With `--format json` one object is printed. For a file:
 *   file, bytes, header_bytes, format_version, kind, name (or null),
 *   parameters: number of weights,
 *   parts: [{type, name, input, values [6], penalty [[picks, value]], weight [[picks, value]],
 *            tensors: [names]}],
 *   calibration: {favorites: {a, b}, ratings: {a, b}}, steps as in the parts,
 *   tensors: [{name, dtype, shape, values, bytes}], in the order of the file,
 *   catalog: {movies, genres: [names]},
 *   vocabulary: {ages: [first years], genders, occupations},
 *   provenance: {dataset, data_sha256, people, ratings, split, seed, options, metrics, date,
 *                program, licence}, what is recorded; options and metrics are objects,
 *   sha256, verified: true
 * For engines:
 *   engines: [{engine, available, name, description, self_test: "passed" | "failed" | null}]
 *
 * Returns: exit status: 0 done, 1 the file is bad, 2 wrong usage
 */
int mtn_cli_inspect (int argc, char **argv);

G_END_DECLS
