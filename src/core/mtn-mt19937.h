/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MTN_MT19937_WORDS 624

/**
 * MtnMt19937:
 *
 * The Mersenne Twister (Matsumoto and Nishimura, ACM TOMACS 8(1), 1998) with the seeding and the
 * shuffle of numpy's legacy generator (`numpy.random.seed`, `numpy.random.shuffle`), so that
 * splits made there come out the same here. For that alone: #MtnRandom is the program's own. A
 * plain value.
 */
typedef struct
{
  guint32 key[MTN_MT19937_WORDS];
  guint   position;
} MtnMt19937;

void    mtn_mt19937_init     (MtnMt19937 *self,
                              guint32     seed);
guint32 mtn_mt19937_next     (MtnMt19937 *self);
/* Uniform in 0 … @max, both included: words are masked to the bits of @max, and drawn again while above it. */
guint32 mtn_mt19937_interval (MtnMt19937 *self,
                              guint32     max);
/* Fisher–Yates from the end, as numpy shuffles an array of one dimension. */
void    mtn_mt19937_shuffle  (MtnMt19937 *self,
                              guint      *values,
                              guint       n);

G_END_DECLS
