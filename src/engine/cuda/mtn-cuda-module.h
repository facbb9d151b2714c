/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine-vtable.h"

G_BEGIN_DECLS

/*
 * Between mtn-cuda-loader.c, which knows no CUDA, and the module that does, which
 * links libc and the CUDA runtime alone: plain structures of fixed size, no GLib.
 * Raised with every change here; a module of another number is not used.
 */
#define MTN_CUDA_MODULE_ABI 2
#define MTN_CUDA_MODULE_SYMBOL "mtn_cuda_module"

/* Oldest compute capability that the kernels are compiled for, and the memory below which nothing is tried. */
#define MTN_CUDA_LEAST_MAJOR 7
#define MTN_CUDA_LEAST_MINOR 5
#define MTN_CUDA_LEAST_MEMORY ((guint64) 64 << 20)

typedef enum
{
  MTN_CUDA_READY,
  MTN_CUDA_NO_DRIVER,
  MTN_CUDA_OLD_DRIVER,
  MTN_CUDA_NO_CARD,
  MTN_CUDA_OLD_CARD,
  MTN_CUDA_LITTLE_MEMORY,
  MTN_CUDA_FAILED,        /* `failure` says how */
} MtnCudaStatus;

typedef struct
{
  MtnCudaStatus status;      /* READY, NO_DRIVER, OLD_DRIVER, NO_CARD, FAILED */
  int           driver;      /* newest CUDA that it knows, 12040: 12.4; 0: none */
  int           runtime;     /* likewise, of the module */
  guint         n_cards;
  char          failure[256];
} MtnCudaSystem;

typedef struct
{
  MtnCudaStatus status;      /* READY, OLD_CARD, LITTLE_MEMORY, FAILED */
  char          name[256];   /* "NVIDIA GeForce RTX 3060" */
  char          bus[32];     /* "0000:01:00.0" */
  int           major, minor;
  guint         n_processors;
  guint64       n_free, n_total;   /* bytes; 0 where memory was not asked for */
  char          failure[256];
} MtnCudaCard;

typedef struct
{
  guint                  abi;          /* MTN_CUDA_MODULE_ABI */
  guint                  engine_abi;   /* MTN_ENGINE_ABI */
  const char            *version;      /* of Matinee */
  const MtnEngineVtable *vtable;

  void     (*get_system)   (MtnCudaSystem *out);
  /* @with_memory: makes a context on the card, which takes time and memory there. */
  void     (*get_card)     (guint device, gboolean with_memory, MtnCudaCard *out);
  /* The context for the table, or NULL and why. @patience: milliseconds that the driver may take to compile the
   * kernels. @out: with memory, as it was before. */
  gpointer (*open)         (guint device, guint patience, MtnCudaCard *out);
  /* How long the card may work before it counts as hung. */
  void     (*set_patience) (gpointer context, guint milliseconds);
} MtnCudaModule;

G_END_DECLS
