/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib/gi18n-lib.h>

#include "mtn-engine-private.h"

G_BEGIN_DECLS

/* Of mtn-operations.c and mtn-operations-training.c alone. */

/* Whether @buffer holds @n_rows × @n_columns; an absent one never does. */
static inline gboolean
holds (const MtnBuffer *buffer, gsize n_rows, gsize n_columns)
{
  return buffer != NULL && (n_columns == 0 || n_rows <= buffer->n_values / n_columns);
}

/* A buffer without memory has failed when it was made; whoever uses it fails again. */
static inline gboolean
has_memory (MtnEngine *self, const MtnBuffer *a, const MtnBuffer *b, const MtnBuffer *c, const MtnBuffer *d)
{
  if ((a == NULL || a->handle != NULL) && (b == NULL || b->handle != NULL) &&
      (c == NULL || c->handle != NULL) && (d == NULL || d->handle != NULL))
    return TRUE;

  mtn_engine_fail (self, _ ("there is not enough memory"));

  return FALSE;
}

/* Calls a slot of the table, unless something has failed before. */
#define CALL(engine, slot, ...)                                                                   \
  G_STMT_START                                                                                    \
  {                                                                                               \
    if (mtn_engine_is_ready (engine) && !(engine)->vtable->slot ((engine)->context, __VA_ARGS__)) \
      mtn_engine_fail (engine, NULL);                                                             \
  }                                                                                               \
  G_STMT_END

G_END_DECLS
