/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <glib/gi18n-lib.h>

#include "mtn-engine-private.h"

MtnBuffer *
mtn_buffer_new (MtnEngine *engine, gsize n_values)
{
  MtnBuffer *self;

  g_return_val_if_fail (engine != NULL, NULL);

  self = g_new0 (MtnBuffer, 1);
  self->engine = engine;
  self->n_values = n_values;
  self->handle = engine->vtable->buffer_new (engine->context, n_values);
  engine->n_buffers++;
  /* Whoever has a memory of its own can say more. */
  if (self->handle == NULL)
    mtn_engine_fail (engine, engine->vtable->get_memory != NULL ? NULL : _ ("there is not enough memory"));

  return self;
}

MtnBuffer *
mtn_buffer_new_for_data (MtnEngine *engine, const float *data, gsize n_values)
{
  MtnBuffer *self;

  g_return_val_if_fail (engine != NULL, NULL);
  g_return_val_if_fail (data != NULL || n_values == 0, NULL);

  if (data == NULL || engine->vtable->buffer_wrap == NULL)
    {
      self = mtn_buffer_new (engine, n_values);
      mtn_buffer_write (self, 0, data, n_values);
      return self;
    }

  self = g_new0 (MtnBuffer, 1);
  self->engine = engine;
  self->n_values = n_values;
  self->handle = engine->vtable->buffer_wrap (engine->context, data, n_values);
  self->is_wrapped = TRUE;
  engine->n_buffers++;

  return self;
}

void
mtn_buffer_free (MtnBuffer *self)
{
  if (self == NULL)
    return;

  if (self->handle != NULL && !self->is_wrapped)
    self->engine->vtable->buffer_free (self->engine->context, self->handle);
  self->engine->n_buffers--;
  g_free (self);
}

void
mtn_buffer_write (MtnBuffer *self, gsize offset, const float *values, gsize n_values)
{
  g_return_if_fail (self != NULL && !self->is_wrapped);
  g_return_if_fail (offset <= self->n_values && n_values <= self->n_values - offset);

  if (!mtn_engine_is_ready (self->engine) || self->handle == NULL)
    return;

  if (!self->engine->vtable->write (self->engine->context, self->handle, offset, values, n_values))
    mtn_engine_fail (self->engine, NULL);
}

gboolean
mtn_buffer_read (MtnBuffer *self, gsize offset, float *values, gsize n_values)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (offset <= self->n_values && n_values <= self->n_values - offset, FALSE);

  if (self->handle == NULL)
    mtn_engine_fail (self->engine, _ ("there is not enough memory"));
  if (!mtn_engine_is_ready (self->engine))
    return FALSE;

  if (!self->engine->vtable->read (self->engine->context, self->handle, offset, values, n_values))
    mtn_engine_fail (self->engine, NULL);

  return mtn_engine_is_ready (self->engine);
}
