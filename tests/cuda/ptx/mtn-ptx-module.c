/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What can be asked of a module. */

#include <string.h>

#include "mtn-ptx-private.h"

G_DEFINE_QUARK (mtn_ptx_error, mtn_ptx_error)

void
mtn_ptx_module_free (MtnPtxModule *self)
{
  g_ptr_array_unref (self->kernels);
  g_free (self);
}

guint
mtn_ptx_module_get_n_kernels (MtnPtxModule *self)
{
  return self->kernels->len;
}

const MtnPtxKernel *
mtn_ptx_module_get_kernel (MtnPtxModule *self, guint index)
{
  g_return_val_if_fail (index < self->kernels->len, NULL);

  return g_ptr_array_index (self->kernels, index);
}

const MtnPtxKernel *
mtn_ptx_module_find (MtnPtxModule *self, const char *name)
{
  for (guint i = 0; i < self->kernels->len; i++)
    if (strcmp (((MtnPtxKernel *) g_ptr_array_index (self->kernels, i))->name, name) == 0)
      return g_ptr_array_index (self->kernels, i);

  return NULL;
}

const char *
mtn_ptx_kernel_get_name (const MtnPtxKernel *self)
{
  return self->name;
}

guint
mtn_ptx_kernel_get_n_parameters (const MtnPtxKernel *self)
{
  return self->parameters->len;
}

gsize
mtn_ptx_kernel_get_parameter_size (const MtnPtxKernel *self, guint index)
{
  g_return_val_if_fail (index < self->parameters->len, 0);

  return g_array_index (self->parameters, MtnPtxParameter, index).size;
}

gsize
mtn_ptx_kernel_get_shared_size (const MtnPtxKernel *self)
{
  return self->shared_bytes;
}

guint
mtn_ptx_kernel_get_max_threads (const MtnPtxKernel *self)
{
  return self->max_threads;
}
