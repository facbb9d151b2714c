/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "mtn-fake-private.h"

typedef struct CUlib_st
{
  const MtnFakeKernels *kernels;
  void *library;
  GPtrArray *found; /* (element-type MtnFakeKernel) */
} MtnFakeLibrary;

static GPtrArray *libraries; /* (element-type MtnFakeLibrary): that are loaded now */

static void
library_free (gpointer data)
{
  MtnFakeLibrary *self = data;

  self->kernels->unload (self->library);
  g_ptr_array_unref (self->found);
  g_free (self);
}

void
mtn_fake_libraries_clear (void)
{
  g_clear_pointer (&libraries, g_ptr_array_unref);
}

gboolean
mtn_fake_kernel_exists (const void *function)
{
  for (guint i = 0; libraries != NULL && i < libraries->len; i++)
    {
      MtnFakeLibrary *library = g_ptr_array_index (libraries, i);

      if (g_ptr_array_find (library->found, function, NULL))
        return TRUE;
    }

  return FALSE;
}

cudaError_t
cudaLibraryLoadData (cudaLibrary_t *library,
                     const void *code,
                     enum cudaJitOption *jit_options,
                     void **jit_values,
                     unsigned int n_jit_options,
                     enum cudaLibraryOption *options,
                     void **values,
                     unsigned int n_options)
{
  cudaError_t error = mtn_fake_enter_context ("cudaLibraryLoadData");
  MtnFakeLibrary *self;
  void *loaded;

  if (error != cudaSuccess)
    return error;

  g_usleep ((gulong) mtn_fake_config.load_time * 1000);
  loaded = mtn_fake_config.kernels->load (code, mtn_fake_message, sizeof mtn_fake_message);
  if (loaded == NULL)
    return mtn_fake_leave (cudaErrorInvalidPtx);

  self = g_new0 (MtnFakeLibrary, 1);
  self->kernels = mtn_fake_config.kernels;
  self->library = loaded;
  self->found = g_ptr_array_new_with_free_func (g_free);
  if (libraries == NULL)
    libraries = g_ptr_array_new_with_free_func (library_free);
  g_ptr_array_add (libraries, self);
  mtn_fake_counts.n_libraries++;
  *library = self;

  return cudaSuccess;
}

cudaError_t
cudaLibraryUnload (cudaLibrary_t library)
{
  cudaError_t code = mtn_fake_states[mtn_fake_device].lost;

  if (libraries == NULL || !g_ptr_array_remove (libraries, library))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "no such library");
  mtn_fake_counts.n_libraries--;

  return mtn_fake_leave (code);
}

cudaError_t
cudaLibraryGetKernel (cudaKernel_t *kernel, cudaLibrary_t library, const char *name)
{
  cudaError_t code = mtn_fake_enter_context ("cudaLibraryGetKernel");
  g_autofree MtnFakeKernel *self = g_new0 (MtnFakeKernel, 1);

  if (code != cudaSuccess)
    return code;

  self->kernel = library->kernels->find (library->library, name, &self->n_arguments, &self->sizes);
  if (self->kernel == NULL)
    return mtn_fake_refuse (cudaErrorSymbolNotFound, "no kernel %s", name);

  self->library = library;
  self->most_shared = 48 << 10;
  g_strlcpy (self->name, name, sizeof self->name);
  *kernel = self;
  g_ptr_array_add (library->found, g_steal_pointer (&self));

  return cudaSuccess;
}

cudaError_t
cudaFuncSetAttribute (const void *function, enum cudaFuncAttribute attribute, int value)
{
  cudaError_t code = mtn_fake_enter_context ("cudaFuncSetAttribute");

  if (code != cudaSuccess)
    return code;
  if (!mtn_fake_kernel_exists (function))
    return mtn_fake_refuse (cudaErrorInvalidResourceHandle, "no such kernel");

  ((MtnFakeKernel *) function)->most_shared = (gsize) value;

  return cudaSuccess;
}
