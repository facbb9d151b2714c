/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Where there is no libFuzzer: the seeds in the folder that is named, as they are, cut off anywhere, and with
 * a byte changed here and there. */

#include "mtn-fuzz.h"

#include <stdio.h>
#include <string.h>

#define N_CUTS 24
#define N_CHANGES 40

static void
run (const char *content, gsize length)
{
  /* A copy of its own, so that a sanitizer sees what is read behind the end; of nothing too it is none. */
  g_autofree uint8_t *copy = g_malloc (MAX (length, 1));

  memcpy (copy, content, length);
  LLVMFuzzerTestOneInput (copy, length);
}

static void
run_seed (const char *content, gsize length)
{
  guint state = 1;

  run (content, length);
  for (guint i = 0; i < N_CUTS; i++)
    run (content, length * i / N_CUTS);
  for (guint i = 0; i < N_CHANGES && length > 0; i++)
    {
      g_autofree char *changed = g_memdup2 (content, length);

      for (guint j = 0; j < 3; j++)
        {
          state = state * 1103515245u + 12345u;
          changed[(state >> 8) % length] = (char) (state >> 3);
        }
      run (changed, length);
    }
}

int
main (int argc, char **argv)
{
  GDir *dir = argc > 1 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (!g_file_get_contents (path, &content, &length, NULL))
        return 1;
      run_seed (content, length);
      printf ("ok %u %s\n", ++n, name);
      fflush (stdout);
    }
  if (dir != NULL)
    g_dir_close (dir);
  printf ("1..%u\n", n);

  return n > 0 ? 0 : 1;
}
