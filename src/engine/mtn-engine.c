/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which back end there is, and what became of it. */

#include <glib/gi18n-lib.h>

#include "mtn-cpu.h"
#include "mtn-cuda-engine.h"
#include "mtn-cuda-verdict.h"
#include "mtn-engine-private.h"

static MtnEngineListener listener;
static gpointer listener_data;

MtnEngine *
mtn_engine_new_for_vtable (const MtnEngineVtable *vtable,
                           gpointer context,
                           MtnEngineKind kind,
                           const char *name,
                           const char *description)
{
  MtnEngine *self;

  g_return_val_if_fail (vtable != NULL && vtable->abi == MTN_ENGINE_ABI, NULL);

  self = g_new0 (MtnEngine, 1);
  self->vtable = vtable;
  self->context = context;
  self->kind = kind;
  self->name = g_strdup (name);
  self->description = g_strdup (description);

  return self;
}

/* @no_gpu: (nullable): why it is not a graphics card */
static char *
describe_cpu (const char *how, const char *no_gpu)
{
  return no_gpu != NULL ? g_strdup_printf (_ ("CPU, %s; no GPU: %s"), how, no_gpu)
                        : g_strdup_printf (_ ("CPU, %s"), how);
}

static MtnEngine *
create_cpu (const char *no_gpu)
{
  g_autofree char *description = NULL;

#if MTN_CPU_HAVE_VECTOR
  const char *wish = g_getenv ("MATINEE_CPU");
  MtnCpu *cpu = g_strcmp0 (wish, "reference") != 0 ? mtn_cpu_new (wish) : NULL;

  if (cpu != NULL)
    {
      g_autofree char *how = mtn_cpu_describe (cpu);

      description = describe_cpu (how, no_gpu);
      return mtn_engine_new_for_vtable (&mtn_cpu_vector, cpu, MTN_ENGINE_CPU, _ ("CPU"), description);
    }
#endif

  description = describe_cpu (_ ("portable"), no_gpu);

  return mtn_engine_new_for_vtable (&mtn_cpu_reference, NULL, MTN_ENGINE_CPU, _ ("CPU"), description);
}

MtnEngine *
mtn_engine_new (MtnEngineKind kind, int device, char **message)
{
  if (message != NULL)
    *message = NULL;

  switch (kind)
    {
    case MTN_ENGINE_AUTO:
      {
        g_autofree char *no_gpu = NULL;
        MtnEngine *self = mtn_cuda_engine_new (device, &no_gpu);

        return self != NULL ? self : create_cpu (no_gpu);
      }

    case MTN_ENGINE_CPU:
      return create_cpu (NULL);

    case MTN_ENGINE_CUDA:
      {
        g_autofree char *no_gpu = NULL;
        MtnEngine *self = mtn_cuda_engine_new (device, &no_gpu);

        if (self != NULL)
          self->is_required = TRUE;
        else if (message != NULL)
          *message = g_strdup_printf (_ ("%s; use the CPU"), no_gpu);
        return self;
      }

    default:
      g_return_val_if_reached (NULL);
    }
}

void
mtn_engine_free (MtnEngine *self)
{
  if (self == NULL)
    return;

  if (self->vtable->free != NULL)
    self->vtable->free (self->context);
  g_free (self->name);
  g_free (self->description);
  g_free (self->failure);
  g_free (self->verdict_key);
  g_free (self->notice);
  g_free (self->old_name);
  g_free (self->old_description);
  g_free (self);
}

MtnEngineKind
mtn_engine_get_kind (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, MTN_ENGINE_CPU);

  return self->kind;
}

const char *
mtn_engine_get_name (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

const char *
mtn_engine_get_description (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->description;
}

const MtnEngineVtable *
mtn_engine_get_vtable (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->vtable;
}

void
mtn_engine_fail (MtnEngine *self, const char *reason)
{
  if (self->failure != NULL)
    return;

  if (reason == NULL && self->vtable->get_failure != NULL)
    reason = self->vtable->get_failure (self->context);

  self->failure = g_strdup (reason != NULL ? reason : _ ("the engine failed"));
}

char *
mtn_engine_take_failure (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->failure);
}

gsize
mtn_engine_get_memory (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->vtable->get_memory != NULL ? self->vtable->get_memory (self->context) : G_MAXSIZE;
}

/* Makes @self an engine on the CPU, and tells. Takes @notice. */
static void
hand_over (MtnEngine *self, char *notice, const char *no_gpu)
{
  MtnEngine *successor = create_cpu (no_gpu);

  if (self->vtable->free != NULL)
    self->vtable->free (self->context);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->verdict_key, g_free);
  self->has_successor = FALSE;
  self->old_name = self->name;
  self->old_description = self->description;

  self->vtable = successor->vtable;
  self->context = successor->context;
  self->kind = successor->kind;
  self->name = successor->name;
  self->description = successor->description;
  g_free (successor);
  if (listener != NULL)
    listener (notice, listener_data);
  g_atomic_pointer_set (&self->notice, notice);
}

gboolean
mtn_engine_take_over (MtnEngine *self, const char *why)
{
  g_autofree char *no_gpu = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->has_successor)
    return FALSE;
  g_return_val_if_fail (self->n_buffers == 0, FALSE);

  why = why != NULL ? why : _ ("the engine failed");
  no_gpu = g_strdup_printf (_ ("%s failed while it worked: %s"), self->name, why);
  hand_over (self, g_strdup_printf (_ ("%s failed: %s. The CPU goes on."), self->name, why), no_gpu);

  return TRUE;
}

gboolean
mtn_engine_decline (MtnEngine *self, const char *why)
{
  g_autofree char *no_gpu = NULL;

  g_return_val_if_fail (self != NULL && why != NULL, FALSE);

  if (!self->has_successor || self->is_required)
    return FALSE;
  g_return_val_if_fail (self->n_buffers == 0, FALSE);

  no_gpu = g_strdup_printf (_ ("%s is not used: %s"), self->name, why);
  hand_over (self, g_strdup_printf (_ ("%s is not used: %s. The CPU does the work."), self->name, why),
             no_gpu);

  return TRUE;
}

void
mtn_engine_set_listener (MtnEngineListener callback, gpointer data)
{
  listener = callback;
  listener_data = data;
}

char *
mtn_engine_take_notice (MtnEngine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_pointer_exchange (&self->notice, NULL);
}

void
mtn_engine_distrust (MtnEngine *self)
{
  const char *why = _ ("a result was not the one that the CPU gets");

  g_return_if_fail (self != NULL);

  if (self->verdict_key != NULL)
    mtn_cuda_verdict_set (self->verdict_key, MTN_CUDA_REFUSED, why);
  mtn_engine_fail (self, why);
}
