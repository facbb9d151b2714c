/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* A block: warps by the schedule, and in a warp the lanes that are at the same instruction together. */

#include <string.h>

#include "mtn-ptx-machine.h"

guint64
mtn_ptx_next_random (MtnPtxMachine *self)
{
  guint64 z = self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  /* SplitMix64. */
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

static guint
draw (MtnPtxMachine *self, guint n)
{
  return (guint) (mtn_ptx_next_random (self) % n);
}

void
mtn_ptx_stop (MtnPtxWarp *warp, int lane, MtnPtxError code, const char *format, ...)
{
  MtnPtxMachine *self = warp->machine;
  g_autofree char *what = NULL, *who = NULL;
  guint32 line = warp->pc < self->n_code ? self->code[warp->pc].line : 0;
  va_list arguments;

  if (self->error != NULL)
    return;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (lane >= 0)
    who = g_strdup_printf ("thread %u", warp->index * MTN_PTX_LANES + (guint) lane);
  else
    who = g_strdup_printf ("warp %u", warp->index);

  self->error = g_error_new (MTN_PTX_ERROR, code, "%s, PTX line %u, block (%u, %u, %u), %s: %s",
                             self->kernel->name, line, self->at[0], self->at[1], self->at[2], who, what);
}

static guint32
holding (MtnPtxWarp *warp, guint32 slot, gboolean is_inverted, guint32 mask)
{
  const guint64 *values = warp->values[slot];
  guint32 out = 0;

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      if ((values[l] & 1) != (guint64) (is_inverted != FALSE))
        out |= 1u << l;
    }

  return out;
}

static gboolean
check_known (MtnPtxWarp *warp, guint32 slot, guint32 mask)
{
  guint32 missing = mask & ~warp->known[slot];

  if (missing == 0)
    return TRUE;
  mtn_ptx_stop (warp, __builtin_ctz (missing), MTN_PTX_ERROR_UNWRITTEN,
                "a register is read to which nothing was written");

  return FALSE;
}

static void
set_known (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  if (in->to != MTN_PTX_NO_SLOT)
    warp->known[in->to] |= mask;
  if (in->to2 != MTN_PTX_NO_SLOT)
    warp->known[in->to2] |= mask;
  if (in->handler != mtn_ptx_run_store && in->handler != mtn_ptx_run_pack)
    for (guint i = 0; i < in->n_vector; i++)
      if (in->vector[i] != MTN_PTX_NO_SLOT)
        warp->known[in->vector[i]] |= mask;
}

static gboolean
check_sources (MtnPtxWarp *warp, const MtnPtxInstruction *in, guint32 mask)
{
  for (guint i = 0; i < in->n_sources; i++)
    if (!check_known (warp, in->source[i], mask))
      return FALSE;

  return TRUE;
}

static void
set_pcs (MtnPtxWarp *warp, guint32 mask, guint32 pc)
{
  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    warp->pcs[__builtin_ctz (rest)] = pc;
}

/* All threads that live have come: they go on if they came to the same place. */
static void
release_barrier (MtnPtxMachine *self)
{
  const MtnPtxInstruction *in = NULL;
  guint32 pc = 0;

  for (guint w = 0; w < self->n_warps; w++)
    for (guint32 rest = self->warps[w].at_barrier; rest != 0; rest &= rest - 1)
      {
        MtnPtxWarp *warp = &self->warps[w];
        guint l = (guint) __builtin_ctz (rest);

        if (in == NULL)
          pc = warp->pcs[l];
        in = &self->code[pc];
        if (warp->pcs[l] != pc)
          {
            warp->pc = pc;
            mtn_ptx_stop (warp, (int) l, MTN_PTX_ERROR_DIVERGENCE,
                          "other threads are at this barrier, the thread is at that of line %u",
                          self->code[warp->pcs[l]].line);
            return;
          }
      }
  if (self->n_living < self->n_threads)
    {
      self->warps[0].pc = pc;
      mtn_ptx_stop (&self->warps[0], -1, MTN_PTX_ERROR_DIVERGENCE,
                    "%u threads of the block have left before this barrier",
                    self->n_threads - self->n_living);
      return;
    }

  if (in->operation != MTN_PTX_REDUCE_NONE)
    mtn_ptx_reduce_barrier (self, in);
  for (guint w = 0; w < self->n_warps; w++)
    {
      MtnPtxWarp *warp = &self->warps[w];

      set_known (warp, in, warp->at_barrier);
      set_pcs (warp, warp->at_barrier, pc + 1);
      warp->running |= warp->at_barrier;
      warp->at_barrier = 0;
    }
  self->n_waiting = 0;
  self->generation++;
  self->count->barriers++;
}

