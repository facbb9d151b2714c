/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What lanes do together. */

#include "mtn-ptx-machine.h"

void
mtn_ptx_run_shuffle (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint64 values[MTN_PTX_LANES];
  guint64 inside[MTN_PTX_LANES];

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      int l = __builtin_ctz (rest);
      int by = (int) (warp->values[in->b][l] & 31), bounds = (int) warp->values[in->d][l];
      int segment = (bounds >> 8) & 31, clamp = bounds & 31;
      int last = (l & segment) | (clamp & ~segment & 31), first = l & segment;
      int from;

      switch ((MtnPtxShuffle) in->operation)
        {
        case MTN_PTX_SHUFFLE_UP:
          from = l - by;
          inside[l] = from >= last;
          break;
        case MTN_PTX_SHUFFLE_DOWN:
          from = l + by;
          inside[l] = from <= last;
          break;
        case MTN_PTX_SHUFFLE_BUTTERFLY:
          from = l ^ by;
          inside[l] = from <= last;
          break;
        default:
          from = first | (by & ~segment & 31);
          inside[l] = from <= last;
          break;
        }
      if (!inside[l])
        from = l;
      if (!(mask & (1u << from)))
        {
          mtn_ptx_stop (warp, l, MTN_PTX_ERROR_DIVERGENCE, "the lane reads from lane %d, which takes no part",
                        from);
          return;
        }
      values[l] = warp->values[in->a][from];
    }

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      if (in->to != MTN_PTX_NO_SLOT)
        warp->values[in->to][l] = values[l];
      if (in->to2 != MTN_PTX_NO_SLOT)
        warp->values[in->to2][l] = inside[l];
    }
}

void
mtn_ptx_run_vote (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint32 ballot = 0;
  guint64 result;

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      if ((warp->values[in->a][l] & 1) != (guint64) (in->c_is_inverted != FALSE))
        ballot |= 1u << l;
    }

  switch ((MtnPtxReduction) in->operation)
    {
    case MTN_PTX_REDUCE_ALL:
      result = ballot == mask;
      break;
    case MTN_PTX_REDUCE_ANY:
      result = ballot != 0;
      break;
    case MTN_PTX_REDUCE_UNIFORM:
      result = ballot == 0 || ballot == mask;
      break;
    default:
      result = ballot;
      break;
    }
  if (in->to != MTN_PTX_NO_SLOT)
    MTN_PTX_EACH (mask, warp->values[in->to][l] = result);
}

void
mtn_ptx_run_match (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  guint32 same[MTN_PTX_LANES] = { 0 };

  for (guint l = 0; l < MTN_PTX_LANES; l++)
    for (guint other = 0; other < MTN_PTX_LANES; other++)
      if ((mask & (1u << l)) && (mask & (1u << other)) &&
          warp->values[in->a][l] == warp->values[in->a][other])
        same[l] |= 1u << other;
  if (in->to != MTN_PTX_NO_SLOT)
    MTN_PTX_EACH (mask, warp->values[in->to][l] = same[l]);
}

void
mtn_ptx_reduce_barrier (MtnPtxMachine *self, const MtnPtxInstruction *in)
{
  guint64 n = 0, result;

  for (guint w = 0; w < self->n_warps; w++)
    for (guint32 rest = self->warps[w].at_barrier; rest != 0; rest &= rest - 1)
      n += (self->warps[w].values[in->d][__builtin_ctz (rest)] & 1) != (guint64) (in->c_is_inverted != FALSE);

  if (in->operation == MTN_PTX_REDUCE_ALL)
    result = n == self->n_living;
  else if (in->operation == MTN_PTX_REDUCE_ANY)
    result = n > 0;
  else
    result = n;

  if (in->to != MTN_PTX_NO_SLOT)
    for (guint w = 0; w < self->n_warps; w++)
      MTN_PTX_EACH (self->warps[w].at_barrier, self->warps[w].values[in->to][l] = result);
}
