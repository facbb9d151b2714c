/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-ptx-private.h"

G_BEGIN_DECLS

/* Registers are declared in ranges: .reg .b32 %r<12>; */
typedef struct
{
  char *prefix;
  guint n;                  /* 0: the prefix is the whole name */
  guint width;              /* bytes; 0: predicate */
  guint32 slot;
} MtnPtxRange;

typedef struct
{
  char *name;
  gsize offset;
} MtnPtxVariable;

typedef struct
{
  char *label;
  guint32 line;
  guint index;              /* of the branch */
} MtnPtxJump;

struct _MtnPtxParser
{
  MtnPtxModule *module;
  MtnPtxKernel *kernel;
  GArray *ranges;
  GArray *variables;        /* shared memory of the kernel */
  GHashTable *labels;       /* name → place in the code + 1 */
  GArray *jumps;
  char *dynamic;            /* (nullable): name of the shared memory that launches add */
  gsize dynamic_alignment;
  char *at;
  guint32 line;
  char *message;
};

G_END_DECLS
