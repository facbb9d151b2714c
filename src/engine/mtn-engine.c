/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Which back end there is, and what became of it. */

#include <glib/gi18n-lib.h>

#include "mtn-cpu.h"
#include "mtn-engine-private.h"

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

static MtnEngine *
create_cpu (void)
{
#if MTN_CPU_HAVE_VECTOR
  const char *wish = g_getenv ("MATINEE_CPU");
  MtnCpu *cpu = g_strcmp0 (wish, "reference") != 0 ? mtn_cpu_new (wish) : NULL;

  if (cpu != NULL)
    {
      g_autofree char *how = mtn_cpu_describe (cpu);
      g_autofree char *description =
          g_strdup_printf (_ ("CPU, %s; no GPU: this build has no CUDA engine"), how);

      return mtn_engine_new_for_vtable (&mtn_cpu_vector, cpu, MTN_ENGINE_CPU, _ ("CPU"), description);
    }
#endif

  return mtn_engine_new_for_vtable (&mtn_cpu_reference, NULL, MTN_ENGINE_CPU, _ ("CPU"),
                                    _ ("CPU, portable; no GPU: this build has no CUDA engine"));
}

MtnEngine *
mtn_engine_new (MtnEngineKind kind, int device, char **message)
{
  if (message != NULL)
    *message = NULL;

  switch (kind)
    {
    case MTN_ENGINE_AUTO:
    case MTN_ENGINE_CPU:
      return create_cpu ();

    case MTN_ENGINE_CUDA:
      if (message != NULL)
        *message = g_strdup (_ ("this build has no CUDA engine; use the CPU"));
      return NULL;

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
