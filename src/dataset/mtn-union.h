/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-dataset.h"

G_BEGIN_DECLS

/* What is added to the ids of the CSV set: to those of its people, and to those of films that MovieLens 100K lacks. */
#define MTN_UNION_FIRST_ID 100000

/**
 * mtn_union_new:
 * @a, @b: MovieLens 100K and one of the CSV sets, in either order
 * @error: %MTN_ERROR_UNSUPPORTED for two sets of one kind, %MTN_ERROR_FORMAT for ids that collide
 *
 * One data set of two: a film that both have is one film, under the id of MovieLens
 * 100K, with the titles and genres of both (mtn_union_match()). People stay apart, and
 * film_sets says which films existed for those of each: whoever rated films until 1998 says
 * nothing about later ones. Vocabulary of the set that has one; the checksum is that of the two
 * sets' checksums, each in hex with a line feed, MovieLens 100K first.
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnDataset *mtn_union_new  (MtnDataset          *a,
                            MtnDataset          *b,
                            GError             **error);

/**
 * mtn_union_select:
 * @dataset: a union
 * @set: 0 or 1
 * @row_of: (out caller-allocates): [people of @dataset]: row in the result, or G_MAXUINT
 *
 * One of its sets alone: people and films of that set, under the ids of the union. The checksum is that of the
 * union's and the number of the set, each with a line feed: either set has its own.
 */
MtnDataset *mtn_union_select (MtnDataset        *dataset,
                              guint              set,
                              guint             *row_of);

/**
 * mtn_union_load:
 * @paths: NULL-terminated: one path as for mtn_dataset_load(), or two of which the union is made
 *
 * Returns: (transfer full): or NULL with @error set
 */
MtnDataset *mtn_union_load (const char * const  *paths,
                            MtnJob              *job,
                            GCancellable        *cancellable,
                            GError             **error);

G_END_DECLS
