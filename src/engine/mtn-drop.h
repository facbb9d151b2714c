/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-scalar.h"

/*
 * Which units drop-out spares, as a function of where and when and not of what
 * was drawn before: any thread can ask for any unit in any order, forward and
 * backward pass agree without a mask being kept, and a run that is resumed
 * needs the number of the step alone; and a card knows what a processor knows.
 * Values are mixed with the finaliser of MurmurHash3 (Appleby), once per level:
 * (seed, step, layer) → unit → row.
 */
typedef struct
{
  unsigned key;         /* of seed, step and layer */
  unsigned threshold;   /* p · 2³² */
  float    scale;       /* 1 / (1 − p) */
} MtnDrop;

MTN_SCALAR unsigned
mtn_drop_mix (unsigned x)
{
  x = (x ^ (x >> 16)) * 0x85ebca6bu;
  x = (x ^ (x >> 13)) * 0xc2b2ae35u;
  return x ^ (x >> 16);
}

#ifndef __CUDACC__
/* @layer: 0 for the input. */
MTN_SCALAR MtnDrop
mtn_drop_init (double p, unsigned long long seed, unsigned long long step, unsigned layer)
{
  unsigned key = mtn_drop_mix ((unsigned) seed + 0x9e3779b9u);

  key = mtn_drop_mix (key ^ (unsigned) (seed >> 32));
  key = mtn_drop_mix (key + (unsigned) step);
  key = mtn_drop_mix (key ^ (unsigned) (step >> 32));
  key = mtn_drop_mix (key + layer);

  return (MtnDrop){ key, (unsigned) (p * 0x1p32), (float) (1 / (1 - p)) };
}
#endif

/* What is the same for all rows of a unit. */
MTN_SCALAR unsigned
mtn_drop_unit (const MtnDrop *self, unsigned unit)
{
  return mtn_drop_mix (self->key + unit * 0x9e3779b9u);
}

/* @unit: from mtn_drop_unit() */
MTN_SCALAR int
mtn_drop_keeps (const MtnDrop *self, unsigned unit, unsigned row)
{
  return mtn_drop_mix (unit + row * 0x9e3779b9u) >= self->threshold;
}
