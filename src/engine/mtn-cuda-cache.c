/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-cache.h"

#include <glib/gstdio.h>

/* What the driver reads. */
#define VARIABLE "CUDA_CACHE_PATH"

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "matinee", "cuda", NULL);
}

void
mtn_cuda_cache_choose (void)
{
  g_autofree char *path = dup_path ();

  g_setenv (VARIABLE, path, FALSE);
}

void
mtn_cuda_cache_make (void)
{
  g_autofree char *path = dup_path ();

  if (g_strcmp0 (g_getenv (VARIABLE), path) == 0)
    g_mkdir_with_parents (path, 0700);
}
