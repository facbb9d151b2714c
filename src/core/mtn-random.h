/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MtnRandom:
 *
 * PCG32 (O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically
 * Good Algorithms for Random Number Generation", 2014): the program's own
 * generator, a plain value, the same numbers on every machine.
 */
typedef struct
{
  guint64 state;
  guint64 increment;
} MtnRandom;

void    mtn_random_init    (MtnRandom *self, guint64 seed, guint64 stream);
guint32 mtn_random_next    (MtnRandom *self);
/* Uniform in 0 … bound − 1 without bias; @bound > 0. */
guint32 mtn_random_below   (MtnRandom *self, guint32 bound);
/* Uniform in [0, 1). */
double  mtn_random_unit    (MtnRandom *self);
/* Fisher–Yates. */
void    mtn_random_shuffle (MtnRandom *self, guint *values, guint n);

G_END_DECLS
