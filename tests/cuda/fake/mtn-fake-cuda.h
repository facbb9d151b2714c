/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

#include "mtn-fake-kernels.h"

G_BEGIN_DECLS

/*
 * A CUDA runtime without a card, to be linked in place of NVIDIA's. It keeps
 * the rules that a real one keeps silently, or not at all:
 *
 * - memory of the card is inaccessible while code of the host runs;
 * - a copy to the host leaves garbage until it has run, and a copy to the card
 *   reads its source when it runs, not before;
 * - streams run at once, as late as they may, or at random;
 * - limits of launches are checked, copies must be from and to pinned memory;
 * - everything that is made is counted, errors that lose the card stick;
 * - any call can be made to fail, any launch to hang or to give a wrong bit.
 */
typedef enum
{
  MTN_FAKE_EAGER,
  MTN_FAKE_LAZY,
  MTN_FAKE_RANDOM,
} MtnFakeOrder;

#define MTN_FAKE_MOST_CARDS 4

typedef struct
{
  char  name[64];
  int   major, minor;     /* compute capability */
  gsize total;            /* bytes */
  gsize used;             /* by other programs */
} MtnFakeCard;

typedef struct
{
  MtnFakeOrder order;
  guint32      seed;
  int          driver_version;      /* 13000: CUDA 13.0; 0: no driver */
  guint        n_cards;
  MtnFakeCard  cards[MTN_FAKE_MOST_CARDS];
  const MtnFakeKernels *kernels;

  const char  *fail_function;       /* (nullable): any */
  guint        fail_nth;            /* which of the calls fails, from 1; 0: none */
  int          fail_code;           /* from 700 on the card is lost */
  guint        load_time;           /* milliseconds that loading a library takes */
  guint        hang_nth;            /* which launch never ends; 0: none */
  const char  *wrong_kernel;        /* (nullable): one that gets the first bit of its result wrong … */
  guint        wrong_nth;           /* … from this launch of it on */
} MtnFakeConfig;

typedef struct
{
  guint n_calls, n_launches, n_faults;
  guint n_memories, n_pinned, n_streams, n_events, n_libraries;   /* that there are now */
  gsize n_bytes, most_bytes;                                      /* of the card's memory */
} MtnFakeCounts;

extern MtnFakeConfig mtn_fake_config;
extern MtnFakeCounts mtn_fake_counts;
/* What was wrong with the last call that was refused, and which call was made to fail; empty and NULL: none. */
extern char        mtn_fake_message[512];
extern const char *mtn_fake_failed_function;

/* One card in a computer with a new driver, eager, plain kernels; nothing allocated, nothing counted. */
void     mtn_fake_reset        (void);
/* "driver=12040 cards=2 compute=8.6 memory=64 used=0 order=lazy fail=12:700 hang=3 load=2000 wrong=mtn_gather:1"; memory in MiB.
 * FALSE: a word is not understood. */
gboolean mtn_fake_parse        (const char *text);
/* Whether nothing is left of what was made. */
gboolean mtn_fake_is_clean     (void);

G_END_DECLS
