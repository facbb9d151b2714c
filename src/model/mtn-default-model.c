/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Finds the shipped model from the place of the running executable, so that a build folder and a
 * relocated installation each find their own, not the one of a system-wide installation. */

#include "mtn-default-model.h"

static char *
dup_executable_dir (void)
{
  g_autofree char *executable = g_file_read_link ("/proc/self/exe", NULL);

  return executable != NULL ? g_path_get_dirname (executable) : NULL;
}

char *
mtn_default_model_dup_path (void)
{
  const char *override = g_getenv ("MATINEE_MODEL_DIR");
  g_autofree char *executable_dir = NULL;

  if (override != NULL && *override != '\0')
    return g_build_filename (override, MTN_DEFAULT_MODEL_FILE, NULL);

  executable_dir = dup_executable_dir ();
  if (executable_dir != NULL)
    {
      const char *places[] = { "../models", "../share/matinee/models" };

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        {
          g_autofree char *joined =
              g_build_filename (executable_dir, places[i], MTN_DEFAULT_MODEL_FILE, NULL);
          g_autofree char *path = g_canonicalize_filename (joined, "/");

          if (g_file_test (path, G_FILE_TEST_EXISTS))
            return g_steal_pointer (&path);
        }
    }

  return g_build_filename (MTN_PKGDATADIR, "models", MTN_DEFAULT_MODEL_FILE, NULL);
}
