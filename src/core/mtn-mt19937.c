/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-mt19937.h"

#define MIDDLE 397

void
mtn_mt19937_init (MtnMt19937 *self, guint32 seed)
{
  g_return_if_fail (self != NULL);

  /* Knuth, The Art of Computer Programming, volume 2, 3.3.4. */
  self->key[0] = seed;
  for (guint32 i = 1; i < MTN_MT19937_WORDS; i++)
    self->key[i] = 1812433253u * (self->key[i - 1] ^ (self->key[i - 1] >> 30)) + i;
  self->position = MTN_MT19937_WORDS;
}

static void
twist (MtnMt19937 *self)
{
  guint32 *key = self->key;

  for (guint i = 0; i < MTN_MT19937_WORDS; i++)
    {
      guint32 joined = (key[i] & 0x80000000u) | (key[(i + 1) % MTN_MT19937_WORDS] & 0x7fffffffu);

      key[i] = key[(i + MIDDLE) % MTN_MT19937_WORDS] ^ (joined >> 1) ^ ((joined & 1) != 0 ? 0x9908b0dfu : 0);
    }
  self->position = 0;
}

guint32
mtn_mt19937_next (MtnMt19937 *self)
{
  guint32 word;

  if (self->position == MTN_MT19937_WORDS)
    twist (self);

  word = self->key[self->position++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680u;
  word ^= (word << 15) & 0xefc60000u;

  return word ^ (word >> 18);
}

guint32
mtn_mt19937_interval (MtnMt19937 *self, guint32 max)
{
  guint32 mask, word;

  if (max == 0)
    return 0;

  mask = G_MAXUINT32 >> __builtin_clz (max);
  do
    word = mtn_mt19937_next (self) & mask;
  while (word > max);

  return word;
}

void
mtn_mt19937_shuffle (MtnMt19937 *self, guint *values, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = mtn_mt19937_interval (self, i - 1);
      guint swapped = values[i - 1];

      values[i - 1] = values[j];
      values[j] = swapped;
    }
}