static void
reach_barrier (MtnPtxWarp *warp, guint32 pc, guint32 mask)
{
  MtnPtxMachine *self = warp->machine;

  if (!check_sources (warp, &self->code[pc], mask))
    return;
  set_pcs (warp, mask, pc);
  warp->running &= ~mask;
  warp->at_barrier |= mask;
  self->n_waiting += (guint) __builtin_popcount (mask);
  if (self->n_waiting == self->n_living)
    release_barrier (self);
}

/* The lanes of a mask do something together once the last of them has come. */
static void
reach_meeting (MtnPtxWarp *warp, guint32 pc, guint32 mask)
{
  const MtnPtxInstruction *in = &warp->machine->code[pc];
  guint32 members, come = 0;

  if (!check_sources (warp, in, mask))
    return;
  set_pcs (warp, mask, pc);
  warp->running &= ~mask;
  warp->at_meeting |= mask;
  members = (guint32) warp->values[in->c][__builtin_ctz (mask)];

  for (guint32 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      warp->members[l] = (guint32) warp->values[in->c][l];
      if (warp->members[l] != members || !(members & (1u << l)))
        {
          mtn_ptx_stop (warp, (int) l, MTN_PTX_ERROR_DIVERGENCE,
                        "the mask 0x%x does not name the lane, or other lanes name others", warp->members[l]);
          return;
        }
    }
  if (members & ~warp->living)
    {
      mtn_ptx_stop (warp, __builtin_ctz (mask), MTN_PTX_ERROR_DIVERGENCE,
                    "lane %d is named in the mask and has left", __builtin_ctz (members & ~warp->living));
      return;
    }
  for (guint32 rest = members & (warp->at_meeting | warp->at_barrier); rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      if (warp->pcs[l] != pc || warp->members[l] != members)
        {
          mtn_ptx_stop (warp, __builtin_ctz (mask), MTN_PTX_ERROR_DIVERGENCE,
                        "lane %u is named in the mask and waits at line %u", l,
                        warp->machine->code[warp->pcs[l]].line);
          return;
        }
      come |= 1u << l;
    }
  if (come != members)
    return;

  if (in->handler != NULL)
    in->handler (warp, in, members);
  else
    warp->generation++;
  set_known (warp, in, members);
  set_pcs (warp, members, pc + 1);
  warp->at_meeting &= ~members;
  warp->running |= members;
}

/* Runs the lanes of @mask from @pc until they part, wait or leave, come to @meet, where others are, or for
 * @quantum instructions. */
static void
run_lanes (MtnPtxWarp *warp, guint32 pc, guint32 mask, guint32 meet, guint quantum)
{
  MtnPtxMachine *self = warp->machine;

  for (;;)
    {
      const MtnPtxInstruction *in;
      guint32 active = mask;

      warp->pc = pc;
      if (pc >= self->n_code)
        {
          mtn_ptx_stop (warp, -1, MTN_PTX_ERROR_SYNTAX, "the kernel goes on behind its last instruction");
          return;
        }
      if (self->budget-- == 0)
        {
          mtn_ptx_stop (warp, -1, MTN_PTX_ERROR_ENDLESS, "the launch does not come to an end");
          return;
        }

      in = &self->code[pc];
      if (in->guard != MTN_PTX_NO_SLOT)
        {
          if (!check_known (warp, in->guard, mask))
            return;
          active = holding (warp, in->guard, in->guard_is_inverted, mask);
        }
      self->count->warp_instructions++;
      self->count->thread_instructions += (guint) __builtin_popcount (active);

      switch (in->kind)
        {
        case MTN_PTX_PLAIN:
          if (active != 0)
            {
              if (!check_sources (warp, in, active))
                return;
              in->handler (warp, in, active);
              set_known (warp, in, active);
              if (in->is_fused)
                self->count->fused += (guint) __builtin_popcount (active);
              if (self->error != NULL)
                return;
            }
          pc++;
          break;

        case MTN_PTX_BRANCH:
          if (active != mask && active != 0)
            {
              set_pcs (warp, active, in->target);
              set_pcs (warp, mask & ~active, pc + 1);
              return;
            }
          pc = active != 0 ? in->target : pc + 1;
          break;

        case MTN_PTX_EXIT:
          set_pcs (warp, mask & ~active, pc + 1);
          warp->running &= ~active;
          warp->living &= ~active;
          self->n_living -= (guint) __builtin_popcount (active);
          if (self->n_waiting > 0 && self->n_waiting == self->n_living)
            release_barrier (self);
          return;

        case MTN_PTX_BARRIER:
        case MTN_PTX_MEETING:
          set_pcs (warp, mask & ~active, pc + 1);
          if (active == 0)
            {
              pc++;
              break;
            }
          if (in->kind == MTN_PTX_BARRIER)
            reach_barrier (warp, pc, active);
          else
            reach_meeting (warp, pc, active);
          /* The usual case goes on without a look at the schedule. */
          if (in->kind == MTN_PTX_MEETING && active == mask && self->error == NULL &&
              (warp->running & mask) == mask && self->schedule == MTN_PTX_LOCKSTEP)
            {
              pc++;
              break;
            }
          return;

        default:
          g_assert_not_reached ();
        }

      if (pc >= meet || --quantum == 0)
        {
          set_pcs (warp, mask, pc);
          return;
        }
    }
}

