/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* What is remembered of graphics cards. */

#include "mtn-cuda-verdict.h"
#include "mtn-fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static gboolean is_set;
  g_autofree char *framed = g_malloc (size + 32);
  g_autofree char *why = NULL;
  const char *folder;
  int length = g_snprintf (framed, 32, "=== cards.ini\n");

  /* Read from "matinee" in the folder of states, which is asked for once. */
  memcpy (framed + length, data, size);
  folder = mtn_fuzz_write_folder ((const uint8_t *) framed, length + size);
  if (!is_set)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      g_autofree char *link = g_build_filename (above, "matinee", NULL);

      if (symlink (folder, link) != 0)
        abort ();
      g_setenv ("XDG_STATE_HOME", above, TRUE);
      is_set = TRUE;
    }
  mtn_cuda_verdict_get ("card", &why);

  return 0;
}
