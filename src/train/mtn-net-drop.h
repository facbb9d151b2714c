/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Which units drop-out spares, as a function of where and when and not of what
 * was drawn before: any thread can ask for any unit in any order, forward and
 * backward pass agree without a mask being kept, and a run that is resumed
 * needs the number of the step alone. Values are mixed with the finaliser of
 * MurmurHash3 (Appleby), once per level: (seed, step, layer) → unit → row.
 */
typedef struct
{
  guint32 key;       /* of seed, step and layer */
  guint32 threshold; /* p · 2³² */
  float   scale;     /* 1 / (1 − p) */
} MtnNetDrop;

static inline guint32
mtn_net_mix (guint32 x)
{
  x = (x ^ (x >> 16)) * 0x85ebca6bu;
  x = (x ^ (x >> 13)) * 0xc2b2ae35u;
  return x ^ (x >> 16);
}

/* @layer: 0 for the input. */
static inline MtnNetDrop
mtn_net_drop_init (double p, guint64 seed, guint64 step, guint layer)
{
  guint32 key = mtn_net_mix ((guint32) seed + 0x9e3779b9u);

  key = mtn_net_mix (key ^ (guint32) (seed >> 32));
  key = mtn_net_mix (key + (guint32) step);
  key = mtn_net_mix (key ^ (guint32) (step >> 32));
  key = mtn_net_mix (key + layer);

  return (MtnNetDrop){ key, (guint32) (p * 0x1p32), (float) (1 / (1 - p)) };
}

/* What is the same for all rows of a unit. */
static inline guint32
mtn_net_drop_unit (const MtnNetDrop *self, guint unit)
{
  return mtn_net_mix (self->key + unit * 0x9e3779b9u);
}

/* @unit: from mtn_net_drop_unit() */
static inline gboolean
mtn_net_drop_keeps (const MtnNetDrop *self, guint32 unit, guint row)
{
  return mtn_net_mix (unit + row * 0x9e3779b9u) >= self->threshold;
}

G_END_DECLS