/* The lanes furthest behind: there the others will be met. */
static void
run_in_step (MtnPtxWarp *warp, guint quantum)
{
  guint32 pc = G_MAXUINT32, meet = G_MAXUINT32, mask = 0;

  for (guint32 rest = warp->running; rest != 0; rest &= rest - 1)
    {
      guint l = (guint) __builtin_ctz (rest);

      if (warp->pcs[l] < pc)
        {
          meet = pc;
          pc = warp->pcs[l];
          mask = 0;
        }
      if (warp->pcs[l] == pc)
        mask |= 1u << l;
      else
        meet = MIN (meet, warp->pcs[l]);
    }
  run_lanes (warp, pc, mask, meet, quantum);
}

/* Any lanes that may run together, and of these perhaps only some. */
static void
run_some (MtnPtxWarp *warp)
{
  MtnPtxMachine *self = warp->machine;
  guint nth = draw (self, (guint) __builtin_popcount (warp->running));
  guint32 rest = warp->running, mask = 0, pc;

  for (; nth > 0; nth--)
    rest &= rest - 1;
  pc = warp->pcs[__builtin_ctz (rest)];
  for (guint l = 0; l < MTN_PTX_LANES; l++)
    if ((warp->running & (1u << l)) && warp->pcs[l] == pc)
      mask |= 1u << l;
  if (draw (self, 4) == 0)
    {
      guint32 some = mask & (guint32) mtn_ptx_next_random (self);

      mask = some != 0 ? some : mask;
    }
  run_lanes (warp, pc, mask, G_MAXUINT32, 1 + draw (self, 32));
}

static void
report_deadlock (MtnPtxMachine *self)
{
  for (guint w = 0; w < self->n_warps; w++)
    {
      guint32 waiting = self->warps[w].at_barrier | self->warps[w].at_meeting;

      if (waiting == 0)
        continue;
      self->warps[w].pc = self->warps[w].pcs[__builtin_ctz (waiting)];
      mtn_ptx_stop (&self->warps[w], __builtin_ctz (waiting), MTN_PTX_ERROR_DEADLOCK,
                    "deadlock: the thread waits for others, which never come");
      return;
    }
}

static void
start_block (MtnPtxMachine *self)
{
  self->epoch++;
  self->generation = 0;
  self->n_waiting = 0;
  self->n_living = self->n_threads;
  memset (self->shared.written, 0, self->shared.size);
  /* Not zeros, which would look right. */
  memset (self->shared.bytes, 0xff, self->shared.size);

  for (guint w = 0; w < self->n_warps; w++)
    {
      MtnPtxWarp *warp = &self->warps[w];
      guint n_lanes = MIN (self->n_threads - w * MTN_PTX_LANES, MTN_PTX_LANES);

      memset (warp->known, 0, self->kernel->n_slots * sizeof (guint32));
      for (guint i = 0; i < self->kernel->constants->len; i++)
        warp->known[g_array_index (self->kernel->constants, MtnPtxConstant, i).slot] = MTN_PTX_ALL;
      memset (warp->pcs, 0, sizeof warp->pcs);
      warp->living = warp->running = n_lanes == MTN_PTX_LANES ? MTN_PTX_ALL : (1u << n_lanes) - 1;
      warp->at_barrier = warp->at_meeting = 0;
      warp->generation = 0;
      for (guint i = 0; i < 3; i++)
        for (guint l = 0; l < MTN_PTX_LANES; l++)
          warp->values[MTN_PTX_CTAID_X + i][l] = self->at[i];
    }
}

void
mtn_ptx_run_block (MtnPtxMachine *self)
{
  guint at = 0;

  start_block (self);
  while (self->n_living > 0 && self->error == NULL)
    {
      guint start = self->schedule == MTN_PTX_LOCKSTEP ? at : draw (self, self->n_warps), tried = 0;
      MtnPtxWarp *warp;

      while (tried < self->n_warps && self->warps[(start + tried) % self->n_warps].running == 0)
        tried++;
      if (tried == self->n_warps)
        {
          report_deadlock (self);
          return;
        }
      at = (start + tried) % self->n_warps;
      warp = &self->warps[at];

      if (self->schedule == MTN_PTX_RANDOM_LANES)
        run_some (warp);
      else
        run_in_step (warp, self->schedule == MTN_PTX_LOCKSTEP ? G_MAXUINT : 1 + draw (self, 64));
    }
}
