/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnBenchWorld:
 *
 * Invented people with planted tastes: films are of one of 16 kinds, a person
 * likes two of them, takes seven films of ten from these and gives them more
 * stars; few films are known to many, and few people know many.
 */
typedef struct
{
  guint n_people;
  guint n_movies;
  guint n_ratings;   /* about */
} MtnBenchWorld;

/**
 * mtn_bench_world_write:
 * @folder: that exists
 * @n_written: (out): ratings
 *
 * Writes movies.csv and ratings.csv as MovieLens has them, person by person;
 * memory is that of one person. The same world is the same bytes.
 *
 * Returns: FALSE when the folder cannot be written
 */
gboolean mtn_bench_world_write (const MtnBenchWorld *self,
                                const char          *folder,
                                guint               *n_written);

G_END_DECLS
