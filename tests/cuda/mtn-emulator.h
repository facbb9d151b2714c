/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the kernels see of the emulator, which runs each thread of a block as a
 * fiber. Barriers and operations of a warp are where fibers meet; it is an error,
 * named with its line, when they do not meet at the same one, when one has ended
 * instead, or when nobody can go on.
 */
typedef struct
{
  guint x;
  guint y;
  guint z;
} MtnEmulatorPlace;

typedef struct
{
  MtnEmulatorPlace thread;
  MtnEmulatorPlace block;
  MtnEmulatorPlace n_threads;   /* of a block */
  MtnEmulatorPlace n_blocks;
} MtnEmulatorNow;

/* Of the thread that runs. */
extern MtnEmulatorNow mtn_emulator_now;

typedef enum
{
  MTN_EMULATOR_BARRIER,
  MTN_EMULATOR_BARRIER_OR,
  MTN_EMULATOR_BALLOT,
  MTN_EMULATOR_SHUFFLE,         /* @argument: the lane */
  MTN_EMULATOR_SHUFFLE_UP,      /* @argument: the distance; who has none there keeps its own */
  MTN_EMULATOR_SHUFFLE_XOR,
} MtnEmulatorMeeting;

/* Waits for the others: the whole block, or the lanes of @mask. Returns what the operation gives. */
guint mtn_emulator_meet (MtnEmulatorMeeting meeting, guint mask, guint value, guint argument,
                         const char *file, int line);

/* Kernels by MtnCudaKernel, each with its arguments behind pointers. */
typedef void (*MtnEmulatorCall) (void **arguments);
extern const MtnEmulatorCall mtn_emulator_calls[];

G_END_DECLS
