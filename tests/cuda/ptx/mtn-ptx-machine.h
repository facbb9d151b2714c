/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ptx-private.h"

G_BEGIN_DECLS

/*
 * Who touched a word of 4 bytes, as far as it may still matter: those accesses
 * since the last barrier that are ordered with one another by nothing. `epoch`
 * counts blocks of all launches, so what an earlier launch left is told from
 * it and nothing need be cleared.
 */
typedef struct
{
  guint32 epoch;
  guint32 generation;         /* of the block's barrier */
  guint32 warp_generation;    /* of the warp's */
  guint16 thread;
  guint8 warp;
  guint8 flags;
} MtnPtxAccess;

#define MTN_PTX_ACCESS_ATOMIC 1u
#define MTN_PTX_ACCESS_MANY_THREADS 2u
#define MTN_PTX_ACCESS_MANY_WARPS 4u
#define MTN_PTX_ACCESS_MANY_BLOCKS 8u

typedef struct
{
  MtnPtxAccess read;
  MtnPtxAccess write;
} MtnPtxWord;

/* A stretch of memory with its shadow: a byte for each byte that says whether it was written, and the words. */
typedef struct
{
  guint64 address;            /* as kernels see it */
  gsize size;
  guint8 *bytes;
  guint8 *written;
  gboolean is_all_written;    /* without a look at the bytes: they may be more than there is memory */
  MtnPtxWord *words;
} MtnPtxArea;

gboolean mtn_ptx_area_init  (MtnPtxArea *self, guint64 address, guint8 *bytes, gsize size);
void     mtn_ptx_area_clear (MtnPtxArea *self);

struct _MtnPtxWarp
{
  MtnPtxMachine *machine;
  guint64 (*values)[MTN_PTX_LANES];     /* [n_slots] */
  guint32 *known;                       /* [n_slots]: lanes in which something was written */
  guint32 pcs[MTN_PTX_LANES];
  guint32 living;
  guint32 running;
  guint32 at_barrier;
  guint32 at_meeting;
  guint32 members[MTN_PTX_LANES];       /* the mask with which a lane waits at a meeting */
  guint32 generation;
  guint index;
  guint32 pc;                           /* of what is being carried out */
};

struct _MtnPtxMachine
{
  MtnPtxSchedule schedule;
  guint64 random;

  GArray *areas;                        /* MtnPtxArea, by address */
  guint last_area;
  MtnPtxArea shared;

  const MtnPtxKernel *kernel;
  const MtnPtxInstruction *code;
  guint32 n_code;
  guint8 *parameters;
  guint64 first_block;
  guint64 n_blocks;
  guint grid[3];
  guint block[3];
  guint at[3];                          /* the block that runs */
  guint n_threads;
  guint n_warps;
  MtnPtxWarp *warps;
  guint32 epoch;
  guint32 first_epoch;                  /* of this launch */
  guint32 generation;
  guint n_waiting;                      /* threads at the barrier */
  guint n_living;
  guint64 budget;                       /* warp instructions until a launch counts as endless */

  GHashTable *counters;                 /* name → MtnPtxCounters */
  MtnPtxCounters *count;

  GError *error;                        /* what stops the launch */
};

/* Stops the launch; only the first reason counts. @lane: −1: the warp as a whole */
void mtn_ptx_stop (MtnPtxWarp *warp, int lane, MtnPtxError code, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The lanes of @mask ran an instruction that touches memory. Addresses of lanes without are not looked at. */
void mtn_ptx_count_global (MtnPtxCounters *count, const guint64 *addresses, guint32 mask, guint size, gboolean is_store);
void mtn_ptx_count_shared (MtnPtxCounters *count, const guint64 *addresses, guint32 mask, guint size);

/* Runs the block at machine->at to its end or to an error. */
void mtn_ptx_run_block (MtnPtxMachine *self);
guint64 mtn_ptx_next_random (MtnPtxMachine *self);

/* Barrier with a reduction: the lanes of all warps have come. */
void mtn_ptx_reduce_barrier (MtnPtxMachine *self, const MtnPtxInstruction *in);

/* Everything in one loop over lanes, the common case of all of them without looking at the mask. */
#define MTN_PTX_EACH(mask, ...)                                                                              \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (mask == MTN_PTX_ALL)                                                                                 \
      for (guint l = 0; l < MTN_PTX_LANES; l++)                                                              \
        {                                                                                                    \
          __VA_ARGS__;                                                                                       \
        }                                                                                                    \
    else                                                                                                     \
      for (guint32 rest = mask; rest != 0; rest &= rest - 1)                                                 \
        {                                                                                                    \
          guint l = (guint) __builtin_ctz (rest);                                                            \
          __VA_ARGS__;                                                                                       \
        }                                                                                                    \
  }                                                                                                          \
  G_STMT_END

G_END_DECLS
