/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-cuda-launch.h"

G_BEGIN_DECLS

typedef enum
{
  MTN_TEST_FORWARD,    /* threads and blocks in their order, all in step where a machine knows that */
  MTN_TEST_REVERSED,
  MTN_TEST_RANDOM,     /* by the seed */
  MTN_TEST_N_ORDERS,
} MtnTestOrder;

/**
 * MtnTestMachine:
 *
 * Something that runs kernels without a card: the emulator, which compiles them
 * as C, or the interpreter of their PTX. The tests of kernels are written for
 * this, and linked with one of them.
 */
typedef struct
{
  const char     *name;
  MtnCudaLauncher launcher;                            /* 0, or get_failure() has the reason */
  gboolean        is_slow;                             /* tests leave out what takes long with single kernels … */
  gboolean        is_moderate;                         /* … and with whole models */

  /* Memory of the card: exactly so many bytes, undefined until written to. */
  gpointer     (*alloc)       (gsize n_bytes);
  void         (*free)        (gpointer memory);
  void         (*write)       (gpointer to, gconstpointer from, gsize n_bytes);
  void         (*read)        (gpointer to, gconstpointer from, gsize n_bytes);
  /* Takes memory of the host, which stays where it is, for the card's, all of it defined, until released. */
  void         (*lend)        (gpointer memory, gsize n_bytes);
  void         (*release)     (gpointer memory);

  void         (*set_order)   (MtnTestOrder order, guint seed);
  /* Launches run only these blocks of their grid, counted along x first; 0, G_MAXUINT64: all. For sizes that
   * could not be run as a whole. */
  void         (*set_blocks)  (guint64 first, guint64 n);
  const char * (*get_failure) (void);
} MtnTestMachine;

const MtnTestMachine *mtn_test_machine_get (void);

G_END_DECLS
