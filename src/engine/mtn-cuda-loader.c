/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#include "mtn-cuda-loader.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#define FILE_NAME "libmatinee-engine-cuda.so"
#define PATIENCE 20000

static char *
dup_executable_folder (void)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);

  return executable != NULL ? g_path_get_dirname (executable) : NULL;
}

/* The build folder that the executable lies in, or NULL where it is installed. */
static char *
dup_build_folder (void)
{
  char *folder = dup_executable_folder ();

  for (guint i = 0; folder != NULL && i < 4; i++)
    {
      g_autofree char *mark = g_build_filename (folder, "meson-private", NULL);
      char *above;

      if (g_file_test (mark, G_FILE_TEST_IS_DIR))
        return folder;
      above = g_path_get_dirname (folder);
      g_free (folder);
      folder = above;
    }
  g_free (folder);

  return NULL;
}

static char *
dup_path (void)
{
  g_autofree char *build_folder = dup_build_folder ();
  g_autofree char *executable_folder = dup_executable_folder ();
  g_autofree char *path = NULL;

  if (build_folder != NULL)
    {
      const char *wish = g_getenv ("MATINEE_CUDA_MODULE");

      path = wish != NULL ? g_strdup (wish)
                          : g_build_filename (build_folder, "src", "engine", "cuda", FILE_NAME, NULL);
    }
  else if (executable_folder != NULL)
    {
      path = g_build_filename (executable_folder, "..", MTN_LIBDIR, "matinee", FILE_NAME, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_free (path);
          path = g_build_filename (MTN_PREFIX, MTN_LIBDIR, "matinee", FILE_NAME, NULL);
        }
    }

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static const MtnCudaModule *
load (char **message)
{
  g_autofree char *path = dup_path ();
  GModule *file;
  gpointer symbol = NULL;
  const MtnCudaModule *module;

  if (path == NULL)
    {
#if MTN_HAVE_CUDA
      *message = g_strdup_printf (_ ("the CUDA engine (%s) is not installed"), FILE_NAME);
#else
      *message = g_strdup (_ ("this build has no CUDA engine"));
#endif
      return NULL;
    }

  file = g_module_open (path, G_MODULE_BIND_LOCAL);
  if (file == NULL || !g_module_symbol (file, MTN_CUDA_MODULE_SYMBOL, &symbol))
    {
      *message = g_strdup_printf (_ ("the CUDA engine cannot be loaded: %s"), g_module_error ());
      return NULL;
    }

  module = symbol;
  if (module->abi != MTN_CUDA_MODULE_ABI || module->engine_abi != MTN_ENGINE_ABI ||
      !g_str_equal (module->version, MTN_VERSION))
    {
      *message = g_strdup_printf (_ ("%s belongs to another version of Matinee"), path);
      return NULL;
    }

  /* The runtime has threads, and contexts live as long as the process. */
  g_module_make_resident (file);

  return module;
}

const MtnCudaModule *
mtn_cuda_loader_get (char **message)
{
  static gsize once;
  static const MtnCudaModule *module;
  static char *problem;

  if (g_once_init_enter (&once))
    {
      module = load (&problem);
      g_once_init_leave (&once, 1);
    }

  if (module == NULL && message != NULL)
    *message = g_strdup (problem);

  return module;
}

guint
mtn_cuda_loader_get_patience (void)
{
  g_autofree char *build_folder = dup_build_folder ();
  const char *wish = build_folder != NULL ? g_getenv ("MATINEE_CUDA_PATIENCE") : NULL;

  return wish != NULL ? (guint) atoi (wish) : PATIENCE;
}
