/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* PCG-XSH-RR 64/32, after O'Neill's reference: the seeding and the stream
 * numbers agree with hers, so that published known answers can be tested.
 */

#include "mtn-random.h"

#define PCG_MULTIPLIER G_GUINT64_CONSTANT (6364136223846793005)

void
mtn_random_init (MtnRandom *self, guint64 seed, guint64 stream)
{
  g_return_if_fail (self != NULL);

  self->state = 0;
  self->increment = (stream << 1) | 1;
  mtn_random_next (self);
  self->state += seed;
  mtn_random_next (self);
}

guint32
mtn_random_next (MtnRandom *self)
{
  guint64 old = self->state;
  guint32 shifted = (guint32) (((old >> 18) ^ old) >> 27);
  guint32 rotation = (guint32) (old >> 59);

  self->state = old * PCG_MULTIPLIER + self->increment;
  return (shifted >> rotation) | (shifted << ((32 - rotation) & 31));
}

guint32
mtn_random_below (MtnRandom *self, guint32 bound)
{
  guint32 threshold, value;

  g_return_val_if_fail (bound > 0, 0);

  /* 2^32 mod bound values at the bottom are drawn again: what is left is a multiple of the bound. */
  threshold = -bound % bound;
  do
    value = mtn_random_next (self);
  while (value < threshold);

  return value % bound;
}

double
mtn_random_unit (MtnRandom *self)
{
  guint64 high = mtn_random_next (self);
  guint64 low = mtn_random_next (self);

  return (double) (((high << 32) | low) >> 11) * 0x1p-53;
}

void
mtn_random_shuffle (MtnRandom *self, guint *values, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = mtn_random_below (self, i);
      guint swapped = values[i - 1];

      values[i - 1] = values[j];
      values[j] = swapped;
    }
}
