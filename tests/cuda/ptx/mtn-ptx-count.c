/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What an access of a warp costs: sectors of 32 bytes in global memory, turns in shared memory. */

#include "mtn-ptx-machine.h"

#define SECTOR 32u
#define BANKS 32u

void
mtn_ptx_count_global (MtnPtxCounters *count,
                      const guint64 *addresses,
                      guint32 mask,
                      guint size,
                      gboolean is_store)
{
  guint64 sectors[MTN_PTX_LANES];
  guint n = 0, n_lanes = (guint) __builtin_popcount (mask);

  /* An aligned access of at most 16 bytes lies in one sector. */
  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint64 sector = addresses[__builtin_ctz (rest)] / SECTOR;
      guint i = n;

      while (i > 0 && sectors[i - 1] != sector)
        i--;
      if (i == 0)
        sectors[n++] = sector;
    }

  if (is_store)
    {
      count->store_requests++;
      count->store_sectors += n;
      count->store_bytes += n_lanes * size;
    }
  else
    {
      count->load_requests++;
      count->load_sectors += n;
      count->load_bytes += n_lanes * size;
    }
}

/* Lanes are served in groups of 128 bytes: all, halves, or quarters of the warp. In a group each bank gives
 * one word a turn, to everybody who wants that one. */
void
mtn_ptx_count_shared (MtnPtxCounters *count, const guint64 *addresses, guint32 mask, guint size)
{
  guint n_words = MAX (size / 4, 1);
  guint group = MTN_PTX_LANES / n_words;

  count->shared_requests++;
  for (guint start = 0; start < MTN_PTX_LANES; start += group)
    {
      guint64 words[BANKS][MTN_PTX_LANES];
      guint n[BANKS] = { 0 }, turns = 0, n_lanes = 0;

      for (guint lane = start; lane < start + group; lane++)
        {
          if (!(mask & (1u << lane)))
            continue;
          n_lanes++;
          for (guint w = 0; w < n_words; w++)
            {
              guint64 word = addresses[lane] / 4 + w;
              guint bank = word % BANKS, i = n[bank];

              while (i > 0 && words[bank][i - 1] != word)
                i--;
              if (i == 0)
                words[bank][n[bank]++] = word;
              turns = MAX (turns, n[bank]);
            }
        }
      count->shared_wavefronts += turns;
      count->shared_ideal += n_lanes > 0;
    }
}
