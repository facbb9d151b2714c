/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include "mtn-engine-vtable.h"

G_BEGIN_DECLS

struct _MtnEngine
{
  const MtnEngineVtable *vtable;
  gpointer               context;
  MtnEngineKind          kind;
  char                  *name;
  char                  *description;
  char                  *failure;       /* sticks until taken; NULL: all is well */
  guint                  n_buffers;     /* that there are */
  gboolean               has_successor; /* the CPU takes over where this fails */
  gboolean               is_required;   /* somebody asked for it by name */
  char                  *notice;        /* (nullable): what people should be told; atomic */
  char                  *old_name;      /* (nullable): of what was taken over from, which another thread may */
  char                  *old_description; /* still be reading */
  char                  *verdict_key;   /* (nullable): under which the card's self-test is remembered */
};

struct _MtnBuffer
{
  MtnEngine *engine;
  gpointer   handle;       /* NULL: could not be allocated, and the engine has failed */
  gsize      n_values;
  gboolean   is_wrapped;
};

static inline gboolean
mtn_engine_is_ready (MtnEngine *self)
{
  return self->failure == NULL;
}

/* @reason: (nullable): ask the back end. The first failure is the one that is kept. */
void mtn_engine_fail (MtnEngine *self, const char *reason);

G_END_DECLS
